import { describe, expect, it } from 'vitest';
import { priceQuote } from '../../src-shared/pricing';
import type { QuoteLineView } from '../../src-shared/quotes';
import { line, model, quote, sku } from '../../test/fixtures/pricing/models';
import { createFormat } from '../ui';
import { uiText } from '../ui/text/english';
import { createTranslate } from '../ui/text/translate';
import { explainAmount, type Words } from './explain';
import type { LiveQuote } from './live-quote';
import { quotesText } from './text';

const words: Words = {
  t: createTranslate(quotesText, 'en-GB'),
  format: createFormat({ locale: 'en-GB', timeZone: 'Europe/London', t: createTranslate(uiText, 'en-GB') }),
  modelPath: '/pricing/1',
  receipt: null,
};

function liveQuote(changes: Parameters<typeof quote>[1], modelChanges: Parameters<typeof model>[1] = {}): LiveQuote {
  const content = model([sku('A'), sku('B')], modelChanges);
  const input = quote([line('A', '7', { discountBasisPoints: 800 }), line('B', '3')], changes);
  const lines = input.lines.map(({ id }) => ({ id, sku: id, quantitySource: null }) as QuoteLineView);
  return { model: content, input, priced: priceQuote(content, input), lines };
}

/** The amount of a line as the table shows it. */
function shown(live: LiveQuote, at: number): string {
  const { listMinor, lineDiscountMinor } = live.priced.lines[at]!;
  return words.format.minor(listMinor - lineDiscountMinor, 'USD');
}

describe('the explanation of a line', () => {
  it('ends at the amount that was asked about, and says what the whole quote takes off it', () => {
    const live = liveQuote(
      { termMonths: 36, orderDiscountBasisPoints: 333 },
      { multiYearDiscounts: [{ months: 36, basisPoints: 300 }] },
    );
    const amount = shown(live, 0);
    const { steps, note } = explainAmount(live, live.lines[0]!, amount, words);
    expect(amount).toBe('2,318.40');
    expect(steps.at(-1)).toMatchObject({ label: 'Sum of bills', result: amount, detail: '36 × 64.40' });
    expect(steps.filter(({ label }) => /multi-year|order/i.test(label))).toEqual([]);
    const net = words.format.minor(live.priced.lines[0]!.netMinor, 'USD');
    expect(note).toContain(`${net} of it is in the total`);
  });

  it('adds up bills that differ, and has no note where nothing is taken off', () => {
    const live = liveQuote({ termMonths: 24 }, { terms: { escalator: { basisPoints: 300 } } });
    const amount = shown(live, 1);
    const { steps, note } = explainAmount(live, live.lines[1]!, amount, words);
    expect(steps.at(-1)).toMatchObject({ label: 'This line', result: amount });
    expect(steps.filter(({ label }) => label === 'Sum of bills')).toHaveLength(2);
    expect(note).toBeUndefined();
  });
});
