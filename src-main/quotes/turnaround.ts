import { Account } from '../../src-shared/deals';
import type { RowOf } from '../../src-shared/kernel/entity';
import {
  actualMargin,
  Quote,
  QuoteAcceptance,
  type QuoteClockView,
  QuoteVersion,
  type TurnaroundAnswer,
  turnaroundReport,
} from '../../src-shared/quotes';
import { Workspace as Settings } from '../../src-shared/workspace';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { tables } from '../tables';
import { actualsOf } from './actuals';
import { quoteClock } from './clock';
import { addDays } from './days';
import { decidedCost } from './decided-cost';

const DAY = 86_400_000;
/** Twelve weeks. */
const DAYS_SHOWN = 84;

/** How long quotes took that were sent from the beginning of a day to the end of another (UTC), and what accepted ones brought. */
export function turnaroundAnswer(session: Session, wanted: { from?: string; until?: string }): TurnaroundAnswer {
  const { reader, runner } = session.desk.workspace();
  const today = new Date(session.desk.context.now()).toISOString().slice(0, 10);
  const until = wanted.until ?? today;
  const from = wanted.from ?? addDays(until, -DAYS_SHOWN + 1);
  const first = runner.all(
    tables
      .selectFrom('quoteSent')
      .select(({ fn }) => ['quote', fn.min<number>('sentAt').as('sentAt')])
      .groupBy('quote')
      .having(({ fn }) => fn.min('sentAt'), '>=', Date.parse(`${from}T00:00:00Z`))
      .having(({ fn }) => fn.min('sentAt'), '<', Date.parse(`${until}T00:00:00Z`) + DAY),
  );
  const sent = first.flatMap(({ quote: id, sentAt }) => {
    const quote = reader.get(Quote, id);
    return quote ? [{ quote, sentAt, clock: quoteClock(session, quote) }] : [];
  });
  const targetMilliseconds = (reader.where(Settings, {})[0]?.turnaroundHours ?? 24) * 3_600_000;
  const report = turnaroundReport(
    sent.map(({ quote, sentAt, clock }) => ({ quote: quote.id, sentAt, clock })),
    targetMilliseconds,
  );
  const accountName = (quote: RowOf<typeof Quote>) => reader.get(Account, quote.account)?.name ?? '';
  return {
    from,
    until,
    targetMilliseconds,
    ...report,
    quotes: sent
      .map(({ quote, sentAt, clock }) => ({
        ...{ id: quote.id, number: quote.number, title: quote.title, accountName: accountName(quote), sentAt },
        ...{ elapsed: clock.elapsed, ours: clock.ours, state: clock.state, parts: partsOf(clock), roles: clock.roles },
      }))
      .sort((a, b) => b.elapsed - a.elapsed || (a.number < b.number ? -1 : 1)),
    margins: readableFor(session).has('cost') ? margins(session, accountName) : null,
  };
}

const partsOf = ({ spent }: QuoteClockView) => spent.map(({ part, milliseconds }) => ({ part, milliseconds }));

/** Accepted quotes with recorded actual figures: the margin that was quoted beside the one that came. */
function margins(
  session: Session,
  accountName: (quote: RowOf<typeof Quote>) => string,
): NonNullable<TurnaroundAnswer['margins']> {
  const { reader, runner } = session.desk.workspace();
  const recorded = runner.all(tables.selectFrom('quoteActual').select('quote').distinct().orderBy('quote'));
  return recorded.flatMap(({ quote: id }) => {
    const quote = reader.get(Quote, id);
    const [accepted] = reader.where(QuoteAcceptance, { quote: id }).sort((a, b) => b.version - a.version);
    const actuals = actualsOf(session, id);
    if (!quote || !accepted || !actuals) return [];
    const version = reader.where(QuoteVersion, { quote: id, version: accepted.version })[0];
    const cost = version?.cost ?? decidedCost(reader, id, accepted.version)?.cost;
    const { marginBasisPoints, revenueMinor, costMinor } = actualMargin(actuals);
    const quotedBasisPoints = cost?.total.marginBasisPoints ?? null;
    const known = marginBasisPoints !== null && quotedBasisPoints !== null;
    return [
      {
        ...{ id, number: quote.number, title: quote.title, accountName: accountName(quote), currency: quote.currency },
        ...{ months: actuals.length, version: accepted.version, quotedBasisPoints },
        ...{ revenueMinor, costMinor, actualBasisPoints: marginBasisPoints },
        differenceBasisPoints: known ? marginBasisPoints - quotedBasisPoints : null,
      },
    ];
  });
}
