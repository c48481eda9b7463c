import { expect, it } from 'vitest';
import { Bakeoff, BenchmarkRun } from '../bakeoffs';
import type { EntityDefinition } from '../kernel/entity';
import type { Rows } from '../kernel/reading';
import type { FigureSource, PinnedFigure } from '../pinned-figures';
import { QuoteLine } from '../quotes';
import { ValueCase } from '../roi';
import { figureKeptInside, figureStaleness } from './pinned-figures';

const figure = (source: FigureSource): PinnedFigure => ({
  ...{ label: 'Totals', value: '8', unit: 'h', against: null, better: null, sentence: null, at: 0, source },
});
/** Tables that hold one row, with as much of it as the rules look at. */
const holding = (definition?: EntityDefinition, row?: object): Pick<Rows, 'get' | 'where'> => ({
  // The rules read single fields; a whole row would hide which.
  get: ((asked: EntityDefinition) => (asked === definition ? row : undefined)) as Rows['get'],
  where: (() => []) as Rows['where'],
});
const now = Date.UTC(2026, 10, 12);

it('somebody’s word holds for twelve months to the day', () => {
  const said = figure({ kind: 'stated', contact: 'marit', on: '2025-11-12', how: 'call' });
  expect(figureStaleness(holding(), said, now)).toEqual([]);
  expect(figureStaleness(holding(), said, now + 86_400_000 - 1)).toEqual([]);
  expect(figureStaleness(holding(), said, now + 86_400_000)).toEqual(['8 was stated more than 12 months ago.']);
});

it('a run that is gone or was left out is said', () => {
  const run = { kind: 'run', run: 'r', name: 'night', bakeoff: 'b', metric: 'm', samples: 9, receipt: null } as const;
  const of = (row?: object) =>
    figureStaleness(holding(BenchmarkRun, row), figure({ ...run, bakeoffNumber: 'B-1' }), now);
  expect(of({ archived: false, excludedReason: null })).toEqual([]);
  expect(of({ archived: false, excludedReason: 'Disk full.' })).toEqual(['The run night was left out: Disk full.']);
  expect(of({ archived: true, excludedReason: null })).toEqual(['The run night is gone.']);
  expect(of()).toEqual(['The run night is gone.']);
});

it('a value case is out of date once a newer version is recorded, or it is archived', () => {
  const source = { kind: 'value-case', valueCase: 'c', number: 'VC-1', versionId: 'v', figure: 'return' } as const;
  const of = (row?: object) =>
    figureStaleness(holding(ValueCase, row), figure({ ...source, version: 2, receipt: null }), now);
  expect(of({ archived: false, version: 2 })).toEqual([]);
  expect(of({ archived: false, version: 3 })).toEqual(['Version 3 of VC-1 was recorded since; this is version 2.']);
  expect(of({ archived: true, version: 2 })).toEqual(['VC-1 is archived.']);
  expect(of()).toEqual(['VC-1 is archived.']);
});

it('usage is out of date once the line is metered by another file, or another figure of it', () => {
  const file = { name: 'usage.csv', sha256: 'a' };
  const usage = { kind: 'usage', file, meter: 'tokens', take: 'mean' } as const;
  const source = { ...usage, quote: 'q', quoteNumber: 'Q-1', line: 'l', months: ['2026-01'], receipt: null };
  const of = (quantityFrom: object | null) =>
    figureStaleness(holding(QuoteLine, { archived: false, quantityFrom }), figure(source), now);
  expect(of(usage)).toEqual([]);
  expect(of({ ...usage, take: 'peak' })).toEqual(['Of usage.csv another figure is taken now.']);
  expect(of({ ...usage, meter: 'disk' })).toEqual(['Of usage.csv another figure is taken now.']);
  expect(of({ ...usage, file: { name: 'usage.csv', sha256: 'b' } })[0]).toContain('something else than usage.csv');
  expect(of(null)[0]).toContain('something else than usage.csv');
  expect(figureStaleness(holding(), figure(source), now)[0]).toContain('is gone');
});

it('a verdict that is not on this device is said, and its figure stays inside where the bakeoff is marked', () => {
  const verdict = { kind: 'verdict', verdict: 'v', number: 'B-1/1', bakeoff: 'b', row: 'r', receipt: null } as const;
  expect(figureStaleness(holding(), figure(verdict), now)).toEqual(['B-1/1 is not on this device.']);
  expect(figureKeptInside(holding(Bakeoff, { competitorInternalOnly: true }), figure(verdict))).toBe(true);
  expect(figureKeptInside(holding(Bakeoff, { competitorInternalOnly: false }), figure(verdict))).toBe(false);
});
