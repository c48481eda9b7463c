import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemContext } from '../../src-core/context';
import { sha256 } from '../../src-core/ledger/digests';
import { verifyLedger } from '../../src-core/ledger/verify';
import { quickCheck } from '../../src-core/store/database';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import type { Workspace } from '../../src-core/workspace/workspace';
import { DeskProcess } from '../../src-main/desk-process';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { Bakeoff, BenchmarkRun } from '../../src-shared/bakeoffs';
import { DocumentRecord } from '../../src-shared/documents';
import { smallModel } from '../core/small-model';
import { builtProgram } from '../jobs/built-programs';
import { kills, moments, patience } from './kill-count';
import { workAndKill } from './work-and-kill';

const KILLS = kills(15);
/** Kills of work that copies the whole store each time, beside the others. */
const STORE_KILLS = kills(4);
type Work = 'import' | 'document' | 'export' | 'restore';
/** Runs of one import. */
const RUNS = 4;
const sample = resolve('resources/sample/bakeoffs/batch-report/runs');

/** What a bakeoff of the victim compares. */
const plan = JSON.stringify({
  metrics: [
    {
      id: 'archive',
      label: 'archive',
      series: 'archive',
      metric: 'wall_time',
      unit: 's',
      better: 'lower',
      measure: { kind: 'median' },
    },
  ],
  ours: 'Northwind Report Engine',
  theirs: 'Ostrane Reporter',
});

let root: string;
let victim: string;
let worker: string;
let quote: string;
let backup: string;

const openDesk = () =>
  new DeskProcess({
    context: systemContext(),
    stateFolder: join(root, 'state'),
    jobsInThisThread: true,
    watchEvery: 0,
  });

beforeAll(async () => {
  victim = await builtProgram('long-work-victim');
  worker = await builtProgram('worker');
  root = mkdtempSync(join(tmpdir(), 'proofdesk-kill-long-'));
  mkdirSync(join(root, 'runs'));
  for (const name of readdirSync(sample).filter((one) => /^0[1-4]-/.test(one))) {
    copyFileSync(join(sample, name), join(root, 'runs', name));
  }
  const desk = openDesk();
  const client = clientInProcess(sessionAt({ actor: null }, { desk, face: 'test' }));
  await client.workspace.create({
    folder: join(root, 'workspace'),
    name: 'Kill',
    company: 'Kill Ltd',
    currency: 'EUR',
    owner: { name: 'Ada', roles: ['admin', 'rep', 'finance', 'engineer'] },
  });
  const { result } = await client.pricing.create({ input: { name: 'Model', version: '1', content: smallModel } });
  await client.pricing.publish({ input: { version: result!.version } });
  const account = (await client.deals.createAccount({ input: { name: 'Halden' } })).result!.id;
  const deal = (await client.deals.create({ input: { title: 'Deal', account } })).result!.id;
  quote = (
    await client.quotes.create({
      input: { deal, model: result!.version, termMonths: 36, lines: [{ sku: 'BASE', quantity: '1' }] },
    })
  ).result!.id;
  await client.quotes.submit({ input: { quote } });
  // Enough of it that a kill falls into the middle of copying.
  for (let index = 0; index < 4; index += 1) {
    const bytes = randomBytes(3_000_000);
    desk.workspace().blobs.put(bytes, { mediaType: 'text/plain', name: `${index}.log` });
  }
  backup = join(root, 'backup.db');
  copyFileSync((await client.workspace.backUp()).file, backup);
  await desk.close();
}, 120_000);

afterAll(() => {
  if (root) rmSync(root, { recursive: true, force: true });
});

/** Lets the victim do its work and kills it; returns for how long it worked, in milliseconds. */
function killDuring(work: Work, stop: number | 'one piece'): Promise<number> {
  const subject = { import: plan, document: quote, export: '', restore: backup }[work];
  const places = [join(root, 'workspace'), join(root, 'state'), worker, work, subject, join(root, 'runs')];
  return workAndKill([victim, ...places], stop);
}

