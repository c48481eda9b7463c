import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { harnessFixtures, jtlRows } from '../core/bakeoff-desk';
import { type ClaimsDesk, claimsDesk } from '../core/claims-desk';

let world: ClaimsDesk;
const engineer = () => world.as(world.engineer);
const claims = () => engineer().claims;

beforeEach(async () => {
  world = await claimsDesk();
});
afterEach(() => world.close());

/** A black PNG of these dimensions. */
function png(width: number, height: number): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    // Nobody reads the checksum here.
    return Buffer.concat([length, Buffer.from(kind), data, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A bakeoff with a run a side and a recorded verdict. */
async function measured() {
  const { bakeoffs } = engineer();
  const { result } = await bakeoffs.create({
    input: {
      title: 'Shop',
      metrics: jtlRows,
      errorRateLimit: null,
      ours: { product: 'Ours' },
      theirs: { product: 'Theirs' },
    },
  });
  const bakeoff = result!.id;
  const files: string[] = [];
  for (const name of ['a', 'b'])
    files.push((await world.desk.intake.point(join(harnessFixtures, 'jmeter', `${name}.jtl`))).id);
  const { reading } = await bakeoffs.read({ bakeoff, files });
  const read = await bakeoffs.reading({ reading, wait: true });
  const { contenders } = await bakeoffs.get({ bakeoff });
  await bakeoffs.importRuns({
    reading,
    runs: read.files.map(({ file, suggested, run }, index) => ({
      file,
      contender: suggested?.contender ?? contenders[index]!.id,
      confirmed: run!.confirmations.map(({ code }) => code),
    })),
  });
  const { runs } = await bakeoffs.get({ bakeoff });
  const verdict = (await bakeoffs.record({ input: { bakeoff } })).result!;
  return { bakeoff, number: result!.number, runs, verdict: verdict.id, verdictNumber: verdict.number };
}

describe('evidence of an element', () => {
  it('is a metric of a run or verdict, log lines, a configuration key, a part of a picture, a page, or a public address', async () => {
    const { elements, chart } = await world.readyChart();
    const { runs, verdict, verdictNumber } = await measured();
    const [element] = elements;
    const raw = runs[0]!.files[0]!;
    const attach = async (evidence: Parameters<ReturnType<typeof claims>['attach']>[0]['evidence']) =>
      (await claims().attach({ element: element!, evidence })).result!.id;
    const log = await world.hand('server.log', 'start\ncache miss 1\ncache hit 1\ncache hit 2\n');
    const page = await world.hand('page.html', '<h1>Docs</h1><p>The cache is\n refreshed on <b>change</b>.</p>');
    const manual = await world.hand('manual.txt', 'Page 1. Documents are kept in memory.');
    const screen = await world.hand('console.png', png(320, 200));
    const attached = [
      await attach({ kind: 'metric', run: runs[0]!.id, row: 'home' }),
      await attach({ kind: 'metric', verdict: verdictNumber, row: 'Home' }),
      await attach({ kind: 'log', handed: log, fromLine: 3, toLine: 4 }),
      await attach({ kind: 'log', sha256: raw.sha256, fromLine: 1, toLine: 2 }),
      await attach({
        kind: 'screenshot',
        handed: screen,
        region: { x: 10, y: 20, width: 100, height: 50 },
        caption: 'Console',
      }),
      await attach({ kind: 'document', handed: manual, page: 1, quote: 'kept in memory' }),
      await attach({
        kind: 'web',
        handed: page,
        url: 'https://docs.example.com/cache',
        capturedOn: '2026-11-10',
        quote: 'The cache is refreshed on change',
      }),
    ];
    const shown = (await claims().chart({ chart })).rows[0]!.evidence;
    expect(shown.map(({ id }) => id)).toEqual(expect.arrayContaining(attached));
    expect(shown.map(({ title }) => title)).toEqual([
      'platform.yaml, cache.size = 64',
      expect.stringMatching(/^Home of .*\.jtl \(B-/),
      `Home of verdict ${verdictNumber} (${verdictNumber.split('/')[0]})`,
      'server.log, lines 3–4',
      expect.stringMatching(/\.jtl, lines 1–2$/),
      'Console, 100 × 50 pixels at 10, 20',
      'manual.txt, page 1',
      'https://docs.example.com/cache, captured 2026-11-10',
    ]);
    for (const { stale, broken, damaged, receipt } of shown) {
      expect([stale, broken, damaged]).toEqual([[], false, []]);
      expect(receipt).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(shown[3]!.citation).toMatchObject({ quote: 'cache hit 1\ncache hit 2', run: null });
    expect(shown[4]!.citation).toMatchObject({ run: runs[0]!.id, file: { sha256: raw.sha256 } });
    expect(await claims().checkEvidence({ chart })).toMatchObject({ broken: [] });
    expect((await claims().supportedBy({ verdict })).map(({ element: of, cited }) => [of, cited])).toEqual([
      [element, true],
    ]);
  });

  it('is refused with the place where what is said of it does not stand', async () => {
    const { elements } = await world.readyChart();
    const refuses = async (
      evidence: Parameters<ReturnType<typeof claims>['attach']>[0]['evidence'],
      error: Record<string, unknown>,
    ) =>
      expect(claims().attach({ element: elements[0]!, evidence })).rejects.toMatchObject({
        code: 'bad-input',
        ...error,
      });
    const yaml = await world.hand('a.yaml', 'cache:\n  size: 64\n');
    const log = await world.hand('a.log', 'one\ntwo\n');
    const screen = await world.hand('a.png', png(10, 10));
    await refuses({ kind: 'configuration', handed: yaml, key: 'cache.kind' }, { where: { file: 'a.yaml' } });
    await refuses(
      { kind: 'configuration', handed: yaml, key: 'cache.size', value: '8' },
      { message: 'a.yaml sets cache.size to “64”, not to “8”.', where: { file: 'a.yaml', line: 2 } },
    );
    await refuses({ kind: 'log', handed: log, fromLine: 1, toLine: 9 }, { where: { file: 'a.log', line: 2 } });
    await refuses(
      { kind: 'screenshot', handed: screen, region: { x: 5, y: 5, width: 6, height: 1 } },
      { where: { file: 'a.png', field: 'region' } },
    );
    await refuses({ kind: 'screenshot', handed: log }, { where: { file: 'a.log' } });
    await refuses(
      { kind: 'document', handed: log, page: 1, quote: 'three' },
      { where: { file: 'a.log', field: 'quote' } },
    );
    await refuses(
      { kind: 'document', handed: log, page: 3, quote: 'two' },
      { message: 'a.log is text of one page, and page 3 was cited.', where: { file: 'a.log', field: 'page' } },
    );
    await refuses(
      { kind: 'web', handed: log, url: 'https://example.org/a', capturedOn: '2027-01-01', quote: 'two' },
      { where: { file: 'a.log', field: 'capturedOn' } },
    );
    await refuses({ kind: 'metric', row: 'home' }, { where: { field: 'run' } });
  });

  it('says so when a file is missing or altered, and names the rows that break', async () => {
    const { chart, elements } = await world.readyChart();
    const { citation } = (await claims().chart({ chart })).rows[0]!.evidence[0]!;
    const { sha256 } = citation.kind === 'metric' ? { sha256: '' } : citation.file;
    const path = world.desk.workspace().blobs.path(sha256);
    const before = readFileSync(path);
    appendFileSync(path, 'x');
    expect(await claims().checkEvidence({ chart })).toEqual({
      files: 1,
      broken: [{ file: 'platform.yaml', sha256, problem: 'altered', elements: ['1[a]', '1[b]', '1[c]'] }],
    });
    expect((await claims().chart({ chart })).rows[2]).toMatchObject({
      stale: ['platform.yaml is not the file that was cited: it was altered.'],
      evidence: [{ broken: true, damaged: ['platform.yaml'] }],
    });
    rmSync(path);
    await expect(claims().submit({ input: { chart } })).rejects.toMatchObject({
      code: 'bad-input',
      message: 'platform.yaml is not on this device and breaks 1[a], 1[b], 1[c].',
      where: { file: 'platform.yaml' },
    });
    const handed = await world.hand('platform.yaml', before);
    await claims().attach({ element: elements[0]!, evidence: { kind: 'configuration', handed, key: 'cache.size' } });
    expect((await claims().submit({ input: { chart } })).status).toBe('done');
  });
});

describe('evidence that lives', () => {
  it('shows on the element, the release, the deal and legal’s list when its run is left out', async () => {
    const { chart, elements } = await world.readyChart();
    const { runs, verdictNumber } = await measured();
    await claims().attach({ element: elements[0]!, evidence: { kind: 'metric', run: runs[0]!.id, row: 'home' } });
    await claims().attach({ element: elements[1]!, evidence: { kind: 'metric', verdict: verdictNumber, row: 'home' } });
    const { request } = (await claims().submit({ input: { chart } })).result!;
    for (const person of [world.lawyer, world.lawyer2])
      await world
        .as(person)
        .approvals.decide({ input: { request, role: 'legal', decision: 'approve' }, reason: 'Fine.' });
    const { release } = (await world.as(world.lawyer).claims.release({ input: { chart, version: 1 } })).result!;
    const rep = world.as(world.rep).claims;
    await rep.addToDeal({ input: { release, deal: world.deal, underNda: true } });
    expect(await world.as(world.lawyer).claims.attention()).toEqual([]);
    const customer = clientInProcess(
      sessionAt({ actor: world.rep }, { desk: world.desk, face: 'test', customerAccount: world.account }),
    );
    expect(await customer.claims.customer()).toMatchObject([{ id: release }]);

    await engineer().bakeoffs.exclude({ input: { run: runs[0]!.id, because: 'The disk was full' } });
    const why = expect.stringContaining('The cited run was left out: The disk was full');
    expect((await claims().chart({ chart })).rows[0]!.stale).toEqual([why]);
    expect(await customer.claims.customer()).toEqual([]);
    expect((await claims().chart({ chart })).rows[1]!.stale.join(' ')).toContain('left out since');
    expect((await rep.released({ release })).stale[0]).toEqual(why);
    expect((await rep.ofDeal({ deal: world.deal }))[0]!.stale[0]).toEqual(why);
    expect(await world.as(world.lawyer).claims.attention()).toMatchObject([
      { chart, version: 1, standing: 'released', elements: ['1[a]', '1[b]'] },
    ]);
    expect((await claims().chart({ chart })).blockers.join(' ')).toContain('1[a]: The cited run was left out');
  });

  it('says that there is a newer copy of a file, and that the key is set otherwise in it', async () => {
    const { chart, elements } = await world.readyChart();
    const handed = await world.hand('platform.yaml', 'cache:\n  size: 8\n');
    await claims().attach({ element: elements[2]!, evidence: { kind: 'configuration', handed, key: 'cache.size' } });
    const { rows } = await claims().chart({ chart });
    expect(rows[0]!.stale).toEqual(['A newer platform.yaml of 2026-11-12 sets cache.size to “8”; “64” was cited.']);
    expect(rows[2]!.evidence.map(({ broken }) => broken)).toEqual([true, false]);
  });
});

describe('what would have to be measured', () => {
  it('plans the row in a new bakeoff or in one without runs, and finds the element again from its verdict', async () => {
    const { chart, elements } = await world.readyChart();
    const [element] = elements;
    const made = (
      await claims().measure({
        input: { element: element!, create: { title: 'Cache', template: 'custom' }, metric: jtlRows[0]! },
      })
    ).result!;
    expect((await engineer().bakeoffs.get({ bakeoff: made.bakeoff })).metrics.map(({ id }) => id)).toEqual(['home']);
    await claims().measure({ input: { element: elements[1]!, bakeoff: made.number, metric: jtlRows[1]! } });
    expect((await claims().chart({ chart })).rows[0]!.metrics).toMatchObject([
      { bakeoff: made.bakeoff, row: 'home', label: 'Home', outcome: null },
    ]);
    const { number, verdict } = await measured();
    await expect(
      claims().measure({
        input: { element: element!, bakeoff: number, metric: { ...jtlRows[0]!, id: 'other', series: 'Other' } },
      }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await claims().measure({ input: { element: element!, bakeoff: number, row: 'home' } });
    expect(await claims().supportedBy({ verdict })).toMatchObject([
      { element, row: 'home', cited: false, outcome: 'not enough runs' },
    ]);
    expect(await world.as(world.rep).claims.supportedBy({ verdict })).toEqual([]);
  });
});
