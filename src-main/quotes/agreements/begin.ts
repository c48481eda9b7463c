import type { PlanState, PlanTools } from '../../../src-core/commands/implementation';
import { Deal } from '../../../src-shared/deals';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import { type Change, create } from '../../../src-shared/kernel/change';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { PricingModelVersion, type QuoteInput } from '../../../src-shared/pricing';
import {
  type AmendmentChange,
  type AmendmentDraft,
  amendmentInput,
  basisOf,
  checkEffective,
  currentRenewal,
  heldRenewal,
  heldTerms,
  positionsBetween,
  Quote,
  QuoteLine,
  type RenewalPrices,
} from '../../../src-shared/quotes';
import { Workspace } from '../../../src-shared/workspace';
import { addDays, dayOf } from '../days';
import { draftTerms } from '../draft-terms';
import { changedSince, readAgreement } from './read-agreement';

/** How long the offer holds. */
const VALID_DAYS = 30;

/** What `quote.create` may say beside the agreement; what an amendment takes from it can only be said as it is there. */
interface Said {
  deal: string;
  model: string;
  title?: string | undefined;
  contact?: string | null | undefined;
  requestedAt?: number | undefined;
  startDate?: string | undefined;
  termMonths?: number | undefined;
  billing?: string | undefined;
  validUntil?: string | undefined;
  currency?: string | undefined;
  template?: string | undefined;
  lines?: readonly unknown[] | undefined;
}

/** Gives every line that comes an id of its own, so that it is the same line from then on. */
export const withIds = (changes: readonly AmendmentChange[], tools: PlanTools): AmendmentChange[] =>
  changes.map((change) =>
    (change.kind === 'add' || change.kind === 'swap') && !change.id ? { ...change, id: tools.newId() } : change,
  );

/** The draft of an amendment on what is in force now. Throws `bad-input` for a day or a change that cannot be. */
export function drawnUp(
  state: PlanState,
  tools: PlanTools,
  root: string,
  said: { effectiveOn: string; changes?: AmendmentChange[] | undefined },
): AmendmentDraft {
  const { agreement, content } = readAgreement(state, root);
  checkEffective(agreement, said.effectiveOn, dayOf(tools.now));
  const changes = withIds(said.changes ?? [], tools);
  amendmentInput(agreement, content, { effectiveOn: said.effectiveOn, changes });
  return { effectiveOn: said.effectiveOn, changes, basis: basisOf(agreement.chain) };
}

/** Begins an amendment: a quote on the agreement's own terms. */
export function beginAmendment(
  said: Said & { amends: { agreement: string; effectiveOn: string; changes?: AmendmentChange[] | undefined } },
  state: PlanState,
  tools: PlanTools,
) {
  const { base, agreement, model } = readAgreement(state, said.amends.agreement);
  const { currency, startDate, termMonths, billing } = agreement.terms;
  checkSame(agreement.number, {
    model: [said.model, model],
    currency: [said.currency, currency],
    startDate: [said.startDate, startDate],
    termMonths: [said.termMonths, termMonths],
    billing: [said.billing, billing],
    template: [said.template, undefined],
    lines: [said.lines?.length ? 'lines' : undefined, undefined],
  });
  const amendment = drawnUp(state, tools, base.id, said.amends);
  const { id, number, change } = begun(said, state, tools, base, model, {
    ...draftTerms({ ...agreement.terms, lines: [] }),
    // What an amount off the order took is given back and charged as a part of each line.
    orderDiscountAmount: null,
    title: said.title ?? `${base.title}, amendment`.slice(0, 200),
    agreement: base.id,
    amendment,
  });
  return { changes: [change], resource: { entity: 'quote', id }, result: { id, number } };
}