/** Nothing of the store is half: pages, chains, acts, files that something refers to, tables. */
async function expectWhole(workspace: Workspace, thorough: boolean): Promise<void> {
  expect(quickCheck(workspace.connection)).toBeNull();
  const report = await verifyLedger(workspace.journal, workspace.chains(), { deep: thorough });
  expect(report.fault).toBeNull();
  expect(report.chains).toBe(1);
  const groups = new Set([...workspace.journal.each()].map(({ group_id }) => group_id));
  for (const id of groups) {
    if (!id) continue;
    const group = workspace.journal.group(id);
    expect(group.length).toBe((JSON.parse(group[0]!.header) as { group: { size: number } }).group.size);
  }
  const references = workspace.runner.statement('SELECT DISTINCT digest FROM blob_references').all() as {
    digest: string;
  }[];
  for (const { digest } of references) expect(sha256(workspace.blobs.read(digest))).toBe(digest);
  const blobs = join(workspace.folder, 'blobs');
  for (const entry of existsSync(blobs) ? readdirSync(blobs, { recursive: true, withFileTypes: true }) : []) {
    if (!entry.isFile() || entry.parentPath.endsWith('incoming')) continue;
    const path = join(entry.parentPath, entry.name);
    expect(sha256(readFileSync(path)), 'a file has its name only when it is whole').toBe(
      path.slice(blobs.length).replace(/[\\/]/g, ''),
    );
  }
  if (thorough) expect(checkRebuild(workspace)).toMatchObject({ ok: true, differences: [] });
}

async function killing(work: Work, look: (workspace: Workspace) => void, count = KILLS) {
  // Kills fall on every moment of a piece, however fast this machine is just now.
  const piece = await killDuring(work, 'one piece');
  let killed = 0;
  for (const moment of moments(count)) {
    await killDuring(work, moment * piece);
    killed += 1;
    const desk = openDesk();
    desk.open(join(root, 'workspace'));
    await expectWhole(desk.workspace(), killed % 10 === 0 || killed === count);
    look(desk.workspace());
    await desk.close();
  }
}

it(
  `an import that is killed at any moment leaves all of its runs or none, ${KILLS} times`,
  async () => {
    let imported = 0;
    await killing('import', (workspace) => {
      for (const { id } of workspace.reader.where(Bakeoff, {})) {
        expect([0, RUNS]).toContain(workspace.reader.where(BenchmarkRun, { bakeoff: id }).length);
      }
      imported = workspace.reader.where(BenchmarkRun, {}).length / RUNS;
    });
    expect(imported, 'some imports were done before a kill').toBeGreaterThan(0);
  },
  patience(180_000),
);

it(
  `a document that is killed in the making is there whole or not at all, ${KILLS} times`,
  async () => {
    let documents = 0;
    await killing('document', (workspace) => {
      const records = workspace.reader.where(DocumentRecord, { subject: quote });
      for (const { file, size } of records) {
        const bytes = workspace.blobs.read(file);
        expect(bytes.length).toBe(size);
        expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
        expect(bytes.subarray(-8).toString('latin1')).toContain('%%EOF');
      }
      expect(records.length).toBeGreaterThanOrEqual(documents);
      documents = records.length;
    });
    expect(documents, 'some documents were done before a kill').toBeGreaterThan(0);
  },
  patience(180_000),
);

const inFolder = (...place: string[]): string[] => {
  const folder = join(root, 'workspace', ...place);
  return existsSync(folder) ? readdirSync(folder) : [];
};

it(
  `an export that is killed at any moment is there whole or not at all, ${STORE_KILLS} times`,
  async () => {
    let whole = 0;
    await killing(
      'export',
      () => {
        expect(inFolder().filter((name) => name.startsWith('.proofdesk-'))).toEqual([]);
        for (const name of inFolder('exports')) {
          expect(name).toMatch(/^proofdesk-.*\.zip$/);
          const entries = unzipSync(readFileSync(join(root, 'workspace', 'exports', name)));
          expect(Object.keys(entries)).toEqual(expect.arrayContaining(['workspace.db', 'receipts.ndjson']));
          for (const [entry, bytes] of Object.entries(entries)) {
            if (entry.startsWith('blobs/')) expect(sha256(bytes)).toBe(entry.replace(/^blobs|\//g, ''));
          }
          whole += 1;
          rmSync(join(root, 'workspace', 'exports', name));
        }
      },
      STORE_KILLS,
    );
    expect(whole, 'some exports were done before a kill').toBeGreaterThan(0);
  },
  patience(180_000),
);

it(
  `a restore that is killed at any moment leaves the store before or the one after, ${STORE_KILLS} times`,
  async () => {
    let restored = 0;
    await killing(
      'restore',
      () => {
        expect(inFolder().filter((name) => /^\.proofdesk-|^restore\.json/.test(name))).toEqual([]);
        for (const name of inFolder().filter((one) => one.startsWith('replaced-'))) {
          restored += 1;
          rmSync(join(root, 'workspace', name));
        }
      },
      STORE_KILLS,
    );
    expect(restored, 'some restores were done before a kill').toBeGreaterThan(0);
  },
  patience(180_000),
);
