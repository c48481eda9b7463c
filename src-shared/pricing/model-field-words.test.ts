import { expect, test } from 'vitest';
import { smallModel } from '../../test/core/small-model';
import { wideModel } from '../../test/core/wide-model';
import { diffModels } from './diff-models';
import type { PricingModel } from './model';
import { isShare, modelFieldText } from './model-field-words';

test.each([
  ['rate.tiers.1.unitPrice', 'Rate, tier 1, unit price'],
  ['options.2.choices.1.quantity', 'Option 2, choice 1, quantity'],
  ['royalties.SEAT.PRO', 'Royalty of SEAT.PRO'],
  ['delivery.leadTimeDays', 'Delivery, lead time in days'],
])('the path %s is said as "%s"', (path, words) => {
  expect(modelFieldText(path)).toBe(words);
});

test('every field of whole models has words', () => {
  const empty = { ...(smallModel as PricingModel), skus: [], discountLimits: [], terms: {} };
  for (const model of [smallModel, wideModel] as PricingModel[]) {
    const fields = diffModels(empty, model).flatMap(({ fields: own }) => own.map(({ field }) => field));
    expect(
      fields
        .map((field) => modelFieldText(field))
        .filter((said) => /[a-z][A-Z]|\.\w/.test(said) && !said.startsWith('Royalty')),
    ).toEqual([]);
  }
});

test('shares are told from other numbers', () => {
  expect(['basisPoints', 'escalator.basisPoints', 'royalties.SEAT', 'resellDiscountBasisPoints'].every(isShare)).toBe(
    true,
  );
  expect(isShare('rate.percent')).toBe(false);
});
