import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../src-core/ledger/verify';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import type { Metric, ReadingView } from '../../src-shared/bakeoffs';
import { fixedContext } from '../../src-shared/kernel/context';

const fixtures = join(import.meta.dirname, '../fixtures/harness');
const sample = join(import.meta.dirname, '../../resources/sample/bakeoffs');

let root: string;
let desk: DeskProcess;
const seat: Seat = { actor: null };
const client = () => clientInProcess(sessionAt(seat, { desk, face: 'test' }));

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-bakeoffs-'));
  desk = new DeskProcess({
    context: fixedContext({ now: Date.UTC(2026, 10, 23, 8), seed: 7, stepMilliseconds: 3 }),
    stateFolder: join(root, 'state'),
    dataFolder: join(root, 'data'),
    deviceName: 'test device',
    jobsInThisThread: true,
    watchEvery: 0,
  });
  await client().workspace.create({
    name: 'Northwind',
    company: 'Northwind Ltd',
    currency: 'EUR',
    owner: { name: 'Ada Admin', email: 'ada@example.com' },
  });
});

afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

const row = (series: string, metric: string, unit: string, more: Partial<Metric> = {}): Metric => ({
  id: series.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
  label: series,
  series,
  metric,
  unit,
  better: 'lower',
  measure: { kind: 'median' },
  ...more,
});

async function plan(
  metrics: Metric[],
  { ours = 'Northwind Catalog', theirs = 'Ostrane Catalog', errorRateLimit = 0.03 as number | null } = {},
) {
  const { result } = await client().bakeoffs.create({
    input: {
      title: 'Halden, shop under load',
      metrics,
      errorRateLimit,
      ours: { product: ours },
      theirs: { product: theirs },
    },
  });
  const bakeoff = result!.id;
  const { contenders } = await client().bakeoffs.get({ bakeoff });
  const of = (side: string) => contenders.find((one) => one.side === side)!.id;
  return { bakeoff, number: result!.number, ours: of('ours'), theirs: of('theirs') };
}

