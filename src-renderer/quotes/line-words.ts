import type { QuoteInput } from '../../src-shared/pricing';
import type { QuoteLineView } from '../../src-shared/quotes';
import type { Words } from './explain';

/** What a line says about its price beyond quantity, typed price and percentage: each a few words. */
export function linePriceWords(line: QuoteLineView, currency: string, { t, format }: Pick<Words, 't' | 'format'>) {
  const price = (text: string) => format.number(text, { digits: Math.max(2, text.split('.')[1]?.length ?? 0) });
  const said: string[] = [];
  if (line.credit) said.push(t('line.credit'));
  if (line.contractUnitPrice) said.push(t('line.said.contract', { price: price(line.contractUnitPrice) }));
  if (line.discountAmount) said.push(t('line.said.off', { amount: `${currency} ${price(line.discountAmount)}` }));
  if (line.startDate && line.untilDate)
    said.push(t('line.said.days', { from: format.date(line.startDate), until: format.date(line.untilDate) }));
  else if (line.startDate) said.push(t('line.said.from', { from: format.date(line.startDate) }));
  else if (line.untilDate) said.push(t('line.said.until', { until: format.date(line.untilDate) }));
  if (line.ramp) {
    const stretches = line.ramp.map(({ months, quantity, unitPriceOverride, discountBasisPoints }) =>
      [
        t('line.said.stretch', { months, quantity: format.number(quantity) }),
        ...(unitPriceOverride ? [price(unitPriceOverride)] : []),
        ...(discountBasisPoints ? [`−${format.percent(discountBasisPoints)}`] : []),
      ].join(' '),
    );
    said.push(t('line.said.ramp', { stretches: stretches.join(', ') }));
  }
  if (line.quantityRange)
    said.push(
      t('line.said.range', {
        low: format.number(line.quantityRange.low),
        high: format.number(line.quantityRange.high),
      }),
    );
  return said;
}

/** What a quote's terms say about its prices where they differ from what the model does by itself. */
export function termWords(input: QuoteInput, { t, format }: Pick<Words, 't' | 'format'>): string[] {
  const said: string[] = [];
  if (input.region) said.push(t('totals.said.region', { region: input.region }));
  if (input.priceDate) said.push(t('totals.said.prices', { date: format.date(input.priceDate) }));
  if (input.escalator === null) said.push(t('totals.said.no-rise'));
  else if (input.escalator) said.push(t('totals.said.rise', { percent: format.percent(input.escalator.basisPoints) }));
  if (input.multiYear === false) said.push(t('totals.said.no-multi-year'));
  if (input.partner) {
    const { tier, registrationValid } = input.partner;
    said.push(t(registrationValid ? 'totals.said.registered' : 'totals.said.partner', { tier }));
  }
  if (input.tax?.exemption) said.push(t('totals.exempt', { reason: input.tax.exemption }));
  return said;
}
