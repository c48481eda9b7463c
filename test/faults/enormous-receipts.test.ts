import { spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, copyFileSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiptLines } from '../../src-core/ledger/receipt-file';
import { execute } from '../../src-core/workspace/execute';
import type { ErrorRecord } from '../../src-shared/kernel/errors';
import { type SmallWorld, smallWorld } from '../core/small-domain';
import { builtProgram } from '../jobs/built-programs';

/** The size of a file of receipts that nobody should hold in memory, in bytes; larger in the nightly run. */
const ENORMOUS = Number(process.env['PROOFDESK_ENORMOUS'] ?? 100_000_000);
/** What one act of the test adds to the file, a little less than it is. */
const OF_AN_ACT = 4_000_000;
/** Room for the program itself and SQLite's cache; the file is larger than the JavaScript heap by half, its receipts in memory several times. */
const HEAP_MEGABYTES = 72;
const PEAK_BYTES = 400_000_000;

let victim: string;
let root: string;
let world: SmallWorld;
let file: string;
let receipts = 0;

beforeAll(async () => {
  victim = await builtProgram('receipts-victim');
  root = mkdtempSync(join(tmpdir(), 'proofdesk-enormous-'));
  world = smallWorld();
  // Things of one act fill receipts up to their limit.
  const text = 'A measured sentence about throughput. '.repeat(100);
  for (let act = 0; act * OF_AN_ACT <= ENORMOUS; act += 1)
    execute(world.workspace, world.owner, 'thing.addMany', { count: 1_000, text: `${act} ${text}` });
  file = join(root, 'receipts.ndjson');
  const handle = openSync(file, 'w');
  for (const line of receiptLines(world.workspace.journal, world.workspace.id)) {
    writeSync(handle, line);
    receipts += 1;
  }
  closeSync(handle);
  receipts -= 1;
}, 600_000);

afterAll(() => {
  world?.close();
  if (root) rmSync(root, { recursive: true, force: true });
});

function taking(name: string, from: string) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      `--max-old-space-size=${HEAP_MEGABYTES}`,
      victim,
      join(root, name),
      join(root, `${name}-state`),
      world.workspace.id,
      from,
    ],
    { encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(`it ended without an answer: ${stderr.slice(-2_000)}`);
  const told = JSON.parse(stdout) as {
    answer: { added: number } & { error?: ErrorRecord };
    receipts: number;
    milliseconds: number;
    peak: number;
  };
  process.stdout.write(`${name}: ${told.milliseconds} ms, ${Math.round(told.peak / 1e6)} MB at most\n`);
  expect(told.peak).toBeLessThan(PEAK_BYTES);
  return told;
}

describe(`a file of receipts of ${ENORMOUS / 1e6} MB`, () => {
  it('is taken whole, in bounded memory', () => {
    expect(statSync(file).size).toBeGreaterThan(ENORMOUS);
    const { answer, receipts: taken } = taking('taken', file);
    expect(answer).toEqual({ added: receipts, known: 0, unannounced: [] });
    expect(taken).toBe(receipts);
  }, 600_000);

  it('is refused with its line when its last one is no receipt, and nothing of it is kept', () => {
    const cut = join(root, 'cut.ndjson');
    copyFileSync(file, cut);
    appendFileSync(cut, '{"header":"half a rec');
    const { answer, receipts: taken } = taking('refused', cut);
    expect(answer.error).toMatchObject({
      code: 'bad-input',
      where: { file: 'receipts.ndjson', line: receipts + 2 },
    });
    expect(taken).toBe(0);
  }, 600_000);

  it('is refused at once when it has no lines at all', () => {
    const endless = join(root, 'endless.ndjson');
    const handle = openSync(endless, 'w');
    const piece = Buffer.alloc(10_000_000, 'x');
    for (let written = 0; written < ENORMOUS; written += piece.length) writeSync(handle, piece);
    closeSync(handle);
    const { answer, receipts: taken } = taking('endless', endless);
    expect(answer.error).toMatchObject({ code: 'bad-input' });
    expect(taken).toBe(0);
  }, 300_000);
});