async function read(bakeoff: string, paths: readonly string[]): Promise<ReadingView> {
  const files = await Promise.all(paths.map(async (path) => (await desk.intake.point(path)).id));
  const { reading } = await client().bakeoffs.read({ bakeoff, files });
  for (let tries = 0; tries < 600; tries += 1) {
    const view = await client().bakeoffs.reading({ reading });
    if (view.state !== 'reading') return view;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the files were not read in time');
}

const jtl = [row('Home', 'elapsed', 'ms'), row('Item', 'elapsed', 'ms')];

/** Reads and imports files for the sides that they seem to be of. */
async function importAll(bakeoff: string, paths: readonly string[]) {
  const reading = await read(bakeoff, paths);
  return client().bakeoffs.importRuns({
    reading: reading.id,
    runs: reading.files.map(({ file, suggested, run }) => ({
      file,
      contender: suggested!.contender,
      confirmed: run!.confirmations.map(({ code }) => code),
    })),
  });
}

describe('one run a side', () => {
  it.each([
    ['JMeter', 'jmeter/a.jtl', 'jmeter/b.jtl', jtl],
    ['k6', 'k6/a.ndjson', 'k6/b.ndjson', [row('create_agenda', 'http_req_duration', 'ms')]],
  ])('of %s is not enough for a verdict, and says how many more are needed', async (_, a, b, metrics) => {
    const { bakeoff } = await plan(metrics, { errorRateLimit: null });
    const { status } = await importAll(bakeoff, [join(fixtures, a), join(fixtures, b)]);
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

const importSample = async (name: string) => {
  const folder = join(sample, name);
  const agreed = JSON.parse(readFileSync(join(folder, 'bakeoff.json'), 'utf8')) as {
    ours: { product: string };
    theirs: { product: string };
  };
  const planned = await plan(
    ['regional-totals', 'top-customers', 'archive'].map((series) => row(series, 'wall_time', 's')),
    { ours: agreed.ours.product, theirs: agreed.theirs.product },
  );
  const paths = readdirSync(join(folder, 'runs')).map((file) => join(folder, 'runs', file));
  await importAll(planned.bakeoff, paths);
  return planned;
};

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
    const charts = await client().bakeoffs.charts({ bakeoff });
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
    const workspace = desk.workspace();
    const report = await verifyLedger(workspace.journal, workspace.chains(), { deep: true });
    expect(report).toMatchObject({ ok: true });
    expect(checkRebuild(workspace)).toMatchObject({ ok: true, differences: [] });
    const shared = workspace.runner.statement("SELECT body FROM parts WHERE readers = 'shared'").all() as {
      body: string;
    }[];
    expect(shared.filter(({ body }) => body?.includes('Rafael Brandt'))).toEqual([]);
  });
});

describe('files that are not what they should be', () => {
  it.each([
    ['hyperfine/edge-truncated.json', /line|damaged|cut|JSON/i],
    ['jmeter/edge-empty.jtl', /holds no results/],
    ['jmeter/edge-header-only.jtl', /no (results|measurements)/],
    ['hyperfine/edge-no-results.json', /no (results|measurements)/],
  ])('%s is refused with the reason and the place, and nothing is stored', async (name, reason) => {
    const { bakeoff, ours } = await plan(jtl);
    const reading = await read(bakeoff, [join(fixtures, name)]);
    const [file] = reading.files;
    expect(file!.problem).toMatchObject({ code: 'bad-input', message: expect.stringMatching(reason) });
    expect(file!.problem!.where!.file).toBe(basename(name));
    const before = desk.workspace().journal.count();
    await expect(
      client().bakeoffs.importRuns({
        reading: reading.id,
        runs: [{ file: file!.file, contender: ours, confirmed: [] }],
      }),
    ).rejects.toMatchObject({ code: 'bad-input' });
    expect(desk.workspace().journal.count()).toBe(before);
    expect((await client().bakeoffs.get({ bakeoff })).runs).toEqual([]);
  });

  it('an unknown file does not keep the others from being read', async () => {
    const { bakeoff } = await plan(jtl);
    const notes = join(root, 'notes.txt');
    writeFileSync(notes, 'warm-up was forgotten');
    const { files } = await read(bakeoff, [notes, join(fixtures, 'jmeter/a.jtl')]);
    expect(files.map(({ problem }) => problem?.message ?? null)).toEqual([
      'This is no result file of a known harness.',
      null,
    ]);
  });

  it('warnings must be confirmed by name, and a part that is missing makes the run incomplete', async () => {
    const { bakeoff, ours } = await plan(jtl);
    const reading = await read(bakeoff, [join(fixtures, 'jmeter/edge-truncated.jtl')]);
    const [file] = reading.files;
    const choice = { file: file!.file, contender: ours };
    const codes = file!.run!.confirmations.map(({ code }) => code);
    expect(codes).toEqual(['skipped-rows']);
    const before = desk.workspace().journal.count();
    await expect(
      client().bakeoffs.importRuns({ reading: reading.id, runs: [{ ...choice, confirmed: [] }] }),
    ).rejects.toMatchObject({ code: 'bad-input', details: { unconfirmed: codes } });
    expect(desk.workspace().journal.count()).toBe(before);
    await client().bakeoffs.importRuns({ reading: reading.id, runs: [{ ...choice, confirmed: codes }] });
    const { runs } = await client().bakeoffs.get({ bakeoff });
    expect(runs).toMatchObject([{ confirmed: codes, metadata: { complete: false }, parse: 'ok-with-warnings' }]);
  });

  it('the same bytes are recognised under another name and refused', async () => {
    const { bakeoff, theirs } = await plan(jtl);
    await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl')]);
    const copy = join(root, 'renamed.jtl');
    copyFileSync(join(fixtures, 'jmeter/a.jtl'), copy);
    const { id, files } = await read(bakeoff, [copy]);
    expect(files[0]!.duplicateOf).toMatchObject({ name: 'a.jtl' });
    await expect(
      client().bakeoffs.importRuns({ reading: id, runs: [{ file: files[0]!.file, contender: theirs, confirmed: [] }] }),
    ).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('a.jtl') });
  });

  it('a file that changed after it was read is not stored', async () => {
    const { bakeoff, ours } = await plan(jtl);
    const path = join(root, 'run.jtl');
    copyFileSync(join(fixtures, 'jmeter/a.jtl'), path);
    const { id, files } = await read(bakeoff, [path]);
    writeFileSync(path, readFileSync(join(fixtures, 'jmeter/b.jtl')));
    await expect(
      client().bakeoffs.importRuns({ reading: id, runs: [{ file: files[0]!.file, contender: ours, confirmed: [] }] }),
    ).rejects.toMatchObject({ code: 'stale' });
    expect((await client().bakeoffs.get({ bakeoff })).runs).toEqual([]);
  });

  it('a description of other bytes is a problem, one without its file too', async () => {
    const { bakeoff } = await plan(jtl);
    const described = join(root, '01-a.jtl');
    copyFileSync(join(fixtures, 'jmeter/a.jtl'), described);
    const meta = join(root, '01-a.meta.json');
    writeFileSync(meta, JSON.stringify({ files: [{ name: '01-a.jtl', sha256: 'a'.repeat(64) }] }));
    const lonely = join(root, '02-b.meta.json');
    writeFileSync(lonely, JSON.stringify({ product: 'Ostrane Catalog' }));
    const { files } = await read(bakeoff, [described, meta, lonely]);
    expect(files.map(({ problem }) => problem?.message)).toEqual([
      expect.stringContaining('written for other bytes'),
      expect.stringContaining('not among the files'),
    ]);
  });

  it('reading can be cancelled; nothing is kept', async () => {
    const { bakeoff } = await plan(jtl);
    const path = join(root, 'big.jtl');
    writeFileSync(path, `timeStamp,elapsed,label,success\n${'1767225600000,5,Home,true\n'.repeat(400_000)}`);
    const { id } = await desk.intake.point(path);
    const { reading, job } = await client().bakeoffs.read({ bakeoff, files: [id] });
    await client().system.jobs.cancel({ id: job });
    for (let tries = 0; tries < 300; tries += 1) {
      if ((await client().bakeoffs.reading({ reading })).state !== 'reading') break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await client().bakeoffs.reading({ reading })).toMatchObject({ state: 'cancelled', files: [] });
  });
});

