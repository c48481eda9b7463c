import { describe, expect, it } from 'vitest';
import roi from '../test/fixtures/roi/vectors.json';
import stats from '../test/fixtures/stats/vectors.json';
import verdictTables from '../test/fixtures/stats/verdicts.json';
import { ProofdeskError } from './kernel/errors';
import { calculate, findRule, inputSchema, rules } from './rules';

function refusal(name: string, input: unknown): ProofdeskError {
  try {
    calculate(name, input);
  } catch (thrown) {
    if (thrown instanceof ProofdeskError) return thrown;
    throw thrown;
  }
  throw new Error(`${name} accepted ${JSON.stringify(input)}`);
}

describe('the registry', () => {
  it('has a rule for every method of the published vectors, described and with a schema', () => {
    const names = rules.map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { method } of stats.vectors) expect(names).toContain(`stats.${method}`);
    for (const name of [
      'claims.split',
      'stats.verdicts',
      'stats.wilcoxon-signed-rank',
      'stats.weighted-geometric-mean',
      ...['npv-end', 'npv-start', 'xnpv', 'irr', 'xirr', 'mirr', 'payback', 'return'].map((rule) => `roi.${rule}`),
    ]) {
      expect(names).toContain(name);
    }
    for (const rule of rules) {
      expect(rule.about.length, rule.name).toBeGreaterThan(20);
      expect(rule.source, rule.name).not.toBe('');
      expect(inputSchema(rule), rule.name).toMatchObject({ type: 'object' });
    }
  });

  it('takes every published input as it stands and answers with plain JSON', () => {
    for (const { method, input } of stats.vectors) {
      const answer = calculate(`stats.${method}`, input);
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    }
    for (const table of verdictTables.tables) {
      expect(calculate('stats.verdicts', { band: table.band, rows: table.rows })).toHaveLength(table.expected.length);
    }
    expect(roi.vectors.length).toBeGreaterThan(0);
  });

  it('names the rules of an area when a name is unknown', () => {
    expect(() => findRule('roi.nvp')).toThrow(
      expect.objectContaining({ code: 'usage', hint: expect.stringContaining('roi.npv-end') }),
    );
  });
});

