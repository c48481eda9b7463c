import { implementCommand, type PlanState, type PlanTools } from '../../src-core/commands/implementation';
import { Deal } from '../../src-shared/deals';
import { archive, create } from '../../src-shared/kernel/change';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  archiveQuoteTemplate,
  cloneQuote,
  orderLines,
  positionsBetween,
  Quote,
  QuoteLine,
  type QuoteLineInput,
  QuoteTemplate,
  type QuoteTemplateView,
  saveQuoteTemplate,
} from '../../src-shared/quotes';
import type { QuantitySource } from '../../src-shared/usage';
import { Workspace } from '../../src-shared/workspace';
import type { Session } from '../session';
import { checkOwnLines } from './agreements/begin';
import { addDays } from './days';
import { draftTerms } from './draft-terms';
import { readFrozen } from './pricing-of';

/** A template is one change of one receipt: its lines stay well under what that may hold. */
const LINES_BYTES = 90 * 1024;
/** How long a cloned offer holds. */
const VALID_DAYS = 30;

/** A line with what its quantity was taken from. */
type SourcedLine = QuoteLineInput & { quantityFrom?: QuantitySource | null };

/** A draft's lines as they were typed, in their order. */
function draftLines(state: PlanState, quote: string): SourcedLine[] {
  return orderLines(state.where(QuoteLine, { quote })).map(
    ({ id: _id, archived: _archived, quote: _quote, position: _position, ...line }) => line,
  );
}

/** What is cloned: a draft as it stands, or one of the frozen versions. */
function source(state: PlanState, quote: RowOf<typeof Quote>, version: number | undefined) {
  const {
    id: _id,
    archived: _archived,
    number: _number,
    status: _status,
    version: _version,
    requestedAt: _asked,
    renews: _renews,
    renewal: _renewal,
    ...terms
  } = quote;
  if (version === undefined) return { terms, lines: draftLines(state, quote.id) };
  const { input } = readFrozen(state, quote.id, version);
  return {
    terms: { ...terms, ...draftTerms(input) },
    lines: input.lines.map(({ id: _line, ...line }): SourcedLine => line),
  };
}

/** The first day of a clone: as it was while it is to come or lines have days of their own, else today. */
function startOf(was: string, today: string, lines: readonly QuoteLineInput[]): string {
  return was >= today || lines.some(({ startDate, untilDate }) => startDate || untilDate) ? was : today;
}

function cloned(
  input: { quote: string; version?: number | undefined; deal?: string | undefined; title?: string | undefined },
  state: PlanState,
  tools: PlanTools,
) {
  const quote = state.require(Quote, input.quote);
  checkOwnLines(quote);
  const deal = state.require(Deal, input.deal ?? quote.deal);
  const { terms, lines: taken } = source(state, quote, input.version);
  // What one customer uses says nothing about another.
  const lines = deal.account === quote.account ? taken : taken.map((line) => ({ ...line, quantityFrom: null }));
  const id = tools.newId();
  const number = tools.number(state.where(Workspace, {})[0]?.numbering['quote'] ?? 'Q');
  const today = new Date(tools.now).toISOString().slice(0, 10);
  const positions = positionsBetween(null, null, lines.length);
  return {
    changes: [
      create(Quote, id, {
        ...terms,
        number,
        title: input.title ?? (deal.id === quote.deal ? quote.title : deal.title),
        deal: deal.id,
        account: deal.account,
        contact: deal.account === quote.account ? quote.contact : null,
        owner: tools.actor.id,
        status: 'draft',
        version: 1,
        startDate: startOf(terms.startDate, today, lines),
        validUntil: addDays(today, VALID_DAYS),
        requestedAt: tools.now,
      }),
      ...lines.map((line, index) =>
        create(QuoteLine, tools.newId(), { ...line, quote: id, position: positions[index] ?? 'a0' } as never),
      ),
    ],
    resource: { entity: 'quote', id },
    result: { id, number },
  };
}

/** Commands that begin quotes from others, and keep templates of them. */
export const templateCommands = [
  implementCommand(cloneQuote, cloned),
  implementCommand(saveQuoteTemplate, ({ quote: quoteId, name, about }, state, tools) => {
    const quote = state.require(Quote, quoteId);
    checkOwnLines(quote);
    const lines = draftLines(state, quoteId);
    if (lines.length > 500 || Buffer.byteLength(JSON.stringify(lines)) > LINES_BYTES) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${quote.number} has too many lines for a template.`,
        hint: 'A template holds up to 500 lines, about 90 KB; clone the quote instead.',
      });
    }
    const id = tools.newId();
    return {
      changes: [
        create(QuoteTemplate, id, {
          name,
          about: about ?? '',
          terms: {
            termMonths: quote.termMonths,
            billing: quote.billing,
            paymentDays: quote.paymentDays,
            orderDiscountBasisPoints: quote.orderDiscountBasisPoints,
            orderDiscountAmount: quote.orderDiscountAmount,
            multiYear: quote.multiYear,
            region: quote.region,
            escalator: quote.escalator,
            tax: quote.tax,
            partner: quote.partner,
            alternatives: quote.alternatives,
            alternative: quote.alternative,
            nonStandardTerms: quote.nonStandardTerms,
            customerNote: quote.customerNote,
            insideNote: quote.insideNote,
          },
          // Days of a line are of one quote, and so is what its quantity was taken from.
          lines: lines.map(({ startDate: _start, untilDate: _until, quantityFrom: _from, ...line }) => line),
        }),
      ],
      resource: { entity: 'quoteTemplate', id },
      result: { id },
    };
  }),
  implementCommand(archiveQuoteTemplate, ({ template: id }, state) => {
    state.require(QuoteTemplate, id);
    return { changes: [archive(QuoteTemplate, id)], resource: { entity: 'quoteTemplate', id }, result: { id } };
  }),
];

/** Templates by their names. */
export function listQuoteTemplates(session: Session): QuoteTemplateView[] {
  return session.desk
    .workspace()
    .reader.where(QuoteTemplate, {})
    .map(({ id, name, about, lines }) => ({ id, name, about, lines: lines.length }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
