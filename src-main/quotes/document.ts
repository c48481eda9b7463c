import { decisionsOn } from '../../src-core/workspace/request-decisions';
import { ApprovalRequest } from '../../src-shared/approvals';
import { Contact } from '../../src-shared/deals';
import {
  customerPricingInput,
  type DocumentOrder,
  type Labels,
  labelsOf,
  type PricingFigures,
  pointer,
  pricingFigures,
  type QuoteDocument,
  quoteTermLabels,
  rateTermLabels,
} from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  type Bundle,
  type PricedLine,
  pricingRulesVersion,
  proposedAlternative,
  type Sku,
  skuRow,
} from '../../src-shared/pricing';
import { Quote, QuoteVersion } from '../../src-shared/quotes';
import type { BuiltMaterial } from '../documents';
import type { Session } from '../session';
import { personName } from '../workspace';
import { readFrozen } from './pricing-of';
import { amendmentSentences, printedAmendment } from './printed-amendment';
import { printedPrice, printedRateTerms, RateTeller, type RateWords } from './printed-rate';
import { printAlternatives, printedLineTerms, printedPriceTerms, printTax, type TermWords } from './printed-terms';
import { versionFrame } from './version-frame';

type Totals = QuoteDocument['totals'];
type Figures = QuoteDocument['recomputations'][number]['figures'];

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
  const { frame, brandFiles } = versionFrame(session, quote, head, {
    approved: released,
    disclosure,
    paper: order.paper,
  });
  const locale = frame.locale ?? 'en-GB';
  const labels = labelsOf(locale);
  const words: TermWords = { locale, currency: priced.currency, words: quoteTermLabels(locale) };
  const inputs = new Map(input.lines.map((line) => [line.id, line]));
  const figures = pricingFigures(priced);
  const pricing = customerPricingInput(head.model, input);
  const places: Figures = [];
  const proposed = proposedAlternative(input);
  const foreign = head.model.currency === priced.currency ? null : head.model.currency;
  const rates: RateWords = { locale, labels, currency: priced.currency, listCurrency: head.model.currency };
  const rateTeller = new RateTeller();
  const headed = (line: PricedLine): string => {
    const title = line.group ?? line.family;
    const alternative = inputs.get(line.id)?.alternative;
    if (alternative === undefined) return title;
    return alternative === proposed
      ? words.words.alternativeProposed(alternative, title)
      : words.words.alternative(alternative, title);
  };
  const amends = amendmentSentences(input, priced.untilDate, words);
  const lineGroups = () =>
    grouped(priced.lines, headed).map(([title, lines], group) => ({
      title,
      lines: lines.map((line, index) => {
        places.push({
          name: pointer('lines', line.id, 'amount'),
          at: pointer('groups', group, 'lines', index, 'amount'),
        });
        const bundle = head.model.bundles?.find(({ code }) => code === line.sku);
        const sku = bundle ? undefined : skuRow(head.model, line.sku, input);
        const said = inputs.get(line.id);
        const text = bundle ? bundleText(bundle, line) : (said?.description ?? sku?.description);
        const printed = {
          ...printedLine(line, sku, text, figures.lines[line.id]!, labels),
          ...printedPrice(said, sku, rates),
        };
        const steps = [
          ...rateTeller.tell(line, printedRateTerms(said, sku, head.model, rates), locale),
          ...printedLineTerms(said, line.unit, words),
          ...(said?.note ? [{ text: said.note }] : []),
        ];
        // A ramp's quantities stand in its stretches.
        const { quantity, ...rest } = printed;
        const own = said?.ramp ? rest : { ...rest, quantity };
        return steps.length > 0 ? { ...own, steps } : own;
      }),
    }));
  const groups = amends
    ? printedAmendment(head.model, input, priced, figures, places, { words, rates, rateTeller })
    : lineGroups();
  const totals = printedTotals(figures, priced.multiYearDiscount?.basisPoints ?? 0, places, labels, amends?.total);
  printAlternatives(priced, totals, places, words);
  printTax(priced, totals, places, words);
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
        ...(amends ? { summary: amends.summary } : { term: { start: priced.startDate, months: priced.termMonths } }),
        billing: labels.billingTerms(labels.billingRhythms[input.billing], String(input.paymentDays ?? 30)),
        priceList: `${head.model.name} ${head.model.version}`,
        groups,
        totals,
        terms: [
          ...(amends?.terms ?? []),
          ...printedPriceTerms(input, head.model, words),
          ...(foreign === null ? [] : [{ text: rateTermLabels(locale).converted(foreign) }]),
          ...(input.nonStandardTerms ?? []).map((text) => ({ text })),
        ],
        approvals: approvalsOf(session, quote.id, version, labels),
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
function grouped(lines: readonly PricedLine[], headed: (line: PricedLine) => string): [string, PricedLine[]][] {
  const groups = new Map<string, PricedLine[]>();
  for (const line of lines) {
    const title = headed(line);
    groups.set(title, [...(groups.get(title) ?? []), line]);
  }
  return [...groups];
}

