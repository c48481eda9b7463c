import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixture from '../../test/fixtures/stats/verdicts.json';
import { moreRunsNeeded, runsNeeded } from './planning';
import { seededGenerator } from './statistics';
import { normalQuantile } from './statistics/normal';
import { explainVerdict, verdictFigureNames } from './verdict-explain';
import { type VerdictRow, type VerdictRowInput, type VerdictTableInput, verdictRowSchema } from './verdict-schema';
import { pairsSentence, verdictHeadline, verdictSentence } from './verdict-sentences';
import { judge } from './verdicts';

const only = (row: VerdictRowInput, band = 0.05): VerdictRow => judge({ band, rows: [row] })[0] as VerdictRow;
const around = (centre: number, spread = 0.01, runs = 7): number[] =>
  Array.from({ length: runs }, (_, index) => centre * (1 + spread * (index - (runs - 1) / 2)));

/** The judged rows of one published table. */
function table(id: string): VerdictRow[] {
  return judge(fixture.tables.find((candidate) => candidate.id === id) as VerdictTableInput);
}

describe('verdicts at the edge', () => {
  it('counts a row with too few runs in the family, but not one without figures on a side or not comparable', () => {
    const rows = judge({
      rows: [
        { key: 'full', better: 'lower', ours: around(10), theirs: around(20) },
        { key: 'three', better: 'lower', ours: [1, 2, 3], theirs: [4, 5, 6] },
        { key: 'nothing', better: 'lower', ours: [], theirs: around(20) },
        { key: 'other', better: 'lower', ours: around(10), theirs: around(20), notComparable: ['Data set differs'] },
      ],
    });
    expect(rows.map((row) => row.verdict)).toEqual(['better', 'not enough runs', 'not enough runs', 'not comparable']);
    expect(rows[0]?.pHolm).toBeCloseTo(2 * (rows[0]?.p ?? 0), 15);
    expect(rows[2]).toMatchObject({ p: null, estimate: null, pHolm: null, verdict: 'not enough runs' });
    expect(rows[3]).toMatchObject({ p: null, pHolm: null, family: 2 });
  });

  it('works on differences as soon as one value is 0 or below, with the rate’s band', () => {
    const row = only({
      key: 'errors',
      better: 'lower',
      ours: [0, 0.01, 0.02, 0.01, 0.015],
      theirs: around(0.2, 0.02, 5),
    });
    expect(row).toMatchObject({ scale: 'difference', band: 0.001, verdict: 'better' });
    expect(only({ key: 'loss', better: 'higher', ours: around(-5), theirs: around(-9) }).scale).toBe('difference');
  });

  it('says nothing where there is no spread at all and no difference', () => {
    const row = only({ key: 'errors', better: 'lower', ours: [0, 0, 0, 0, 0], theirs: [0, 0, 0, 0, 0] });
    expect(row).toMatchObject({ p: 1, equivalenceP: null, ci90Lower: null, verdict: 'no clear difference' });
    expect(verdictSentence(row)).toBe('No difference at all in these runs, and no spread to judge it by.');
    const apart = only({ key: 'size', better: 'lower', ours: [5, 5, 5, 5, 5], theirs: [10, 10, 10, 10, 10] });
    expect(apart.verdict).toBe('better');
    expect([apart.estimate, apart.lower, apart.upper].map((end) => end?.toFixed(12))).toEqual(
      new Array(3).fill('0.500000000000'),
    );
  });

  it('is no verdict when the interval excludes equality but reaches into the band, and says "perhaps"', () => {
    const row = only({
      key: 'p50',
      unit: 'ms',
      better: 'lower',
      ours: around(93, 0.012, 9),
      theirs: around(100, 0.012, 9),
    });
    expect(row.verdict).toBe('no clear difference');
    expect(verdictSentence(row)).toMatch(/^Faster by \d+ to \d+ %, perhaps less than matters\.$/);
  });

  it('does not say "faster" where only the correction keeps a row from a verdict', () => {
    const clear = {
      better: 'lower',
      unit: 'ms',
      ours: [1, 2, 3, 4, 10.5, 10.2, 3.3],
      theirs: [8, 9, 10, 11, 12, 13, 10.4],
    } as const;
    const rows = judge({
      rows: ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => ({
        key,
        ...clear,
        ours: [...clear.ours],
        theirs: [...clear.theirs],
      })),
    });
    for (const row of rows) {
      expect(row.verdict).toBe('no clear difference');
      expect(row.p).toBeLessThan(0.05);
      expect(verdictSentence(row)).toMatch(
        /^Taken alone .* shorter, but not told apart once all 6 rows are counted\.$/,
      );
    }
  });

  it('flips between better and worse when the sides are swapped, and keeps every other verdict', () => {
    const values = fc.array(fc.double({ min: 5, max: 15, noNaN: true }), { minLength: 4, maxLength: 8 });
    const flipped: Record<string, string> = { better: 'worse', worse: 'better' };
    fc.assert(
      fc.property(
        values,
        values,
        fc.constantFrom('lower', 'higher'),
        fc.constantFrom('ratio', 'difference'),
        (a, b, better, scale) => {
          const row = { key: 'x', better, scale, band: 0.03 } as const;
          const one = only({ ...row, ours: a, theirs: b.map((x) => x * 1.4) });
          const other = only({ ...row, ours: b.map((x) => x * 1.4), theirs: a });
          expect(other.verdict).toBe(flipped[one.verdict] ?? one.verdict);
          expect(other.oursBetterShare).toBeCloseTo(1 - (one.oursBetterShare ?? 0), 12);
        },
      ),
    );
  });

  it('does not change when the unit does', () => {
    for (const { rows, band } of fixture.tables) {
      const ratios = rows.filter((row) => !('scale' in row)) as VerdictRowInput[];
      if (ratios.length === 0) continue;
      const scaled = ratios.map((row) => ({
        ...row,
        ours: row.ours.map((x) => x * 1000),
        theirs: row.theirs.map((x) => x * 1000),
      }));
      const verdictsOf = (table: VerdictRowInput[]) => judge({ band, rows: table }).map((row) => row.verdict);
      expect(verdictsOf(scaled)).toEqual(verdictsOf(ratios));
    }
  });

  it('raises a false alarm in at most about one of twenty tables when both sides are the same system', () => {
    const random = seededGenerator(42);
    const normal = () => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, random())));
    /** Seven runs a side of one system: 3 % from run to run. */
    const side = () => Array.from({ length: 7 }, () => 100 * Math.exp(0.03 * normal()));
    const tables = 400;
    let alarms = 0;
    for (let round = 0; round < tables; round += 1) {
      const rows = ['p50', 'p95', 'throughput'].map((key) => ({
        key,
        better: 'lower' as const,
        ours: side(),
        theirs: side(),
      }));
      if (judge({ band: 0, rows }).some((row) => row.verdict === 'better' || row.verdict === 'worse')) alarms += 1;
    }
    expect(alarms / tables).toBeLessThanOrEqual(0.065);
  });

  it('round-trips through its schema, so that figures can be frozen', () => {
    for (const { id } of fixture.tables) for (const row of table(id)) expect(verdictRowSchema.parse(row)).toEqual(row);
  });
});

