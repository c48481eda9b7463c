import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemContext } from '../../src-core/context';
import { withFiles } from '../../src-main/files-on-demand';
import { NOTES } from '../../src-main/sync/notes';
import { Account } from '../../src-shared/deals';
import { DocumentRecord } from '../../src-shared/documents';
import { Person } from '../../src-shared/workspace';
import { typeLine } from '../core/command-line';
import { bakeoffWithRuns, chartWithFile } from '../server/cited-files';
import { type Desk, DesksOnServer, eventually } from '../server/desks';

let world: DesksOnServer;
let ada: Desk;
let mara: Desk;

beforeAll(async () => {
  world = await DesksOnServer.start();
  ada = await world.uploaded(undefined, { automaticSync: false, roles: ['admin', 'engineer'] });
  mara = await world.joined(ada, 'mara', ['rep', 'engineer'], { automaticSync: false });
  await newAccount(mara, 'Her first');
  await mara.desk.sync.round();
}, 120_000);
afterAll(() => world.close());

const status = ({ desk }: Desk) => desk.sync.status();
const newAccount = (by: Desk, name: string) => by.client.deals.createAccount({ input: { name } });
const accountNames = (one: Desk) =>
  one
    .workspace()
    .reader.where(Account, {})
    .map(({ name }) => name);
async function restart(parts: Parameters<DesksOnServer['startServer']>[0] = {}): Promise<void> {
  await world.server.close();
  await world.startServer(parts);
}
/** Puts a logo of so many bytes into the settings. */
async function newLogo(by: Desk, name: string, size: number): Promise<string> {
  const { digest } = by.workspace().blobs.put(Buffer.alloc(size, name), { mediaType: 'image/png', name });
  await by.client.workspace.revise({ input: { brand: { accent: '#1f4fd8', logo: digest, footer: '' } } });
  return digest;
}

it('a file for which the server has no room keeps nothing else, is named with what can be done, and goes there when there is room', async () => {
  await restart({ quotaBytes: 10_000 });
  const large = await newLogo(ada, 'too-large.png', 20_000);
  await newAccount(ada, 'Beside a large file');
  await ada.desk.sync.round();
  expect(status(ada)).toMatchObject({ state: 'synced', pending: 0, uploads: 0, attention: 1, problem: null });
  const [entry] = await ada.client.sync.inbox();
  expect(entry).toMatchObject({
    kind: 'file',
    name: 'too-large.png',
    size: 20_000,
    says: expect.stringMatching(/quota.*Ask who runs the server/),
  });
  await mara.desk.sync.round();
  expect(accountNames(mara)).toContain('Beside a large file');
  expect(mara.workspace().blobs.has(large)).toBe(false);
  // A smaller one behind it goes.
  await newLogo(ada, 'small.png', 5_000);
  await ada.desk.sync.round();
  expect(status(ada)).toMatchObject({ state: 'synced', uploads: 0 });
  await ada.client.workspace.revise({ input: { brand: { accent: '#1f4fd8', logo: large, footer: '' } } });
  await expect(ada.client.sync.discard({ id: entry!.id })).rejects.toMatchObject({ code: 'bad-input' });
  await restart();
  await ada.client.sync.resend({ id: entry!.id });
  await ada.desk.sync.round();
  expect(await ada.client.sync.inbox()).toEqual([]);
  expect(status(ada)).toMatchObject({ state: 'synced', attention: 0 });
  await mara.desk.sync.round();
  expect(mara.workspace().blobs.read(large)).toHaveLength(20_000);
});

it('a file that something reads and that is not here yet is fetched for it; without the server that is what is said', async () => {
  // Larger than what comes by itself.
  const bytes = Buffer.alloc(4_300_000, 'a document of some length ');
  const { digest } = ada.workspace().blobs.put(bytes, { mediaType: 'application/pdf', name: 'long.pdf' });
  await ada.client.workspace.revise({ input: { brand: { accent: '#1f4fd8', logo: digest, footer: '' } } });
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  expect(mara.workspace().blobs.has(digest)).toBe(false);
  // Several pages and a picture may want one file at the same time: it is fetched once.
  const reads = () =>
    Promise.all(
      ['deals', 'quotes'].map(() =>
        withFiles(mara.desk, async () => {
          const bytes = mara.workspace().blobs.read(digest);
          return bytes.length;
        }),
      ),
    );
  await world.server.close();
  await expect(reads()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('not on this device'),
    hint: expect.stringContaining('sync pin'),
  });
  await world.startServer();
  expect(await reads()).toEqual([bytes.length, bytes.length]);
  expect(mara.workspace().blobs.has(digest)).toBe(true);
});

