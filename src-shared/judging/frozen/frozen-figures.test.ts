import { describe, expect, it } from 'vitest';
import { model, sku } from '../../../test/fixtures/pricing/models';
import { actOf, change, ruled } from '../../../test/judging/known-rows';
import { splitModel, withFloorPrices } from '../../pricing';
import { computeRoiCase, roiCaseInputSchema, roiRulesVersion } from '../../roi';
import { differences } from '../frozen-fault';
import { publishPricingFrozen } from './pricing';
import { decideApprovalFrozen } from './quotes';
import { recordValueCaseFrozen } from './value-cases';

const money = (value: string) => ({ value, unit: 'EUR', source: 'customer, 3 March' });
const input = roiCaseInputSchema.parse({
  currency: 'EUR',
  discountRate: { value: '0.08', unit: 'a year', source: 'treasury' },
  statusQuo: {
    yearly: [{ id: 'licences', label: 'Licences', kind: 'level', perYear: money('120000') }],
    oneTime: [],
  },
  proposal: { yearly: [], oneTime: [{ id: 'setup', label: 'Migration', amount: money('85000') }] },
  benefits: [],
});

describe('a recorded value case', () => {
  const figures = computeRoiCase(input);
  const recorded = (fields: object, standing: object = {}) =>
    ruled(
      (known) =>
        recordValueCaseFrozen(
          actOf(
            'rita',
            ['rep'],
            [
              change('create', 'valueCaseVersion', 'v1', {
                ...{ valueCase: 'c1', account: 'a1', version: 3, input, figures, rules: roiRulesVersion, ...fields },
              }),
            ],
          ),
          known,
        ),
      { rows: { valueCase: [{ id: 'c1', account: 'a1', version: 2, input, ...standing }] } },
    );

  it('holds as it was computed', async () => {
    expect(await recorded({})).toEqual([]);
  });

  /** The figures with one cent more, or one unit in the last place, in the first amount that has one. */
  function oneCentMore(value: unknown): { changed: unknown; path: string } | null {
    if (typeof value === 'string' && /^-?\d+\.\d\d$/.test(value)) {
      const cents = BigInt(value.replace('.', '')) + 1n;
      const digits = String(cents).padStart(3, '0');
      return { changed: `${digits.slice(0, -2)}.${digits.slice(-2)}`, path: '' };
    }
    if (typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) > 1_000)
      return { changed: value + 1, path: '' };
    if (typeof value !== 'object' || value === null) return null;
    for (const [name, below] of Object.entries(value)) {
      const found = oneCentMore(below);
      if (!found) continue;
      const copy = structuredClone(value) as Record<string, unknown>;
      copy[name] = found.changed;
      return { changed: copy, path: `.${name}${found.path}` };
    }
    return null;
  }

  it('with one cent more is refused, and the figure is named', async () => {
    const { changed, path } = oneCentMore(figures)!;
    const faults = await recorded({ figures: changed });
    expect(faults).toEqual([expect.objectContaining({ kind: 'figures', field: `figures${path}` })]);
  });

  it('is stale where its inputs are not the case’s, though its figures follow from them', async () => {
    const other = { ...input, discountRate: { ...input.discountRate, value: '0.09' } };
    expect(await recorded({}, { input: other })).toEqual([
      expect.objectContaining({ kind: 'stale', field: 'input.discountRate.value', present: '0.09' }),
    ]);
    expect(await recorded({ version: 2 })).toEqual([
      expect.objectContaining({ kind: 'stale', field: 'version', present: 3 }),
    ]);
  });

  it('of other rules is not computed again, and says so', async () => {
    expect(await recorded({ rules: 'other' })).toEqual([expect.objectContaining({ kind: 'figures', field: 'rules' })]);
  });
});

describe('a published price model', () => {
  const whole = model([sku('A', { rate: { kind: 'per-unit', unitPrice: '10' }, cost: { fixed: '0', perUnit: '5' } })], {
    marginFloors: { default: 4000, families: [] },
  });
  const draft = splitModel(whole);
  const right = splitModel(withFloorPrices(whole)).shared;
  const published = (content: unknown) =>
    ruled(
      (known) =>
        publishPricingFrozen(
          actOf('fin', ['finance'], [change('patch', 'pricingModelVersion', 'm1', { content })]),
          known,
        ),
      { rows: { pricingModelVersion: [{ id: 'm1', content: draft.shared, cost: draft.cost }] } },
    );

  it('says the lowest price that keeps the floor, and not one cent less', async () => {
    expect(await published(right)).toEqual([]);
    const text = JSON.stringify(right);
    const floor = differences(right, draft.shared)[0]!;
    expect(floor).toBeDefined();
    // Without the lowest prices, and with a price of a cent less.
    expect(await published(draft.shared)).not.toEqual([]);
    const cheaper = JSON.parse(text.replace('"unitPrice":"10"', '"unitPrice":"9.99"'));
    expect(await published(cheaper)).toEqual([expect.objectContaining({ kind: 'figures' })]);
  });
});

describe('a decision', () => {
  const decided = (role: string, cost: unknown) =>
    ruled(
      (known) =>
        decideApprovalFrozen(
          actOf(
            'dan',
            ['delivery'],
            [change('create', 'approvalDecision', 'd1', { request: 'r1', role, decision: 'approve', cost })],
          ),
          known,
        ),
      { rows: { approvalRequest: [{ id: 'r1', command: 'quote.release', subject: 'q1', version: 1 }] } },
    );

  it('freezes no cost but finance’s', async () => {
    expect(await decided('delivery', null)).toEqual([]);
    expect(await decided('delivery', { cost: { total: 1 } })).toEqual([
      expect.objectContaining({ kind: 'figures', field: 'cost' }),
    ]);
  });
});
