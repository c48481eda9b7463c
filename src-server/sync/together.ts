/** What one piece of work came to: what it answers, or what it throws to whoever asked for it. */
export type Outcome<Answer> = { answer: Answer } | { thrown: unknown };

interface Waiting<Item, Answer> {
  item: Item;
  answered(answer: Answer): void;
  failed(thrown: unknown): void;
}

/**
 * Does work for many places, where what waits for the same place is done together: under load one transaction takes in what several pushes
 * brought, and its cost is shared. At most so many are under way at once; the places take turns in the order in which they were first asked.
 */
export class Together<Item, Answer> {
  readonly #atOnce: number;
  readonly #room: number;
  readonly #size: (item: Item) => number;
  readonly #work: (place: string, items: readonly Item[]) => Promise<Outcome<Answer>[]>;
  readonly #concernsAll: (thrown: unknown) => boolean;
  /** What waits, by place; the first place is next. */
  readonly #waiting = new Map<string, Waiting<Item, Answer>[]>();
  readonly #underWay = new Set<string>();

  /**
   * `room`: items of one piece of work have at most this size together, by `size`, unless one alone has more. `work` answers one outcome for
   * each item, in order, all of it done or nothing; where it throws for several, each is done alone, unless what was thrown `concernsAll`.
   */
  constructor(options: {
    atOnce: number;
    room: number;
    size(item: Item): number;
    work(place: string, items: readonly Item[]): Promise<Outcome<Answer>[]>;
    concernsAll(thrown: unknown): boolean;
  }) {
    this.#atOnce = options.atOnce;
    this.#room = options.room;
    this.#size = options.size;
    this.#work = options.work;
    this.#concernsAll = options.concernsAll;
  }

  /** Has an item done, and answers what came of it. */
  add(place: string, item: Item): Promise<Answer> {
    return new Promise((answered, failed) => {
      const waiting = this.#waiting.get(place);
      if (waiting) waiting.push({ item, answered, failed });
      else this.#waiting.set(place, [{ item, answered, failed }]);
      this.#begin();
    });
  }

  #begin(): void {
    for (const [place, waiting] of this.#waiting) {
      if (this.#underWay.size >= this.#atOnce) return;
      if (this.#underWay.has(place)) continue;
      let taken = 0;
      for (let size = 0; taken < waiting.length; taken += 1) {
        size += this.#size(waiting[taken]!.item);
        if (taken > 0 && size > this.#room) break;
      }
      const now = waiting.splice(0, taken);
      this.#waiting.delete(place);
      // What did not fit comes after the other places.
      if (waiting.length > 0) this.#waiting.set(place, waiting);
      this.#underWay.add(place);
      void this.#do(place, now).finally(() => {
        this.#underWay.delete(place);
        this.#begin();
      });
    }
  }

  async #do(place: string, waiting: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const outcomes = await this.#work(
        place,
        waiting.map(({ item }) => item),
      );
      for (const [index, { answered, failed }] of waiting.entries()) {
        const outcome = outcomes[index]!;
        if ('thrown' in outcome) failed(outcome.thrown);
        else answered(outcome.answer);
      }
    } catch (thrown) {
      if (waiting.length === 1 || this.#concernsAll(thrown)) for (const { failed } of waiting) failed(thrown);
      // Nothing was done. Which of them it was is found out by doing each alone.
      else for (const one of waiting) await this.#do(place, [one]);
    }
  }
}
