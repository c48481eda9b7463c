import { amount } from '../reading/quantities';

/** Divided by, not multiplied with their inverse, so that decimals stay what they are. */
const perMillisecond: Record<string, number> = { ns: 1e6, us: 1e3, µs: 1e3, μs: 1e3, ms: 1 };
const milliseconds: Record<string, number> = { s: 1e3, m: 60e3, h: 3600e3 };

/** A duration as Go prints it (`1h2m3.5s`, `375.411µs`, `0s`) in milliseconds; undefined where it is none. */
export function goDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h)/g)) {
    total += unit! in perMillisecond ? Number(number) / perMillisecond[unit!]! : Number(number) * milliseconds[unit!]!;
  }
  return amount(String(total));
}
