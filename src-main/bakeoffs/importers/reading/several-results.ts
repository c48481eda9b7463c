import type { HarnessFile, ParseContext, ParsedSeries } from '../interface';

/** Says that a file holds the results of several executions one after another, which a reader takes as one run with several series. */
export function warnOfSeveral(file: HarnessFile, context: ParseContext, count: number, line: number): void {
  context.warn({
    code: 'several-results',
    message:
      `The file holds ${count} results one after another. Each has series of its own here, numbered from #2 on; ` +
      'import each result as a file of its own to count it as a run.',
    where: { file: file.name, line },
  });
}

/** Gives series of equal names different ones, by a number: `all`, `all #2`, `all #3`. */
export function numberApart(series: readonly ParsedSeries[]): void {
  const taken = new Set<string>();
  const name = (key: string, metric: string): string => `${metric}\n${key}`;
  const next = new Map<string, number>();
  for (const one of series) {
    const base = name(one.key, one.metric);
    if (taken.has(base)) {
      const plain = one.key;
      let number = next.get(base) ?? 2;
      while (taken.has(name(`${plain} #${number}`, one.metric))) number += 1;
      next.set(base, number + 1);
      one.key = `${plain} #${number}`;
    }
    taken.add(name(one.key, one.metric));
  }
}
