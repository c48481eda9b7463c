import { currencyName, formatDate, formatInstant, formatMoney, formatNumber, formatPercent } from '../format';
import { type ApprovalSheetLabels, approvalSheetLabels, labelsOf } from '../labels';
import type { ApprovalSheet } from '../schema/approval-sheet';
import { type PageContext, type PageFrame, pageFrame } from './frame';
import { paragraphs, printable } from './text';

interface Table {
  heading: string;
  columns: string[];
  rows: string[][];
}

/** An approval sheet as its template prints it. */
export interface ApprovalSheetPage extends PageFrame {
  heading: string;
  lead: string;
  facts: { value: string; text: string }[];
  guardrails: { heading: string; rows: { name: string; value: string; alarm: boolean }[] };
  alternatives: Table | null;
  families: Table;
  decisions: Table & { needs: { name: string; value: string }[] };
  changes: (Table & { none: string }) | null;
  lines: Table;
  amountsIn: string;
  insideNote: { heading: string; paragraphs: string[][] } | null;
}

const none = '–';

/** Writes an approval sheet out in its locale. Pure: the same data give the same page. */
export function approvalSheetPage(data: ApprovalSheet, context: PageContext): ApprovalSheetPage {
  const { locale, currency, total } = data;
  const own = approvalSheetLabels(locale);
  const labels = labelsOf(locale);
  const write = writer(data, own);
  return {
    ...pageFrame(data, context, `${own.title} ${data.number}`),
    watermark: own.internal,
    notApproved: own.internalSentence,
    heading: printable(data.title),
    lead: printable(
      `${own.states[data.state]}. ${own.summary(data.submitted.by, formatInstant(locale, data.submitted.at))}`,
    ),
    facts: [
      { value: formatMoney(locale, total.net, currency), text: own.net },
      {
        value: total.margin === undefined ? none : formatMoney(locale, total.margin, currency),
        text: total.margin === undefined ? `${own.margin}: ${own.unknown}` : own.margin,
      },
      {
        value: total.marginPercent === undefined ? none : formatPercent(locale, total.marginPercent),
        text: own.marginOfNet,
      },
    ],
    guardrails: { heading: own.guardrails, rows: guardrailRows(data, own) },
    alternatives:
      data.alternatives.length === 0
        ? null
        : {
            heading: own.alternatives,
            columns: [own.alternatives, own.net, own.cost, own.margin, own.marginOfNet],
            rows: data.alternatives.map((row) => [
              printable(row.proposed ? `${row.name} (${own.proposed})` : row.name),
              write.amount(row.net),
              ...write.margin(row),
            ]),
          },
    families: {
      heading: own.families,
      columns: [own.family, own.net, own.cost, own.margin, own.marginOfNet, own.floor, own.lowest, own.room, ''],
      rows: data.families.map((row) => [
        printable(row.family),
        write.amount(row.net),
        ...write.margin(row),
        write.percent(row.floorPercent),
        write.amount(row.lowest),
        write.amount(row.room),
        row.floorPercent === undefined && row.lowest === undefined ? none : own.holds[row.holds],
      ]),
    },
    decisions: {
      heading: own.decisions,
      needs: [
        { name: own.needs, value: write.needs(data.needs) },
        { name: own.missing, value: write.needs(data.missing) },
      ],
      columns: [own.when, own.who, own.decision, own.reason],
      rows: data.decisions.map((one) => [
        formatInstant(locale, one.at),
        [
          `${one.person}, ${labels.roles[one.role]}`,
          ...(one.onBehalfOf ? [own.inPlaceOf(one.onBehalfOf)] : []),
          ...(one.ofVersion === undefined ? [] : [own.ofVersion(String(one.ofVersion))]),
        ]
          .map(printable)
          .join('; '),
        own.decided[one.decision],
        printable(one.reason),
      ]),
    },
    changes: data.changes
      ? {
          heading: own.changesSince(String(data.changes.version)),
          none: own.nothingChanged,
          columns: [own.what, '', own.before, own.after],
          rows: data.changes.rows.map((row) => [
            row.change === 'figure'
              ? (own.figures[row.what as keyof typeof own.figures] ?? printable(row.what))
              : row.change === 'term'
                ? write.field(row.field)
                : printable(row.what),
            row.change === 'figure' || row.change === 'term'
              ? ''
              : row.change === 'changed'
                ? write.field(row.field)
                : own.changes[row.change],
            write.changed(row, row.before),
            write.changed(row, row.after),
          ]),
        }
      : null,
    lines: {
      heading: own.lines,
      columns: [
        labels.item,
        labels.quantity,
        labels.unit,
        labels.discount,
        own.net,
        own.cost,
        own.margin,
        own.marginOfNet,
      ],
      rows: data.lines.map((row) => [
        [row.optional ? `${row.name} (${labels.optional})` : row.name, ...(row.insideNote ? [row.insideNote] : [])]
          .map(printable)
          .join(' — '),
        formatNumber(locale, row.quantity),
        printable(row.unit),
        write.percent(row.discountPercent),
        write.amount(row.net),
        ...write.margin(row),
      ]),
    },
    amountsIn: labels.amountsIn(currencyName(locale, currency), currency),
    insideNote: data.insideNote ? { heading: own.insideNote, paragraphs: paragraphs(data.insideNote) } : null,
  };
}

