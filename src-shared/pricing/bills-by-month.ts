/**
 * Adds up bills that repeat in a rhythm, month by month of the term. A run of bills is kept as where it begins and where it ends, so that
 * its cost does not grow with its length. Minor units; sums stay exact while they are safe integers.
 */
export class BillsByMonth {
  readonly #months: number;
  /** By rhythm (months from bill to bill, 0 for a single one): changes of the amount and of the number of bills. */
  readonly #rhythms = new Map<number, { amounts: Float64Array; counts: Int32Array }>();

  /** `months` of the term. */
  constructor(months: number) {
    this.#months = months;
  }

  /** `bills` bills of `minor` each, the first in `month` (from 0), then one every `everyMonths`. */
  add(month: number, bills: number, everyMonths: number, minor: number): void {
    const every = bills === 1 ? 0 : everyMonths;
    let rhythm = this.#rhythms.get(every);
    if (!rhythm) {
      // A bill of the last month ends one rhythm behind it.
      const size = this.#months + every + 1;
      rhythm = { amounts: new Float64Array(size), counts: new Int32Array(size) };
      this.#rhythms.set(every, rhythm);
    }
    const { amounts, counts } = rhythm;
    // Several bills of no rhythm are due at once.
    const times = every === 0 ? bills : 1;
    amounts[month]! += minor * times;
    counts[month]! += times;
    if (every === 0) return;
    const end = month + bills * every;
    amounts[end]! -= minor;
    counts[end]! -= 1;
  }

  /** What is due in each month: the sum, and whether there is a bill at all (a bill may be of nothing). */
  sums(): { amounts: number[]; due: boolean[] } {
    const amounts = new Array<number>(this.#months).fill(0);
    const due = new Array<boolean>(this.#months).fill(false);
    for (const [every, rhythm] of this.#rhythms) {
      for (let month = 0; month < this.#months; month += 1) {
        if (every > 0 && month >= every) {
          rhythm.amounts[month]! += rhythm.amounts[month - every]!;
          rhythm.counts[month]! += rhythm.counts[month - every]!;
        }
        amounts[month]! += rhythm.amounts[month]!;
        if (rhythm.counts[month]! > 0) due[month] = true;
      }
    }
    return { amounts, due };
  }
}
