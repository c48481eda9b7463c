import { explainLine } from '../../src-shared/pricing';
import type { QuoteLineView } from '../../src-shared/quotes';
import type { Explanation, Format, ExplainStep as Shown, Translate } from '../ui';
import type { LiveQuote } from './live-quote';
import type { quotesText } from './text';

interface Words {
  t: Translate<(typeof quotesText)['messages']>;
  format: Format;
  /** What the figures rest on: the model's page, the receipt of the frozen version. */
  modelPath: string;
  receipt: string | null;
}

function sources(live: LiveQuote, words: Words): NonNullable<Explanation['sources']> {
  const { t, format, modelPath, receipt } = words;
  return [
    { label: t('explain.model', live.priced.model), to: modelPath },
    ...(receipt
      ? [{ label: t('explain.receipt', { digest: format.digest(receipt) }), to: `/receipts/${receipt}` }]
      : []),
  ];
}

/** The steps of one line's amount: the same calculation with its steps written down. */
export function explainAmount(live: LiveQuote, line: QuoteLineView, value: string, words: Words): Explanation {
  const { t, format } = words;
  const found = explainLine(live.model, live.input, line.id);
  const steps = found.bills.flatMap(({ bills, first, steps: own }): Shown[] =>
    own.map((step, index) => ({
      label: step.what,
      result:
        step.value === null
          ? '–'
          : step.unit === live.priced.currency
            ? format.amount(step.value, live.priced.currency)
            : readable(format, step.value),
      detail:
        index === 0 && found.bills.length > 1
          ? `${step.how} · ${t('explain.bills', { count: bills, date: format.date(first) })}`
          : step.how,
      ...(step.rule && { rule: step.rule }),
    })),
  );
  return {
    value,
    steps,
    note:
      found.problems.length > 0
        ? found.problems.map(({ message }) => message).join(' ')
        : line.quantitySource
          ? t('explain.source', { source: line.quantitySource })
          : undefined,
    sources: sources(live, words),
  };
}

function readable(format: Format, value: string | number): string {
  return /^-?\d+(\.\d+)?$/.test(String(value)) ? format.number(value) : String(value);
}

/** How the total follows from the lines. */
export function explainTotal(live: LiveQuote, value: string, words: Words): Explanation {
  const { t, format } = words;
  const { totals, currency, rules } = live.priced;
  const less = (label: string, minor: number): Shown[] =>
    minor === 0 ? [] : [{ label, result: format.minor(-minor, currency) }];
  return {
    value,
    steps: [
      { label: t('explain.list'), result: format.minor(totals.listMinor, currency) },
      ...less(t('explain.line-discounts'), totals.lineDiscountMinor),
      ...less(t('explain.multi-year'), totals.multiYearDiscountMinor),
      ...less(t('explain.order'), totals.orderDiscountMinor),
      {
        label: t('explain.total'),
        result: format.minor(totals.netMinor, currency),
        detail: t('explain.rules', { rules }),
      },
    ],
    sources: sources(live, words),
  };
}

/** How the margin of the quote, or of one line, follows from net and cost. */
export function explainMargin(live: LiveQuote, line: string | null, value: string, words: Words): Explanation | null {
  const { t, format } = words;
  const { cost, currency, totals } = live.priced;
  const own = line === null ? cost?.total : cost?.lines.find(({ id }) => id === line);
  if (!own) return null;
  const net = line === null ? totals.netMinor : (live.priced.lines.find(({ id }) => id === line)?.netMinor ?? null);
  return {
    value,
    internal: true,
    steps: [
      { label: t('explain.total'), result: format.minor(net, currency) },
      { label: t('explain.cost'), result: format.minor(own.costMinor, currency), internal: true },
      { label: t('explain.margin'), result: format.minor(own.marginMinor, currency), internal: true },
      { label: t('explain.margin.percent'), result: format.percent(own.marginBasisPoints), internal: true },
    ],
    sources: sources(live, words),
  };
}
