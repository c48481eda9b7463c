import { decimalOne, type Fraction, fraction, parseDecimal } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';

/** What is counted: two units of one kind are the same thing in other sizes. */
export type UnitKind = 'tokens' | 'calls' | 'hours' | 'storage' | 'own';

/** A unit as a price list or a file writes it, taken apart. */
export interface ReadUnit {
  kind: UnitKind;
  /** What is counted, in the words of the unit; tells units of the kind `own` apart. */
  word: string;
  /** What kind of it, such as `input` of `input tokens`; empty where it says none. */
  quality: string;
  /** How many of the kind's base unit (a token, a call, an hour, a byte) one is. */
  size: Fraction;
  /** Decimals that a quantity of it may keep: whole tokens and calls, hundredths of everything else. */
  decimals: number;
}

const counts: Readonly<Record<string, bigint>> = {
  k: 1_000n,
  thousand: 1_000n,
  m: 1_000_000n,
  million: 1_000_000n,
  bn: 1_000_000_000n,
  billion: 1_000_000_000n,
};
const hours: Readonly<Record<string, [bigint, bigint]>> = {
  ns: [1n, 3_600_000_000_000n],
  us: [1n, 3_600_000_000n],
  µs: [1n, 3_600_000_000n],
  ms: [1n, 3_600_000n],
  s: [1n, 3_600n],
  sec: [1n, 3_600n],
  second: [1n, 3_600n],
  min: [1n, 60n],
  minute: [1n, 60n],
  h: [1n, 1n],
  hour: [1n, 1n],
};
const bytes: Readonly<Record<string, bigint>> = {
  b: 1n,
  byte: 1n,
  kb: 10n ** 3n,
  mb: 10n ** 6n,
  gb: 10n ** 9n,
  gigabyte: 10n ** 9n,
  tb: 10n ** 12n,
  terabyte: 10n ** 12n,
  pb: 10n ** 15n,
  kib: 2n ** 10n,
  mib: 2n ** 20n,
  gib: 2n ** 30n,
  tib: 2n ** 40n,
};

/** Words before a unit that every unit of its kind may have: an API call is a call. */
const general = new Set(['api', 'compute', 'http']);

/** A last word as one of many: `tokens` → `token`. */
const one = (word: string): string => (word.length > 2 && /[^s]s$/.test(word) ? word.slice(0, -1) : word);

/**
 * Reads a unit such as `1,000 tokens`, `million API calls`, `GB`, `compute hours` or `ms`. A decimal prefix counts by tens (GB is 10⁹
 * bytes), GiB by twos. What is none of the known kinds is a unit of its own, equal only to itself.
 */
export function readUnit(text: string): ReadUnit {
  const plain = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const counted = /^(\d{1,3}(?:[,'’ ]\d{3})+|\d+)? ?(k|thousand|m|million|bn|billion)?(?: |$)(.+)?$/.exec(plain);
  const digits = counted?.[1]?.replaceAll(/[^\d]/g, '');
  const factor = BigInt(digits ?? '1') * (counts[counted?.[2] ?? ''] ?? 1n);
  const word = counted?.[3] && factor > 0n ? counted[3] : plain;
  const size = word === plain ? 1n : factor;
  const words = word.replace(/[ -]month$/, '').split(/[ -]/);
  // `GB egress` and `egress GB` are the same.
  const at = words.length > 1 && bytes[one(words[0] ?? '')] ? 0 : words.length - 1;
  const last = one(words[at] ?? word);
  const quality = words.filter((own, index) => index !== at && !general.has(own));
  const of = (kind: UnitKind, base: Fraction): ReadUnit => ({
    kind,
    word,
    quality: quality.join(' '),
    size: { numerator: base.numerator * size, denominator: base.denominator },
    decimals: kind === 'tokens' || kind === 'calls' ? Math.min(12, String(size).length - 1) : 2,
  });
  if (last === 'token') return of('tokens', fraction(1n, 1n));
  if (last === 'call' || last === 'request') return of('calls', fraction(1n, 1n));
  const time = hours[last];
  if (time) return of('hours', fraction(...time));
  const storage = bytes[last];
  if (storage) return of('storage', fraction(storage, 1n));
  return of('own', fraction(1n, 1n));
}

/** Bytes that move, which are used up. */
const moved = /\b(transfer|transferred|traffic|egress|ingress|sent|received|in|out|outbound|inbound)\b/;

/** Whether it is held (GB that lie there) rather than used up (calls, tokens, hours, GB of traffic): a quarter then holds the mean of its months, not their sum. */
export const isHeld = ({ kind, quality }: ReadUnit): boolean => kind === 'storage' && !moved.test(quality);

/**
 * How many of the unit `to` one of the unit `from` is.
 *
 * @throws ProofdeskError `bad-input` naming both where they do not count the same.
 */
export function unitRatio(from: string, to: string, field = 'unit'): Fraction {
  const [a, b] = [readUnit(from), readUnit(to)];
  // Input tokens are no output tokens; just tokens may be either.
  const alike = a.kind === 'own' ? one(a.word) === one(b.word) : !a.quality || !b.quality || a.quality === b.quality;
  const same = a.kind === b.kind && alike;
  if (!same) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The usage is in “${from}”, and the item is priced by “${to}”: one cannot be turned into the other.`,
      where: { field },
      hint: `Give the usage in “${to}”, or choose an item that is priced by what is measured.`,
    });
  }
  return {
    numerator: a.size.numerator * b.size.denominator,
    denominator: a.size.denominator * b.size.numerator,
  };
}

/** A decimal as an exact fraction. */
export function exactly(text: string, field: string): Fraction {
  return { numerator: parseDecimal(text, field), denominator: decimalOne };
}
