import { Bakeoff, BenchmarkRun, Contender, shareUnit, VerdictRecord } from '../../src-shared/bakeoffs';
import { Contact } from '../../src-shared/deals';
import { exactText } from '../../src-shared/documents';
import {
  explainPinned,
  type FigureChoice,
  type FigureView,
  originOf,
  type PinnedFigure,
  valueFigureLabels,
  valueFigures,
} from '../../src-shared/pinned-figures';
import { Quote, QuoteLine } from '../../src-shared/quotes';
import { ValueCase, ValueCaseVersion } from '../../src-shared/roi';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { figureKeptInside, figureStaleness } from './standing';

/** As many runs are offered; older ones are named by their id. */
const MOST_RUNS = 60;

/** A pinned figure as the session may see it. */
export function figureView(session: Session, figure: PinnedFigure): FigureView {
  const { reader } = session.desk.workspace();
  const { source } = figure;
  return {
    ...figure,
    stale: figureStaleness(reader, figure, session.desk.context.now()),
    keptInside: figureKeptInside(reader, figure),
    origin: originOf(source),
    statedBy: source.kind === 'stated' ? contactName(session, source.contact) : null,
    place: placeOf(source),
    steps: explainPinned(figure),
  };
}

/** A contact's name; null where the session may not read it, or the person was forgotten. */
export function contactName(session: Session, id: string | null): string | null {
  const row = id === null ? undefined : session.desk.workspace().reader.get(Contact, id);
  return row ? readableFor(session).see(Contact, row).name : null;
}

function placeOf(source: PinnedFigure['source']): FigureView['place'] {
  switch (source.kind) {
    case 'verdict':
    case 'run':
      return { entity: Bakeoff.name, id: source.bakeoff };
    case 'usage':
      return { entity: Quote.name, id: source.quote };
    case 'value-case':
      return { entity: ValueCase.name, id: source.valueCase };
    case 'stated':
      return { entity: Contact.name, id: source.contact };
  }
}

/** Figures that can be pinned for these deals: newest verdicts, metered lines, recorded value cases, our own runs. */
export function figureChoices(session: Session, deals: readonly string[]): FigureChoice[] {
  const { reader } = session.desk.workspace();
  const bakeoffs = deals.flatMap((deal) => reader.where(Bakeoff, { deal }));
  const verdicts = bakeoffs.flatMap(({ id }): FigureChoice[] => {
    const newest = reader.where(VerdictRecord, { bakeoff: id }).at(-1);
    return (newest?.rows ?? []).flatMap(({ key, label, unit, oursMedian }) =>
      oursMedian === null
        ? []
        : [
            {
              order: { kind: 'verdict' as const, verdict: newest!.id, row: key },
              label,
              value: exactText(oursMedian),
              unit: unit ?? '',
              origin: `Verdict ${newest!.number}`,
            },
          ],
    );
  });
  const usage = deals.flatMap((deal) =>
    reader.where(Quote, { deal }).flatMap((quote) =>
      reader.where(QuoteLine, { quote: quote.id }).flatMap(({ id, sku, quantityFrom, quantity }): FigureChoice[] =>
        quantityFrom?.kind === 'usage'
          ? [
              {
                order: { kind: 'usage', line: id },
                label: quantityFrom.meter || sku,
                value: quantity,
                unit: quantityFrom.unit,
                origin: `Usage ${quantityFrom.file.name} (${quote.number})`,
              },
            ]
          : [],
      ),
    ),
  );
  const values = deals.flatMap((deal) =>
    reader.where(ValueCase, { deal }).flatMap((row) => valueChoices(session, row)),
  );
  const runs = bakeoffs.flatMap((bakeoff): FigureChoice[] => {
    const ours = new Set(
      reader
        .where(Contender, { bakeoff: bakeoff.id })
        .filter(({ side }) => side === 'ours')
        .map(({ id }) => id),
    );
    return reader
      .where(BenchmarkRun, { bakeoff: bakeoff.id })
      .filter(({ contender, excludedReason }) => ours.has(contender) && excludedReason === null)
      .slice(-MOST_RUNS)
      .flatMap(({ id, name, figures }) =>
        figures.flatMap(({ metric, value, enough, unit }) => {
          const row = bakeoff.metrics.find((one) => one.id === metric);
          return value === null || !enough || !row
            ? []
            : [
                {
                  order: { kind: 'run' as const, run: id, metric },
                  label: row.label,
                  value: exactText(value),
                  unit: unit ?? row.unit,
                  origin: `Run ${name} of ${bakeoff.number}`,
                },
              ];
        }),
      );
  });
  return [...verdicts, ...values, ...usage, ...runs];
}

function valueChoices(session: Session, row: { id: string; number: string; version: number }): FigureChoice[] {
  const version = session.desk
    .workspace()
    .reader.where(ValueCaseVersion, { valueCase: row.id, version: row.version })[0];
  if (!version) return [];
  const { net, netPresentValue, paybackYears, returnOnInvestment, currency } = version.figures;
  const known = (value: number | null) => (value === null ? null : exactText(value));
  const all = {
    'net-benefit': [net.total, currency],
    'net-present-value': [netPresentValue, currency],
    payback: [known(paybackYears.value), 'years'],
    return: [known(returnOnInvestment.value), shareUnit],
  } as const;
  return valueFigures.flatMap((figure): FigureChoice[] => {
    const [value, unit] = all[figure];
    return value === null
      ? []
      : [
          {
            order: { kind: 'value-case', valueCase: row.id, figure },
            label: valueFigureLabels[figure],
            value,
            unit,
            origin: `Value case ${row.number}, version ${row.version}`,
          },
        ];
  });
}