/** Begins a renewal: a draft like any other, with what is in force at the end as its lines. */
export function beginRenewal(
  said: Said & { renews: { agreement: string; prices: RenewalPrices } },
  state: PlanState,
  tools: PlanTools,
) {
  const { base, agreement, content, model } = readAgreement(state, said.renews.agreement);
  const { prices } = said.renews;
  state.require(PricingModelVersion, said.model);
  checkSame(agreement.number, {
    currency: [said.currency, agreement.terms.currency],
    startDate: [said.startDate, agreement.untilDate],
    template: [said.template, undefined],
    lines: [said.lines?.length ? 'lines' : undefined, undefined],
    ...(prices === 'held' && { model: [said.model, model] as const }),
  });
  const held = heldRenewal(agreement, content, said.termMonths ?? agreement.terms.termMonths);
  const input = prices === 'held' ? held : currentRenewal(held);
  const { id, number, change } = begun(said, state, tools, base, prices === 'held' ? model : said.model, {
    ...draftTerms(input),
    ...(said.billing !== undefined && { billing: said.billing as QuoteInput['billing'] }),
    yearsRisen: input.yearsRisen ?? 0,
    title: said.title ?? `${base.title}, renewal`.slice(0, 200),
    renews: base.id,
    renewal: { prices, basis: basisOf(agreement.chain) },
  });
  const positions = positionsBetween(null, null, input.lines.length);
  const lines = input.lines.map(
    ({ id: _id, ...line }, index): Change =>
      create(QuoteLine, tools.newId(), { ...line, quote: id, position: positions[index] ?? 'a0' } as never),
  );
  return { changes: [change, ...lines], resource: { entity: 'quote', id }, result: { id, number } };
}

function begun(
  said: Said,
  state: PlanState,
  tools: PlanTools,
  base: RowOf<typeof Quote>,
  model: string,
  more: ReturnType<typeof draftTerms> & Partial<RowOf<typeof Quote>> & { title: string },
) {
  const deal = state.require(Deal, said.deal);
  if (deal.account !== base.account) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${deal.title} is a deal with somebody else than ${base.number}.`,
      where: { field: 'deal' },
      hint: 'Choose a deal of the same account.',
    });
  }
  const id = tools.newId();
  const number = tools.number(state.where(Workspace, {})[0]?.numbering['quote'] ?? 'Q');
  const change = create(Quote, id, {
    number,
    deal: deal.id,
    account: base.account,
    contact: said.contact === undefined ? base.contact : said.contact,
    owner: tools.actor.id,
    status: 'draft',
    version: 1,
    model,
    ...more,
    validUntil: said.validUntil ?? addDays(dayOf(tools.now), VALID_DAYS),
    requestedAt: said.requestedAt ?? tools.now,
  });
  return { id, number, change };
}

/** Refuses what is said otherwise than the agreement has it. */
function checkSame(number: string, pairs: Record<string, readonly [said: unknown, agreed: unknown]>): void {
  for (const [field, [said, agreed]] of Object.entries(pairs)) {
    if (said === undefined || said === agreed) continue;
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${nameOfField(field)} of ${number} is agreed and cannot be said otherwise here.`,
      where: { field },
      hint: agreed === undefined ? 'Leave it out.' : `Leave it out, or say ${String(agreed)}.`,
    });
  }
}

const nameOfField = (field: string): string =>
  ({ model: 'The pricing model', currency: 'The currency', startDate: 'The first day' })[field] ?? `The ${field}`;

/** Refuses edits of an amendment's draft that would leave the agreement's own terms; everything else may be changed. */
export function checkHeldTerms(quote: RowOf<typeof Quote>, fields: Readonly<Record<string, unknown>>): void {
  if (quote.agreement === null) {
    if (fields['amendment'] === undefined) return;
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${quote.number} changes no agreement.`,
      where: { field: 'amendment' },
      hint: 'Amend the accepted quote instead.',
    });
  }
  for (const field of heldTerms) {
    const said = fields[field];
    const own = quote[field as keyof typeof quote];
    if (said === undefined || canonicalText(said) === canonicalText(own ?? null)) continue;
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${quote.number} changes an agreement, and that has its own ${field}.`,
      where: { field },
      hint: 'An amendment keeps prices, term, currency and billing as they were agreed; renew to change them.',
    });
  }
}

/** Refuses commands on lines of an amendment: they follow from what it changes. */
export function checkOwnLines(quote: RowOf<typeof Quote>): void {
  if (quote.agreement === null) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `The lines of ${quote.number} follow from what it changes in the agreement.`,
    where: { field: 'lines' },
    hint: 'Change what the amendment changes.',
  });
}

/** Refuses an amendment whose agreement has changed since it was drawn up. */
export function checkBasis(state: PlanState, quote: RowOf<typeof Quote>, basis: AmendmentDraft['basis']): void {
  const changed = quote.agreement === null ? null : changedSince(state, quote.agreement, basis);
  if (changed === null) return;
  throw new ProofdeskError({
    code: 'stale',
    message: `${quote.number}: ${changed}`,
    hint: 'Make it anew on what is in force now (“Take over”, or `proofdesk quote amend --again`), and look at the figures again.',
  });
}
