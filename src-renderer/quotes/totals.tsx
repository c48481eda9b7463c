import { type KeyValue, Totals, TraceableNumber, useFormat, useText } from '../ui';
import { explainMargin, explainTotal } from './explain';
import { termWords } from './line-words';
import type { LiveQuote } from './live-quote';
import styles from './quotes.module.css';
import { quotesText } from './text';

export interface QuoteTotalsProps {
  live: LiveQuote;
  modelPath: string;
  receipt: string | null;
}

/** The sums of a quote below its lines, always in sight. */
export function QuoteTotals({ live, modelPath, receipt }: QuoteTotalsProps) {
  const t = useText(quotesText);
  const format = useFormat();
  const { totals, currency, multiYearDiscount, orderDiscount, cost, tax, termMonths, complete } = live.priced;
  const words = { t, format, modelPath, receipt };
  const total = format.minor(totals.totalContractValueMinor, currency);
  const margin = format.percent(cost?.total.marginBasisPoints, { maxDigits: 1 });
  const marginSteps = cost && explainMargin(live, null, margin, words);
  const items: KeyValue[] = [
    { label: t('totals.subtotal'), value: format.minor(totals.listMinor - totals.lineDiscountMinor, currency) },
  ];
  if (multiYearDiscount) {
    items.push({
      label: t('totals.multi-year', { percent: format.percent(multiYearDiscount.basisPoints) }),
      value: format.minor(-multiYearDiscount.amountMinor, currency),
    });
  }
  if (orderDiscount) {
    // A percentage and an amount are said apart, so that each can be checked.
    const { basisPoints, amountMinor, typedMinor } = orderDiscount;
    const parts = [
      { label: t('totals.order', { percent: format.percent(basisPoints) }), minor: amountMinor - typedMinor },
      { label: t('totals.order.amount'), minor: typedMinor },
    ].filter(({ minor }) => minor !== 0);
    for (const { label, minor } of parts) items.push({ label, value: format.minor(-minor, currency) });
  }
  if (tax && tax.exemption === null) {
    for (const rate of tax.rates) {
      items.push({
        key: `${rate.category} ${rate.percent}`,
        label: t(tax.included ? 'totals.tax.included' : 'totals.tax', {
          jurisdiction: tax.jurisdiction,
          percent: rate.percent,
        }),
        value: format.minor(rate.taxMinor, currency),
      });
    }
    items.push({
      label: t(tax.included ? 'totals.without-tax' : 'totals.with-tax'),
      value: format.minor(tax.included ? tax.netMinor : tax.grossMinor, currency),
    });
  }
  if (totals.optionalMinor !== 0) {
    items.push({ label: t('totals.optional'), value: format.minor(totals.optionalMinor, currency) });
  }
  if (cost) {
    items.push({
      label: t('totals.margin', { months: termMonths }),
      value: marginSteps ? (
        <TraceableNumber value={margin} explain={() => marginSteps} className={styles.internal} />
      ) : (
        margin
      ),
      internal: true,
    });
  }
  const said = termWords(live.input, words);
  return (
    <div className={styles.footer}>
      {said.length > 0 && <p className="quiet">{said.join(' · ')}</p>}
      {!complete && live.lines.length > 0 && (
        <p className={styles.problem}>
          {t(live.priced.guardrails.unpricedLines.length > 0 ? 'totals.incomplete' : 'totals.apart')}
        </p>
      )}
      <Totals
        items={items}
        total={{
          label: t('totals.total', { currency }),
          value: <TraceableNumber value={total} explain={() => explainTotal(live, total, words)} />,
        }}
      />
    </div>
  );
}