describe('a file that is not on this device', () => {
  let chart: string;
  let bakeoff: string;
  let logo: string;
  /** Digests of what the chart cites, and of what was measured. */
  let cited: string[];
  let raw: string[];

  beforeAll(async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
    logo = ada.workspace().blobs.put(Buffer.from(svg), { mediaType: 'image/svg+xml', name: 'logo.svg' }).digest;
    await ada.client.workspace.revise({ input: { brand: { accent: '#1f4fd8', logo, footer: '' } } });
    ({ chart, cited } = await chartWithFile(ada));
    ({ bakeoff, raw } = await bakeoffWithRuns(ada));
    await ada.desk.sync.round();
    await mara.desk.sync.round();
  });

  /** As on a device where nobody opened them yet. */
  const unfetched = (): void => {
    for (const digest of [logo, ...cited, ...raw]) mara.workspace().blobs.drop(digest);
  };
  const here = (digests: readonly string[]) => digests.filter((digest) => mara.workspace().blobs.has(digest)).length;
  const documents = () => mara.workspace().reader.where(DocumentRecord, {}).length;
  const build = () => mara.client.documents.build({ kind: 'claim-chart', subject: chart });
  const picture = () => mara.client.bakeoffs.exportChart({ bakeoff, kind: 'distribution', format: 'csv' });

  it('is named by whatever wants it, with how to have it, where the server cannot be reached; nothing is made by halves', async () => {
    unfetched();
    const before = documents();
    await world.server.close();
    const { broken } = await mara.client.claims.checkEvidence({ chart });
    expect(broken).toEqual([
      {
        file: 'platform.yaml',
        sha256: cited[0],
        elements: ['1[a]'],
        problem: 'missing',
        why: expect.stringMatching(
          /^platform\.yaml is not on this device, and the server cannot be reached\. It comes when/,
        ),
      },
    ]);
    const unreached = (name: string) => ({
      code: 'unavailable',
      message: expect.stringContaining(`${name} is not on this device, and the server cannot be reached.`),
      hint: expect.stringContaining('proofdesk sync pin'),
    });
    await expect(build()).rejects.toMatchObject(unreached('platform.yaml'));
    // With its evidence here it still is no document without the logo.
    mara.workspace().blobs.put(Buffer.from('cache:\n  size: 64\n'), { mediaType: 'text/plain', name: 'platform.yaml' });
    await expect(build()).rejects.toMatchObject(unreached('The company’s logo'));
    expect(documents()).toBe(before);
    const { figures, absent } = await mara.client.bakeoffs.charts({ bakeoff });
    expect(new Set(figures.map(({ kind }) => kind))).toEqual(new Set(['intervals', 'order']));
    expect(absent.map(({ name, why }) => [name, why])).toEqual([
      ['a.jtl', expect.stringContaining('cannot be reached')],
      ['b.jtl', expect.stringContaining('cannot be reached')],
    ]);
    await expect(picture()).rejects.toMatchObject(unreached('a.jtl'));
    // Nothing is known against evidence that is only elsewhere.
    unfetched();
    const { rows } = await mara.client.claims.chart({ chart });
    expect(rows[0]!.evidence).toMatchObject([{ broken: false, damaged: [] }]);
  });

  it('is fetched, held against its digest and used where the server can be reached', async () => {
    await world.startServer();
    unfetched();
    expect(await mara.client.claims.checkEvidence({ chart })).toEqual({ files: 1, broken: [] });
    expect([here(cited), here([logo]), here(raw)]).toEqual([1, 0, 0]);
    unfetched();
    const document = await build();
    expect(document.present).toBe(true);
    expect(mara.workspace().blobs.read(document.file).includes('%PDF')).toBe(true);
    expect([here(cited), here([logo]), here(raw)]).toEqual([1, 1, 0]);
    const { figures, absent } = await mara.client.bakeoffs.charts({ bakeoff });
    expect([absent, here(raw)]).toEqual([[], raw.length]);
    expect(figures.map(({ kind }) => kind)).toContain('distribution');
    expect((await picture()).content).toContain('ours');
  });

  it('and that nobody sent is named with what may be behind it', async () => {
    const path = join(dirname(mara.folder), 'later.yaml');
    writeFileSync(path, 'cache:\n  kind: memory\n');
    const { id: handed } = await mara.desk.intake.point(path, 'later.yaml');
    const { rows } = await mara.client.claims.chart({ chart });
    await mara.client.claims.attach({
      element: rows[1]!.id,
      evidence: { kind: 'configuration', handed, key: 'cache.kind' },
    });
    const [{ sha256 }] = (await mara.client.claims.chart({ chart })).rows[1]!.evidence.map(
      ({ citation }) => (citation as { file: { sha256: string } }).file,
    ) as [{ sha256: string }];
    mara.workspace().blobs.drop(sha256);
    const { broken } = await mara.client.claims.checkEvidence({ chart });
    expect(broken).toMatchObject([
      { file: 'later.yaml', problem: 'missing', why: expect.stringContaining('may not have sent it yet') },
    ]);
  });
});

