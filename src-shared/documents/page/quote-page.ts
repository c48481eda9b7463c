import { currencyName, formatDate, formatInstant, formatMoney, formatNumber, formatPercent } from '../format';
import { type Labels, labelsOf } from '../labels';
import type { QuoteDocument } from '../schema/quote';
import { type PageContext, type PageFrame, pageFrame } from './frame';
import { paragraphs, printable, writeText } from './text';

/** A line of the quote's table, written out; empty text where a cell stays empty. */
export interface PrintedLine {
  name: string;
  text: string;
  optional: string;
  quantity: string;
  unit: string;
  list: string;
  discount: string;
  amount: string;
  steps: { text: string; amount: string }[];
}

/** A quote as its template prints it: text only, nothing left to compute. */
export interface QuotePage extends PageFrame {
  kind: string;
  heading: string;
  summary: string | null;
  facts: { value: string; text: string }[];
  parties: { heading: string; blocks: string[][] }[];
  details: { name: string; value: string }[];
  columns: { item: string; quantity: string; unit: string; list: string; discount: string; amount: string };
  /** Columns that no line uses are left out. */
  shows: { quantity: boolean; list: boolean; discount: boolean };
  amountsIn: string;
  groups: { title: string; continued: string; lines: PrintedLine[] }[];
  totals: { label: string; amount: string; definition: string; emphasis: boolean }[];
  terms: { heading: string; items: { title: string; paragraphs: string[][] }[] } | null;
  signedOff: { heading: string; items: { role: string; text: string }[] } | null;
  acceptance: { heading: string; paragraphs: string[][]; fields: string[] } | null;
}

const none = '–';

/** Writes a quote out in its locale. Pure: the same data give the same page. */
export function quotePage(data: QuoteDocument, context: PageContext): QuotePage {
  const { locale, currency } = data;
  const labels = labelsOf(locale);
  const lines = data.groups.flatMap((group) => group.lines);
  const total = data.totals.find((entry) => entry.emphasis) ?? data.totals.at(-1)!;
  const totalLabel = total.label
    ? writeText(locale, total.label)
    : total.key === 'other'
      ? labels.total
      : labels.totals[total.key];
  const term = data.term && labels.months(formatNumber(locale, String(data.term.months)));
  return {
    ...pageFrame(data, context, `${labels.quote} ${data.number}`),
    kind: labels.quote,
    heading: printable(data.title),
    summary: data.summary ? writeText(locale, data.summary) : null,
    facts: [
      { value: formatMoney(locale, total.amount, currency), text: totalLabel },
      ...(term ? [{ value: term, text: labels.term }] : []),
      { value: formatDate(locale, data.validUntil, 'medium'), text: labels.validUntil },
    ],
    parties: [
      { heading: labels.preparedFor, blocks: [[data.customer.name, ...data.customer.lines].map(printable)] },
      ...(data.contact ? [{ heading: labels.contact, blocks: [personLines(data.contact)] }] : []),
      {
        heading: labels.preparedBy,
        blocks: [personLines(data.preparedBy), [data.company.name, ...data.company.lines].map(printable)],
      },
    ],
    details: [
      ...(data.term?.start && term
        ? [{ name: labels.term, value: labels.termFrom(term, formatDate(locale, data.term.start)) }]
        : []),
      ...(data.billing ? [{ name: labels.billing, value: printable(data.billing) }] : []),
      ...(data.priceList ? [{ name: labels.priceList, value: printable(data.priceList) }] : []),
    ],
    columns: {
      item: labels.item,
      quantity: labels.quantity,
      unit: labels.unit,
      list: labels.list,
      discount: labels.discount,
      amount: labels.amount,
    },
    shows: {
      quantity: lines.some((line) => line.quantity !== undefined || line.unit),
      list: lines.some((line) => line.list !== undefined || line.listNote),
      discount: lines.some((line) => line.discountPercent !== undefined),
    },
    amountsIn: labels.amountsIn(currencyName(locale, currency), currency),
    groups: data.groups
      .filter((group) => group.lines.length > 0)
      .map((group) => ({
        title: printable(group.title),
        continued: labels.continued,
        lines: group.lines.map((line) => printedLine(data, line, labels)),
      })),
    totals: data.totals.map((entry) => ({
      label: entry.label
        ? writeText(locale, entry.label)
        : entry.key === 'other'
          ? labels.total
          : labels.totals[entry.key],
      amount: entry.emphasis ? formatMoney(locale, entry.amount, currency) : formatNumber(locale, entry.amount),
      definition: entry.definition ? printable(entry.definition) : '',
      emphasis: entry.emphasis,
    })),
    terms:
      data.terms.length === 0
        ? null
        : {
            heading: labels.terms,
            items: data.terms.map((item) => ({
              title: printable(item.title ?? ''),
              paragraphs: paragraphs(item.text),
            })),
          },
    signedOff: signedOff(data, labels),
    acceptance: data.approved
      ? {
          heading: labels.acceptance,
          paragraphs: paragraphs(
            data.acceptance ??
              labels.acceptanceSentence(data.number, String(data.version), formatDate(locale, data.validUntil)),
          ),
          fields: [
            labels.signatureFields.name,
            labels.signatureFields.title,
            labels.signatureFields.date,
            labels.signatureFields.signature,
          ],
        }
      : null,
  };
}

function printedLine(
  data: QuoteDocument,
  line: QuoteDocument['groups'][number]['lines'][number],
  labels: Labels,
): PrintedLine {
  const { locale } = data;
  return {
    name: printable(line.name),
    text: line.text ? writeText(locale, line.text) : '',
    optional: line.optional ? labels.optional : '',
    quantity: line.quantity === undefined ? '' : formatNumber(locale, line.quantity),
    unit: printable(line.unit ?? ''),
    list: line.list === undefined ? printable(line.listNote ?? '') : formatNumber(locale, line.list),
    discount: line.discountPercent === undefined ? none : formatPercent(locale, line.discountPercent),
    amount: formatNumber(locale, line.amount),
    steps: line.steps.map((step) => ({
      text: writeText(locale, step.text),
      amount: step.amount === undefined ? '' : formatNumber(locale, step.amount),
    })),
  };
}

function signedOff(data: QuoteDocument, labels: Labels): QuotePage['signedOff'] {
  if (data.approvals.length === 0) return null;
  return {
    heading: labels.signedOff,
    items: data.approvals.map((approval) => {
      const state = approval.state === 'approved' && approval.at ? [] : [labels.approvalStates[approval.state]];
      const inPlace = approval.onBehalfOf ? [labels.inPlaceOf(approval.onBehalfOf)] : [];
      const at = approval.at ? [formatInstant(data.locale, approval.at)] : [];
      return {
        role: labels.roles[approval.role],
        text: [approval.person, ...inPlace, ...state, ...at]
          .filter((piece) => piece !== '')
          .map(printable)
          .join(', '),
      };
    }),
  };
}

function personLines(person: { name: string; title?: string; email?: string; phone?: string }): string[] {
  return [person.name, person.title, person.email, person.phone].filter((line) => line !== undefined).map(printable);
}
