import type { ParsedSeries } from '../interface';

/** Gives a series whose key and metric another one before it has already a number behind its key: `GET / #2`. */
export function numberEqualKeys(series: readonly ParsedSeries[]): void {
  const taken = new Set<string>();
  for (const one of series) {
    const base = one.key;
    for (let number = 2; taken.has(`${one.metric}\n${one.key}`); number += 1) one.key = `${base} #${number}`;
    taken.add(`${one.metric}\n${one.key}`);
  }
}
