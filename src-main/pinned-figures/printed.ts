import type { PlanState } from '../../src-core/commands/implementation';
import { VerdictRecord } from '../../src-shared/bakeoffs';
import { type FigureOrigin, pointer, type Recomputation } from '../../src-shared/documents';
import type { PinnedFigure } from '../../src-shared/pinned-figures';

/** Where a figure comes from, as a document says it: neither files nor people are named. */
export function printedOrigin({ source }: Pick<PinnedFigure, 'source'>): FigureOrigin {
  const receipt = 'receipt' in source && source.receipt ? { receipt: source.receipt } : {};
  switch (source.kind) {
    case 'verdict':
      return { kind: 'verdict', number: source.number, ...receipt };
    case 'run':
      return { kind: 'run', number: source.bakeoffNumber, ...receipt };
    case 'usage':
      return {
        kind: 'usage',
        from: source.months[0] ?? '',
        until: source.months.at(-1) ?? '',
        sha256: source.file.sha256,
      };
    case 'value-case':
      return { kind: 'value-case', number: source.number, version: source.version, ...receipt };
    case 'stated':
      return { kind: 'stated', on: source.on };
  }
}

/** A value with its unit as documents write it: what was measured with four digits that say something. */
export const printedValue = (value: string, { unit, source }: PinnedFigure) => ({
  number: value,
  ...(unit && { unit: unit.slice(0, 40) }),
  ...((source.kind === 'verdict' || source.kind === 'run') && { significant: 4 }),
  ...(source.kind === 'value-case' && !/^[A-Z]{3}$/.test(unit) && { significant: 3 }),
});

/**
 * How the medians of verdicts among these figures are computed again from the run-level figures; `at` is where a figure's value stands in
 * the document. Rows get names of their own: what a row is called may tell who the customer is.
 */
export function medianRecomputation(
  state: Pick<PlanState, 'get'>,
  figures: readonly { figure: PinnedFigure; at: string }[],
): Recomputation[] {
  const found = figures.flatMap(({ figure: { source, unit }, at }, index) => {
    if (source.kind !== 'verdict') return [];
    const row = state.get(VerdictRecord, source.verdict)?.rows.find(({ key }) => key === source.row);
    if (!row) return [];
    const { better, scale, band, ours, theirs } = row;
    const key = `figure-${index + 1}`;
    return [
      {
        row: { key, ...(unit && { unit }), better, scale, band, ours, theirs },
        name: pointer('rows', key, 'oursMedian'),
        at,
      },
    ];
  });
  if (found.length === 0) return [];
  return [
    {
      kind: 'verdicts',
      input: { rows: found.map(({ row }) => row) },
      figures: found.map(({ name, at }) => ({ name, at })),
    },
  ];
}
