import type { PlanState } from '../../../src-core/commands/implementation';
import { Bakeoff, BenchmarkRun, Contender, type Metric, type WorkOfRun } from '../../../src-shared/bakeoffs';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { ConsumptionChoice } from '../../../src-shared/quotes';
import type { BakeoffSource, ConsumptionUse, QuantitySource } from '../../../src-shared/usage';

const usesOfWork = {
  seconds: { unit: 's', of: null },
  bytes: { unit: 'bytes', of: 'bytes' },
  requests: { unit: 'requests', of: 'requests' },
  inputTokens: { unit: 'input tokens', of: 'inputTokens' },
  outputTokens: { unit: 'output tokens', of: 'outputTokens' },
} as const satisfies Record<ConsumptionUse, { unit: string; of: keyof WorkOfRun['perSecond'] | null }>;

const everyUse = Object.keys(usesOfWork) as ConsumptionUse[];

/** A measured double as a decimal of twelve places, which is what a quantity can be made of; null below 0 and for what is no number. */
export function measuredDecimal(value: number): string | null {
  if (!Number.isFinite(value) || value < 0 || value >= 1e17) return null;
  return value.toFixed(12).replace(/\.?0+$/, '');
}

/** What a run used for one unit of work; null where its file does not tell. */
function usedForOne(work: WorkOfRun | undefined, use: ConsumptionUse): string | null {
  if (!work) return null;
  const { of } = usesOfWork[use];
  if (of === null) return measuredDecimal(work.secondsPerUnit);
  const perSecond = work.perSecond[of];
  return perSecond === undefined ? null : measuredDecimal(perSecond * work.secondsPerUnit);
}

type Run = RowOf<typeof BenchmarkRun>;

/** Runs of our own contenders that count, in the order in which they were imported. */
function countingRuns(state: PlanState, bakeoff: string): Run[] {
  const ours = new Set(
    state
      .where(Contender, { bakeoff })
      .filter(({ side }) => side === 'ours')
      .map(({ id }) => id),
  );
  return state
    .where(BenchmarkRun, { bakeoff })
    .filter(({ contender, excludedReason }) => ours.has(contender) && excludedReason === null)
    .sort((a, b) => a.importedAt - b.importedAt || (a.id < b.id ? -1 : 1));
}

/** What each run measured in a row, for those that bear a figure. */
function measuredRuns(runs: readonly Run[], metric: Metric, use: ConsumptionUse | null): ConsumptionChoice['runs'] {
  return runs.flatMap(({ id, name, figures }) => {
    const figure = figures.find((one) => one.metric === metric.id);
    if (!figure) return [];
    const value =
      use !== null
        ? usedForOne(figure.work, use)
        : figure.value !== null && figure.enough && (figure.unit ?? metric.unit) === metric.unit
          ? measuredDecimal(figure.value)
          : null;
    return value === null ? [] : [{ run: id, name, value }];
  });
}

/** What of a bakeoff's rows a quantity may be taken from: each figure in its unit, and what rows of cost count for one unit of work. */
export function consumptionOf(state: PlanState, bakeoff: RowOf<typeof Bakeoff>): ConsumptionChoice[] {
  const runs = countingRuns(state, bakeoff.id);
  return bakeoff.metrics.flatMap((metric) => {
    const uses: (ConsumptionUse | null)[] = metric.measure.kind === 'cost' ? everyUse : [null];
    return uses.flatMap((use): ConsumptionChoice[] => {
      const measured = measuredRuns(runs, metric, use);
      if (measured.length === 0) return [];
      const unit = use === null ? metric.unit : usesOfWork[use].unit;
      const { id, number, title } = bakeoff;
      return [{ bakeoff: id, number, title, metric: metric.id, label: metric.label, use, unit, runs: measured }];
    });
  });
}

/**
 * A bakeoff's consumption as a line's source. Only our own runs count: another product's use says nothing about ours.
 *
 * @throws ProofdeskError `not-found` for a bakeoff that is not there, `bad-input` for a row that tells no consumption, with those that do.
 */
export function consumptionSource(
  state: PlanState,
  wanted: { bakeoff: string; metric: string; use?: ConsumptionUse | null | undefined; volume: string },
): BakeoffSource {
  const bakeoff = state.get(Bakeoff, wanted.bakeoff) ?? state.where(Bakeoff, { number: wanted.bakeoff })[0];
  if (!bakeoff) throw new ProofdeskError({ code: 'not-found', message: `There is no bakeoff ${wanted.bakeoff}.` });
  const choices = consumptionOf(state, bakeoff);
  const found = choices.find(({ metric, use }) => metric === wanted.metric && use === (wanted.use ?? null));
  if (!found) {
    const names = choices.map(({ metric, use }) => (use ? `${metric} (${use})` : metric));
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${bakeoff.number} has no measured consumption ${wanted.metric}${wanted.use ? ` (${wanted.use})` : ''} of ours.`,
      where: { field: 'metric' },
      hint: names.length > 0 ? `It has ${names.join(', ')}.` : 'No run of ours has a figure yet.',
    });
  }
  const { title: _title, ...rest } = found;
  return { kind: 'bakeoff', ...rest, volume: wanted.volume };
}

/** A source as it would be taken now; null where what it rests on is gone. */
export function sourceNow(state: PlanState, source: QuantitySource): QuantitySource | null {
  if (source.kind !== 'bakeoff') return source;
  try {
    return consumptionSource(state, source);
  } catch (error) {
    if (error instanceof ProofdeskError) return null;
    throw error;
  }
}
