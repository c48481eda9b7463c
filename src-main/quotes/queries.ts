import { customerRow } from '../../src-core/workspace/readable';
import { decisionsOn } from '../../src-core/workspace/request-decisions';
import { ApprovalRequest, approvalState } from '../../src-shared/approvals';
import { Account, Contact, Deal } from '../../src-shared/deals';
import { DocumentRecord } from '../../src-shared/documents';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { PricingModelHead, PricingModelVersion } from '../../src-shared/pricing';
import {
  type FrozenQuote,
  orderLines,
  Quote,
  QuoteAcceptance,
  type QuoteDetail,
  QuoteLine,
  QuoteSent,
  type QuoteStanding,
  type QuoteSummary,
  QuoteVersion,
  type QuoteVersionView,
  QuoteWait,
} from '../../src-shared/quotes';
import { readableFor } from '../desk';
import { documentFile } from '../documents';
import type { Session } from '../session';
import { personName } from '../workspace';
import { actualsOf } from './actuals';
import { amendmentViewOf, followsOf } from './agreements/queries';
import { quoteClock } from './clock';
import { decidedCost } from './decided-cost';
import { changedSource } from './metering/queries';
import { limitingRole, pinnedModel, readFrozen } from './pricing-of';

export interface QuoteFilter {
  deal?: string;
  standing?: QuoteStanding;
  mine?: boolean;
  text?: string;
}

/** Quotes, those whose clock has run longest first. */
export function listQuotes(session: Session, filter: QuoteFilter): QuoteSummary[] {
  const { reader } = session.desk.workspace();
  const wanted = filter.text?.trim().toLocaleLowerCase();
  return reader
    .where(Quote, {
      ...(filter.deal ? { deal: filter.deal } : {}),
      ...(filter.mine ? { owner: session.desk.actor(session) } : {}),
    })
    .map((quote) => summary(session, quote))
    .filter((one) => !filter.standing || one.standing === filter.standing)
    .filter((one) => !wanted || `${one.number} ${one.title} ${one.accountName}`.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => Number(b.clock.running) - Number(a.clock.running) || b.clock.elapsed - a.clock.elapsed);
}

/** One quote with its draft, its pinned model and its versions. */
export function getQuote(session: Session, id: string): QuoteDetail {
  const workspace = session.desk.workspace();
  const quote = workspace.reader.get(Quote, id) ?? byNumber(session, id);
  if (!quote) throw new ProofdeskError({ code: 'not-found', message: `There is no quote ${id}.` });
  const readable = readableFor(session);
  const version = workspace.reader.get(PricingModelVersion, quote.model);
  if (!version)
    throw new ProofdeskError({ code: 'not-found', message: 'The pricing model that this quote pins is not here.' });
  const head = workspace.reader.get(PricingModelHead, version.model);
  const content = pinnedModel(readable.see(PricingModelVersion, version), readable.has('cost'));
  const roles = workspace.actor(session.desk.actor(session)).roles;
  return {
    ...summary(session, quote),
    contact: quote.contact,
    contactName: quote.contact ? (workspace.reader.get(Contact, quote.contact)?.name ?? null) : null,
    model: quote.model,
    modelName: head?.name ?? content.name,
    modelVersion: version.version,
    content,
    seesCost: readable.has('cost'),
    role: limitingRole(content, roles),
    startDate: quote.startDate,
    termMonths: quote.termMonths,
    billing: quote.billing,
    paymentDays: quote.paymentDays,
    orderDiscountBasisPoints: quote.orderDiscountBasisPoints,
    orderDiscountAmount: quote.orderDiscountAmount,
    multiYear: quote.multiYear,
    region: quote.region,
    priceDate: quote.priceDate,
    escalator: quote.escalator,
    tax: quote.tax,
    partner: quote.partner,
    alternatives: quote.alternatives,
    alternative: quote.alternative,
    nonStandardTerms: quote.nonStandardTerms,
    yearsRisen: quote.yearsRisen,
    amendment: amendmentViewOf(workspace.reader, quote),
    renews:
      quote.renews === null ? null : { quote: quote.renews, number: followsOf(workspace.reader, quote)?.number ?? '' },
    customerNote: quote.customerNote,
    insideNote: quote.insideNote,
    requestedAt: quote.requestedAt,
    waits: workspace.reader
      .where(QuoteWait, { quote: quote.id })
      .sort((a, b) => b.from - a.from)
      .map(({ id: wait, question, from, until }) => ({ id: wait, question, from, until })),
    actuals: actualsOf(session, quote.id),
    status: quote.status,
    lines: orderLines(workspace.reader.where(QuoteLine, { quote: quote.id })).map(
      ({ archived: _a, quote: _q, ...line }) => ({
        ...line,
        sourceChanged: changedSource(workspace.reader, content, quote, line),
      }),
    ),
    versions: versions(session, quote),
  };
}

