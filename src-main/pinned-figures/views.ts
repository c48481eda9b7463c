import { Bakeoff, BenchmarkRun, Contender, VerdictRecord } from '../../src-shared/bakeoffs';
import { Contact } from '../../src-shared/deals';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Rows } from '../../src-shared/kernel/reading';
import {
  explainPinned,
  type FigureChoice,
  type FigureView,
  originOf,
  type PinnedFigure,
  type ReadFigureOrder,
  valueFigures,
} from '../../src-shared/pinned-figures';
import { Quote, QuoteLine } from '../../src-shared/quotes';
import { ValueCase } from '../../src-shared/roi';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { pinFigure } from './pin';
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

/**
 * Figures that can be pinned for these deals: newest verdicts, recorded value cases, metered lines, our own runs. Each is shown as it would
 * be pinned; what could not be pinned is left out.
 */
export function figureChoices(session: Session, deals: readonly string[]): FigureChoice[] {
  const { reader } = session.desk.workspace();
  const bakeoffs = deals.flatMap((deal) => reader.where(Bakeoff, { deal }));
  const verdicts = bakeoffs.flatMap(({ id }): Order[] => {
    const newest = reader.where(VerdictRecord, { bakeoff: id }).at(-1);
    return (newest?.rows ?? []).map(({ key }) => ({ kind: 'verdict', verdict: newest!.id, row: key }));
  });
  const values = deals.flatMap((deal) =>
    reader
      .where(ValueCase, { deal })
      .flatMap(({ id }) => valueFigures.map((figure): Order => ({ kind: 'value-case', valueCase: id, figure }))),
  );
  const usage = deals.flatMap((deal) =>
    reader.where(Quote, { deal }).flatMap((quote) =>
      reader
        .where(QuoteLine, { quote: quote.id })
        .filter(({ quantityFrom }) => quantityFrom?.kind === 'usage')
        .map(({ id }): Order => ({ kind: 'usage', line: id })),
    ),
  );
  const runs = bakeoffs.flatMap((bakeoff) => {
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
      .flatMap(({ id, figures }) => figures.map(({ metric }): Order => ({ kind: 'run', run: id, metric })));
  });
  return [...verdicts, ...values, ...usage, ...runs].flatMap((order) => choiceOf(reader, order));
}

/** None of them is stated by anybody. */
type Order = Exclude<ReadFigureOrder, { kind: 'stated' }>;

/** Answers that a source has no such figure, or that it has no value; it is then no choice. */
const NO_FIGURE: readonly string[] = ['not-found', 'bad-input'];

function choiceOf(state: Pick<Rows, 'get' | 'where'>, order: Order): FigureChoice[] {
  try {
    // Which receipts put it there is found once it is pinned.
    const { label, value, unit, source } = pinFigure(state, () => null, order, '');
    return [{ order, label, value, unit, origin: originOf(source) }];
  } catch (error) {
    if (error instanceof ProofdeskError && NO_FIGURE.includes(error.code)) return [];
    throw error;
  }
}
