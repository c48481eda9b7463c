import {
  costInWords,
  explainPrices,
  explainVerdict,
  type Metric,
  measureName,
  type RowPoint,
  type RunSource,
  type RunView,
  type SideName,
  type SidePrices,
  shareUnit,
  type VerdictFigureName,
  type VerdictRow,
} from '../../src-shared/bakeoffs';
import type { ExplainStep } from '../../src-shared/kernel/explain';
import type { ExplainSource, Explanation, Format, Translate } from '../ui';
import type { bakeoffsText } from './text';
import { measured, pText } from './verdict-words';

type Words = { t: Translate<(typeof bakeoffsText)['messages']>; format: Format };

/** Runs by id, as explanations name them. */
export function runSources(runs: readonly RunView[]): ReadonlyMap<string, RunSource> {
  return new Map(
    runs.map(({ id, name, side, files, importer, receipt }) => [id, { id, name, side, files, importer, receipt }]),
  );
}

export interface RowContext {
  metric: Metric;
  points: readonly RowPoint[];
  runs: ReadonlyMap<string, RunSource>;
  /** Price sheets of both sides, for rows of cost. */
  prices?: SidePrices;
}

/** Where a figure of a judged row comes from: each run's figure with its raw file, the statistics, and the receipts. */
export function explainFigure(
  row: VerdictRow,
  figure: VerdictFigureName,
  value: string,
  { metric, points, runs, prices }: RowContext,
  words: Words,
): Explanation {
  const { t, format } = words;
  const sides = figure === 'oursMedian' ? ['ours'] : figure === 'theirsMedian' ? ['theirs'] : ['ours', 'theirs'];
  const shown = points.filter(({ side }) => sides.includes(side));
  const values = sides.map((side) => {
    const of = shown.filter((point) => point.side === side);
    return {
      label: t(side === 'ours' ? 'side.ours' : 'side.theirs'),
      result: t('explain.runs', { count: of.filter(({ used }) => used).length }),
      detail: `${measureName(metric.measure)} of “${metric.series}”, ${metric.metric}`,
      inputs: of.flatMap((point) => {
        const run = runs.get(point.run);
        if (!run) return [];
        const name = point.repetition === undefined ? run.name : `${run.name} #${point.repetition}`;
        const label = point.used ? name : t('explain.uncounted', { name });
        return [
          {
            label,
            value: measured(point.value, format, metric.unit),
            ...(run.receipt && { to: `/receipts/${run.receipt}` }),
          },
        ];
      }),
    };
  });
  const priced =
    prices && metric.measure.kind === 'cost'
      ? sides.flatMap((side) => [
          ...explainPrices(side as SideName, prices[side as SideName]),
          ...shown.flatMap((point): ExplainStep[] => {
            const how = point.side === side && costInWords(metric, point.work, prices[point.side]);
            const run = runs.get(point.run);
            return how && run ? [{ what: run.name, how, value: point.value, unit: metric.unit }] : [];
          }),
        ])
      : [];
  // The statistics list the same values once more as their inputs; here they stand above, with their runs.
  const statistics = explainVerdict(row, figure).filter(({ what }) => !what.startsWith('Run-level figures'));
  const uncounted = shown.filter(({ used, reason }) => !used && reason);
  return {
    value,
    title: t('explain.steps', { value: `${metric.label}: ${value}` }),
    steps: [...values, ...[...priced, ...statistics].map((step) => shownStep(step, words))],
    ...(uncounted.length > 0 && {
      note: uncounted.map(({ run, reason }) => `${runs.get(run)?.name ?? ''}: ${reason}.`).join(' '),
    }),
    sources: sourcesOf(shown, runs, words),
  };
}

/** An exact decimal, as prices are; what else stands as text is words. */
const exactFigure = /^-?\d+(\.\d+)?$/;

/** What a contender costs an hour, price by price. */
export function explainHourly(side: SideName, prices: SidePrices[SideName], value: string, words: Words): Explanation {
  return {
    value,
    title: words.t('explain.steps', { value }),
    steps: explainPrices(side, prices).map((step) => shownStep(step, words)),
    sources: prices.map(({ label, source, date }) => ({
      label: `${label}: ${source}`,
      detail: words.format.date(date),
    })),
  };
}

function shownStep(step: ExplainStep, { t, format }: Words): Explanation['steps'][number] {
  const { what, how, value, unit, rule } = step;
  const isP = /^p\b|^Smallest p|^Enough runs/.test(what);
  const result =
    typeof value === 'number'
      ? isP
        ? pText(value, format, t('table.p.small'))
        : unit === shareUnit
          ? measured(value, format, unit)
          : `${measured(value, format)}${unit ? ` ${unit}` : ''}`
      : value !== null && exactFigure.test(value)
        ? `${format.number(value, { maxDigits: 4 })}${unit ? ` ${unit}` : ''}`
        : (value ?? t('table.nothing'));
  return { label: what, result, detail: how, ...(rule && { rule }) };
}

function sourcesOf(
  points: readonly RowPoint[],
  runs: ReadonlyMap<string, RunSource>,
  { t, format }: Words,
): ExplainSource[] {
  const files = [...new Set(points.map(({ run }) => run))].flatMap((run) => runs.get(run)?.files ?? []);
  const importers = [...new Set(points.flatMap(({ run }) => runs.get(run)?.importer ?? []))];
  return files.map(({ name, sha256 }, index) => ({
    label: t('explain.file', { name, digest: format.digest(sha256) }),
    ...(index === 0 && { detail: importers.join(', ') }),
  }));
}