describe('several files that are fetched together', () => {
  const names = ['one.yaml', 'two.yaml', 'three.yaml'];
  let chart: string;
  let cited: string[];
  const unfetched = (): void => {
    for (const digest of cited) mara.workspace().blobs.drop(digest);
  };
  const here = () => cited.map((digest) => mara.workspace().blobs.has(digest));
  const jobs = () => mara.desk.jobs.list().filter(({ kind }) => kind === 'sync.fetch-files');
  /** Types a line at her device, and calls it off once something was printed. */
  const typed = async (line: string[], until?: string) => {
    vi.stubEnv('PROOFDESK_STATE', join(world.root, 'mara', 'state'));
    vi.stubEnv('PROOFDESK_DATA', join(world.root, 'mara', 'data'));
    const stop = new AbortController();
    const heard = (text: string): void => {
      if (until && text.includes(until)) stop.abort();
    };
    const reads = !line.includes('--json');
    const answer = await typeLine(line, { folder: world.root, columns: 200, reads, heard, signal: stop.signal });
    vi.unstubAllEnvs();
    return answer;
  };

  beforeAll(async () => {
    ({ chart, cited } = await chartWithFile(ada, names));
    await ada.desk.sync.round();
    await mara.desk.sync.round();
  });

  it('are a job with its progress; where all of them are here there is none', async () => {
    unfetched();
    const told: string[] = [];
    const forget = mara.desk.jobs.subscribe(({ title, state, message }) => told.push(`${title} ${state} ${message}`));
    expect(await mara.client.claims.checkEvidence({ chart })).toEqual({ files: 3, broken: [] });
    forget();
    expect([...new Set(told)]).toEqual([
      'Fetching 3 files running ',
      ...names.map((name, index) => `Fetching 3 files running ${name}, ${index + 1} of 3`),
      'Fetching 3 files done Done',
    ]);
    const before = jobs().length;
    await mara.client.claims.checkEvidence({ chart });
    expect(jobs()).toHaveLength(before);
  });

  it('are called off in the list of jobs: what has come stays, and the next time only the rest is fetched', async () => {
    unfetched();
    const forget = mara.desk.jobs.subscribe(({ id, message }) => {
      if (message.endsWith('2 of 3')) mara.desk.jobs.cancel(id);
    });
    await expect(mara.client.claims.checkEvidence({ chart })).rejects.toMatchObject({
      code: 'cancelled',
      message: 'Fetching 3 files was cancelled; what was done by then stays.',
    });
    forget();
    expect([jobs()[0]!.state, here()]).toEqual(['cancelled', [true, false, false]]);
    expect(await mara.client.claims.checkEvidence({ chart })).toEqual({ files: 3, broken: [] });
    expect(jobs()[0]).toMatchObject({ title: 'Fetching 2 files', state: 'done' });
  });

  it('show how far they are on the command line, and end with Ctrl-C', async () => {
    unfetched();
    const ended = await typed(['claim', 'check', chart], 'two.yaml, 2 of 3');
    expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Fetching 3 files was cancelled') });
    expect(here()).toEqual([true, false, false]);
    const shown = await typed(['claim', 'check', chart]);
    expect(shown.err).toMatch(/ {2}0 % {2}two\.yaml, 1 of 2.* 50 % {2}three\.yaml, 2 of 2/s);
    expect(here()).toEqual([true, true, true]);
    unfetched();
    expect((await typed(['claim', 'check', chart, '--json'])).err).toBe('');
  });

  it('are fetched for a chart that is printed in the same way', async () => {
    unfetched();
    await mara.client.documents.build({ kind: 'claim-chart', subject: chart });
    expect(jobs()[0]).toMatchObject({ title: 'Fetching 3 files', state: 'done' });
  });
});

