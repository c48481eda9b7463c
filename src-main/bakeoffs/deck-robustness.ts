import { BenchmarkRun, degradation, type FaultMeasure, type Metric, shareUnit } from '../../src-shared/bakeoffs';
import { courseFigures } from '../../src-shared/documents';
import type { Session } from '../session';
import type { FrozenVerdict } from './deck';
import type { DeckPart } from './deck-part';
import type { TopicMaterial } from './deck-topic';

/** What a deck on robustness adds: the course of the sides against the fault, and what counts as back. */
export function robustnessMaterial(
  session: Session,
  { verdict, runs, evidence }: FrozenVerdict,
  { metrics, rows }: DeckPart,
): TopicMaterial {
  const { reader } = session.desk.workspace();
  const [first] = metrics;
  const { series: key, metric } = first!;
  const kept = runs.flatMap((run) => {
    // The course was read with the run and never changes; what was copied into the verdict are the faults.
    const line = reader
      .get(BenchmarkRun, run.run)
      ?.timelines?.series.find((one) => one.key === key && one.metric === metric);
    return line ? [{ run, line, faults: run.metadata.faults ?? [] }] : [];
  });
  const found = degradation(kept.map(({ run: { side }, line, faults }) => ({ side, line, faults })));
  // Shares have one axis, in percentage points; the slowest second and the recovery time stand in the table.
  const shares = rows.filter(({ unit, scale }) => unit === shareUnit && scale === 'difference');
  const faults = [
    ...new Set(
      runs.flatMap(({ metadata }) =>
        (metadata.faults ?? []).map(({ kind, from, to }) => `${kind}, ${times(to - from)} s`),
      ),
    ),
  ];
  const course = found && {
    workload: key.slice(0, 200),
    unit: found.unit,
    fault: found.fault,
    courses: found.courses,
  };
  return {
    data: {
      ...(shares.length > 0 && { plotted: shares.slice(0, 40).map(({ key: row }) => row) }),
      ...(course && { course }),
    },
    method: [
      ...(faults.length > 0
        ? [`Injected: ${faults.slice(0, 4).join('; ')}, in ${kept.filter((one) => one.faults.length > 0).length} runs.`]
        : []),
      ...[...new Set(metrics.flatMap(({ measure }) => backSentence(measure)))],
    ],
    recomputations: course
      ? [
          {
            kind: 'course',
            version: verdict.rules,
            input: JSON.parse(
              JSON.stringify({
                key,
                metric,
                ...(verdict.discardSeconds > 0 && { discardSeconds: verdict.discardSeconds }),
                runs: kept.map(({ run, faults: own }) => ({
                  side: run.side,
                  files: evidence.get(run.run)!.length,
                  faults: own,
                  ...(run.mapping && { mapping: { sha256: run.mapping.sha256, content: run.mapping.content } }),
                })),
              }),
            ),
            evidence: kept.flatMap(({ run }) => evidence.get(run.run)!.map(({ name }) => name)),
            figures: courseFigures(course.courses).map((at) => ({ name: at.replace(/^\/course/, ''), at })),
          },
        ]
      : [],
  };
}

const times = (seconds: number): string => String(Number(seconds.toFixed(1)));

/** What counts as back after a fault, in words. */
function backSentence(measure: Metric['measure']): string[] {
  if (measure.kind !== 'underFault' || (measure.figure !== 'recovered' && measure.figure !== 'recoveryTime')) return [];
  const { latencyBand, errorBand, holdSeconds }: FaultMeasure = measure;
  const percent = (share: number) => `${Number((share * 100).toFixed(6))}`;
  return [
    `Back is a run whose median latency is at most ${percent(latencyBand)} % above its own level before the fault, and which fails at most ${percent(errorBand)} percentage points more, second by second for ${holdSeconds} s; its recovery time runs from the fault’s end. A run that was not back while it was watched has no recovery time, and none is made up for it.`,
  ];
}
