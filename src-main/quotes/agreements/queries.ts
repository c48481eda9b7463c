import type { PlanState } from '../../../src-core/commands/implementation';
import { Account } from '../../../src-shared/deals';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type PricingModel, type QuoteInput, type QuoteLine, skuRow } from '../../../src-shared/pricing';
import {
  type AgreedLineView,
  type Agreement,
  type AgreementView,
  type AmendmentView,
  amendmentInput,
  heldRenewal,
  inForceOn,
  laterDay,
  linesFrom,
  linesFromDay,
  nameOf,
  paidOnce,
  Quote,
  type QuoteSummary,
  QuoteVersion,
  type RenewalView,
} from '../../../src-shared/quotes';
import type { Session } from '../../session';
import { dayOf } from '../days';
import { changedSince, isAccepted, readAgreement } from './read-agreement';

function agreedLine(
  { id, sku, quantity, startDate, untilDate }: QuoteLine,
  { terms, untilDate: end }: Agreement,
  model: PricingModel,
): AgreedLineView {
  return {
    id,
    sku,
    name: nameOf(model, sku, terms),
    unit: model.bundles?.find(({ code }) => code === sku)?.unit ?? skuRow(model, sku, terms)?.unit ?? '',
    quantity,
    from: startDate ?? terms.startDate,
    until: untilDate ?? end,
    once: paidOnce(model, sku, terms) === 'whole',
  };
}

/** What is agreed through an accepted quote, or the one that an amendment changes, as of a day. */
export function agreementView(session: Session, quote: string, on: string | undefined): AgreementView {
  const { reader, context } = session.desk.workspace();
  const id = reader.get(Quote, quote)?.id ?? reader.where(Quote, { number: quote })[0]?.id;
  if (id === undefined) throw new ProofdeskError({ code: 'not-found', message: `There is no quote ${quote}.` });
  const { base, agreement, content, model } = readAgreement(reader, id);
  const today = dayOf(context.now());
  const day = on ?? laterDay(today, agreement.startDate);
  const once = linesFrom(agreement, day).filter((line) => paidOnce(content, line.sku, agreement.terms) === 'whole');
  const within = day >= agreement.startDate && day < agreement.untilDate;
  return {
    quote: base.id,
    number: base.number,
    title: base.title,
    deal: base.deal,
    account: base.account,
    accountName: reader.get(Account, base.account)?.name ?? '',
    currency: agreement.terms.currency,
    startDate: agreement.startDate,
    untilDate: agreement.untilDate,
    termMonths: agreement.terms.termMonths,
    model,
    content,
    chain: agreement.chain.map((link) => ({
      ...link,
      title: reader.get(Quote, link.quote)?.title ?? '',
      totalMinor:
        reader.where(QuoteVersion, { quote: link.quote, version: link.version })[0]?.figures.totals
          .totalContractValueMinor ?? 0,
    })),
    conflicts: agreement.conflicts.map(({ quote: own, number, message }) => ({ quote: own, number, message })),
    followers: [...reader.where(Quote, { agreement: base.id }), ...reader.where(Quote, { renews: base.id })]
      .map((row) => ({
        quote: row.id,
        number: row.number,
        title: row.title,
        kind: row.agreement === null ? ('renewal' as const) : ('amendment' as const),
        effectiveOn: row.amendment?.effectiveOn ?? row.startDate,
        accepted: isAccepted(reader, row.id),
      }))
      .sort((a, b) => (a.number < b.number ? -1 : 1)),
    day,
    days: daysOf(agreement, content),
    lines: [...inForceOn(agreement, day, content), ...(within ? once : [])].map((line) => ({
      ...agreedLine(line, agreement, content),
      from: agreedSince(line, agreement, content, day),
    })),
  };
}

/** Since when a line has been in force as it is on a day, through amendments that left it alone. */
function agreedSince(line: QuoteLine, { stretches, terms }: Agreement, model: PricingModel, day: string): string {
  let since = line.startDate ?? terms.startDate;
  for (const { lines } of stretches.filter(({ from }) => from <= day).reverse()) {
    const own = linesFromDay(lines, terms, terms.startDate, model).find(({ id }) => id === line.id);
    if (!own || own.quantity !== line.quantity) break;
    since = own.startDate ?? terms.startDate;
  }
  return since;
}

/** The days on which something begins or ends. */
function daysOf(agreement: Agreement, model: PricingModel): string[] {
  const days = agreement.stretches.flatMap(({ from, lines }) => [
    from,
    ...linesFromDay(lines, agreement.terms, from, model).flatMap(({ startDate, untilDate }) =>
      [startDate, untilDate].flatMap((day) => day ?? []),
    ),
  ]);
  return [...new Set(days)].filter((day) => day < agreement.untilDate).sort();
}

/** What the draft of an amendment is beside the quote: its changes, what they can be made on, and what became of them. */
export function amendmentViewOf(state: PlanState, quote: RowOf<typeof Quote>): AmendmentView | null {
  if (quote.agreement === null || !quote.amendment) return null;
  const { effectiveOn, changes, basis } = quote.amendment;
  const { base, agreement, content } = readAgreement(state, quote.agreement, basis);
  const { paymentDays, nonStandardTerms } = quote;
  let terms: QuoteInput['amendment'];
  let problem: AmendmentView['problem'] = null;
  try {
    terms = amendmentInput(agreement, content, { effectiveOn, changes, paymentDays, nonStandardTerms }).amendment;
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
    problem = { message: error.message, hint: error.hint ?? null };
  }
  return {
    agreement: base.id,
    number: base.number,
    startDate: agreement.startDate,
    untilDate: agreement.untilDate,
    effectiveOn,
    changes,
    terms: terms ?? null,
    problem,
    stale: changedSince(state, base.id, basis),
    lines: changeable(agreement, content, effectiveOn),
  };
}

/** Lines that an amendment may change: what runs from its day on, and what is to be paid once later. A ramp is one line. */
function changeable(agreement: Agreement, model: PricingModel, day: string): AgreedLineView[] {
  return linesFromDay(linesFrom(agreement, day), agreement.terms, day, model)
    .map((line) => agreedLine(line, agreement, model))
    .filter(({ id, once, from }) => !id.includes('#') && !(once && from < day))
    .map((line) => ({ ...line, from: laterDay(line.from, day) }));
}

/** What can be changed in an agreement from a day on. */
export function changeableLines(session: Session, quote: string, effectiveOn: string): AgreedLineView[] {
  const { agreement, content } = readAgreement(session.desk.workspace().reader, quote);
  return changeable(agreement, content, effectiveOn);
}

/** What a renewal starts from, to compare it with: what is in force at the end, for its own term, as agreed. */
export function renewalViewOf(session: Session, id: string): RenewalView | null {
  const { reader } = session.desk.workspace();
  const quote = reader.require(Quote, id);
  if (quote.renews === null || !quote.renewal) return null;
  const { prices, basis } = quote.renewal;
  const { agreement, base, content } = readAgreement(reader, quote.renews, basis);
  return {
    agreement: base.id,
    number: base.number,
    prices,
    input: heldRenewal(agreement, content, quote.termMonths),
    content,
    stale: changedSince(reader, base.id, basis),
  };
}

/** Whether a quote changes or renews an agreement. */
export function followsOf(state: PlanState, quote: RowOf<typeof Quote>): QuoteSummary['follows'] {
  const root = quote.agreement ?? quote.renews;
  if (root === null) return null;
  const number = state.get(Quote, root)?.number ?? '';
  return { kind: quote.agreement === null ? 'renewal' : 'amendment', quote: root, number };
}