/** How single values of the sheet are written; what is not known is a dash. */
function writer({ locale }: ApprovalSheet, own: ApprovalSheetLabels) {
  const { roles } = labelsOf(locale);
  const amount = (text: string | undefined) => (text === undefined ? none : formatNumber(locale, text));
  const percent = (text: string | undefined) => (text === undefined ? none : formatPercent(locale, text));
  return {
    amount,
    percent,
    margin: (row: { cost?: string | undefined; margin?: string | undefined; marginPercent?: string | undefined }) => [
      amount(row.cost),
      amount(row.margin),
      percent(row.marginPercent),
    ],
    /** A side of a difference: an amount, a share (the only figure that is no amount), or words. */
    changed: ({ money, change }: { money: boolean; change: string }, text: string | undefined) =>
      money ? amount(text) : change === 'figure' ? percent(text) : text ? printable(text) : none,
    field: (name = '') => own.fields[name] ?? printable(name),
    /** `finance:2` as “Finance (2)”. */
    needs: (needs: readonly string[]) =>
      needs.length === 0
        ? own.none
        : needs
            .map((need) => {
              const [role = '', count] = need.split(':');
              const name = role in roles ? roles[role as keyof typeof roles] : role;
              return count ? `${name} (${count})` : name;
            })
            .map(printable)
            .join(', '),
  };
}

function guardrailRows(data: ApprovalSheet, own: ApprovalSheetLabels): ApprovalSheetPage['guardrails']['rows'] {
  const { guardrails: facts, locale, currency, total } = data;
  const over = facts.overLimitPercent !== '0';
  const row = (name: string, value: string, alarm = false) => ({ name, value, alarm });
  const list = (texts: readonly string[]) =>
    texts.length === 0 ? own.none : [...new Set(texts)].map(printable).join('; ');
  const percent = (text: string) => formatPercent(locale, text);
  const labels = labelsOf(locale);
  return [
    row(
      labels.term,
      labels.termFrom(
        labels.months(formatNumber(locale, String(data.term.months))),
        formatDate(locale, data.term.start),
      ),
    ),
    row(labels.validUntil, formatDate(locale, data.validUntil)),
    row(labels.priceList, printable(data.priceList)),
    row(own.listTotal, formatMoney(locale, total.list, currency)),
    ...(total.discountPercent === undefined ? [] : [row(own.allDiscounts, percent(total.discountPercent))]),
    row(
      own.largestDiscount,
      [percent(facts.largestDiscountPercent), ...(facts.largestDiscountLine ? [facts.largestDiscountLine] : [])]
        .map(printable)
        .join(', '),
    ),
    ...(facts.limitPercent === undefined
      ? []
      : [
          row(
            printable(own.discountLimit(facts.role ?? none)),
            `${percent(facts.limitPercent)}, ${over ? `${own.overLimit} ${percent(facts.overLimitPercent)}` : own.withinLimit}`,
            over,
          ),
        ]),
    row(own.orderDiscount, percent(facts.orderDiscountPercent)),
    row(own.floorsFrom, own.floorSources[facts.floorsFrom], facts.floorsFrom === 'unknown'),
    row(own.otherTerms, list(facts.nonStandardTerms), facts.nonStandardTerms.length > 0),
    row(own.delivery, list(facts.delivery.map(({ line, reason }) => `${line}: ${own.deliveryReasons[reason]}`))),
    ...(facts.unknownCost.length > 0 ? [row(own.unknownCost, list(facts.unknownCost), true)] : []),
  ];
}
