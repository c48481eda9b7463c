import { expect, it } from 'vitest';
import { emptyEvidence, evidenceInput, isWithin, regionBetween } from './evidence-draft';
import type { SourceFile } from './source-file';

const source = { name: 'run.log', given: { handed: 'h1' } } as SourceFile;

it('takes a row of a verdict or of a run, never of both', () => {
  const draft = { ...emptyEvidence('metric'), verdict: 'v', run: 'r', row: 'latency' };
  expect(evidenceInput(draft)).toEqual({ kind: 'metric', verdict: 'v', row: 'latency' });
  expect(evidenceInput({ ...draft, of: 'run' })).toEqual({ kind: 'metric', run: 'r', row: 'latency' });
  expect(evidenceInput({ ...draft, row: null })).toEqual({ missing: 'pick.needs' });
});

it('says what of a log is missing, and that lines stand in their order', () => {
  const draft = { ...emptyEvidence('log'), source };
  expect(evidenceInput({ ...draft, source: null })).toEqual({ missing: 'source.needs' });
  expect(evidenceInput({ ...draft, from: '4', to: '1.5' })).toEqual({ missing: 'log.needs' });
  expect(evidenceInput({ ...draft, from: '9', to: '4' })).toEqual({ missing: 'log.order' });
  expect(evidenceInput({ ...draft, from: '4', to: '9' })).toEqual({
    kind: 'log',
    handed: 'h1',
    fromLine: 4,
    toLine: 9,
  });
});

it('leaves the value of a setting to the file where none is said', () => {
  const draft = { ...emptyEvidence('configuration'), source, key: ' cache.size ' };
  expect(evidenceInput(draft)).toEqual({ kind: 'configuration', handed: 'h1', key: 'cache.size' });
  expect(evidenceInput({ ...draft, value: '64' })).toMatchObject({ value: '64' });
});

it('refuses a region that reaches beyond its picture', () => {
  const draft = { ...emptyEvidence('screenshot'), source, size: { width: 100, height: 50 } };
  expect(evidenceInput({ ...draft, region: { x: 90, y: 0, width: 20, height: 10 } })).toEqual({
    missing: 'region.beyond',
  });
  expect(evidenceInput({ ...draft, region: { x: 80, y: 0, width: 20, height: 10 } })).toMatchObject({
    region: { x: 80, y: 0, width: 20, height: 10 },
  });
  expect(evidenceInput(draft)).not.toHaveProperty('region');
});

it('makes a region of two points in whatever order, in whole pixels within the picture', () => {
  const size = { width: 100, height: 50 };
  expect(regionBetween({ x: 60.4, y: 40 }, { x: -5, y: 10 }, size)).toEqual({ x: 0, y: 10, width: 60, height: 30 });
  expect(regionBetween({ x: 200, y: 90 }, { x: 200, y: 90 }, size)).toEqual({ x: 99, y: 49, width: 1, height: 1 });
  expect(isWithin(regionBetween({ x: 200, y: 90 }, { x: 200, y: 90 }, size), size)).toBe(true);
});
