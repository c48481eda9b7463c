import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BakeoffDesk, harnessFixtures, jtlRows } from '../core/bakeoff-desk';

let at: BakeoffDesk;
const client = () => at.client();
const plan = (...asked: Parameters<BakeoffDesk['plan']>) => at.plan(...asked);
const read = (...asked: Parameters<BakeoffDesk['read']>) => at.read(...asked);
const importAll = (...asked: Parameters<BakeoffDesk['importAll']>) => at.importAll(...asked);

beforeEach(async () => {
  at = await BakeoffDesk.open();
});
afterEach(() => at.close());

describe('files that are not what they should be', () => {
  it.each([
    ['hyperfine/edge-truncated.json', /line|damaged|cut|JSON/i],
    ['jmeter/edge-empty.jtl', /holds no results/],
    ['jmeter/edge-header-only.jtl', /no (results|measurements)/],
    ['hyperfine/edge-no-results.json', /no (results|measurements)/],
  ])('%s is refused with the reason and the place, and nothing is stored', async (name, reason) => {
    const { bakeoff, ours } = await plan(jtlRows);
    const reading = await read(bakeoff, [join(harnessFixtures, name)]);
    const [file] = reading.files;
    expect(file!.problem).toMatchObject({ code: 'bad-input', message: expect.stringMatching(reason) });
    expect(file!.problem!.where!.file).toBe(basename(name));
    const before = at.desk.workspace().journal.count();
    await expect(
      client().bakeoffs.importRuns({
        reading: reading.id,
        runs: [{ file: file!.file, contender: ours, confirmed: [] }],
      }),
    ).rejects.toMatchObject({ code: 'bad-input' });
    expect(at.desk.workspace().journal.count()).toBe(before);
    expect((await client().bakeoffs.get({ bakeoff })).runs).toEqual([]);
  });

  it('an unknown file does not keep the others from being read', async () => {
    const { bakeoff } = await plan(jtlRows);
    const notes = join(at.root, 'notes.txt');
    writeFileSync(notes, 'warm-up was forgotten');
    const { files } = await read(bakeoff, [notes, join(harnessFixtures, 'jmeter/a.jtl')]);
    expect(files.map(({ problem }) => problem?.message ?? null)).toEqual([
      'This is no result file of a known harness.',
      null,
    ]);
  });

  it('warnings must be confirmed by name, and a part that is missing makes the run incomplete', async () => {
    const { bakeoff, ours } = await plan(jtlRows);
    const reading = await read(bakeoff, [join(harnessFixtures, 'jmeter/edge-truncated.jtl')]);
    const [file] = reading.files;
    const choice = { file: file!.file, contender: ours };
    const codes = file!.run!.confirmations.map(({ code }) => code);
    expect(codes).toEqual(['skipped-rows']);
    const before = at.desk.workspace().journal.count();
    await expect(
      client().bakeoffs.importRuns({ reading: reading.id, runs: [{ ...choice, confirmed: [] }] }),
    ).rejects.toMatchObject({ code: 'bad-input', details: { unconfirmed: codes } });
    expect(at.desk.workspace().journal.count()).toBe(before);
    await client().bakeoffs.importRuns({ reading: reading.id, runs: [{ ...choice, confirmed: codes }] });
    const { runs } = await client().bakeoffs.get({ bakeoff });
    expect(runs).toMatchObject([{ confirmed: codes, metadata: { complete: false }, parse: 'ok-with-warnings' }]);
  });

  it('the same bytes are recognised under another name and refused', async () => {
    const { bakeoff, theirs } = await plan(jtlRows);
    await importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl')]);
    const copy = join(at.root, 'renamed.jtl');
    copyFileSync(join(harnessFixtures, 'jmeter/a.jtl'), copy);
    const { id, files } = await read(bakeoff, [copy]);
    expect(files[0]!.duplicateOf).toMatchObject({ name: 'a.jtl' });
    await expect(
      client().bakeoffs.importRuns({ reading: id, runs: [{ file: files[0]!.file, contender: theirs, confirmed: [] }] }),
    ).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('a.jtl') });
  });

  it('a file that changed after it was read is not stored', async () => {
    const { bakeoff, ours } = await plan(jtlRows);
    const path = join(at.root, 'run.jtl');
    copyFileSync(join(harnessFixtures, 'jmeter/a.jtl'), path);
    const { id, files } = await read(bakeoff, [path]);
    writeFileSync(path, readFileSync(join(harnessFixtures, 'jmeter/b.jtl')));
    await expect(
      client().bakeoffs.importRuns({ reading: id, runs: [{ file: files[0]!.file, contender: ours, confirmed: [] }] }),
    ).rejects.toMatchObject({ code: 'stale' });
    expect((await client().bakeoffs.get({ bakeoff })).runs).toEqual([]);
  });

  it('a description of other bytes is a problem, one without its file too', async () => {
    const { bakeoff } = await plan(jtlRows);
    const described = join(at.root, '01-a.jtl');
    copyFileSync(join(harnessFixtures, 'jmeter/a.jtl'), described);
    const meta = join(at.root, '01-a.meta.json');
    writeFileSync(meta, JSON.stringify({ files: [{ name: '01-a.jtl', sha256: 'a'.repeat(64) }] }));
    const lonely = join(at.root, '02-b.meta.json');
    writeFileSync(lonely, JSON.stringify({ product: 'Ostrane Catalog' }));
    const { files } = await read(bakeoff, [described, meta, lonely]);
    expect(files.map(({ problem }) => problem?.message)).toEqual([
      expect.stringContaining('written for other bytes'),
      expect.stringContaining('not among the files'),
    ]);
  });

  it('reading can be cancelled; nothing is kept', async () => {
    const { bakeoff } = await plan(jtlRows);
    const path = join(at.root, 'big.jtl');
    writeFileSync(path, `timeStamp,elapsed,label,success\n${'1767225600000,5,Home,true\n'.repeat(400_000)}`);
    const { id } = await at.desk.intake.point(path);
    const { reading, job } = await client().bakeoffs.read({ bakeoff, files: [id] });
    await client().system.jobs.cancel({ id: job });
    for (let tries = 0; tries < 300; tries += 1) {
      if ((await client().bakeoffs.reading({ reading })).state !== 'reading') break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await client().bakeoffs.reading({ reading })).toMatchObject({ state: 'cancelled', files: [] });
  });
});