it('an erasure reaches other devices: nothing personal of it is left in their files', async () => {
  const secret = 'Ottilie Unvergesslich';
  const { result } = await ada.client.workspace.addPerson({
    input: { name: secret, roles: ['rep'], email: 'ottilie@example.com' },
  });
  const person = result!.id;
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  expect(mara.workspace().reader.get(Person, person)?.name).toBe(secret);
  await ada.client.receipts.erasePerson({ input: { person }, reason: 'They asked for it' });
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  await eventually(() => mara.workspace().erasureDue() === null);
  expect(mara.workspace().reader.get(Person, person)?.name).toBeNull();
  for (const text of [secret, 'ottilie@example.com']) expect(filesWith(mara.folder, text)).toEqual([]);
});

it('a device of another version is told to update, goes on working, and sends when it may', async () => {
  const other = await speakingAnotherVersion(world.server.address);
  const known = JSON.parse(mara.workspace().journal.state('server')!) as { address: string };
  const to = (address: string) =>
    mara
      .workspace()
      .runner.statement("UPDATE sync_state SET value = ? WHERE key = 'server'")
      .run(JSON.stringify({ ...known, address }));
  await world.signIn(mara.desk.device, 'mara', other.address);
  to(other.address);
  reopen();
  await newAccount(mara, 'By another version');
  await expect(mara.desk.sync.round()).rejects.toMatchObject({ details: { protocol: { newest: 1 } } });
  expect(status(mara)).toMatchObject({ state: 'update', pending: 1, problem: expect.stringMatching(/[Uu]pdate/) });
  to(known.address);
  reopen();
  await mara.desk.sync.round();
  expect(status(mara)).toMatchObject({ state: 'synced', pending: 0, problem: null });
  await other.close();
});

it('a server that asks to be left alone is, for as long as it says; then it goes on by itself', async () => {
  await restart({ ratePerToken: 60 });
  mara.desk.sync.goByItself();
  await eventually(() => status(mara).state === 'synced');
  const connection = mara.desk.sync.connection(mara.address);
  const refused = await eventuallyRefused(() => connection.raw('/v1/workspaces'));
  expect(refused).toMatchObject({ code: 'unavailable', details: { retryAfter: 1 } });
  const begun = performance.now();
  await newAccount(mara, 'In a crowd');
  const thrown = await mara.desk.sync.round().catch((error: unknown) => error);
  expect(thrown).toMatchObject({ details: { retryAfter: 1 } });
  expect(status(mara)).toMatchObject({ pending: 1, offlineSince: null, problem: null });
  await eventually(() => status(mara).pending === 0, 10_000);
  expect(performance.now() - begun).toBeGreaterThan(900);
  await restart();
});

it('a clock that is wrong is measured, and its receipts stand in the order in which they came', async () => {
  const ahead = 7_200_000;
  const right = systemContext();
  await mara.desk.close();
  mara = world.open('mara', mara.folder, mara.person, mara.address, {
    automaticSync: false,
    context: { ...right, now: () => right.now() + ahead },
  });
  await newAccount(mara, 'From the future');
  await mara.desk.sync.round();
  expect(Math.abs(status(mara).skew! - ahead)).toBeLessThan(5_000);
  expect(Number(mara.workspace().journal.state(NOTES.skew))).toBeGreaterThan(ahead - 5_000);
  await ada.desk.sync.round();
  const { id } = ada.workspace().reader.where(Account, { name: 'From the future' })[0]!;
  await ada.client.deals.reviseAccount({ input: { account: id, name: 'Of the present' } });
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  expect(accountNames(mara)).toContain('Of the present');
  expect(accountNames(ada)).toContain('Of the present');
  await mara.desk.close();
  reopen();
});

it('receipts that were never sent when a device was left are taken in on another one and sent from there', async () => {
  const old = await world.device('old', mara.person, { account: 'mara', automaticSync: false });
  await newAccount(old, 'Sent before');
  await old.desk.sync.round();
  await world.server.close();
  await newAccount(old, 'Never sent');
  const file = join(world.root, 'unsent.ndjson');
  expect(await old.client.sync.leave({ unsentTo: file })).toMatchObject({ unsent: 1 });
  await world.startServer();
  await mara.desk.sync.round();
  const taken = await mara.client.receipts.importAll({ text: readFileSync(file, 'utf8') });
  expect(taken).toMatchObject({ added: 1 });
  expect(accountNames(mara)).toContain('Never sent');
  await mara.desk.sync.round();
  expect(status(mara)).toMatchObject({ state: 'synced', pending: 0, attention: 0 });
  await ada.desk.sync.round();
  expect(accountNames(ada)).toContain('Never sent');
});