/** What a bundle is and what is in it, each part with its number. */
function bundleText({ description }: Bundle, { parts = [] }: PricedLine): string {
  const held = parts.map(({ quantity, unit, name }) => `${quantity} ${unit} ${name}`).join(', ');
  return [description, held].filter(Boolean).join(' — ');
}

function printedLine(
  line: PricedLine,
  sku: Sku | undefined,
  text: string | undefined,
  figures: PricingFigures['lines'][string],
  labels: Labels,
) {
  const period = sku && sku.billingPeriod !== 'one-time' ? ` / ${labels.unitPeriods[sku.billingPeriod]}` : '';
  const percent =
    line.listMinor > 0 ? ((line.lineDiscountMinor / line.listMinor) * 100).toFixed(2).replace(/\.?0+$/, '') : '0';
  return {
    id: line.id,
    name: line.name,
    ...(text ? { text } : {}),
    quantity: line.quantity,
    unit: `${line.unit}${period}`,
    ...(percent === '0' ? {} : { discountPercent: percent }),
    amount: figures.amount,
    optional: line.optional,
  };
}

function printedTotals(
  figures: PricingFigures,
  multiYear: number,
  places: Figures,
  labels: Labels,
  whole?: { label: string; definition: string },
): Totals {
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
      label: [`${labels.multiYearDiscount}, `, { number: String(multiYear / 100), unit: '%' }],
    });
  }
  if (!zero(totals.orderDiscount)) push('orderDiscount', { key: 'order-discount', emphasis: false });
  push(
    'totalContractValue',
    whole
      ? { key: 'other', emphasis: true, ...whole }
      : { key: 'total', emphasis: true, definition: labels.totalDefinitions.totalContractValue },
  );
  if (!zero(totals.firstBill))
    push('firstBill', { key: 'first-bill', emphasis: false, definition: labels.totalDefinitions.firstBill });
  if (!whole && !zero(totals.annualRecurring))
    push('annualRecurring', { key: 'annual-recurring-revenue', emphasis: false });
  if (!zero(totals.optional))
    push('optional', { key: 'optional', emphasis: false, definition: labels.totalDefinitions.optional });
  return rows;
}

function approvalsOf(session: Session, quote: string, version: number, labels: Labels): QuoteDocument['approvals'] {
  const workspace = session.desk.workspace();
  const request = workspace.reader.where(ApprovalRequest, { subject: quote, version, command: 'quote.release' })[0];
  if (!request) return [];
  const decisions = decisionsOn(workspace.reader, request).sort((a, b) => a.decidedAt - b.decidedAt);
  return decisions.map(({ role, by, onBehalfOf, decision, decidedAt }) => ({
    role: role === 'finance' || role === 'delivery' || role === 'legal' || role === 'admin' ? role : 'other',
    person: personName(workspace, by) ?? labels.erasedPerson,
    ...(onBehalfOf && { onBehalfOf: personName(workspace, onBehalfOf) ?? labels.erasedPerson }),
    state: decision === 'approve' ? 'approved' : 'returned',
    at: `${new Date(decidedAt).toISOString().slice(0, 19)}Z`,
  }));
}
