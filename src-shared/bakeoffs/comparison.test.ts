import { describe, expect, it } from 'vitest';
import { type AcceptedDeviation, type Agreement, type ComparedRun, compareRuns, inOrder } from './comparison';
import { doubterAnswers } from './doubter';
import { verdictStaleness } from './frozen';
import type { RunMetadata } from './metadata';
import { newMetric } from './metrics';
import { explainRow, type RunSource } from './provenance';

const median = newMetric(
  { series: 'Search', metric: 'elapsed', unit: 'ms', better: 'lower', measure: { kind: 'median' } },
  [],
);
const p99 = newMetric(
  {
    series: 'Search',
    metric: 'elapsed',
    unit: 'ms',
    better: 'lower',
    measure: { kind: 'percentile', percent: 99, definition: 'linear7' },
  },
  [median.id],
);
const agreement: Agreement = { metrics: [median, p99], band: 0.05, errorRateLimit: null, oldAfterMonths: null };

/** Seven runs a side in ABBA order; ours at 10 ms, theirs at 20 ms, a little apart from each other. */
function runs(change: (run: ComparedRun) => Partial<ComparedRun> = () => ({})): ComparedRun[] {
  return Array.from({ length: 14 }, (_, index) => {
    const side = index % 4 === 0 || index % 4 === 3 ? ('ours' as const) : ('theirs' as const);
    const value = (side === 'ours' ? 10 : 20) * (1 + index / 1000);
    const run: ComparedRun = {
      id: `run-${index}`,
      side,
      name: `run-${index}.jtl`,
      metadata: { order: index + 1, dataSet: { size: '1 GB' } },
      figures: [median, p99].map(({ id }) => ({ metric: id, value, samples: 1000, enough: true, unit: 'ms' })),
    };
    return { ...run, ...change(run) };
  });
}

const theirData = (size: string) =>
  runs(({ side, metadata }) => (side === 'theirs' ? { metadata: { ...metadata, dataSet: { size } } } : {}));

const acceptance = (sentence: string, severity: 'stop' | 'warning' = 'stop'): AcceptedDeviation => ({
  id: 'w',
  check: 'data-set-size',
  sentence,
  severity,
  reason: 'both fit into memory',
  by: 'rafael',
});

const verdicts = (...given: Parameters<typeof compareRuns>) => compareRuns(...given).rows.map(({ row }) => row.verdict);

describe('a comparison', () => {
  it('judges one figure a run, in the order in which the runs were made', () => {
    const compared = compareRuns(agreement, [...runs()].reverse());
    expect(compared.rows.map(({ row }) => row.verdict)).toEqual(['better', 'better']);
    expect(compared.rows[0]!.row.ours).toEqual([...compared.rows[0]!.row.ours].sort((a, b) => a - b));
    expect(compared).toMatchObject({ runs: { ours: 7, theirs: 7 }, moreRuns: { ours: 0, theirs: 0 } });
    expect(compared.equal).toContain('Data set size');
  });

  it('keeps a run out of the row whose figure it does not bear, and says why', () => {
    const few = runs(({ id, figures }) =>
      id === 'run-0'
        ? { figures: [figures[0]!, { ...figures[1]!, enough: false, reason: 'p99 needs 500 samples' }] }
        : id === 'run-3'
          ? { figures: [figures[0]!] }
          : {},
    );
    const [first, second] = compareRuns(agreement, few).rows;
    expect(first!.row.ours).toHaveLength(7);
    expect(second!.row.ours).toHaveLength(5);
    const out = second!.points.filter(({ used }) => !used);
    expect(out.map(({ reason }) => reason)).toEqual([
      'p99 needs 500 samples',
      'the run was read before this row was added',
    ]);
  });

  it('of another unit in one row makes that row not comparable and no other', () => {
    const seconds = runs(({ side, figures }) =>
      side === 'theirs' ? { figures: [{ ...figures[0]!, unit: 's' }, figures[1]!] } : {},
    );
    expect(verdicts(agreement, seconds)).toEqual(['not comparable', 'better']);
  });

  it('with a hard stop compares nothing until it is accepted, and again nothing when what was found changes', () => {
    const sentence = 'Data set size differs: ours 1 GB, theirs 2 GB';
    expect(verdicts(agreement, theirData('2 GB'))).toEqual(['not comparable', 'not comparable']);
    expect(verdicts(agreement, theirData('2 GB'), [acceptance(sentence)])).toEqual(['better', 'better']);
    const later = compareRuns(agreement, theirData('20 GB'), [acceptance(sentence)]);
    expect(later.rows[0]!.row.verdict).toBe('not comparable');
    expect(later.lapsed.map(({ check }) => check)).toEqual(['data-set-size']);
  });

  it('of nothing says so without a fault', () => {
    const nothing = compareRuns(agreement, []);
    expect(nothing.rows.map(({ row }) => row.verdict)).toEqual(['not enough runs', 'not enough runs']);
    expect(nothing).toMatchObject({ order: null, equal: [], moreRuns: { ours: 5, theirs: 5 } });
    expect(doubterAnswers(nothing, [])).toEqual([]);
  });

  it('explains a figure from the files and receipts on', () => {
    const compared = compareRuns(agreement, runs());
    const sources = new Map(
      runs().map(({ id, name, side }): [string, RunSource] => [
        id,
        {
          id,
          name,
          side,
          files: [{ name, sha256: 'a'.repeat(64) }],
          importer: 'jmeter-jtl-csv 1',
          receipt: 'b'.repeat(64),
        },
      ]),
    );
    const [row] = compared.rows;
    const steps = explainRow(row!.row, 'oursMedian', { metric: median, points: row!.points, runs: sources });
    expect(steps.filter(({ from }) => from)).toHaveLength(7);
    expect(steps[0]!.from).toEqual([
      `file run-0.jtl, SHA-256 ${'a'.repeat(64)}`,
      'read by jmeter-jtl-csv 1',
      `receipt ${'b'.repeat(64)}`,
    ]);
    expect(steps.at(-1)).toMatchObject({ what: 'Median of the runs, ours', value: row!.row.oursMedian });
  });
});

