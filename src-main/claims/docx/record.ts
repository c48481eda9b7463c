import { z } from 'zod';
import { sha256 } from '../../../src-core/ledger/digests';

/** What was exported, as it lies in the file: the cells that may be edited, and every other text. */
export const exportRecordSchema = z.object({
  format: z.literal(1),
  workspace: z.string().max(100),
  chart: z.string().max(100),
  number: z.string().max(100),
  version: z.int().positive(),
  /** Cells that may be edited: where the text belongs, what it is called, and the text as exported. */
  cells: z
    .array(z.object({ place: z.string().max(200), label: z.string().max(400), text: z.string().max(20_000) }))
    .min(1)
    .max(500),
  /** Everything else, in its order: how the place is called, and its text. */
  fixed: z.array(z.object({ place: z.string().max(400), text: z.string().max(400_000) })).max(5_000),
});
export type ExportRecord = z.infer<typeof exportRecordSchema>;

/** The tag of a cell's content control: its number among the cells, and the beginning of its text's digest. Word allows 64 characters. */
export const cellTag = (index: number, text: string): string => `proofdesk:${index}:${sha256(text).slice(0, 32)}`;

/** The number and digest of such a tag; null for any other. */
export function readTag(tag: string): { index: number; digest: string } | null {
  const match = /^proofdesk:(\d{1,3}):([0-9a-f]{32})$/.exec(tag);
  return match ? { index: Number(match[1]), digest: match[2]! } : null;
}
