import { describe, expect, it } from 'vitest';
import { acrossWorkloads, workloadGroups } from './across-workloads';
import { newMetric } from './metrics';
import { pairedRow } from './paired-rows';
import { pooledFailures } from './pooled-failures';

const metrics = ['A', 'B', 'C', 'D'].map((series) =>
  newMetric({ series, metric: 'elapsed', unit: 'ms', better: 'lower', measure: { kind: 'median' } }, []),
);
const row = (index: number, estimate: number | null) => ({
  key: metrics[index]!.id,
  label: metrics[index]!.label,
  better: 'lower' as const,
  scale: 'ratio' as const,
  estimate,
});

describe('ratios over workloads', () => {
  it('are a geometric mean beside the worst workload', () => {
    const [found] = acrossWorkloads([row(0, 0.5), row(1, 2), row(2, 0.8)], workloadGroups(metrics.slice(0, 3)));
    expect(found).toMatchObject({ workloads: 3, worst: { label: 'B, median', ratio: 2 } });
    expect(found!.ratio).toBeCloseTo(0.8 ** (1 / 3), 12);
    expect(found!.sentence).toContain('the worst for ours is B, median with 2.');
    expect(found!.sentence).not.toMatch(/faster|slower|cheaper/);
  });

  it('take the smallest as the worst where higher is better', () => {
    const higher = [row(0, 0.9), row(1, 2), row(2, 3)].map((one) => ({ ...one, better: 'higher' as const }));
    expect(acrossWorkloads(higher, workloadGroups(metrics))[0]!.worst.ratio).toBe(0.9);
  });

  it('need three workloads of one metric, and say where one has no ratio', () => {
    expect(workloadGroups(metrics.slice(0, 2))).toEqual([]);
    expect(acrossWorkloads([row(0, 0.5), row(1, 2), row(2, null)], workloadGroups(metrics.slice(0, 3)))).toEqual([]);
    const rows = [row(0, 0.5), row(1, 2), row(2, null), row(3, 1)];
    expect(acrossWorkloads(rows, workloadGroups(metrics))[0]!.sentence).toMatch(/^Over 3 of 4 workloads/);
  });
});

describe('failures counted together', () => {
  it('describe each side and the difference ours − theirs', () => {
    const found = pooledFailures({ failed: 30, tried: 1000 }, { failed: 10, tried: 1000 })!;
    expect(found.difference).toBeCloseTo(0.02, 12);
    expect(found.newcombeDifferenceBminusA[0]).toBeGreaterThan(0);
    expect(found.sentence).toMatch(/^Counted together, ours 30 of 1,000 \(.*described only/);
    expect(pooledFailures({ failed: 0, tried: 0 }, { failed: 1, tried: 9 })).toBeNull();
  });
});

describe('a row item by item', () => {
  const scores = (right: (index: number) => boolean, count = 50) =>
    new Map(Array.from({ length: count }, (_, index) => [`item-${index}`, right(index) ? 1 : 0]));

  it('has McNemar’s test over the items that both sides have', () => {
    const found = pairedRow({
      key: 'a',
      label: 'A',
      ours: scores((at) => at < 40, 52),
      theirs: scores((at) => at < 30),
    })!;
    expect(found).toMatchObject({ items: 50, onlyOnOneSide: 2, mcNemar: { onlyOurs: 10, onlyTheirs: 0 } });
    expect(found.mcNemar!.p).toBeCloseTo(2 / 1024, 12);
    expect(found.difference).toBeCloseTo(0.2, 12);
    expect(found.sentence).toContain('10 right on our side only, 0 on theirs only');
  });

  it('has only the paired interval where scores are no plain right or wrong', () => {
    const ours = new Map([...scores((at) => at % 2 === 0)].map(([item, score]) => [item, score * 0.7]));
    expect(pairedRow({ key: 'a', label: 'A', ours, theirs: scores(() => false) })!.mcNemar).toBeNull();
  });

  it('is none without items in common', () => {
    expect(pairedRow({ key: 'a', label: 'A', ours: new Map([['x', 1]]), theirs: scores(() => true) })).toBeNull();
  });
});
