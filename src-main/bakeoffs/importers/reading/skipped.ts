import type { HarnessFile, ParseContext, Place } from '../interface';
import { quoted } from './text';

/** Why a row cannot be used: completes the sentence "3 rows skipped: …"; `value` is what stood there. */
export interface Unusable {
  reason: string;
  value?: string;
}

/**
 * Counts the rows that cannot be used, one tally a reason, and says each reason once as a warning with its first place. Nothing
 * is dropped without a word and nothing is repaired.
 */
export class SkippedRows {
  readonly #reasons = new Map<string, { count: number; place: Place; value: string | undefined }>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** Notes one unusable row. */
  add({ reason, value }: Unusable, place: Place): void {
    this.#total += 1;
    const known = this.#reasons.get(reason);
    if (known) known.count += 1;
    else this.#reasons.set(reason, { count: 1, place, value });
  }

  /** Says every reason as a warning of the kind `skipped-rows`; `noun` is what a row of this format is called. */
  report(file: HarnessFile, context: ParseContext, noun: 'row' | 'line' | 'sample' = 'row'): void {
    for (const [reason, { count, place, value }] of this.#reasons) {
      const what = count === 1 ? `1 ${noun} skipped` : `${count} ${noun}s skipped`;
      const first = place.line === undefined ? '' : ` (${count === 1 ? '' : 'first in '}line ${place.line})`;
      context.warn({
        code: 'skipped-rows',
        message: `${what}: ${reason}${value === undefined ? '' : `, ${quoted(value)}`}${first}.`,
        where: { file: file.name, ...place },
      });
    }
  }

  /** The first reason with its place, for refusing a file of which nothing could be used. */
  first(): { reason: string; place: Place } | undefined {
    const [entry] = this.#reasons;
    return entry && { reason: entry[0], place: entry[1].place };
  }
}