it('what somebody who was removed had not sent is kept for them in a file, and nobody else takes it in for them', async () => {
  const gustav = await world.joined(ada, 'gustav', ['rep'], { automaticSync: false });
  await newAccount(gustav, 'In time');
  await gustav.desk.sync.round();
  const made = await newAccount(gustav, 'Too late');
  await gustav.client.deals.reviseAccount({ input: { account: made.result!.id, name: 'Too late, but well named' } });
  await ada.desk.sync
    .connection(ada.address)
    .api.members.remove({ workspace: world.workspaceId, person: gustav.person });
  await gustav.desk.sync.round().catch(() => {});
  const file = join(world.root, 'removed.ndjson');
  await gustav.client.sync.leave({ unsentTo: file });
  await ada.desk.sync.round();
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('Too late');
  await expect(ada.client.receipts.importAll({ text })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('its chain was revoked. Nothing was changed.'),
    hint: expect.stringContaining('do acts of it again in their own name'),
  });
  expect(accountNames(ada)).toEqual(expect.arrayContaining(['In time']));
  expect(accountNames(ada)).not.toContain('Too late');

  // An admin sees what is in it, and does in their own name what shall stand.
  const { id: handed } = await ada.desk.intake.point(file);
  const acts = await ada.client.receipts.readFile({ file: handed });
  expect(acts.map(({ sentence, revoked, refused }) => [sentence, revoked, refused])).toEqual([
    ['gustav created an account: Too late', true, null],
    ['gustav changed an account: Too late, but well named', true, null],
  ]);
  expect(acts[0]!.changes[0]!.fields).toContainEqual(
    expect.objectContaining({ field: 'name', before: null, after: 'Too late' }),
  );
  const ids = acts.map(({ id }) => id);
  const { id: other } = await mara.desk.intake.point(file);
  await expect(mara.client.receipts.readFile({ file: other })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(mara.client.receipts.redoFromFile({ file: other, acts: ids })).rejects.toMatchObject({
    code: 'forbidden',
  });
  // What builds on an act that is left out cannot stand by itself, and says so.
  const [alone] = await ada.client.receipts.redoFromFile({ file: handed, acts: [ids[1]!] });
  expect(alone).toMatchObject({ receipt: null, problem: expect.any(String) });
  vi.stubEnv('PROOFDESK_STATE', join(world.root, 'ada', 'state'));
  vi.stubEnv('PROOFDESK_DATA', join(world.root, 'ada', 'data'));
  const typed = (...line: string[]) => typeLine(['receipt', ...line], { folder: world.root });
  const shown = await typed('read', 'removed.ndjson');
  expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('gustav created an account: Too late\n') });
  expect(shown.err).toContain('proofdesk receipt redo');
  expect(await typed('redo', 'removed.ndjson')).toMatchObject({ code: 2 });
  expect(await typed('redo', 'removed.ndjson', 'ffffffff')).toMatchObject({ code: 66 });
  const redone = (await typed('redo', 'removed.ndjson', '--all', '--json')).json();
  vi.unstubAllEnvs();
  expect(redone).toMatchObject([{ problem: null }, { problem: null }]);
  expect(accountNames(ada)).toContain('Too late, but well named');
  const receipt = await ada.client.receipts.get({ hash: redone[0]!.receipt! });
  expect(receipt).toMatchObject({ actor: ada.person });
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  expect(accountNames(mara)).toContain('Too late, but well named');
});

function reopen(): void {
  mara = world.open('mara', mara.folder, mara.person, mara.address, { automaticSync: false });
}

async function eventuallyRefused(call: () => Promise<unknown>): Promise<unknown> {
  for (let count = 0; count < 200; count += 1) {
    try {
      await call();
    } catch (thrown) {
      return thrown;
    }
  }
  throw new Error('It was never refused.');
}

/** A way to the server on which every request speaks a protocol that the server does not. */
async function speakingAnotherVersion(address: string): Promise<{ address: string; close(): Promise<void> }> {
  const between = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const bytes = Buffer.concat(pieces);
    const body = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => ['authorization', 'content-type'].includes(name)),
    ) as Record<string, string>;
    const answer = await fetch(`${address}${request.url}`, {
      method: request.method!,
      headers,
      ...(body && { body: body.replace('"protocol":1', '"protocol":99') }),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  });
  await new Promise<void>((go) => between.listen(0, '127.0.0.1', go));
  return {
    address: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
    close: () => new Promise((go) => between.close(() => go())),
  };
}

/** Files below a folder whose bytes hold a text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));
}
