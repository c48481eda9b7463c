import { describe, expect, it } from 'vitest';
import { comparabilityGate, seriesDifferences } from './comparability';
import { factOf, type RunMetadata, recordedFacts, runMetadataSchema, unknownFacts } from './metadata';
import { driftWithinRun, type RunStatistic, runFigure, samplesNeeded } from './run-figure';
import { abbaOrder, checkOrder, driftOverRuns, type SideName } from './run-order';

const complete: RunMetadata = runMetadataSchema.parse({
  product: 'Northwind',
  version: '4.2',
  settings: [],
  startedAt: '2026-11-12T09:00:00+01:00',
  harness: { name: 'k6', version: '1.3.0' },
  workload: { name: 'search', version: '3', size: '200 users' },
  dataSet: { name: 'halden', version: '1', size: '412 MB', sha256: '51'.repeat(32) },
  warmUpSeconds: 120,
  load: { model: 'open', users: 200, targetRate: 1000, offeredRate: 1000, achievedRate: 999 },
  client: { model: 'c7.large', cores: 8 },
  server: { model: 'm7', cores: 8, memoryGiB: 32, storage: 'nvme', network: '10 Gbit/s' },
  operatingSystem: { name: 'Debian', version: '12.7', kernel: '6.1' },
  cloud: { instanceType: 'm7.2xlarge', region: 'eu-west-1' },
  percentiles: 'exact',
  complete: true,
  requests: { total: 1000, failed: 1 },
});

/** Seven runs a side in ABBA order. */
function runs(side: SideName, changes: Partial<RunMetadata> = {}): RunMetadata[] {
  return abbaOrder(7).flatMap((name, index) => (name === side ? [{ ...complete, order: index + 1, ...changes }] : []));
}

const agreed = { errorRateLimit: 0.01, oldAfterMonths: 12 };
const checks = (changes: Partial<RunMetadata>, agreement = agreed) =>
  comparabilityGate(runs('ours'), runs('theirs', changes), agreement).findings.map(
    (finding) => `${finding.severity} ${finding.check}`,
  );

describe('the comparability gate', () => {
  it('lets equal, complete and interleaved runs pass without a word', () => {
    expect(comparabilityGate(runs('ours'), runs('theirs'), agreed)).toEqual({ findings: [], open: [], unknown: [] });
  });

  it('stops what must not be compared', () => {
    const { load } = complete;
    expect(checks({ dataSet: { ...complete.dataSet, size: '300 MB' } })).toEqual(['stop data-set-size']);
    expect(checks({ load: { ...load, model: 'closed' } })).toEqual(['stop load-model']);
    expect(checks({ load: { ...load, achievedRate: 979 } })).toEqual(['stop load-not-reached-theirs']);
    expect(checks({ load: { ...load, achievedRate: 980 } })).toEqual([]);
    expect(checks({ complete: false })).toEqual(['stop incomplete-theirs']);
    expect(checks({ requests: { total: 1000, failed: 11 } })).toEqual(['stop error-rate-theirs']);
    expect(checks({ percentiles: 'hdr-2' })).toEqual(['stop percentile-definition']);
    expect(checks({ samples: { original: 1319, effective: 100 } })).toEqual(['stop limited-theirs']);
    expect(seriesDifferences({ unit: 'ms', better: 'lower' }, { unit: 's', better: 'higher' })).toHaveLength(2);
    expect(seriesDifferences({ unit: 'ms', better: 'lower' }, { unit: 'ms', better: 'lower' })).toEqual([]);
  });

  it('warns of what weakens a comparison', () => {
    expect(checks({ server: { ...complete.server, cores: 16 } })).toEqual(['warning cpu-cores']);
    expect(checks({ cloud: { ...complete.cloud, region: 'eu-central-1' } })).toEqual(['warning region']);
    expect(checks({ build: 'debug', cpuScaling: true })).toEqual([
      'warning debug-build-theirs',
      'warning cpu-scaling-theirs',
    ]);
    expect(checks({ client: { model: 'c7.large', cores: 8, cpuUse: 0.9 }, sameMachine: true })).toEqual([
      'warning same-machine-theirs',
      'warning client-busy-theirs',
    ]);
    expect(checks({ warmUpSeconds: 0 })).toEqual(['warning warm-up', 'warning no-warm-up-theirs']);
    expect(checks({ startedAt: '2026-11-13T09:00:00+01:00' })).toEqual(['warning different-days']);
    expect(checks({ settings: [{ name: 'cache', value: 'on' }] })).toEqual(['warning tuned-against-default']);
    expect(checks({ versionReleased: '2025-01-10', newestVersionReleased: '2026-02-10' })).toEqual([
      'warning old-version',
    ]);
    expect(checks({ versionReleased: '2025-01-10', newestVersionReleased: '2026-02-09' })).toEqual([]);
    const few = comparabilityGate(runs('ours').slice(0, 3), runs('theirs'), agreed);
    expect(few.findings.map((finding) => finding.check)).toContain('few-runs-ours');
    const blocked = comparabilityGate(
      runs('ours').map((run, index) => ({ ...run, order: index + 1 })),
      runs('theirs').map((run, index) => ({ ...run, order: index + 8 })),
      agreed,
    );
    expect(blocked.findings.map((finding) => finding.check)).toEqual(['blocked-order']);
  });

  it('never takes a missing fact as equal: it names it as unknown', () => {
    const bare = comparabilityGate([{}], [{}]);
    expect(bare.open).toEqual([]);
    expect(bare.unknown).toEqual(
      expect.arrayContaining(['Data set digest', 'Load model', 'Achieved load', 'Agreed error rate']),
    );
    expect(unknownFacts([{}])).toHaveLength(recordedFacts.length);
    expect(unknownFacts([complete])).toContain('Command');
    expect(factOf(complete, 'server.cores')).toBe(8);
  });

  it('opens a stop again only by a waiver with reason and name, and keeps it in sight', () => {
    const waiver = { check: 'data-set-size', reason: 'index built on both', by: 'Rafael Brandt' };
    const theirs = runs('theirs', { dataSet: { ...complete.dataSet, size: '300 MB' } });
    expect(comparabilityGate(runs('ours'), theirs, agreed).open).toEqual([
      'Data set size differs: ours 412 MB, theirs 300 MB',
    ]);
    const gate = comparabilityGate(runs('ours'), theirs, { ...agreed, waivers: [waiver] });
    expect(gate.open).toEqual([]);
    expect(gate.findings).toMatchObject([{ check: 'data-set-size', waiver }]);
    expect(runMetadataSchema.safeParse({ waivers: [{ check: 'x', reason: ' ', by: 'y' }] }).success).toBe(false);
  });
});