/** A frozen version with the figures as the session may see them. */
export function getFrozen(session: Session, id: string, number: number): FrozenQuote {
  const workspace = session.desk.workspace();
  const { head, input, priced } = readFrozen(workspace.reader, id, number);
  const seesCost = readableFor(session).has('cost');
  const { cost, ...rest } = priced;
  return {
    version: number,
    input,
    priced: seesCost && cost ? { ...rest, cost } : rest,
    content: head.model,
    header: head.header,
    receipt: workspace.receiptOf(QuoteVersion.name, head.id, 'quote.submit'),
  };
}

/** The account's released quotes as its people may see them: nothing inside, no list of discounts, no drafts. */
export function customerQuotes(session: Session) {
  const { reader } = session.desk.workspace();
  if (session.customerAccount === null) return [];
  return reader.where(Quote, { account: session.customerAccount }).flatMap((quote) => {
    if (quote.status !== 'released') return [];
    const seen = customerRow(Quote, quote);
    const { priced, input } = readFrozen(reader, quote.id, quote.version);
    const alternativeOf = new Map(input.lines.map((line) => [line.id, line.alternative ?? null]));
    const final = reader
      .where(DocumentRecord, { subject: quote.id, version: quote.version, kind: 'quote', final: true })
      .at(-1);
    const sent = reader.where(QuoteSent, { quote: quote.id, version: quote.version }).at(-1);
    return [
      {
        id: quote.id,
        number: seen.number ?? '',
        title: seen.title ?? '',
        version: quote.version,
        currency: quote.currency,
        totalMinor: priced.totals.totalContractValueMinor,
        alternatives: (priced.alternatives ?? []).map(({ name, proposed, totals }) => ({
          name,
          proposed,
          totalMinor: totals.totalContractValueMinor,
        })),
        validUntil: quote.validUntil,
        startDate: quote.startDate,
        termMonths: quote.termMonths,
        lines: priced.lines.map((line) => ({
          id: line.id,
          name: line.name,
          group: line.group,
          unit: line.unit,
          quantity: line.quantity,
          optional: line.optional,
          alternative: alternativeOf.get(line.id) ?? null,
          amountMinor: line.netMinor,
          note: null,
        })),
        sentAt: sent?.sentAt ?? null,
        document: final?.file ?? null,
      },
    ];
  });
}

function byNumber(session: Session, number: string): RowOf<typeof Quote> | undefined {
  return session.desk.workspace().reader.where(Quote, { number })[0];
}

function summary(session: Session, quote: RowOf<typeof Quote>): QuoteSummary {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const frozen = reader.where(QuoteVersion, { quote: quote.id }).sort((a, b) => b.version - a.version)[0];
  return {
    id: quote.id,
    number: quote.number,
    title: quote.title,
    deal: quote.deal,
    dealTitle: reader.get(Deal, quote.deal)?.title ?? '',
    account: quote.account,
    accountName: reader.get(Account, quote.account)?.name ?? '',
    owner: quote.owner,
    ownerName: personName(workspace, quote.owner),
    standing: standingOf(session, quote, frozen),
    follows: followsOf(reader, quote),
    version: quote.version,
    currency: quote.currency,
    totalMinor: frozen ? frozen.figures.totals.totalContractValueMinor : null,
    validUntil: quote.validUntil,
    clock: quoteClock(session, quote),
  };
}

