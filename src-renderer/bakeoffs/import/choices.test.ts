import { describe, expect, it } from 'vitest';
import type { ReadFile } from '../../../src-shared/bakeoffs';
import { chosenRuns, knownFacts, noChoice, stateOf } from './choices';

const file = (changes: Partial<ReadFile> = {}): ReadFile => ({
  file: 'f1',
  name: 'a.jtl',
  bytes: 10,
  sha256: 'a'.repeat(64),
  beside: [],
  problem: null,
  duplicateOf: null,
  sameAs: null,
  side: null,
  run: {
    tool: 'jmeter',
    format: 'jmeter-jtl-csv',
    parse: 'ok',
    series: [],
    seriesCount: 0,
    figures: [],
    warnings: [],
    confirmations: [],
  },
  unrecognised: false,
  mapping: null,
  mappings: [],
  metadata: { seed: 7 },
  ranBy: null,
  described: null,
  suggested: { contender: 'ours', because: 'its name says so' },
  ...changes,
});
const warned = file({
  run: { ...file().run!, confirmations: [{ code: 'skipped-rows', messages: ['1 row skipped.'] }] },
});

describe('what a person decides about files that were read', () => {
  it('is nothing for a whole file whose side is known', () => {
    expect(stateOf(file(), noChoice)).toBe('ready');
    expect(chosenRuns([file()], {})).toEqual([{ file: 'f1', contender: 'ours', confirmed: [] }]);
  });

  it('is the side, where nothing tells it', () => {
    const unknown = file({ suggested: null });
    expect(stateOf(unknown, noChoice)).toBe('side');
    expect(chosenRuns([unknown], {})).toEqual([]);
    expect(chosenRuns([unknown], { f1: { confirmed: [], contender: 'theirs' } })).toHaveLength(1);
  });

  it('is each warning, by its name', () => {
    expect(stateOf(warned, noChoice)).toBe('confirm');
    expect(chosenRuns([warned], { f1: { confirmed: ['skipped-rows'] } })).toMatchObject([
      { confirmed: ['skipped-rows'] },
    ]);
  });

  it('cannot be to import what is damaged, or what is there already', () => {
    const damaged = file({ problem: { code: 'bad-input', message: 'cut off' } });
    const known = file({ duplicateOf: { run: 'r', name: 'b.jtl', bakeoff: null } });
    const again = file({ sameAs: 'a.jtl' });
    expect([damaged, known, again].map((one) => stateOf(one, noChoice))).toEqual(['refused', 'duplicate', 'duplicate']);
    expect(chosenRuns([damaged, known, again], {})).toEqual([]);
  });

  it('can be other facts than the file tells', () => {
    expect(knownFacts(file(), noChoice)).toBe(2);
    expect(knownFacts(file(), { confirmed: [], metadata: {}, ranBy: 'Rafael' })).toBe(2);
    expect(chosenRuns([file()], { f1: { confirmed: [], metadata: {}, ranBy: null } })[0]).toMatchObject({
      metadata: {},
      ranBy: null,
    });
  });
});
