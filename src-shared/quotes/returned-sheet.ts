import { z } from 'zod';
import { type Signature, signatureField, signatureSchema } from './signature';

/** A sheet that a customer sent back, as it was read and checked. */
export const returnedSheet = z.object({
  /** What the file is called. */
  file: z.string(),
  version: z.number(),
  /** Digest of the order form or quote that the sheet names. */
  document: z.string(),
  name: z.string(),
  title: z.string(),
  /** The day that was written into it; null where it cannot be told. */
  acceptedOn: z.string().nullable(),
  alternative: z.string().nullable(),
  signature: signatureSchema.nullable(),
  /** The contact of the account that has the written name, where there is one. */
  contact: z.string().nullable(),
  /** What speaks against taking it for this version, each as a sentence that says how to mend it; empty where nothing does. */
  problems: z.array(z.string()),
});
export type ReturnedSheet = z.infer<typeof returnedSheet>;

/** Most points that are kept of a drawn signature. */
const POINTS = 5_000;
const STROKES = 150;
/** Space left around a signature in its field. */
const MARGIN = 30;

/**
 * Lines that were drawn on a sheet, as a signature: scaled alike in both directions and put into the middle of the field. Null where
 * nothing was drawn.
 */
export function drawnSignature(lines: readonly (readonly (readonly [number, number])[])[]): Signature | null {
  const points = lines.flat();
  if (points.length === 0) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
  const [left, right, top, bottom] = [least(xs), most(xs), least(ys), most(ys)];
  const { width, height } = signatureField;
  const scale = Math.min(
    (width - 2 * MARGIN) / Math.max(right - left, 1),
    (height - 2 * MARGIN) / Math.max(bottom - top, 1),
  );
  const place = (value: number, low: number, high: number, size: number) =>
    Math.round(Math.min(size, Math.max(0, (value - (low + high) / 2) * scale + size / 2)));
  const step = Math.ceil(points.length / POINTS);
  const strokes = lines
    .filter((line) => line.length > 0)
    .slice(0, STROKES)
    .map((line) =>
      line
        .filter((_, index) => index % step === 0 || index === line.length - 1)
        .map(([x, y]): [number, number] => [place(x, left, right, width), place(y, top, bottom, height)]),
    );
  return { kind: 'drawn', strokes };
}
