import type { DocumentData, ProofDeck } from '../schema';
import { insideFigurePlaces } from './inside-figures';
import { pointer } from './json-pointer';

/**
 * Where the computed figures of a document stand in its data: those that a check must be able to compute again. Typed texts and
 * quantities are not among them.
 */
export function printedFigures(data: DocumentData): string[] {
  switch (data.kind) {
    case 'quote':
      return [
        ...data.groups.flatMap((group, at) =>
          group.lines.map((_, line) => pointer('groups', at, 'lines', line, 'amount')),
        ),
        ...data.totals.map((_, at) => pointer('totals', at, 'amount')),
      ];
    case 'order-form':
      return [
        ...printedFigures({ ...data, kind: 'quote' }),
        ...data.bills.flatMap((bill, at) =>
          (['net', 'tax', 'gross'] as const)
            .filter((name) => bill[name] !== undefined)
            .map((name) => pointer('bills', at, name)),
        ),
        ...(['alternatives', 'optional'] as const).flatMap((name) =>
          data.choices[name].map((_, at) => pointer('choices', name, at, 'amount')),
        ),
      ];
    case 'acceptance':
      return ['/total', ...data.alternativeTotals.map((_, at) => pointer('alternativeTotals', at))];
    case 'approval-sheet':
      return [
        ...insideFigurePlaces(data),
        ...(data.changes?.rows ?? []).flatMap((row, at) =>
          (['before', 'after'] as const)
            .filter((name) => row[name] !== undefined)
            .map((name) => pointer('changes', 'rows', at, name)),
        ),
      ];
    case 'proof-deck':
      return [
        '/headline',
        ...data.rows.flatMap((row, at) =>
          [
            'verdict',
            'sentence',
            ...(['estimate', 'low', 'high', 'pAdjusted'] as const).filter((name) => row[name] !== null),
            ...(['ours', 'theirs'] as const)
              .filter((side) => row.medians[side] !== null)
              .map((side) => `medians/${side}`),
          ].map((name) => `${pointer('rows', at)}/${name}`),
        ),
        ...data.runs.flatMap(({ values = [] }, run) =>
          values.flatMap(({ value }, at) => (value === null ? [] : [pointer('runs', run, 'values', at, 'value')])),
        ),
        ...(data.course ? courseFigures(data.course.courses) : []),
        ...(data.prices
          ? (['ours', 'theirs'] as const).flatMap((side) => [
              pointer('prices', side, 'hourly'),
              ...data.prices![side].items.flatMap(({ hourly }, at) => [
                pointer('prices', side, 'items', at, 'price'),
                ...(hourly === undefined ? [] : [pointer('prices', side, 'items', at, 'hourly')]),
              ]),
            ])
          : []),
      ];
    case 'roi':
      return [
        ...(['ours', 'theirs'] as const).flatMap((side) => [
          ...data[side].rows.flatMap((row, at) => [
            ...row.amounts.map((_, period) => pointer(side, 'rows', at, 'amounts', period)),
            pointer(side, 'rows', at, 'total'),
          ]),
          ...data[side].sums.map((_, period) => pointer(side, 'sums', period)),
          pointer(side, 'total'),
        ]),
        ...(['amounts', 'cumulative'] as const).flatMap((name) =>
          data.benefit[name].map((_, period) => pointer('benefit', name, period)),
        ),
        '/benefit/total',
      ];
    // Figures of verdicts are computed again; the others are copied from what they name.
    case 'case-study':
      return data.metrics.flatMap(({ origin }, at) =>
        origin.kind === 'verdict' ? [pointer('metrics', at, 'value')] : [],
      );
    // Their figures are quoted from what is cited, by digest; nothing is computed.
    case 'success-plan':
    case 'claim-chart':
    case 'defensibility-brief':
    case 'sales-card':
      return [];
    case 'binder':
      return [];
    case 'composed':
      return data.sources.flatMap((source, at) =>
        printedFigures(source.data).map((place) => `${pointer('sources', at, 'data')}${place}`),
      );
  }
}

/** Every known figure of a course; the times on its axis are none. */
export function courseFigures(courses: NonNullable<ProofDeck['course']>['courses']): string[] {
  return Object.entries(courses).flatMap(([measure, sides]) =>
    (['ours', 'theirs'] as const).flatMap((side) =>
      sides[side].flatMap((point, at) =>
        (['value', 'low', 'high'] as const).flatMap((name) =>
          point[name] === null ? [] : [pointer('course', 'courses', measure, side, at, name)],
        ),
      ),
    ),
  );
}
