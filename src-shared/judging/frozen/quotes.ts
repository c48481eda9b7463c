import { ApprovalDecision, ApprovalRequest } from '../../approvals';
import { Account, Deal } from '../../deals';
import { changeOf, changesOf } from '../../kernel/judged';
import {
  joinModel,
  type PricedQuote,
  type PricingModel,
  PricingModelVersion,
  priceQuote,
  pricingRulesVersion,
} from '../../pricing';
import { pricingInput, Quote, QuoteLine, QuoteVersion, releaseQuote } from '../../quotes';
import { frozenByAct } from '../facts/quotes';
import { FaultsOf, type FrozenRule } from '../frozen-fault';
import { costOfVersion, decidedCost } from '../quotes/decided-cost';
import { keptApprovals } from '../quotes/kept-approvals';
import { limitingRole } from '../quotes/pricing-of';
import { amendmentOf } from '../quotes/read-agreement';

const withoutLines = <T extends { lines: unknown }>({ lines: _lines, ...rest }: T): Omit<T, 'lines'> => rest;

/**
 * A handed-in version: its figures are priced again from the copied terms, lines and model, and the copies are held against the draft, the
 * model that it pins, and what the document says of account and deal. Approvals that it says are kept have to be those that the rules keep.
 */
export const submitQuoteFrozen: FrozenRule = (act, known) => {
  const { head, rows, input, priced } = frozenByAct(act);
  const { fields } = head;
  const found = new FaultsOf(QuoteVersion.name, head.id, 'version');
  const quote = known.require(Quote, String(fields.quote));
  const model = fields.model as PricingModel;
  const modelCost = fields.modelCost ?? null;

  // All that is asked for first: a reading begins anew with each answer.
  const pinned = known.get(PricingModelVersion, quote.model);
  const present = amendmentOf(known, quote) ?? pricingInput(quote, known.where(QuoteLine, { quote: quote.id }));
  const account = known.get(Account, quote.account);
  const deal = known.get(Deal, quote.deal);
  const header = (fields.header ?? {}) as Record<string, unknown>;
  const matter = { input, priced, model, header } satisfies { priced: PricedQuote } & Record<string, unknown>;
  const kept = keptApprovals(known, act.actor.id, quote.id, matter);

  found.follows('parts', fields.parts, rows.length);
  for (const [index, row] of rows.entries()) {
    found.follows(`lines.${index}.version`, row.fields.version, head.id);
    found.follows(`lines.${index}.index`, row.fields.index, index);
  }
  if (found.rules(fields.rules, pricingRulesVersion)) {
    const whole = modelCost ? joinModel(model, modelCost) : model;
    const { lines, cost, ...figures } = priceQuote(whole, input, { role: limitingRole(model, act.actor.roles) });
    found.follows('figures', fields.figures, figures);
    found.follows('lines', priced.lines, lines);
    found.follows('cost', fields.cost ?? null, cost ? withoutLines(cost) : null);
    found.follows('cost.lines', priced.cost?.lines ?? null, cost?.lines ?? null);
  }

  found.copies('account', fields.account, quote.account);
  found.copies('version', fields.version, quote.version);
  found.copies('input', input, present);
  found.copies('model', model, pinned?.content ?? null);
  if (modelCost) found.copies('modelCost', modelCost, pinned?.cost ?? null);
  found.copies('header', fields.header, {
    number: quote.number,
    title: quote.title,
    account: account?.name ?? '',
    address: account?.address ?? '',
    deal: deal?.title ?? '',
    contact: quote.contact,
    validUntil: quote.validUntil,
    customerNote: quote.customerNote,
  });

  const request = changeOf(act, ApprovalRequest, 'create');
  const asked = new FaultsOf(ApprovalRequest.name, request.id, 'request');
  asked.copies('subject', request.fields.subject, quote.id);
  asked.copies('version', request.fields.version, quote.version);
  asked.copies('kept', request.fields.kept ?? null, kept);
  const touched = changesOf(act, Quote, 'patch').filter(({ id }) => id !== quote.id);
  for (const { id } of touched) found.add('figures', 'quote', `Another quote (${id}) is changed beside it.`);
  return [...found.faults, ...asked.faults];
};

/** Cost and margin that finance's approval freezes: those of the version, where its submitter froze none and no decision did before. */
export const decideApprovalFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, ApprovalDecision, 'create');
  if (fields.cost === undefined || fields.cost === null) return [];
  const found = new FaultsOf(ApprovalDecision.name, id, 'decision');
  const request = known.require(ApprovalRequest, String(fields.request));
  const ofFinance = fields.role === 'finance' && fields.decision === 'approve';
  const right =
    ofFinance &&
    request.command === releaseQuote.name &&
    request.version !== null &&
    !decidedCost(known, request.subject, request.version)
      ? costOfVersion(known, request.subject, request.version)
      : null;
  found.follows('cost', fields.cost, right);
  return found.faults;
};
