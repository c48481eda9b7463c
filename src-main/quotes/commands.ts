import { implementCommand, judgedBy, type PlanState, type PlanTools } from '../../src-core/commands/implementation';
import { ApprovalRequest } from '../../src-shared/approvals';
import { Contact, Deal } from '../../src-shared/deals';
import {
  archiveQuoteFacts,
  recordAcceptanceFacts,
  recordSentFacts,
  releaseQuoteFacts,
  submitQuoteFacts,
} from '../../src-shared/judging/facts/quotes';
import { archive, type Change, create, patch } from '../../src-shared/kernel/change';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { PricingModelVersion } from '../../src-shared/pricing';
import {
  addQuoteLines,
  archiveQuote,
  createQuote,
  editQuote,
  orderLines,
  positionsBetween,
  Quote,
  QuoteAcceptance,
  QuoteLine,
  QuoteSent,
  QuoteTemplate,
  quoteFacts,
  recordQuoteAcceptance,
  recordQuoteSent,
  releaseQuote,
  removeQuoteLines,
  reviseQuote,
  reviseQuoteLine,
  submitQuote,
} from '../../src-shared/quotes';
import { Workspace } from '../../src-shared/workspace';
import { actualCommands } from './actuals';
import { beginAmendment, beginRenewal, checkBasis, checkHeldTerms, checkOwnLines, drawnUp } from './agreements/begin';
import { addDays } from './days';
import { freeze } from './freeze';
import { keptApprovals } from './kept-approvals';
import { withSource } from './metering/metered-line';
import { readFrozen } from './pricing-of';
import { templateCommands } from './template-commands';
import { waitCommands } from './waits';

/** How long an offer holds unless it says so. */
const VALID_DAYS = 30;

function requireDraft(state: PlanState, id: string): RowOf<typeof Quote> {
  const quote = state.require(Quote, id);
  if (quote.status !== 'draft') {
    throw new ProofdeskError({
      code: 'stale',
      message: `Version ${quote.version} of ${quote.number} is ${quote.status} and does not change.`,
      hint: 'Open the next draft with “Revise”; the version stays as it is.',
    });
  }
  return quote;
}

/** Only the version that is submitted now can be released. */
function requireSubmitted({ status, version, number }: RowOf<typeof Quote>, wanted: number): void {
  if (status === 'submitted' && version === wanted) return;
  throw new ProofdeskError({
    code: 'stale',
    message:
      version === wanted && status === 'draft'
        ? `Version ${wanted} of ${number} is a draft, and only a submitted version can be released.`
        : version === wanted
          ? `Version ${wanted} of ${number} is ${status} already.`
          : `${number} is at version ${version} now, so version ${wanted} is not released any more.`,
    hint:
      status === 'released'
        ? 'Send it, and record that it was sent.'
        : 'Submit the draft and have it signed off first.',
  });
}

function lineChange(quote: string, id: string, position: string, line: Record<string, unknown>): Change {
  return create(QuoteLine, id, { quote, position, ...line } as never);
}

function newLines(
  state: PlanState,
  tools: PlanTools,
  quote: string,
  after: string | null | undefined,
  lines: readonly Record<string, unknown>[],
) {
  const present = orderLines(state.where(QuoteLine, { quote }));
  const at = after === undefined ? present.length - 1 : present.findIndex(({ id }) => id === after);
  const positions = positionsBetween(present[at]?.position ?? null, present[at + 1]?.position ?? null, lines.length);
  const ids = lines.map(() => tools.newId());
  return { ids, changes: lines.map((line, index) => lineChange(quote, ids[index]!, positions[index]!, line)) };
}

const guardDraft = (quote: RowOf<typeof Quote>): Change =>
  patch(Quote, quote.id, {}, { status: 'draft', version: quote.version });

