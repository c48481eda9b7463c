import type { Better, ParsedSeries } from '../interface';

/** What a series is called and measured in, before its samples are known. */
export interface SeriesNames {
  key: string;
  metric: string;
  unit: string;
  better: Better;
}

/** One series whose samples come one by one. */
export interface Gathering extends SeriesNames {
  readonly values: number[];
  /** Further facts and printed figures, laid over the finished series. */
  readonly more: Partial<ParsedSeries>;
}

/** Collects samples that come in any order into series, in the order in which the series first appear. */
export class GatheredSeries {
  readonly #byName = new Map<string, Gathering>();

  /** The series of that key and metric, made with these names where it is new. */
  of(names: SeriesNames): Gathering {
    const id = JSON.stringify([names.key, names.metric]);
    const known = this.#byName.get(id);
    if (known) return known;
    const made: Gathering = { ...names, values: [], more: {} };
    this.#byName.set(id, made);
    return made;
  }

  /** Whether there is a series of that key and metric. */
  has(key: string, metric: string): boolean {
    return this.#byName.has(JSON.stringify([key, metric]));
  }

  all(): Gathering[] {
    return [...this.#byName.values()];
  }

  /** The finished series: with single measurements where there are any, else with printed figures only. */
  finished(options: { repetitions?: true } = {}): ParsedSeries[] {
    return this.all().map(({ key, metric, unit, better, values, more }) => ({
      key,
      metric,
      unit,
      better,
      ...(values.length > 0
        ? { source: 'samples' as const, samples: { values: Float64Array.from(values) }, ...options }
        : { source: 'summary-only' as const }),
      ...more,
    }));
  }
}
