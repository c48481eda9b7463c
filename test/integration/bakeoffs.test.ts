import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../src-core/ledger/verify';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { BakeoffDesk, harnessFixtures, jtlRows, metricRow } from '../core/bakeoff-desk';

let at: BakeoffDesk;
const client = () => at.client();
const plan = (...asked: Parameters<BakeoffDesk['plan']>) => at.plan(...asked);
const importAll = (...asked: Parameters<BakeoffDesk['importAll']>) => at.importAll(...asked);
const importSample = (...asked: Parameters<BakeoffDesk['importSample']>) => at.importSample(...asked);

beforeEach(async () => {
  at = await BakeoffDesk.open();
});
afterEach(() => at.close());

describe('one run a side', () => {
  it.each([
    ['JMeter', 'jmeter/a.jtl', 'jmeter/b.jtl', jtlRows],
    ['k6', 'k6/a.ndjson', 'k6/b.ndjson', [metricRow('create_agenda', 'http_req_duration', 'ms')]],
  ])('of %s is not enough for a verdict, and says how many more are needed', async (_, a, b, metrics) => {
    const { bakeoff } = await plan(metrics, { errorRateLimit: null });
    const { status } = await importAll(bakeoff, [join(harnessFixtures, a), join(harnessFixtures, b)]);
    expect(status).toBe('done');
    const { comparison, runs } = await client().bakeoffs.get({ bakeoff });
    expect(runs.map(({ side }) => side).sort()).toEqual(['ours', 'theirs']);
    expect(comparison.headline).toBe('Not enough runs for a verdict');
    for (const { row: judged, sentence } of comparison.rows) {
      expect(judged.verdict).toBe('not enough runs');
      expect(sentence).toMatch(/^Needs 4 more runs a side/);
    }
    expect(comparison.moreRuns).toEqual({ ours: 4, theirs: 4 });
  });
});