describe('what is fixed before the runs', () => {
  it('rows and band cannot change once there is a run; before that they can', async () => {
    const { bakeoff } = await plan(jtl);
    await client().bakeoffs.revise({ input: { bakeoff, band: 0.1 } });
    await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl')]);
    await expect(client().bakeoffs.revise({ input: { bakeoff, band: 0.2 } })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('fixed before the runs'),
    });
    await client().bakeoffs.revise({ input: { bakeoff, title: 'Halden, another title' } });
    expect(await client().bakeoffs.get({ bakeoff })).toMatchObject({ band: 0.1, title: 'Halden, another title' });
  });

  it('leaving every run out does not open them again', async () => {
    const { bakeoff } = await plan(jtl);
    const { result } = await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl')]);
    await client().bakeoffs.exclude({ input: { run: result!.runs[0]!, because: 'not as hoped' } });
    await expect(client().bakeoffs.revise({ input: { bakeoff, band: 0.2 } })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('an import that is undone leaves no run, and the same file can be imported again', async () => {
    const { bakeoff } = await plan(jtl);
    const { receipt } = await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl'), join(fixtures, 'jmeter/b.jtl')]);
    await client().receipts.undo({ input: { receipt: receipt! } });
    expect(await client().bakeoffs.get({ bakeoff })).toMatchObject({ runs: [], excluded: [] });
    await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl')]);
    expect((await client().bakeoffs.get({ bakeoff })).runs).toHaveLength(1);
  });

  it('a closed bakeoff takes no runs until it is opened again', async () => {
    const { bakeoff } = await plan(jtl);
    await client().bakeoffs.setStatus({ input: { bakeoff, status: 'closed' } });
    await expect(importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl')])).rejects.toMatchObject({ code: 'forbidden' });
    await client().bakeoffs.setStatus({ input: { bakeoff, status: 'open' } });
    await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl')]);
  });
});

describe('deviations', () => {
  const describeSides = async () => {
    const { bakeoff } = await plan(jtl);
    await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl'), join(fixtures, 'jmeter/b.jtl')]);
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
    const { bakeoff } = await plan(jtl);
    const admin = seat.actor!;
    await as('rep');
    await plan(jtl);
    await expect(importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl')])).rejects.toMatchObject({ code: 'forbidden' });
    await client().workspace.actAs({ person: admin });
    await as('finance');
    await expect(plan(jtl)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await client().bakeoffs.list({})).total).toBe(2);
    await expect(client().bakeoffs.record({ input: { bakeoff } })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('customer view gets nothing of bakeoffs', async () => {
    await plan(jtl);
    const customer = clientInProcess(sessionAt(seat, { desk, face: 'test', customerAccount: 'somebody' }));
    await expect(customer.bakeoffs.list({})).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('a verdict without figures on both sides is refused, even to an engineer', async () => {
    const { bakeoff } = await plan(jtl);
    await as('engineer');
    await expect(client().bakeoffs.record({ input: { bakeoff } })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('nothing to record'),
    });
  });
});

describe('documents of a verdict', () => {
  it('a deck and a bundle carry the raw files, and every figure in them is computed again from these', async () => {
    const { bakeoff } = await importSample('batch-report');
    const { result } = await client().bakeoffs.record({ input: { bakeoff } });
    const deck = await client().documents.build({ kind: 'proof-deck', subject: result!.id });
    expect(deck).toMatchObject({ kind: 'proof-deck', final: true, disclosure: 'nda', present: true });
    expect(deck.sources.length).toBeGreaterThan(1);
    const checkedDeck = await client().documents.verify({ file: deck.file });
    expect(checkedDeck.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checkedDeck.consistent).toBe(true);
    const figures = checkedDeck.checks.filter(({ name }) => name.includes('figures'));
    expect(figures.reduce((sum, { compared }) => sum + (compared ?? 0), 0)).toBeGreaterThan(60);
    expect(checkedDeck.checks.filter(({ skipped, vouchedBySigner }) => skipped || vouchedBySigner)).toEqual([]);
    const bundle = await client().documents.build({ kind: 'evidence-bundle', subject: result!.id });
    const checkedBundle = await client().documents.verify({ file: bundle.file });
    expect(checkedBundle.checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('stay inside where the competitor must not be named, and wait until hard stops are accepted', async () => {
    const { bakeoff } = await plan(jtl);
    await client().bakeoffs.revise({ input: { bakeoff, competitorInternalOnly: true } });
    await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl'), join(fixtures, 'jmeter/b.jtl')]);
    const inside = (await client().bakeoffs.record({ input: { bakeoff } })).result!.id;
    await expect(
      client().documents.build({ kind: 'proof-deck', subject: inside, disclosure: 'nda' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await client().documents.build({ kind: 'proof-deck', subject: inside })).toMatchObject({
      disclosure: 'internal',
    });
    await client().bakeoffs.revise({ input: { bakeoff, competitorInternalOnly: false } });
    const { runs } = await client().bakeoffs.get({ bakeoff });
    const sizes = { ours: '1 GB', theirs: '2 GB' };
    for (const { id, side } of runs) {
      await client().bakeoffs.describe({ input: { runs: [id], facts: { dataSet: { size: sizes[side] } } } });
    }
    const stopped = (await client().bakeoffs.record({ input: { bakeoff } })).result!.id;
    await expect(client().documents.build({ kind: 'proof-deck', subject: stopped })).rejects.toMatchObject({
      code: 'check-failed',
      details: { checks: ['data-set-size'] },
    });
  });
});

describe('who ran it, and where a figure comes from', () => {
  it('a name of the workspace is kept as that person, any other name as such', async () => {
    const { bakeoff } = await plan(jtl);
    const { result } = await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl')]);
    const [run] = result!.runs;
    const ranBy = async (name: string | null) => {
      await client().bakeoffs.describe({ input: { runs: [run!], ranBy: name } });
      const [view] = (await client().bakeoffs.get({ bakeoff })).runs;
      return { operator: view!.operator, ranBy: view!.ranBy };
    };
    expect(await ranBy('Ada Admin')).toEqual({ operator: seat.actor, ranBy: 'Ada Admin' });
    expect(await ranBy('Somebody Else')).toEqual({ operator: null, ranBy: 'Somebody Else' });
    expect(await ranBy(null)).toEqual({ operator: null, ranBy: null });
  });

  it('is told from the file and the receipt on; a bakeoff is found by its runs too', async () => {
    const { bakeoff, number } = await plan(jtl);
    const { result, receipt } = await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl')]);
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
    const { bakeoff, number } = await plan(jtl);
    await importAll(bakeoff, [join(fixtures, 'jmeter/a.jtl'), join(fixtures, 'jmeter/b.jtl')]);
    await client().bakeoffs.record({ input: { bakeoff } });
    await plan(jtl);
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
