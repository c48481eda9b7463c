import { amount } from '../reading/quantities';

/** Powers of ten: the decimal point is moved in the text, so that decimals stay what they are. */
const exponents: Record<string, number> = { ns: -6, us: -3, µs: -3, μs: -3, ms: 0, s: 3 };
const milliseconds: Record<string, number> = { m: 60e3, h: 3600e3 };

/** A duration as Go prints it (`1h2m3.5s`, `375.411µs`, `0s`) in milliseconds; undefined where it is none. */
export function goDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h)/g)) {
    total += unit! in exponents ? Number(`${number}e${exponents[unit!]}`) : Number(number) * milliseconds[unit!]!;
  }
  return amount(String(total));
}
