/** Units that can be turned into each other, by what they measure: how much of the dimension's base one is, as numerator and denominator. */
const dimensions: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  time: { ns: [1, 1e9], us: [1, 1e6], ms: [1, 1e3], s: [1, 1], min: [60, 1], h: [3600, 1] },
  size: {
    B: [1, 1],
    kB: [1e3, 1],
    MB: [1e6, 1],
    GB: [1e9, 1],
    KiB: [1024, 1],
    MiB: [1024 ** 2, 1],
    GiB: [1024 ** 3, 1],
  },
  throughput: {
    'B/s': [1, 1],
    'kB/s': [1e3, 1],
    'MB/s': [1e6, 1],
    'GB/s': [1e9, 1],
    'KiB/s': [1024, 1],
    'MiB/s': [1024 ** 2, 1],
    'GiB/s': [1024 ** 3, 1],
    'bit/s': [1, 8],
    'kbit/s': [1e3, 8],
    'Mbit/s': [1e6, 8],
    'Gbit/s': [1e9, 8],
  },
  rate: { '1/s': [1, 1], '1/min': [1, 60], '1/h': [1, 3600] },
  share: { ratio: [1, 1], '%': [1, 100] },
};

/** Other ways in which programs write these units. */
const spellings: Readonly<Record<string, string>> = {
  nanoseconds: 'ns',
  nsec: 'ns',
  µs: 'us',
  μs: 'us',
  usec: 'us',
  microseconds: 'us',
  msec: 'ms',
  msecs: 'ms',
  millis: 'ms',
  milliseconds: 'ms',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  m: 'min',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  hr: 'h',
  hour: 'h',
  hours: 'h',
  byte: 'B',
  bytes: 'B',
  KB: 'kB',
  'KB/s': 'kB/s',
  percent: '%',
  '/s': '1/s',
  bps: 'bit/s',
  Mbps: 'Mbit/s',
  Gbps: 'Gbit/s',
};

/** The units that a picker offers, those of one dimension together. */
export const knownUnits: readonly { dimension: string; units: readonly string[] }[] = Object.entries(dimensions).map(
  ([dimension, units]) => ({ dimension, units: Object.keys(units) }),
);

/** The unit that is written so, or undefined where it is none that is known. */
export function unitNamed(text: string): string | undefined {
  const named = Object.hasOwn(spellings, text) ? spellings[text]! : text;
  return dimensionOf(named) === undefined ? undefined : named;
}

/** What a unit measures: `time`, `size`, `throughput`, `rate`, `share`; undefined for a unit that is only a word. */
export function dimensionOf(unit: string): string | undefined {
  return Object.keys(dimensions).find((dimension) => Object.hasOwn(dimensions[dimension]!, unit));
}

/** Whether values in one unit can be given in the other. */
export function convertible(from: string, to: string): boolean {
  return from === to || (dimensionOf(from) !== undefined && dimensionOf(from) === dimensionOf(to));
}

/**
 * Turns values of one unit into another: one multiplication and one division by whole numbers, so that everybody gets the same double.
 * The units must be `convertible`.
 */
export function conversion(from: string, to: string): (value: number) => number {
  if (from === to) return (value) => value;
  const table = dimensions[dimensionOf(from)!]!;
  const [fromTop, fromBelow] = table[from]!;
  const [toTop, toBelow] = table[to]!;
  const shared = greatestDivisor(fromTop * toBelow, fromBelow * toTop);
  const [times, by] = [(fromTop * toBelow) / shared, (fromBelow * toTop) / shared];
  return (value) => (value * times) / by;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
