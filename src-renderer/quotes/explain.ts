import {
  type ExplainedBills,
  explainLine,
  type PricedLine,
  type PricingStep,
  type QuoteProblem,
} from '../../src-shared/pricing';
import type { QuoteLineView } from '../../src-shared/quotes';
import type { Explanation, Format, ExplainStep as Shown, Translate } from '../ui';
import type { LiveQuote } from './live-quote';
import type { quotesText } from './text';

/** What an explanation is said with. */
export interface Words {
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

/** Bills of a line that came about in the same way: their steps up to the amount that the table shows, and how many there are. */
interface AlikeBills {
  first: string;
  bills: number;
  amountMinor: number;
  steps: PricingStep[];
}

/** The steps of discounts on the whole quote begin here: they are no part of what a line comes to by itself. */
const WHOLE_QUOTE = 6;

/** The bills of a line without what the whole quote takes off them; those that differ by nothing else are one. */
function ownBills(line: PricedLine | undefined, explained: readonly ExplainedBills[]): AlikeBills[] {
  const alike: AlikeBills[] = [];
  explained.forEach(({ first, bills, steps }, index) => {
    const figures = line?.bills[index];
    const amountMinor = figures ? figures.listMinor - figures.lineDiscountMinor : 0;
    const own = steps.filter(({ step }) => step < WHOLE_QUOTE);
    const last = alike.at(-1);
    if (last && last.amountMinor === amountMinor && last.steps[0] === own[0]) last.bills += bills;
    else alike.push({ first, bills, amountMinor, steps: own });
  });
  return alike;
}

/** What of a line the steps of its amount need. */
type ExplainedLine = Pick<QuoteLineView, 'id' | 'quantityFrom' | 'quantitySource' | 'sourceChanged'>;

/** The steps of one line's amount as the table shows it: the same calculation with its steps written down. */
export function explainAmount(live: LiveQuote, line: ExplainedLine, value: string, words: Words): Explanation {
  const { t, format } = words;
  const { currency } = live.priced;
  const found = explainLine(live.model, live.input, line.id);
  const priced = live.priced.lines.find(({ id }) => id === line.id);
  const runs = ownBills(priced, found.bills);
  const steps = runs.flatMap(({ bills, first, amountMinor, steps: own }): Shown[] => [
    ...own.map((step, index) => ({
      label: capital(grouped(format, step.what)),
      result:
        step.value === null
          ? '–'
          : step.unit === currency
            ? format.amount(step.value, currency)
            : readable(format, step.value),
      detail:
        index === 0 && runs.length > 1
          ? `${grouped(format, step.how)} · ${t('explain.bills', { count: bills, date: format.date(first) })}`
          : grouped(format, step.how),
      ...(step.rule && { rule: step.rule }),
    })),
    ...(bills > 1
      ? [
          {
            label: t('explain.bills.sum'),
            result: format.minor(amountMinor * bills, currency),
            detail: `${format.number(bills)} × ${format.minor(amountMinor, currency)}`,
          },
        ]
      : []),
  ]);
  if (runs.length > 1) steps.push({ label: t('explain.line.sum'), result: value });
  const from =
    line.quantityFrom?.kind === 'bakeoff'
      ? [
          {
            label: t('explain.bakeoff', { number: line.quantityFrom.number }),
            to: `/bakeoffs/${line.quantityFrom.bakeoff}`,
          },
        ]
      : [];
  return {
    value,
    steps,
    note: noteOn(priced, found.problems, line, live, words),
    sources: [...from, ...sources(live, words)],
  };
}

/** What the steps do not say: what is wrong, where the quantity is from, what the whole quote takes off the line. */
function noteOn(
  priced: PricedLine | undefined,
  problems: readonly QuoteProblem[],
  line: ExplainedLine,
  { priced: { currency } }: LiveQuote,
  { t, format }: Words,
): string | undefined {
  if (problems.length > 0) return problems.map(({ message }) => message).join(' ');
  const off = priced ? priced.multiYearDiscountMinor + priced.orderDiscountMinor : 0;
  const said = [
    !line.quantityFrom && line.quantitySource && t('explain.source', { source: line.quantitySource }),
    line.sourceChanged,
    priced &&
      off !== 0 &&
      t('explain.whole-quote', { off: format.minor(off, currency), net: format.minor(priced.netMinor, currency) }),
  ].filter(Boolean);
  return said.length > 0 ? said.join('. ') : undefined;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** The numbers in what a step says, written as everywhere else on the screen: rules say them without groups. */
function grouped(format: Format, text: string): string {
  return text.replace(/(?<![\w.-])\d{4,}(?:\.\d+)?(?![\w-])/g, (number) =>
    format.number(number, { digits: number.split('.')[1]?.length ?? 0 }),
  );
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
