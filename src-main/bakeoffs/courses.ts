import { type Degradation, degradation } from '../../src-shared/bakeoffs';
import type { Standing } from './standing';

/** How the sides fared over time against their faults, for each series that rows are about under fault. */
export function coursesOf({ bakeoff, runs, compared }: Standing): Degradation[] {
  const series = new Map(
    bakeoff.metrics.flatMap(({ series: key, metric, measure }) =>
      measure.kind === 'underFault' ? [[`${key}\n${metric}`, { key, metric }] as const] : [],
    ),
  );
  return [...series.values()].flatMap(({ key, metric }) => {
    const found = degradation(
      runs.flatMap(({ timelines, metadata }, index) => {
        const line = timelines?.series.find((one) => one.key === key && one.metric === metric);
        return line ? [{ side: compared[index]!.side, line, faults: metadata.faults ?? [] }] : [];
      }),
    );
    return found ? [found] : [];
  });
}
