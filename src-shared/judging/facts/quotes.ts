import { ApprovalRequest } from '../../approvals';
import { Contact } from '../../deals';
import { DocumentRecord } from '../../documents';
import type { RowOf } from '../../kernel/entity';
import { type Act, changeOf, changesOf, type FactRule } from '../../kernel/judged';
import type { Rows } from '../../kernel/reading';
import { type PricedQuote, PricingModelVersion, type QuoteInput } from '../../pricing';
import {
  type HandoverKind,
  handoverKinds,
  Quote,
  QuoteAcceptance,
  QuoteSent,
  QuoteVersion,
  QuoteVersionLines,
  quoteFacts,
  releaseQuote,
} from '../../quotes';
import { readFrozen } from '../quotes/pricing-of';
import { notInForce, notInOrder, notOptional } from '../quotes/spoken-against';

const about = (id: string) => ({ entity: Quote.name, id });

/** The version that an act freezes, put together from what it writes; `cost` as far as it was frozen. */
export function frozenByAct(act: Pick<Act, 'changes'>) {
  const head = changeOf(act, QuoteVersion, 'create');
  const rows = changesOf(act, QuoteVersionLines, 'create').sort(
    (a, b) => (a.fields.index ?? 0) - (b.fields.index ?? 0),
  );
  const lines = rows.flatMap(({ fields }) => fields.lines ?? []) as QuoteInput['lines'];
  const cost = head.fields.cost as Omit<NonNullable<PricedQuote['cost']>, 'lines'> | null | undefined;
  return {
    head,
    rows,
    input: { ...(head.fields.input as Omit<QuoteInput, 'lines'>), lines } as QuoteInput,
    priced: {
      ...(head.fields.figures as Omit<PricedQuote, 'lines' | 'cost'>),
      lines: rows.flatMap(({ fields }) => fields.figures ?? []) as PricedQuote['lines'],
      ...(cost && {
        cost: {
          ...cost,
          lines: rows.flatMap(({ fields }) => fields.cost ?? []) as NonNullable<PricedQuote['cost']>['lines'],
        },
      }),
    } as PricedQuote,
  };
}

export const submitQuoteFacts: FactRule = (act, known) => {
  const { head, input, priced } = frozenByAct(act);
  const id = String(head.fields.quote);
  const model = known.get(PricingModelVersion, known.require(Quote, id).model);
  return {
    resource: about(id),
    facts: {
      complete: quoteFacts(priced, input.lines).complete,
      empty: priced.lines.length === 0,
      onDraftModel: model?.status === 'draft',
    },
  };
};

export const releaseQuoteFacts: FactRule = (act, known) => {
  const { id, guards } = changeOf(act, Quote, 'patch');
  const version = guards?.version ?? known.require(Quote, id).version;
  const { priced, input } = readFrozen(known, id, version);
  const request = known.where(ApprovalRequest, { subject: id, command: releaseQuote.name, version })[0];
  return {
    resource: about(id),
    facts: quoteFacts(priced, input.lines),
    ...(request && { approvalRequest: request.id }),
  };
};

export const archiveQuoteFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, Quote, 'archive');
  return { resource: about(id), facts: { sent: known.where(QuoteSent, { quote: id }).length > 0 } };
};

export const recordSentFacts: FactRule = (act, known) => {
  const { quote: id = '', version = 0, document = '' } = changeOf(act, QuoteSent, 'create').fields;
  const quote = known.require(Quote, id);
  return {
    resource: about(id),
    facts: {},
    contested: notReleased(known, quote, version, document, handoverKinds),
  };
};

export const recordAcceptanceFacts: FactRule = (act, known) => {
  const { fields } = changeOf(act, QuoteAcceptance, 'create');
  const { quote: id = '', version = 0, document = '', contact = '', acceptedOn = '' } = fields;
  const { alternative = null, optional = [], sheet = null } = fields;
  const quote = known.require(Quote, id);
  const person = known.require(Contact, contact);
  const picked = alternative ?? undefined;
  const contested = notReleased(known, quote, version, document, ['quote', 'order-form']);
  if (person.account !== quote.account) contested.push('The person who accepted belongs to another account.');
  if (acceptedOn > quote.validUntil)
    contested.push(`It was accepted on ${acceptedOn}, after it had expired on ${quote.validUntil}.`);
  contested.push(...notOffered(known, id, version, picked), ...notOptional(known, id, version, optional));
  contested.push(...notInForce(known, quote, version));
  contested.push(...notInOrder(known, id, { version, contact, acceptedOn, alternative: picked, sheet }, act.at));
  return { resource: about(id), facts: {}, contested };
};

/** What speaks against a picked alternative. */
function notOffered(rows: Rows, quote: string, version: number, picked: string | undefined): string[] {
  const offered = rows.where(QuoteVersion, { quote, version })[0]?.figures.alternatives?.map(({ name }) => name) ?? [];
  if (offered.length === 0) return picked === undefined ? [] : [`Version ${version} offers no alternatives.`];
  if (picked === undefined) return [`Version ${version} offers ${offered.join(', ')}, and none was picked.`];
  return offered.includes(picked) ? [] : [`${picked} is none of the alternatives of version ${version}.`];
}

/** What speaks against a handover or an acceptance of this version and document. */
function notReleased(
  rows: Rows,
  quote: RowOf<typeof Quote>,
  version: number,
  document: string,
  kinds: readonly HandoverKind[],
): string[] {
  const contested: string[] = [];
  if (!rows.where(QuoteVersion, { quote: quote.id, version })[0])
    contested.push(`There is no version ${version} of this quote.`);
  const released = quote.status === 'released' && quote.version === version;
  if (!released) contested.push(`Version ${version} is not the released version of this quote.`);
  const known = rows.where(DocumentRecord, { subject: quote.id, version, file: document, final: true });
  if (!known.some(({ kind }) => kinds.some((one) => one === kind)))
    contested.push('The document named is not the final document of this version.');
  return contested;
}
