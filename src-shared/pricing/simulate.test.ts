import { describe, expect, it } from 'vitest';
import { line, model, quote, sku } from '../../test/fixtures/pricing/models';
import { type PricingModel, type SimulatedQuote, simulatedTotals, simulateQuote } from './index';

const cost = { fixed: '0', perUnit: '4' };
const pinned = model([sku('A', { cost }), sku('B', { cost })], { marginFloors: { default: 3000, families: [] } });
const cheaper = model([sku('A', { cost, rate: { kind: 'per-unit', unitPrice: '5' } })], {
  marginFloors: { default: 3000, families: [] },
  version: '2',
});
const simulated = (id: string, code: string, on: PricingModel = pinned): SimulatedQuote => ({
  id,
  number: `Q-${id}`,
  title: 'Platform',
  account: 'Hollin',
  owner: 'Ada',
  version: null,
  input: quote([line(code, '10')], { termMonths: 12 }),
  model: on,
});

describe('a simulation', () => {
  it('prices a quote on both models and says what changed, margin and floors with it', () => {
    const row = simulateQuote(simulated('1', 'A'), cheaper);
    expect(row).toMatchObject({ changeMinor: -60_000, changeBasisPoints: -5000, problems: [] });
    expect(row.before).toEqual({
      netMinor: 120_000,
      margin: { costMinor: 48_000, marginMinor: 72_000, marginBasisPoints: 6000 },
      familiesUnderFloor: [],
    });
    expect(row.after!.margin!.marginBasisPoints).toBe(2000);
    expect(row.after!.familiesUnderFloor).toEqual(['Platform']);
  });

  it('names what cannot be priced, on which model and why, and leaves it out of totals', () => {
    const rows = [simulateQuote(simulated('1', 'A'), cheaper), simulateQuote(simulated('2', 'B'), cheaper)];
    expect(rows[1]).toMatchObject({
      after: null,
      changeMinor: null,
      problems: [{ on: 'simulated', line: 'B', message: 'The model has no SKU B' }],
    });
    expect(simulatedTotals(rows)).toEqual([
      {
        currency: 'USD',
        quotes: 1,
        beforeMinor: 120_000,
        afterMinor: 60_000,
        changeBasisPoints: -5000,
        beforeMargin: { costMinor: 48_000, marginMinor: 72_000, marginBasisPoints: 6000 },
        afterMargin: { costMinor: 48_000, marginMinor: 12_000, marginBasisPoints: 2000 },
        newlyUnderFloor: 1,
      },
    ]);
    const empty = { ...simulated('3', 'A'), input: quote([]) };
    expect(simulateQuote(empty, cheaper).problems.map(({ on }) => on)).toEqual(['pinned', 'simulated']);
  });

  it('says no margin where a model carries no cost', () => {
    const plain = model([sku('A')]);
    const row = simulateQuote(simulated('1', 'A', plain), plain);
    expect(row.before!.margin).toBeNull();
    expect(simulatedTotals([row])[0]).toMatchObject({ beforeMargin: null, afterMargin: null, changeBasisPoints: 0 });
  });
});
