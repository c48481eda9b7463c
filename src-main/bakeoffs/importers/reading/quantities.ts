const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** A number as programs print it, in decimal digits; undefined for anything else, also for nan, inf and what a double cannot hold. */
export function decimal(text: string | undefined): number | undefined {
  if (text === undefined || !plainNumber.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** A number that is not below zero, as times, counts and rates are. */
export function amount(text: string | undefined): number | undefined {
  const value = decimal(text);
  return value === undefined || value < 0 ? undefined : value;
}

/** A count without a fraction that a double holds exactly. */
export function count(text: string | undefined): number | undefined {
  const value = amount(text);
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

const perMillisecond: Record<string, number> = { ns: 1e6, us: 1e3, µs: 1e3, μs: 1e3, ms: 1 };
const milliseconds: Record<string, number> = { s: 1e3, m: 60e3, min: 60e3, h: 3600e3 };

/** A time with its unit (`705.08us`, `2.33ms`, `1.02s`, `1.00m`, `2h`) in milliseconds; undefined where it is none. */
export function millisecondsOf(text: string | undefined): number | undefined {
  const parts = /^([\d.]+(?:[eE][-+]?\d+)?)\s*(ns|us|µs|μs|ms|s|min|m|h)$/.exec(text ?? '');
  const value = amount(parts?.[1]);
  if (value === undefined) return undefined;
  const unit = parts![2]!;
  return unit in perMillisecond ? value / perMillisecond[unit]! : value * milliseconds[unit]!;
}

/** A time with its unit in seconds. */
export function secondsOf(text: string | undefined): number | undefined {
  const bare = /^([\d.]+)\s*s$/.exec(text ?? '');
  if (bare) return amount(bare[1]);
  const value = millisecondsOf(text);
  return value === undefined ? undefined : value / 1000;
}

/** A number with a decimal prefix (`3.49k`, `1.2M`): thousands, millions and so on. */
export function scaled(text: string | undefined): number | undefined {
  const parts = /^([\d.]+)([kKMGTP]?)$/.exec(text ?? '');
  const value = amount(parts?.[1]);
  if (value === undefined) return undefined;
  const power = ['', 'k', 'M', 'G', 'T', 'P'].indexOf(parts![2] === 'K' ? 'k' : parts![2]!);
  return value * 1000 ** power;
}

/** A size with a binary prefix (`808.09KB`, `1.28MB`, `5.12MiB`, `450Mb` in old texts): powers of 1024, in bytes. */
export function bytesOf(text: string | undefined): number | undefined {
  const parts = /^([\d.]+)\s*([KMGTP]?)i?[bB]$/.exec(text ?? '');
  const value = amount(parts?.[1]);
  if (value === undefined) return undefined;
  return value * 1024 ** ['', 'K', 'M', 'G', 'T', 'P'].indexOf(parts![2]!);
}

/** The name of a percentile: `p99` for 99, `p99.9` for 99.900. */
export function percentileName(percent: number): string {
  return `p${percent}`;
}

/** The entries of an object that are present: what a file does not say is left out. */
export function present<T extends object>(figures: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
