import { describe, expect, it } from 'vitest';
import { comparabilityGate } from './comparability';
import { factDifferences } from './fact-differences';
import type { RunMetadata } from './metadata';

const base: RunMetadata = {
  product: 'Northwind',
  dataSet: { name: 'catalogue', size: '1 GB' },
  server: { cores: 8 },
  settings: [],
  warmUpSeconds: 4,
  startedAt: '2026-11-20T08:00:00Z',
};

const differences = (
  ours: RunMetadata[],
  theirs: RunMetadata[],
  waivers: { check: string; reason: string; by: string }[] = [],
) => factDifferences(ours, theirs, comparabilityGate(ours, theirs, { waivers }));

describe('the facts of both sides', () => {
  it('stand in the order of what they mean: stops, warnings, differences, what is not known, what is equal', () => {
    const theirs: RunMetadata = {
      ...base,
      product: 'Ostrane',
      dataSet: { name: 'catalogue', size: '2 GB' },
      server: { cores: 16 },
      seed: '7',
    };
    const facts = differences([base], [theirs]);
    const state = (path: string) => facts.find((fact) => fact.path === path);
    expect(facts.map(({ path }) => path).slice(0, 2)).toEqual(['dataSet.size', 'server.cores']);
    expect(state('dataSet.size')).toMatchObject({
      state: 'differs',
      ours: { values: ['1 GB'], missing: 0 },
      theirs: { values: ['2 GB'], missing: 0 },
      finding: { severity: 'stop' },
    });
    expect(state('server.cores')?.finding?.severity).toBe('warning');
    expect(state('product')).toMatchObject({ state: 'differs', finding: null });
    expect(state('seed')).toMatchObject({ state: 'unknown', ours: { values: [], missing: 1 } });
    expect(state('dataSet.name')).toMatchObject({ state: 'equal', finding: null });
    const places = ['dataSet.size', 'server.cores', 'product', 'seed', 'dataSet.name'];
    expect(facts.map(({ path }) => path).filter((path) => places.includes(path))).toEqual(places);
  });

  it('leave out what differs from run to run by its nature, and what nobody recorded', () => {
    const facts = differences([base], [{ ...base, startedAt: '2026-11-20T09:00:00Z' }]);
    expect(facts.some(({ path }) => path === 'startedAt' || path === 'cloud.region')).toBe(false);
  });

  it('tell that a side differs in itself, and that a difference was accepted', () => {
    const other: RunMetadata = { ...base, server: { cores: 4 } };
    const waivers = [{ check: 'cpu-cores', reason: 'one core is used', by: 'Ada' }];
    const [cores] = differences([base, other], [base], waivers).filter(({ path }) => path === 'server.cores');
    expect(cores).toMatchObject({ ours: { values: ['8', '4'] }, finding: { waiver: { by: 'Ada' } } });
  });

  it('are none where a side has no run', () => {
    expect(differences([base], [])).toEqual([]);
  });
});