describe('the recorded sample runs', () => {
  it('earn verdicts, with their facts taken from the descriptions beside them', async () => {
    const { bakeoff } = await importSample('batch-report');
    const view = await client().bakeoffs.get({ bakeoff });
    expect(view.comparison.runs.ours).toBeGreaterThanOrEqual(7);
    expect(view.comparison.runs.theirs).toBeGreaterThanOrEqual(7);
    expect(view.comparison.order).toMatchObject({ pattern: 'abba', blocked: false });
    expect(view.comparison.rows.map(({ row: judged }) => judged.verdict)).not.toContain('not enough runs');
    expect(view.comparison.gate.open).toEqual([]);
    expect(view.comparison.equal.length).toBeGreaterThan(10);
    expect(view.runs[0]).toMatchObject({ ranBy: 'Rafael Brandt', receipt: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(view.runs[0]!.facts.known).toBeGreaterThan(25);
    const { figures: charts, absent } = await client().bakeoffs.charts({ bakeoff });
    expect(absent).toEqual([]);
    const distributions = charts.flatMap(({ drawing }) => (drawing.kind === 'distribution' ? [drawing] : []));
    expect(distributions).toHaveLength(3);
    for (const { series } of distributions) {
      expect(series.map(({ side }) => side)).toEqual(['ours', 'theirs']);
      for (const { points } of series) {
        expect(points.length).toBeLessThanOrEqual(201);
        expect(points.at(-1)!.share).toBe(1);
      }
    }
  });

  it('freeze into a verdict that stays as it is and is marked stale when a run is left out', async () => {
    const { bakeoff, number } = await importSample('batch-report');
    const { result } = await client().bakeoffs.record({ input: { bakeoff } });
    expect(result!.number).toBe(`${number}/1`);
    const recorded = await client().bakeoffs.verdict({ verdict: result!.id });
    const live = (await client().bakeoffs.get({ bakeoff })).comparison;
    expect(recorded).toMatchObject({ headline: live.headline, stale: [] });
    expect(recorded.rows).toEqual(live.rows.map(({ row: judged }) => judged));
    expect(recorded.runs.flatMap(({ files }) => files)).toHaveLength(live.runs.ours + live.runs.theirs);
    const { runs } = await client().bakeoffs.get({ bakeoff });
    await client().bakeoffs.exclude({ input: { run: runs[0]!.id, because: 'The machine was restarted meanwhile' } });
    const later = await client().bakeoffs.verdict({ verdict: number });
    expect(later).toMatchObject({ headline: recorded.headline, stale: [expect.stringContaining('left out since')] });
    expect((await client().bakeoffs.get({ bakeoff })).excluded).toMatchObject([
      { id: runs[0]!.id, excluded: 'The machine was restarted meanwhile' },
    ]);
  });

  it('verify, rebuild from receipts to the same tables, and keep names apart', async () => {
    await importSample('batch-report');
    const workspace = at.desk.workspace();
    const report = await verifyLedger(workspace.journal, workspace.chains(), { deep: true });
    expect(report).toMatchObject({ ok: true });
    expect(checkRebuild(workspace)).toMatchObject({ ok: true, differences: [] });
    const shared = workspace.runner.statement("SELECT body FROM parts WHERE readers = 'shared'").all() as {
      body: string;
    }[];
    expect(shared.filter(({ body }) => body?.includes('Rafael Brandt'))).toEqual([]);
  });
});

describe('what is fixed before the runs', () => {
  it('rows and band cannot change once there is a run; before that they can', async () => {
    const { bakeoff } = await plan(jtlRows);
    await client().bakeoffs.revise({ input: { bakeoff, band: 0.1 } });
    await importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl')]);
    await expect(client().bakeoffs.revise({ input: { bakeoff, band: 0.2 } })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('fixed before the runs'),
    });
    await client().bakeoffs.revise({ input: { bakeoff, title: 'Halden, another title' } });
    expect(await client().bakeoffs.get({ bakeoff })).toMatchObject({ band: 0.1, title: 'Halden, another title' });
  });

  it('leaving every run out does not open them again', async () => {
    const { bakeoff } = await plan(jtlRows);
    const { result } = await importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl')]);
    await client().bakeoffs.exclude({ input: { run: result!.runs[0]!, because: 'not as hoped' } });
    await expect(client().bakeoffs.revise({ input: { bakeoff, band: 0.2 } })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('an import that is undone leaves no run, and the same file can be imported again', async () => {
    const { bakeoff } = await plan(jtlRows);
    const { receipt } = await importAll(bakeoff, [
      join(harnessFixtures, 'jmeter/a.jtl'),
      join(harnessFixtures, 'jmeter/b.jtl'),
    ]);
    await client().receipts.undo({ input: { receipt: receipt! } });
    expect(await client().bakeoffs.get({ bakeoff })).toMatchObject({ runs: [], excluded: [] });
    await importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl')]);
    expect((await client().bakeoffs.get({ bakeoff })).runs).toHaveLength(1);
  });

  it('a closed bakeoff takes no runs until it is opened again', async () => {
    const { bakeoff } = await plan(jtlRows);
    await client().bakeoffs.setStatus({ input: { bakeoff, status: 'closed' } });
    await expect(importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl')])).rejects.toMatchObject({
      code: 'forbidden',
    });
    await client().bakeoffs.setStatus({ input: { bakeoff, status: 'open' } });
    await importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl')]);
  });
});

describe('deviations', () => {
  const describeSides = async () => {
    const { bakeoff } = await plan(jtlRows);
    await importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl'), join(harnessFixtures, 'jmeter/b.jtl')]);
    const { runs } = await client().bakeoffs.get({ bakeoff });
    const of = (side: string) => runs.filter((run) => run.side === side).map(({ id }) => id);
    const size = (runsOf: string[], text: string) =>
      client().bakeoffs.describe({ input: { runs: runsOf, facts: { dataSet: { size: text } } } });
    await size(of('ours'), '1 GB');
    await size(of('theirs'), '2 GB');
    return { bakeoff, of, size };
  };

  it('a hard stop makes every row not comparable until somebody accepts it with a reason', async () => {
    const { bakeoff, size, of } = await describeSides();
    const verdicts = async () =>
      (await client().bakeoffs.get({ bakeoff })).comparison.rows.map(({ row: judged }) => judged.verdict);
    expect(await verdicts()).toEqual(['not comparable', 'not comparable']);
    await client().bakeoffs.waive({ input: { bakeoff, check: 'data-set-size', because: 'Both fit into memory' } });
    expect(await verdicts()).toEqual(['not enough runs', 'not enough runs']);
    expect((await client().bakeoffs.get({ bakeoff })).waivers).toMatchObject([
      { check: 'data-set-size', reason: 'Both fit into memory', byName: 'Ada Admin', lapsed: false },
    ]);
    await size(of('theirs'), '20 GB');
    expect(await verdicts()).toEqual(['not comparable', 'not comparable']);
    expect((await client().bakeoffs.get({ bakeoff })).waivers).toMatchObject([{ lapsed: true }]);
  });

  it('what nobody found cannot be accepted, and not twice', async () => {
    const { bakeoff } = await describeSides();
    const accept = (check: string) => client().bakeoffs.waive({ input: { bakeoff, check, because: 'small' } });
    await expect(accept('region')).rejects.toMatchObject({ code: 'not-found' });
    await accept('data-set-size');
    await expect(accept('data-set-size')).rejects.toMatchObject({ code: 'stale' });
  });
});

describe('roles', () => {
  const as = async (role: 'rep' | 'finance' | 'engineer') => {
    const { result } = await client().workspace.addPerson({ input: { name: `The ${role}`, roles: [role] } });
    await client().workspace.actAs({ person: result!.id });
  };

  it('a rep plans and reads but imports nothing; finance reads', async () => {
    const { bakeoff } = await plan(jtlRows);
    const admin = at.seat.actor!;
    await as('rep');
    await plan(jtlRows);
    await expect(importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl')])).rejects.toMatchObject({
      code: 'forbidden',
    });
    await client().workspace.actAs({ person: admin });
    await as('finance');
    await expect(plan(jtlRows)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await client().bakeoffs.list({})).total).toBe(2);
    await expect(client().bakeoffs.record({ input: { bakeoff } })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('customer view gets nothing of bakeoffs', async () => {
    await plan(jtlRows);
    await expect(at.customer('somebody').bakeoffs.list({})).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('a verdict without figures on both sides is refused, even to an engineer', async () => {
    const { bakeoff } = await plan(jtlRows);
    await as('engineer');
    await expect(client().bakeoffs.record({ input: { bakeoff } })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('nothing to record'),
    });
  });
});

describe('who ran it, and where a figure comes from', () => {
  it('a name of the workspace is kept as that person, any other name as such', async () => {
    const { bakeoff } = await plan(jtlRows);
    const { result } = await importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl')]);
    const [run] = result!.runs;
    const ranBy = async (name: string | null) => {
      await client().bakeoffs.describe({ input: { runs: [run!], ranBy: name } });
      const [view] = (await client().bakeoffs.get({ bakeoff })).runs;
      return { operator: view!.operator, ranBy: view!.ranBy };
    };
    expect(await ranBy('Ada Admin')).toEqual({ operator: at.seat.actor, ranBy: 'Ada Admin' });
    expect(await ranBy('Somebody Else')).toEqual({ operator: null, ranBy: 'Somebody Else' });
    expect(await ranBy(null)).toEqual({ operator: null, ranBy: null });
  });

  it('is told from the file and the receipt on; a bakeoff is found by its runs too', async () => {
    const { bakeoff, number } = await plan(jtlRows);
    const { result, receipt } = await importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl')]);
    const steps = await client().bakeoffs.explain({ bakeoff: number, row: 'home', figure: 'oursMedian' });
    expect(steps[0]).toMatchObject({ what: 'a.jtl, ours', value: 2, unit: 'ms' });
    expect(steps[0]!.from).toContain(`receipt ${receipt}`);
    expect(steps.at(-1)).toMatchObject({ what: 'Median of the runs, ours', value: 2 });
    await expect(client().bakeoffs.explain({ bakeoff, row: 'none' })).rejects.toMatchObject({ code: 'not-found' });
    expect((await client().bakeoffs.get({ bakeoff: result!.runs[0]! })).id).toBe(bakeoff);
  });
});

describe('lists', () => {
  it('show runs, contenders and the newest verdict, and find by number or title', async () => {
    const { bakeoff, number } = await plan(jtlRows);
    await importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl'), join(harnessFixtures, 'jmeter/b.jtl')]);
    await client().bakeoffs.record({ input: { bakeoff } });
    await plan(jtlRows);
    const { bakeoffs, total } = await client().bakeoffs.list({ text: number });
    expect(total).toBe(1);
    expect(bakeoffs).toMatchObject([
      {
        number,
        ours: 'Northwind Catalog',
        runs: { ours: 1, theirs: 1 },
        verdict: { version: 1, headline: 'Not enough runs for a verdict' },
        outdated: false,
      },
    ]);
    expect((await client().bakeoffs.list({ text: 'halden' })).total).toBe(2);
  });
});