describe('the order of runs', () => {
  const order = (text: string): SideName[] => [...text].map((side) => (side === 'A' ? 'ours' : 'theirs'));

  it('tells ABBA, alternating, mixed and blocked orders apart', () => {
    expect(checkOrder(abbaOrder(7)).pattern).toBe('abba');
    expect(checkOrder(order('ABBAABBA'))).toMatchObject({ pattern: 'abba', imbalance: 0, blocked: false });
    expect(checkOrder(order('BAABBAAB')).pattern).toBe('abba');
    expect(checkOrder(order('ABABABAB')).pattern).toBe('alternating');
    expect(checkOrder(order('AABABBAB')).pattern).toBe('mixed');
    expect(checkOrder(order('AAAABBBB'))).toMatchObject({ pattern: 'blocked', imbalance: 1, blocked: true });
    expect(checkOrder(order('AAABABBB')).blocked).toBe(true);
  });

  it('warns of a drift over the runs from five runs on', () => {
    expect(driftOverRuns([1, 2, 3, 4, 5]).warning).toContain('rise');
    expect(driftOverRuns([9, 8, 7, 6, 5, 4]).warning).toContain('fall');
    expect(driftOverRuns([1, 2, 3, 4]).warning).toBeNull();
    expect(driftOverRuns([3, 1, 4, 1, 5, 9, 2, 6]).warning).toBeNull();
    expect(driftOverRuns([5, 5, 5, 5, 5])).toEqual({ rho: null, p: null, warning: null });
  });
});

describe('the figure of a run', () => {
  const samples = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const p = (percent: number): RunStatistic => ({ kind: 'percentile', percent, definition: 'nearestRank' });

  it('needs five samples above a percentile', () => {
    expect([90, 95, 99, 99.9].map(samplesNeeded)).toEqual([50, 100, 500, 5000]);
    for (const percent of [90, 95, 99]) {
      const needed = samplesNeeded(percent);
      expect(runFigure(samples(needed), p(percent))).toMatchObject({ enough: true, samplesAbove: 5 });
      expect(runFigure(samples(needed - 1), p(percent)).enough).toBe(false);
    }
    expect(runFigure(samples(400), p(99))).toEqual({
      value: 396,
      samples: 400,
      samplesAbove: 4,
      enough: false,
      reason: 'p99 needs 500 samples, so that 5 lie above it; the run has 400',
    });
  });

  it('names its percentile definition, because they differ', () => {
    expect(runFigure([10, 20], { kind: 'percentile', percent: 50, definition: 'linear7' }).value).toBe(15);
    expect(runFigure([10, 20], { kind: 'percentile', percent: 50, definition: 'nearestRank' }).value).toBe(10);
    expect(runFigure(samples(10), p(100)).enough).toBe(false);
  });

  it('takes median, mean and ends from any number of samples, and nothing from none', () => {
    expect((['median', 'mean', 'min', 'max'] as const).map((kind) => runFigure([4, 1, 1], { kind }).value)).toEqual([
      1, 2, 1, 4,
    ]);
    expect(runFigure([], { kind: 'median' })).toMatchObject({ value: null, enough: false });
  });

  it('warns when the last third of a run differs from the first', () => {
    const warmingUp = [...samples(10).map(() => 20), ...samples(20).map(() => 10)];
    expect(driftWithinRun(warmingUp, 0.05)).toMatchObject({
      ratio: 0.5,
      warning: expect.stringContaining('last third'),
    });
    expect(
      driftWithinRun(
        samples(30).map(() => 10),
        0.05,
      )?.warning,
    ).toBeNull();
    expect(driftWithinRun(samples(14), 0.05)).toBeNull();
  });
});