describe('the order of runs', () => {
  const at = (metadata: RunMetadata) => ({ metadata });

  it('is the recorded place, else the start, else as they came', () => {
    expect(inOrder([at({ order: 2 }), at({ order: 1 })]).map(({ metadata }) => metadata.order)).toEqual([1, 2]);
    const late = at({ startedAt: '2026-11-21T10:00:00+01:00' });
    const early = at({ startedAt: '2026-11-21T08:59:00Z' });
    expect(inOrder([late, early])).toEqual([early, late]);
    expect(inOrder([at({ order: 2 }), at({})])).toEqual([at({ order: 2 }), at({})]);
  });
});

describe('a recorded verdict', () => {
  const recordedAt = (compared: ReturnType<typeof compareRuns>, of: readonly ComparedRun[]) => ({
    metrics: agreement.metrics,
    band: agreement.band,
    rows: compared.rows.map(({ row }) => row),
    findings: compared.gate.findings,
    rules: 'verdicts 1',
    importers: ['jmeter-jtl-csv 1'],
    runs: of.map(({ id, name }) => ({ run: id, name })),
  });
  const present = (of: readonly ComparedRun[], changes: object = {}) => ({
    comparison: compareRuns(agreement, of),
    runs: of,
    metrics: agreement.metrics,
    band: agreement.band,
    rules: 'verdicts 1',
    importersVersion: '1',
    ...changes,
  });
  const recorded = recordedAt(compareRuns(agreement, runs()), runs());

  it('is stale once it is as old as was agreed', () => {
    const day = 86_400_000;
    const old = { ...recorded, at: 0 };
    expect(verdictStaleness(old, present(runs(), { now: 89 * day, staleAfterDays: 90 }))).toEqual([]);
    expect(verdictStaleness(old, present(runs(), { now: 90 * day, staleAfterDays: 90 }))).toEqual([
      'It was recorded 90 days ago; verdicts of this bakeoff are old after 90.',
    ]);
    expect(verdictStaleness(old, present(runs(), { now: 900 * day, staleAfterDays: null }))).toEqual([]);
  });

  it('says which rows newer runs contradict', () => {
    const label = recorded.rows[0]!.label;
    const said = {
      ...recorded,
      rows: recorded.rows.map((row, at) => (at === 0 ? { ...row, verdict: 'worse' as const } : row)),
    };
    const now = present(runs());
    const reasons = verdictStaleness({ ...said, runs: recorded.runs.slice(1) }, now);
    expect(reasons).toEqual([
      '1 run imported since: run-0.jtl.',
      `Newer runs contradict it: ${label} was worse, and is now ${now.comparison.rows[0]!.row.verdict}.`,
    ]);
  });

  it('is fresh while nothing it rests on has changed', () => {
    expect(verdictStaleness(recorded, present(runs()))).toEqual([]);
  });

  it.each([
    ['runs came in or were left out', present(runs().slice(1)), /^1 run left out since: run-0\.jtl\.$/],
    ['facts changed what the gate finds', present(theirData('2 GB')), /^What the gate finds/],
    ['the rules are newer', present(runs(), { rules: 'verdicts 2' }), /rules of another version/],
    ['the importer is newer', present(runs(), { importersVersion: '2' }), /earlier importer/],
    ['the band is another', present(runs(), { band: 0.1 }), /band were changed/],
  ])('is stale when %s', (_, now, reason) => {
    expect(verdictStaleness(recorded, now)).toEqual([expect.stringMatching(reason)]);
  });
});

describe('what a doubter asks', () => {
  const answers = (of: readonly ComparedRun[]) =>
    doubterAnswers(compareRuns(agreement, of), of).map(({ tone, sentence }) => `${tone}: ${sentence}`);

  it('is answered from recorded facts alone; what was not recorded is said to be unknown', () => {
    expect(answers(runs()).slice(0, 4)).toEqual([
      'unknown: Whether load was open or closed is not recorded of every run.',
      'unknown: No digest shows that both sides worked on the same data.',
      'good: The runs were interleaved as ABBA, so that a drift weighs on both sides alike.',
      expect.stringMatching(/^look: Figures drift over the order of the runs/),
    ]);
  });

  it('says nothing of a drift from too few runs', () => {
    expect(answers(runs().slice(0, 2))).toContain('unknown: There are too few runs to see a drift over their order.');
  });
});
