import { expect, test } from 'vitest';
import { quantitySourceSchema, sayQuantitySource } from '../../../src-shared/usage';
import { createFormat, createTranslate, uiText } from '../../ui';
import { sourceWords } from './source-words';
import { meteringText } from './text';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', t: createTranslate(uiText, 'en-GB') });
const months = ['2026-01', '2026-02', '2026-03'].map((month, index) => ({
  month,
  quantity: String(1000 + index),
  partial: index === 2,
  times: 1,
}));
const file = { name: 'usage.csv', sha256: 'a'.repeat(64) };
const usage = { kind: 'usage', file, meter: 'tokens', unit: 'tokens', measured: months };
const forecast = {
  base: '2000000',
  growth: { basisPoints: -300, per: 'month' },
  start: '2027-01',
  low: '1',
  high: '2',
};

test.each([
  [
    { kind: 'forecast', forecast, unit: 'API calls', steps: 'year' },
    `from forecast: 2,000,000 API calls a month in 2027-01, shrinking ${format.percent(300)} a month, between 1 and 2, priced year by year`,
  ],
  [
    { ...usage, take: 'mean' },
    'from usage file usage.csv: mean of 2 months of tokens in tokens, 2026-01 to 2026-02, without 2026-03, which the file covers in part only',
  ],
  [
    { ...usage, take: 'last', lastMonths: 1, partialToo: true },
    'from usage file usage.csv: the last month of tokens in tokens, 2026-03',
  ],
])('a source is said in the words of the screen: %#', (written, words) => {
  const source = quantitySourceSchema.parse(written);
  expect(sourceWords(source, createTranslate(meteringText, 'en-GB'), format)).toBe(words);
  expect(sayQuantitySource(source).slice(0, 12)).toBe(words.slice(0, 12));
});
