import { ApprovalDecision, ApprovalRequest } from '../../src-shared/approvals';
import { Contact } from '../../src-shared/deals';
import {
  customerPricingInput,
  type DocumentOrder,
  type PricingFigures,
  pointer,
  pricingFigures,
  type QuoteDocument,
} from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type PricedLine, type PricingModel, pricingRulesVersion, totalDefinitions } from '../../src-shared/pricing';
import { Quote, QuoteVersion } from '../../src-shared/quotes';
import { type BuiltMaterial, documentFrame } from '../documents';
import type { Session } from '../session';
import { personName } from '../workspace';
import { readFrozen } from './pricing-of';

type Totals = QuoteDocument['totals'];
type Figures = QuoteDocument['recomputations'][number]['figures'];

const BILLING = {
  'by-sku': 'Each item in its own rhythm',
  month: 'Monthly',
  quarter: 'Quarterly',
  year: 'Yearly',
  upfront: 'The whole term at its start',
} as const;

/** The document of a quote's frozen version. Final once that version is released; until then it is marked “not approved”. */
export function quoteDocument(session: Session, order: DocumentOrder): BuiltMaterial {
  const workspace = session.desk.workspace();
  const quote = workspace.reader.require(Quote, order.subject);
  const version = order.version ?? (quote.status === 'draft' ? quote.version - 1 : quote.version);
  if (version < 1) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `${quote.number} has no submitted version yet.`,
      hint: 'Submit it for sign-off first; documents are made of frozen versions.',
    });
  }
  const { head, input, priced } = readFrozen(workspace.reader, quote.id, version);
  const released = quote.status === 'released' && quote.version === version;
  const receipt = workspace.receiptOf(QuoteVersion.name, head.id, 'quote.submit');
  const contact = head.header['contact'] ? workspace.reader.get(Contact, String(head.header['contact'])) : undefined;
  const disclosure = order.disclosure ?? 'nda';
  const { frame, brandFiles } = documentFrame(session, {
    number: quote.number,
    version,
    title: String(head.header['title'] ?? quote.title),
    account: quote.account,
    preparedBy: head.by,
    approved: released,
    disclosure,
    ...(order.paper ? { paper: order.paper } : {}),
  });
  const figures = pricingFigures(priced);
  const pricing = customerPricingInput(head.model, input);
  const places: Figures = [];
  const groups = grouped(priced.lines).map(([title, lines], group) => ({
    title,
    lines: lines.map((line, index) => {
      places.push({
        name: pointer('lines', line.id, 'amount'),
        at: pointer('groups', group, 'lines', index, 'amount'),
      });
      return printedLine(line, head.model, figures.lines[line.id]!);
    }),
  }));
  const totals = printedTotals(figures, priced.multiYearDiscount?.basisPoints ?? 0, places);
  return {
    about: {
      title: `${quote.number}, version ${version}`,
      deal: quote.deal,
      account: quote.account,
      entity: 'quote',
      subject: quote.id,
      version,
      final: released,
      disclosure,
      sources: receipt ? [receipt] : [],
    },
    document: {
      brandFiles,
      data: {
        ...frame,
        kind: 'quote',
        currency: priced.currency,
        validUntil: String(head.header['validUntil'] ?? quote.validUntil),
        ...(contact?.name
          ? {
              contact: {
                name: contact.name,
                ...(contact.title ? { title: contact.title } : {}),
                ...(contact.email ? { email: contact.email } : {}),
              },
            }
          : {}),
        term: { start: priced.startDate, months: priced.termMonths },
        billing: `${BILLING[input.billing]}, net ${input.paymentDays ?? 30} days`,
        priceList: `${head.model.name} ${head.model.version}`,
        groups,
        totals,
        terms: (input.nonStandardTerms ?? []).map((text) => ({ text })),
        approvals: approvalsOf(session, quote.id, version),
        notes: head.header['customerNote'] ? [String(head.header['customerNote'])] : [],
        recomputations: [
          {
            kind: 'pricing',
            version: pricingRulesVersion,
            input: JSON.parse(JSON.stringify(pricing)),
            figures: places,
          },
        ],
      },
    },
  };
}

