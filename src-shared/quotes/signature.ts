import { z } from 'zod';

/** The field a signature is drawn in: points are whole numbers from its left upper corner. */
export const signatureField = { width: 1000, height: 320 } as const;

/** Most strokes of a drawn signature, and most points of all of them together. */
const STROKES = 200;
const POINTS = 6_000;

const point = z.tuple([
  z.number().int().min(0).max(signatureField.width),
  z.number().int().min(0).max(signatureField.height),
]);

/** A signature on screen: typed, or drawn as strokes of points. Neither is a qualified signature; it shows what somebody put there. */
export const signatureSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('typed'),
    text: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .regex(/^[^\r\n]*$/, 'must be one line'),
  }),
  z.strictObject({
    kind: z.literal('drawn'),
    strokes: z
      .array(z.array(point).min(1).max(POINTS))
      .min(1)
      .max(STROKES)
      .refine(
        (strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0) <= POINTS,
        `has more than ${POINTS} points`,
      ),
  }),
]);
export type Signature = z.infer<typeof signatureSchema>;

/** A drawn signature as an SVG path, in the field's measure. A stroke of one point is a dot. */
export function signaturePath(strokes: Extract<Signature, { kind: 'drawn' }>['strokes']): string {
  return strokes
    .map((stroke) => {
      const [[x, y], ...rest] = stroke as [[number, number], ...[number, number][]];
      return `M${x} ${y}${(rest.length > 0 ? rest : [[x, y]]).map(([a, b]) => `L${a} ${b}`).join('')}`;
    })
    .join('');
}
