import type { WorkOfRun } from './cost/run-cost';
import type { Metric } from './metrics';
import { fewestRuns } from './planning';
import type { SideName } from './run-order';
import type { StoredRunFigure } from './schema';

/** One figure in one row: of a run, or of one complete execution where a run's file holds several. */
export interface RowPoint {
  run: string;
  side: SideName;
  value: number | null;
  /** Whether it is among the values that are judged. */
  used: boolean;
  /** Why it is not. */
  reason: string | null;
  /** Which execution in the file, from 1; absent where the file is one run. */
  repetition?: number;
  /** In rows of cost: what the run, or the execution, did. */
  work?: WorkOfRun;
}

interface RunWithFigures {
  id: string;
  side: SideName;
  figures: readonly StoredRunFigure[];
}

/**
 * The figures of a row in the order of the runs. A file is one run, and what is repeated inside it shares its conditions. Only where a
 * side has fewer files than a verdict needs do the complete executions inside the files count as runs of their own (repetitions of a
 * command or a benchmark; never single requests).
 */
export function rowPoints(runs: readonly RunWithFigures[], metric: Metric): RowPoint[] {
  const whole = runs.map((run) => wholeRun(run, metric));
  const files = (side: SideName) => whole.filter((point) => point.side === side && point.used).length;
  if (files('ours') >= fewestRuns && files('theirs') >= fewestRuns) return whole;
  return runs.flatMap((run, index): RowPoint[] => {
    const point = whole[index]!;
    const values = figureOf(run, metric)?.repetitions;
    if (!point.used || !values || values.length < 2) return [point];
    return values.map((value, place) => ({
      ...point,
      value,
      repetition: place + 1,
      ...(point.work && { work: ofExecution(point.work, place) }),
    }));
  });
}

const ofExecution = (work: WorkOfRun, place: number): WorkOfRun => ({
  ...work,
  secondsPerUnit: work.repetitions?.[place] ?? work.secondsPerUnit,
});

const figureOf = ({ figures }: RunWithFigures, { id }: Metric): StoredRunFigure | undefined =>
  figures.find((one) => one.metric === id);

function wholeRun(run: RunWithFigures, metric: Metric): RowPoint {
  const figure = figureOf(run, metric);
  const bare = { run: run.id, side: run.side };
  if (!figure || figure.value === null) {
    return {
      ...bare,
      value: null,
      used: false,
      reason: figure?.reason ?? 'the run was read before this row was added',
    };
  }
  if (!figure.enough) return { ...bare, value: figure.value, used: false, reason: figure.reason ?? 'too few samples' };
  return { ...bare, value: figure.value, used: true, reason: null, ...(figure.work && { work: figure.work }) };
}