describe('what a stranger tries', () => {
  const refused: [string, unknown, string | undefined][] = [
    ['stats.mann-whitney-u', { a: [], b: [1] }, 'a'],
    ['stats.mann-whitney-u', { a: [1], b: [Number.NaN] }, 'b.0'],
    ['stats.mann-whitney-u', { a: [1], b: ['2'] }, 'b.0'],
    ['stats.mann-whitney-u', { a: [1] }, 'b'],
    ['stats.mann-whitney-u', null, undefined],
    ['stats.mann-whitney-u', [1, 2], undefined],
    ['stats.hodges-lehmann-shift', { a: [1], b: [2], level: 1 }, 'level'],
    ['stats.hodges-lehmann-shift', { a: [1], b: [2], difference: 'b - a' }, 'difference'],
    ['stats.wilcoxon-signed-rank', { a: [1, 2], b: [1] }, 'b'],
    ['stats.geometric-mean', { ratios: [1, 0] }, 'ratios.1'],
    ['stats.geometric-mean', { oldMedians: [1, 2], newMedians: [1] }, 'newMedians'],
    ['stats.geometric-mean', { newMedians: [1] }, 'oldMedians'],
    ['stats.geometric-mean', {}, 'ratios'],
    ['stats.weighted-geometric-mean', { ratios: [1, 2], weights: [0, 0] }, 'weights'],
    ['stats.weighted-geometric-mean', { ratios: [1, 2], weights: [1] }, 'weights'],
    ['stats.tost-equivalence-log-ratio-welch', { a: [1, -1], b: [1, 2], lowerBound: 0.9, upperBound: 1.1 }, 'a.1'],
    ['stats.tost-equivalence-log-ratio-welch', { a: [1], b: [1], lowerBound: 1.1, upperBound: 0.9 }, 'upperBound'],
    ['stats.bootstrap-bca-ratio-of-medians', { a: [0, 1], b: [1, 2] }, 'a.0'],
    ['stats.bootstrap-bca-mean', { x: [1] }, 'x'],
    ['stats.bootstrap-bca-mean', { x: new Array(1000).fill(1), resamples: 1_000_000 }, 'resamples'],
    ['stats.p-adjust', { p: [1.2] }, 'p.0'],
    ['stats.p-adjust', { p: [] }, 'p'],
    ['stats.error-rate-comparison', { errorsA: 5, totalA: 4, errorsB: 0, totalB: 1 }, 'errorsA'],
    ['stats.error-rate-comparison', { errorsA: 0, totalA: 0, errorsB: 0, totalB: 1 }, 'totalA'],
    ['stats.error-rate-comparison', { errorsA: 0.5, totalA: 3, errorsB: 0, totalB: 1 }, 'errorsA'],
    ['stats.quantiles', { x: [1], probs: [50] }, 'probs.0'],
    [
      'stats.coordinated-omission-correction',
      { recorded: [{ value: 1e12, count: 1 }], expectedInterval: 1 },
      'expectedInterval',
    ],
    [
      'stats.coordinated-omission-correction',
      { recorded: [{ value: 1, count: 1 }], expectedInterval: 0 },
      'expectedInterval',
    ],
    ['stats.histogram-percentiles', { bins: [{ upper: 1, count: -1 }] }, 'bins.0.count'],
    ['stats.verdicts', { band: 0.05, rows: [] }, 'rows'],
    ['stats.verdicts', { rows: [{ key: 'x', better: 'faster', ours: [1], theirs: [1] }] }, 'rows.0.better'],
    ['claims.split', { text: '' }, 'text'],
    ['roi.npv-end', { rate: 0.1, flows: [] }, 'flows'],
    ['roi.payback', { investment: 100, flows: [1] }, 'investment'],
    ['roi.return', { benefit: 1 }, 'cost'],
  ];
  for (const [name, input, field] of refused) {
    it(`${name} refuses ${JSON.stringify(input)?.slice(0, 90)}, naming ${field ?? 'the input'}`, () => {
      const error = refusal(name, input);
      expect(error.code).toBe('bad-input');
      expect(error.where?.field).toBe(field);
      expect(error.message).not.toMatch(/Invalid input|undefined/);
    });
  }

  it('answers or says null for data without spread, of one value, and with nothing but zeros', () => {
    expect(calculate('stats.mann-whitney-u', { a: [1], b: [1] })).toMatchObject({
      pExactTwoSided: 1,
      pAsymptoticContinuity: null,
    });
    expect(calculate('stats.welch-t', { a: [1, 1], b: [2, 2] })).toMatchObject({ t: null, p: null });
    expect(calculate('stats.welch-t', { a: [1], b: [2, 3] })).toMatchObject({ t: null, reason: expect.any(String) });
    const tost = { a: [0.1, 0.1, 0.1], b: [0.1, 0.1, 0.1], lowerBound: 0.9, upperBound: 1.1 };
    expect(calculate('stats.tost-equivalence-log-ratio-welch', tost)).toMatchObject({
      geometricMeanRatio: 1,
      p: null,
      equivalent: false,
    });
    expect(calculate('stats.robust-summary', { x: [0] })).toMatchObject({ median: 0, cv: null, mad: 0 });
    expect(calculate('stats.effect-size', { a: [0], b: [0] })).toMatchObject({
      varghaDelaneyA12: 0.5,
      medianRatioBoverA: null,
    });
    expect(calculate('stats.geometric-mean', { ratios: [2, 8] })).toMatchObject({
      ciLower: null,
      reason: expect.any(String),
    });
    expect(calculate('stats.wilcoxon-signed-rank', { a: [1, 2], b: [1, 2] })).toMatchObject({
      W: 0,
      pExactTwoSided: 1,
    });
    expect(calculate('stats.histogram-percentiles', { bins: [{ upper: 1, count: 0 }] })).toMatchObject({
      n: 0,
      p50: null,
    });
    expect(calculate('stats.hodges-lehmann-shift', { a: [1], b: [3] })).toMatchObject({
      estimate: -2,
      ciLower: -2,
      ciUpper: -2,
      reason: expect.any(String),
    });
    expect(calculate('stats.bootstrap-bca-ratio-of-medians', { a: [2, 2], b: [3, 3] })).toMatchObject({
      ratio: 1.5,
      bca: [1.5, 1.5],
      acceleration: 0,
    });
  });

  it('never gives an infinity or NaN, also for values at the edge of doubles', () => {
    for (const x of [
      [1e308, 1e308, -1e308],
      [5e-324, 1e-320, 1e300],
    ]) {
      for (const name of ['stats.robust-summary', 'stats.bootstrap-bca-mean', 'stats.median-order-statistic-ci']) {
        expect(JSON.stringify(calculate(name, { x }))).not.toContain('Infinity');
      }
      for (const name of ['stats.mann-whitney-u', 'stats.hodges-lehmann-shift', 'stats.welch-t', 'stats.effect-size']) {
        const answer = calculate(name, { a: x, b: [1, 2, 3] });
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      }
    }
  });

  it('handles hundreds of thousands of values without the exact count', () => {
    const many = (factor: number) =>
      Array.from({ length: 200_000 }, (_, index) => Math.round(Math.sin(index * factor) * 1000));
    const input = { a: many(1.1), b: many(1.7) };
    expect(calculate('stats.mann-whitney-u', input)).toMatchObject({ pExactTwoSided: null, hasTies: true });
    expect(calculate('stats.hodges-lehmann-shift', input)).toMatchObject({ pairs: 4e10 });
    expect(calculate('stats.robust-summary', { x: input.a })).toMatchObject({ severeOutliers: [] });
    expect(calculate('stats.median-order-statistic-ci', { x: input.a })).toMatchObject({ n: 200_000 });
    const rates = { errorsA: 100_000, totalA: 1e9, errorsB: 101_000, totalB: 1e9 };
    expect((calculate('stats.error-rate-comparison', rates) as { fisherP: number }).fisherP).toBeLessThan(0.05);
  });
});