describe('planning', () => {
  it('asks for the runs that the published table of sizes gives', () => {
    expect([1, 6, 7, 23, 24, 85].map(runsNeeded)).toEqual([5, 5, 6, 6, 7, 7]);
  });

  it('counts the runs that are there, and uses the longer side', () => {
    expect(moreRunsNeeded(3, 3, 1)).toEqual({ ours: 2, theirs: 2 });
    expect(moreRunsNeeded(5, 5, 7)).toEqual({ ours: 1, theirs: 1 });
    expect(moreRunsNeeded(5, 12, 7)).toEqual({ ours: 0, theirs: 0 });
    expect(moreRunsNeeded(0, 9, 1)).toEqual({ ours: 5, theirs: 0 });
  });
});

describe('sentences', () => {
  it('say what each published verdict says', () => {
    const rows = judge({
      band: 0.05,
      rows: (fixture.tables[0]?.rows ?? []).map((row) => ({
        ...(row as VerdictRowInput),
        unit: row.key === 'throughput' ? 'req/s' : row.key === 'cold-start' ? 's' : 'ms',
      })),
    });
    expect(rows.map(verdictSentence)).toEqual([
      'Faster by 27 to 31 %.',
      'Faster by 27 to 50 %.',
      'As much throughput: within the ±5 % that was fixed as too small to matter.',
      'Slower by 6 to 35 %.',
    ]);
    expect(verdictHeadline(rows)).toEqual({
      headline: 'Faster at p50 and p99; slower at cold-start',
      rest: 'Equivalent at throughput.',
    });
    expect(pairsSentence(rows[1] as VerdictRow)).toBe('Ours was the better in 100 of 100 pairs of runs.');
  });

  it('name missing runs and missing sides', () => {
    expect(table('verdict-three-runs').map(verdictSentence)).toEqual(['Needs 2 more runs a side.']);
    expect(table('verdict-five-runs-seven-rows').map(verdictSentence)[0]).toBe(
      'Needs 1 more run a side, because 7 rows are judged together.',
    );
    expect(verdictSentence(only({ key: 'x', better: 'lower', ours: [], theirs: [] }))).toBe(
      'No figure on either side. Needs 5 more runs a side.',
    );
    expect(
      verdictSentence(only({ key: 'x', better: 'lower', ours: [1], theirs: [1], notComparable: ['Unit differs'] })),
    ).toBe('Not comparable: Unit differs.');
  });

  it('use the metric’s unit for differences and plain words without a kind', () => {
    const [errors, failed, accuracy] = table('verdict-error-rates').map(verdictSentence);
    expect(errors).toBe('The same: within the ±0.001 that was fixed as too small to matter.');
    expect(failed).toBe('Better, lower by 0.039 to 0.052.');
    expect(accuracy).toBe('Not told apart: these runs fit anything from 0.02 lower to 0.02 higher.');
    const cost = only({ key: 'cost', unit: 'EUR per million', better: 'lower', ours: around(3), theirs: around(5) });
    expect(verdictSentence(cost)).toMatch(/^Cheaper by 3\d to 4\d %\.$/);
  });

  it('never say faster, slower, cheaper or better in a headline without such a verdict', () => {
    const claims = /faster|slower|cheaper|expensive|better|worse|higher|lower/i;
    for (const { id } of fixture.tables) {
      const rows = table(id);
      const told = rows.some((row) => row.verdict === 'better' || row.verdict === 'worse');
      expect(claims.test(verdictHeadline(rows).headline)).toBe(told);
    }
    expect(verdictHeadline(table('verdict-three-runs'))).toEqual({
      headline: 'Not enough runs for a verdict',
      rest: 'Not enough runs: p50.',
    });
    expect(verdictHeadline([])).toEqual({ headline: 'Nothing measured yet', rest: '' });
  });

  it('leave no measured row out of headline and rest', () => {
    for (const { id } of fixture.tables) {
      const rows = table(id);
      const { headline, rest } = verdictHeadline(rows);
      for (const row of rows) {
        if (!/all \d+ rows|\d+ of \d+ rows/.test(`${headline} ${rest}`)) {
          expect(`${headline} ${rest}`).toContain(row.label);
        }
      }
    }
  });

  it('count rows of one verdict where there are too many to be named, losses beside the wins', () => {
    const many = (verdicts: VerdictRow['verdict'][]) =>
      verdictHeadline(
        verdicts.map((verdict, index) => ({
          ...only({ key: `r${index}`, unit: 'ms', better: 'lower', ours: around(3), theirs: around(5) }),
          label: `r${index}`,
          verdict,
        })),
      );
    const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
    expect(many(times(20, 'not enough runs'))).toEqual({
      headline: 'Not enough runs for a verdict',
      rest: 'Not enough runs: all 20 rows.',
    });
    expect(many(times(20, 'better')).headline).toBe('Better in all 20 rows');
    expect(many([...times(8, 'better' as const), 'worse', ...times(7, 'equivalent' as const)])).toEqual({
      headline: 'Better in 8 of 16 rows; slower at r8',
      rest: 'Equivalent in 7 of 16 rows.',
    });
    expect(many(times(6, 'better')).headline).toBe('Faster at r0, r1, r2, r3, r4 and r5');
    expect(many(times(9, 'no clear difference')).headline).toBe('No clear difference in all 9 rows');
  });
});

describe('explaining', () => {
  it('gives steps with inputs first for every figure of every published row', () => {
    for (const { id } of fixture.tables) {
      for (const row of table(id)) {
        for (const figure of verdictFigureNames) {
          const steps = explainVerdict(row, figure);
          expect(steps[0]?.what).toMatch(/^Run-level figures/);
          expect(JSON.stringify(steps)).not.toMatch(/undefined|NaN/);
        }
        expect(explainVerdict(row, 'verdict').at(-1)?.value).toBe(row.verdict);
      }
    }
  });
});