function standingOf(
  session: Session,
  quote: RowOf<typeof Quote>,
  frozen: RowOf<typeof QuoteVersion> | undefined,
): QuoteStanding {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const now = session.desk.context.now();
  const current = frozen && frozen.version === quote.version ? frozen : undefined;
  const request =
    current &&
    reader.where(ApprovalRequest, { subject: quote.id, version: quote.version, command: 'quote.release' })[0];
  const decisions = request ? decisionsOn(reader, request) : [];
  const approval = request ? approvalState(request.needs, request.requester, decisions) : null;
  const sent = reader.where(QuoteSent, { quote: quote.id });
  const accepted = reader.where(QuoteAcceptance, { quote: quote.id });
  const expired = quote.validUntil < new Date(now).toISOString().slice(0, 10);
  const standing: QuoteStanding =
    accepted.length > 0
      ? 'accepted'
      : sent.some(({ version }) => version === quote.version)
        ? expired
          ? 'expired'
          : 'sent'
        : quote.status === 'released'
          ? 'released'
          : quote.status === 'draft'
            ? 'draft'
            : approval?.state === 'approved'
              ? 'approved'
              : approval?.state === 'returned'
                ? 'returned'
                : 'waiting';
  return standing;
}

function versions(session: Session, quote: RowOf<typeof Quote>): QuoteVersionView[] {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const readable = readableFor(session);
  const contested = (entity: string, id: string, command: string): boolean => {
    const hash = workspace.receiptOf(entity, id, command);
    return hash !== null && workspace.isContested(hash);
  };
  return reader
    .where(QuoteVersion, { quote: quote.id })
    .sort((a, b) => b.version - a.version)
    .map((row) => {
      const version = readable.see(QuoteVersion, row);
      const request = reader.where(ApprovalRequest, {
        subject: quote.id,
        version: row.version,
        command: 'quote.release',
      })[0];
      const decisions = request ? decisionsOn(reader, request) : [];
      const approval = request ? approvalState(request.needs, request.requester, decisions).state : 'waiting';
      const released = quote.status === 'released' && quote.version === row.version;
      return {
        id: row.id,
        version: row.version,
        frozenAt: row.frozenAt,
        by: row.by,
        byName: personName(workspace, row.by),
        totalMinor: row.figures.totals.totalContractValueMinor,
        alternatives: (row.figures.alternatives ?? []).map(({ name }) => name),
        marginBasisPoints: readable.has('cost')
          ? ((version.cost ?? decidedCost(reader, quote.id, row.version)?.cost)?.total.marginBasisPoints ?? null)
          : null,
        receipt: workspace.receiptOf(QuoteVersion.name, row.id, 'quote.submit'),
        request: request?.id ?? null,
        state: released ? 'released' : approval,
        documents: reader.where(DocumentRecord, { subject: quote.id, version: row.version }).flatMap((document) => {
          const digest = documentFile(session, document);
          const { kind, final, name, builtAt: at } = document;
          return digest === null ? [] : [{ digest, kind, final, restricted: document.file === '', name, at }];
        }),
        sent: reader.where(QuoteSent, { quote: quote.id, version: row.version }).map((one) => ({
          at: one.sentAt,
          how: one.how,
          document: one.document,
          contested: contested(QuoteSent.name, one.id, 'quote.recordSent'),
        })),
        accepted: reader.where(QuoteAcceptance, { quote: quote.id, version: row.version }).map((one) => ({
          on: one.acceptedOn,
          alternative: one.alternative,
          optional: one.optional,
          name: one.name,
          document: one.document,
          signed: one.signature !== null,
          sheet: readable.see(QuoteAcceptance, one).sheet,
          contested: contested(QuoteAcceptance.name, one.id, 'quote.recordAcceptance'),
        })),
      };
    });
}
