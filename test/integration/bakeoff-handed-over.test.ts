import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { bakeoffTemplates, templateMetrics } from '../../src-shared/bakeoffs';
import { fixedContext } from '../../src-shared/kernel/context';

const fixtures = join(import.meta.dirname, '../fixtures/harness/jmeter');

let root: string;
let desk: DeskProcess;
const seat: Seat = { actor: null };
const client = () => clientInProcess(sessionAt(seat, { desk, face: 'test' }));

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-handed-'));
  desk = new DeskProcess({
    context: fixedContext({ now: Date.UTC(2026, 10, 23, 8), seed: 7, stepMilliseconds: 3 }),
    stateFolder: join(root, 'state'),
    dataFolder: join(root, 'data'),
    deviceName: 'test device',
    jobsInThisThread: true,
    watchEvery: 0,
  });
  const owner = { name: 'Ada Admin', email: 'ada@example.com' };
  await client().workspace.create({ name: 'Northwind', company: 'Northwind Ltd', currency: 'EUR', owner });
});
afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

async function handOver(...names: string[]) {
  const files = await Promise.all(names.map(async (name) => (await desk.intake.point(join(fixtures, name))).id));
  const { reading } = await client().bakeoffs.read({ bakeoff: null, files });
  return client().bakeoffs.reading({ reading, wait: true });
}

async function plan() {
  const [template] = bakeoffTemplates;
  const metrics = templateMetrics(template!, template!.harnesses[0]!, ['Home']);
  const input = { title: 'Shop', metrics, ours: { product: 'Northwind' }, theirs: { product: 'Ostrane' } };
  return (await client().bakeoffs.create({ input })).result!;
}

describe('files that are handed over before anybody said what for', () => {
  it('are read, and given to a bakeoff with the sides that a person chose', async () => {
    const view = await handOver('a.jtl', 'b.jtl', 'edge-empty.jtl');
    expect(view.bakeoff).toBeNull();
    expect(view.files.map(({ name, run }) => [name, run?.tool])).toEqual([
      ['a.jtl', 'jmeter'],
      ['b.jtl', 'jmeter'],
      ['edge-empty.jtl', 'jmeter'],
    ]);
    expect(view.files[0]!.run!.series.length).toBeGreaterThan(0);
    expect(view.files.map(({ side }) => side).slice(0, 2)).toEqual(['ours', 'theirs']);
    await expect(
      client().bakeoffs.importRuns({ reading: view.id, runs: [{ file: view.files[0]!.file, contender: 'x' }] }),
    ).rejects.toMatchObject({ code: 'bad-input' });

    const { id, number } = await plan();
    const [a, b] = view.files;
    const given = await client().bakeoffs.assign({
      reading: view.id,
      bakeoff: id,
      files: [a!.file, b!.file],
      sides: { [a!.file]: 'theirs' },
    });
    const read = await client().bakeoffs.reading({ reading: given.reading, wait: true });
    expect(read.bakeoff).toMatchObject({ id, number });
    expect(read.files.map(({ name, suggested }) => [name, suggested?.because])).toEqual([
      ['a.jtl', 'you said so'],
      ['b.jtl', 'its name says so'],
    ]);
    expect(read.files[0]!.run!.figures).not.toHaveLength(0);
    // What was not given stays where it was.
    const left = await client().bakeoffs.readings({});
    expect(left.map(({ bakeoff, files }) => [bakeoff?.number ?? null, files.map(({ name }) => name)])).toEqual([
      [null, ['edge-empty.jtl']],
      [number, ['a.jtl', 'b.jtl']],
    ]);
  });

  it('are recognised by their bytes: among those that wait, and among the runs of any bakeoff', async () => {
    const first = await handOver('a.jtl');
    const again = await handOver('a.jtl');
    expect([first, again].map(({ files }) => files[0]!.sameAs)).toEqual([null, 'a.jtl']);
    await client().bakeoffs.discard({ reading: again.id });

    const { id, number } = await plan();
    const { reading } = await client().bakeoffs.assign({ reading: first.id, bakeoff: id });
    const { files } = await client().bakeoffs.reading({ reading, wait: true });
    const { file, suggested, run } = files[0]!;
    const confirmed = run!.confirmations.map(({ code }) => code);
    await client().bakeoffs.importRuns({ reading, runs: [{ file, contender: suggested!.contender, confirmed }] });
    const third = await handOver('a.jtl');
    expect(third.files[0]!.duplicateOf).toMatchObject({ name: 'a.jtl', bakeoff: number });
  });
});

describe('the A/A check', () => {
  it('is a job of its own, and says that one run a side bears no verdict', async () => {
    const { id } = await plan();
    expect(await client().bakeoffs.aa({ bakeoff: id })).toEqual([
      { side: 'ours', check: null },
      { side: 'theirs', check: null },
    ]);
    const jobs = await client().system.jobs.list();
    expect(jobs.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^A\/A check of B-/));
  });
});