export const quoteCommands = [
  ...waitCommands,
  ...actualCommands,
  implementCommand(createQuote, (input, state, tools) => {
    const { amends, renews } = input;
    if (amends && renews)
      throw new ProofdeskError({ code: 'bad-input', message: 'A quote amends an agreement or renews one, not both.' });
    if (amends) return beginAmendment({ ...input, amends }, state, tools);
    if (renews) return beginRenewal({ ...input, renews }, state, tools);
    const deal = state.require(Deal, input.deal);
    const model = state.require(PricingModelVersion, input.model);
    const workspace = state.where(Workspace, {})[0]!;
    const id = tools.newId();
    const number = tools.number(workspace.numbering['quote'] ?? 'Q');
    const today = new Date(tools.now).toISOString().slice(0, 10);
    const template = input.template ? state.require(QuoteTemplate, input.template) : null;
    const lines = [...(template?.lines ?? []), ...(input.lines ?? [])];
    const positions = positionsBetween(null, null, lines.length);
    return {
      changes: [
        create(Quote, id, {
          number,
          title: input.title ?? deal.title,
          deal: deal.id,
          account: deal.account,
          contact: input.contact ?? null,
          owner: tools.actor.id,
          status: 'draft',
          version: 1,
          model: model.id,
          currency: input.currency ?? model.currency,
          startDate: input.startDate ?? today,
          ...template?.terms,
          termMonths: input.termMonths ?? template?.terms.termMonths ?? model.content.terms.standardMonths?.[0] ?? 12,
          billing: input.billing ?? template?.terms.billing ?? model.content.terms.billing?.[0] ?? 'by-sku',
          paymentDays: template?.terms.paymentDays ?? model.content.terms.paymentDays ?? 30,
          validUntil: input.validUntil ?? addDays(today, VALID_DAYS),
          requestedAt: input.requestedAt ?? tools.now,
        }),
        ...lines.map((line, index) => lineChange(id, tools.newId(), positions[index]!, line)),
      ],
      resource: { entity: 'quote', id },
      result: { id, number },
    };
  }),
  implementCommand(editQuote, ({ quote: id, fields: { amendment, ...fields } }, state, tools) => {
    const quote = requireDraft(state, id);
    checkHeldTerms(quote, { ...fields, amendment });
    const anew = amendment && quote.agreement !== null ? drawnUp(state, tools, quote.agreement, amendment) : null;
    if (fields.model) state.require(PricingModelVersion, fields.model);
    if (fields.alternatives) checkAlternatives(fields.alternatives, state.where(QuoteLine, { quote: id }));
    return {
      changes: [
        patch(Quote, id, { ...fields, ...(anew && { amendment: anew }) }, { status: 'draft', version: quote.version }),
      ],
      resource: { entity: 'quote', id },
      result: { id },
    };
  }),
  implementCommand(addQuoteLines, ({ quote: id, after, lines }, state, tools) => {
    const quote = requireDraft(state, id);
    checkOwnLines(quote);
    for (const { alternative } of lines) if (alternative) checkOffered(quote, alternative);
    const { ids, changes } = newLines(state, tools, id, after, lines);
    return { changes: [guardDraft(quote), ...changes], resource: { entity: 'quote', id }, result: { ids } };
  }),
  implementCommand(reviseQuoteLine, ({ line: id, fields }, state) => {
    const line = state.require(QuoteLine, id);
    const quote = requireDraft(state, line.quote);
    if (fields.alternative) checkOffered(quote, fields.alternative);
    return {
      changes: [guardDraft(quote), patch(QuoteLine, id, withSource(state, quote, line, fields))],
      resource: { entity: 'quote', id: quote.id },
      result: { id },
    };
  }),
  implementCommand(removeQuoteLines, ({ lines }, state) => {
    const rows = lines.map((id) => state.require(QuoteLine, id));
    const quotes = new Set(rows.map(({ quote }) => quote));
    if (quotes.size > 1)
      throw new ProofdeskError({ code: 'bad-input', message: 'These lines belong to different quotes.' });
    const quote = requireDraft(state, rows[0]!.quote);
    return {
      changes: [guardDraft(quote), ...rows.map(({ id }) => archive(QuoteLine, id))],
      resource: { entity: 'quote', id: quote.id },
      result: { removed: rows.length },
    };
  }),
  implementCommand(submitQuote, ({ quote: id }, state, tools) => {
    const quote = requireDraft(state, id);
    if (quote.amendment) checkBasis(state, quote, quote.amendment.basis);
    const { changes, versionId, priced, input, model, header } = freeze(state, tools, quote);
    const request = tools.newId();
    const facts = quoteFacts(priced, input.lines);
    const earlier = state.where(ApprovalRequest, { subject: id, command: releaseQuote.name, closed: false });
    return {
      ...judgedBy(submitQuoteFacts, tools, [
        ...changes,
        patch(Quote, id, { status: 'submitted' }, { status: 'draft', version: quote.version }),
        ...earlier.map((old) => patch(ApprovalRequest, old.id, { closed: true }, { closed: false })),
        create(ApprovalRequest, request, {
          title: `${quote.number}, version ${quote.version}`,
          command: releaseQuote.name,
          entity: 'quote',
          subject: id,
          version: quote.version,
          needs: tools.needsFor(releaseQuote.name, { entity: 'quote', id }, facts),
          requester: tools.actor.id,
          requestedAt: tools.now,
          input: null,
          changes: null,
          kept: keptApprovals(tools.known, tools.actor.id, id, { input, priced, model, header }),
        }),
      ]),
      result: { version: quote.version, versionId, request },
    };
  }),
  implementCommand(reviseQuote, ({ quote: id }, state) => {
    const quote = state.require(Quote, id);
    if (quote.status === 'draft') {
      throw new ProofdeskError({ code: 'stale', message: `${quote.number} is a draft already.` });
    }
    const open = state.where(ApprovalRequest, { subject: id, command: releaseQuote.name, closed: false });
    return {
      changes: [
        patch(
          Quote,
          id,
          { status: 'draft', version: quote.version + 1 },
          { status: quote.status, version: quote.version },
        ),
        ...(quote.status === 'submitted'
          ? open.map((old) => patch(ApprovalRequest, old.id, { closed: true }, { closed: false }))
          : []),
      ],
      resource: { entity: 'quote', id },
      result: { version: quote.version + 1 },
    };
  }),
  implementCommand(releaseQuote, ({ quote: id, version }, state, tools) => {
    const quote = state.require(Quote, id);
    requireSubmitted(quote, version);
    const { input } = readFrozen(state, id, version);
    if (input.amendment) checkBasis(state, quote, input.amendment.basis);
    return {
      ...judgedBy(releaseQuoteFacts, tools, [
        patch(Quote, id, { status: 'released' }, { status: 'submitted', version }),
      ]),
      result: { version },
    };
  }),
  implementCommand(recordQuoteSent, ({ quote: id, version, document, how, sentAt }, state, tools) => {
    const quote = state.require(Quote, id);
    return {
      ...judgedBy(recordSentFacts, tools, [
        create(QuoteSent, tools.newId(), {
          quote: id,
          account: quote.account,
          version,
          document,
          how,
          sentAt: sentAt ?? tools.now,
        }),
      ]),
      result: { id },
    };
  }),
  implementCommand(
    recordQuoteAcceptance,
    (
      { quote: id, version, document, contact, name, acceptedOn, alternative, optional, signature, sheet },
      state,
      tools,
    ) => {
      const quote = state.require(Quote, id);
      state.require(Contact, contact);
      return {
        ...judgedBy(recordAcceptanceFacts, tools, [
          create(QuoteAcceptance, tools.newId(), {
            quote: id,
            account: quote.account,
            contact,
            version,
            document,
            acceptedOn,
            alternative: alternative ?? null,
            ...(optional && { optional }),
            name,
            ...(signature && { signature }),
            ...(sheet && { sheet }),
          }),
        ]),
        personal: contact,
        result: { id },
      };
    },
  ),
  implementCommand(archiveQuote, ({ quote: id }, state, tools) => {
    state.require(Quote, id);
    return { ...judgedBy(archiveQuoteFacts, tools, [archive(Quote, id)]), result: { id } };
  }),
  ...templateCommands,
];

/** Names are told apart, and none goes while a line belongs to it. */
function checkAlternatives(names: readonly string[], lines: readonly RowOf<typeof QuoteLine>[]): void {
  const refuse = (message: string, hint: string): never => {
    throw new ProofdeskError({ code: 'bad-input', message, where: { field: 'alternatives' }, hint });
  };
  if (new Set(names).size !== names.length)
    refuse('Two alternatives have the same name.', 'Give each a name of its own.');
  const left = lines.find(({ alternative }) => alternative !== null && !names.includes(alternative));
  if (left)
    refuse(`${left.sku} still belongs to ${left.alternative}.`, 'Move or remove the lines of an alternative first.');
}

/** A line belongs only to an alternative that the quote offers. */
function checkOffered(quote: RowOf<typeof Quote>, name: string): void {
  if (quote.alternatives.includes(name)) return;
  const offered = quote.alternatives.join(', ');
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${quote.number} has no alternative ${name}.`,
    where: { field: 'alternative' },
    hint: offered ? `It has ${offered}.` : 'Name its alternatives first.',
  });
}
