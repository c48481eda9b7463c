import { describe, expect, it } from 'vitest';
import { aaCheck } from './aa-check';
import { seededGenerator } from './statistics';
import { normalQuantile } from './statistics/normal';
import { judge } from './verdicts';

/** Runs of equal systems, spread by 3 % from run to run, in so many rows. */
function table(runs: { ours: number; theirs: number }, rows: number, seed: number, spread = 0.03) {
  const random = seededGenerator(seed);
  const draw = () => 20 * Math.exp(spread * normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, random()))));
  return judge({
    rows: Array.from({ length: rows }, (_, index) => ({
      key: `row-${index}`,
      better: 'lower' as const,
      ours: Array.from({ length: runs.ours }, draw),
      theirs: Array.from({ length: runs.theirs }, draw),
    })),
    band: 0,
  });
}

describe('the A/A check', () => {
  it.each([
    ['seven runs, one row', { ours: 7, theirs: 7 }, 1],
    ['seven runs, six rows', { ours: 7, theirs: 7 }, 6],
    ['five against eight runs', { ours: 5, theirs: 8 }, 1],
    ['twenty runs, dealt into halves', { ours: 20, theirs: 20 }, 3],
  ])('raises false alarms in about 5 % of rounds or fewer: %s', (_, runs, rows) => {
    let alarms = 0;
    let rounds = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      const check = aaCheck(table(runs, rows, seed), 'ours', { rounds: 300, seed })!;
      expect(check.bears).toBe(true);
      alarms += check.alarms;
      rounds += check.rounds;
    }
    expect(alarms / rounds).toBeLessThan(0.06);
  });

  it('raises alarms where they are due: it is no check that can never fail', () => {
    // Ten runs a half of a system that is never the same twice, with no band: some rounds must be told apart.
    const check = aaCheck(table({ ours: 20, theirs: 20 }, 1, 3), 'ours', { rounds: 2000, seed: 5 })!;
    expect(check.alarms).toBeGreaterThan(20);
    expect(check.sentence).toContain('2000 times');
  });

  it('gives the same counts for the same seed, and others for another', () => {
    const rows = table({ ours: 14, theirs: 14 }, 2, 11);
    expect(aaCheck(rows, 'theirs')).toEqual(aaCheck(rows, 'theirs'));
    expect(aaCheck(rows, 'theirs', { rounds: 1000, seed: 1 })!.rows).not.toEqual(
      aaCheck(rows, 'theirs', { rounds: 1000, seed: 2 })!.rows,
    );
  });

  it('deals ten runs or more into halves, and draws fewer with replacement', () => {
    expect(aaCheck(table({ ours: 11, theirs: 7 }, 1, 1), 'ours')).toMatchObject({ way: 'split', runs: [5, 6] });
    expect(aaCheck(table({ ours: 11, theirs: 7 }, 1, 1), 'theirs')).toMatchObject({ way: 'repeat', runs: [7, 11] });
  });

  it('says that so few runs bear no verdict, and so no false alarm', () => {
    const check = aaCheck(table({ ours: 4, theirs: 4 }, 1, 1), 'ours')!;
    expect(check).toMatchObject({ bears: false, alarms: 0 });
    expect(check.sentence).toContain('no verdict is possible');
    expect(aaCheck(table({ ours: 1, theirs: 7 }, 1, 1), 'ours')).toBeNull();
  });
});
