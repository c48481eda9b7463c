import { describe, expect, it } from 'vitest';
import { chartStanding, releaseState } from './chart-standing';
import type { Citation } from './citation';
import { citationTitle } from './citation-title';
import { coverageOf } from './coverage';
import { evidenceState } from './living-evidence';

const file = { name: 'app.yaml', sha256: 'a'.repeat(64), bytes: 12 };
const metric: Citation = {
  kind: 'metric',
  bakeoff: 'b',
  bakeoffNumber: 'B-1',
  run: null,
  verdict: 'v',
  name: 'B-1-V1',
  row: 'latency',
  label: 'Latency',
  value: 0.8,
  unit: 'ms',
  outcome: 'better',
  receipt: null,
  files: [],
};
const ofRun: Citation = { ...metric, run: 'r', verdict: null, name: 'a.ndjson', outcome: null };
const key: Citation = { kind: 'configuration', file, run: null, key: 'cache.size', value: '64', line: 3 };

describe('evidence that lives', () => {
  it('holds while nothing changed', () => {
    expect(evidenceState(metric, 'met', { verdict: { gone: false, stale: [], newest: null }, damaged: [] })).toEqual({
      stale: [],
      broken: false,
    });
    expect(
      evidenceState(ofRun, 'met', { run: { gone: false, excluded: null, value: 0.8 + 1e-12 }, damaged: [] }),
    ).toEqual({ stale: [], broken: false });
  });

  it('is broken by a newer verdict that says the opposite of “met”', () => {
    const newest = { number: 'B-1-V2', outcome: 'worse' };
    const { stale, broken } = evidenceState(metric, 'met', {
      verdict: { gone: false, stale: [], newest },
      damaged: [],
    });
    expect(broken).toBe(true);
    expect(stale.join(' ')).toContain('“worse”');
    const disputed = evidenceState(metric, 'disputed', { verdict: { gone: false, stale: [], newest }, damaged: [] });
    expect(disputed).toMatchObject({ broken: false, stale: [expect.stringContaining('B-1-V2')] });
  });

  it('says that a verdict is out of date without breaking the element', () => {
    expect(
      evidenceState(metric, 'met', {
        verdict: { gone: false, stale: ['A run was added.'], newest: null },
        damaged: [],
      }),
    ).toEqual({ stale: ['A run was added.'], broken: false });
  });

  it('is broken by a run that was left out, a key that says otherwise, and a file that is gone or altered', () => {
    expect(
      evidenceState(ofRun, 'met', { run: { gone: false, excluded: 'Disk was full.', value: 0.8 }, damaged: [] }),
    ).toEqual({ stale: ['The cited run was left out: Disk was full.'], broken: true });
    expect(
      evidenceState(key, 'met', { newer: { name: 'app.yaml', on: '2026-11-20', value: '8' }, damaged: [] }),
    ).toMatchObject({ broken: true });
    expect(
      evidenceState(key, 'met', { newer: { name: 'app.yaml', on: '2026-11-20', value: '64' }, damaged: [] }),
    ).toEqual({ stale: ['There is a newer app.yaml, of 2026-11-20.'], broken: false });
    expect(evidenceState(key, 'met', { damaged: [{ name: 'app.yaml', problem: 'missing' }] })).toEqual({
      stale: ['app.yaml is not on this device.'],
      broken: true,
    });
  });
});

describe('where a chart stands', () => {
  const at = { approval: null, release: null, today: '2026-11-21' } as const;
  it.each([
    [{ ...at, status: 'draft' }, 'draft'],
    [{ ...at, status: 'submitted', approval: 'waiting' }, 'in-review'],
    [{ ...at, status: 'submitted', approval: 'returned' }, 'changes-requested'],
    [{ ...at, status: 'submitted', approval: 'approved' }, 'approved'],
    [
      { ...at, status: 'released', approval: 'approved', release: { expiresOn: '2026-11-21', withdrawn: false } },
      'released',
    ],
    [
      { ...at, status: 'released', approval: 'approved', release: { expiresOn: '2026-11-20', withdrawn: false } },
      'expired',
    ],
    [
      { ...at, status: 'released', approval: 'approved', release: { expiresOn: '2026-11-20', withdrawn: true } },
      'withdrawn',
    ],
  ] as const)('%o is %s', (facts, standing) => {
    expect(chartStanding(facts)).toBe(standing);
  });

  it('holds on its last day', () => {
    expect(releaseState({ expiresOn: null, withdrawn: false }, '2099-01-01')).toBe('released');
  });
});

describe('coverage', () => {
  it('counts elements that stand on something that holds', () => {
    expect(
      coverageOf([
        { label: '1[a]', status: 'met', evidence: 2, broken: 1 },
        { label: '1[b]', status: 'met', evidence: 1, broken: 1 },
        { label: '1[c]', status: 'not-shown', evidence: 0, broken: 0 },
      ]),
    ).toEqual({
      elements: 3,
      supported: 1,
      byStatus: { met: 2, 'not-met': 0, 'not-shown': 1, disputed: 0 },
      unsupported: ['1[c]'],
    });
  });
});

describe('what is cited, in a line', () => {
  it.each([
    [metric, 'Latency of verdict B-1-V1 (B-1)'],
    [ofRun, 'Latency of a.ndjson (B-1)'],
    [key, 'app.yaml, cache.size = 64'],
    [{ kind: 'log', file, run: null, fromLine: 3, toLine: 9, quote: 'x' } satisfies Citation, 'app.yaml, lines 3–9'],
  ])('%#: %s', (citation, title) => {
    expect(citationTitle(citation)).toBe(title);
  });
});