/** Lines under their groups, in the order of the first line of each; lines without one stand under their family. */
function grouped(lines: readonly PricedLine[]): [string, PricedLine[]][] {
  const groups = new Map<string, PricedLine[]>();
  for (const line of lines) {
    const title = line.group ?? line.family;
    groups.set(title, [...(groups.get(title) ?? []), line]);
  }
  return [...groups];
}

function printedLine(line: PricedLine, model: PricingModel, figures: PricingFigures['lines'][string]) {
  const sku = model.skus.find(({ code }) => code === line.sku);
  const rate = sku?.rate;
  const period = sku && sku.billingPeriod !== 'one-time' ? ` / ${sku.billingPeriod}` : '';
  const list = rate?.kind === 'per-unit' ? rate.unitPrice : rate?.kind === 'flat' ? rate.price : null;
  const percent =
    line.listMinor > 0 ? ((line.lineDiscountMinor / line.listMinor) * 100).toFixed(2).replace(/\.?0+$/, '') : '0';
  return {
    id: line.id,
    name: line.name,
    ...(sku?.description ? { text: sku.description } : {}),
    quantity: line.quantity,
    unit: `${line.unit}${period}`,
    ...(list === null ? { listNote: rate?.kind === 'graduated' ? 'graduated' : (rate?.kind ?? '') } : { list }),
    ...(percent === '0' ? {} : { discountPercent: percent }),
    amount: figures.amount,
    optional: line.optional,
  };
}

function printedTotals(figures: PricingFigures, multiYear: number, places: Figures): Totals {
  const { totals } = figures;
  const rows: Totals = [];
  const push = (name: keyof PricingFigures['totals'], row: Omit<Totals[number], 'amount'>): void => {
    places.push({ name: pointer('totals', name), at: pointer('totals', rows.length, 'amount') });
    rows.push({ ...row, amount: String(totals[name]) });
  };
  const zero = (text: string | null): boolean => text === null || /^-?0(\.0+)?$/.test(text);
  push('amount', { key: 'subtotal', emphasis: false });
  if (!zero(totals.multiYearDiscount)) {
    push('multiYearDiscount', {
      key: 'order-discount',
      emphasis: false,
      label: ['Multi-year discount, ', { number: String(multiYear / 100), unit: '%' }],
    });
  }
  if (!zero(totals.orderDiscount)) push('orderDiscount', { key: 'order-discount', emphasis: false });
  push('totalContractValue', { key: 'total', emphasis: true, definition: totalDefinitions.totalContractValue });
  if (!zero(totals.firstBill))
    push('firstBill', { key: 'first-bill', emphasis: false, definition: totalDefinitions.firstBill });
  if (!zero(totals.annualRecurring)) push('annualRecurring', { key: 'annual-recurring-revenue', emphasis: false });
  if (!zero(totals.optional))
    push('optional', { key: 'optional', emphasis: false, definition: totalDefinitions.optional });
  return rows;
}

function approvalsOf(session: Session, quote: string, version: number): QuoteDocument['approvals'] {
  const workspace = session.desk.workspace();
  const request = workspace.reader.where(ApprovalRequest, { subject: quote, version, command: 'quote.release' })[0];
  if (!request) return [];
  const decisions = workspace.reader
    .where(ApprovalDecision, { request: request.id })
    .sort((a, b) => a.decidedAt - b.decidedAt);
  return decisions.map(({ role, by, decision, decidedAt }) => ({
    role: role === 'finance' || role === 'delivery' || role === 'legal' || role === 'admin' ? role : 'other',
    person: personName(workspace, by) ?? 'Erased person',
    state: decision === 'approve' ? 'approved' : 'returned',
    at: `${new Date(decidedAt).toISOString().slice(0, 19)}Z`,
  }));
}
