import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemContext } from '../../src-core/context';
import { DeviceState } from '../../src-core/ledger/device-state';
import { importReceipts, type ReceiptFile } from '../../src-core/ledger/exchange';
import { verifyLedger } from '../../src-core/ledger/verify';
import { checkRebuild, rebuild } from '../../src-core/workspace/rebuild';
import { Workspace } from '../../src-core/workspace/workspace';
import { productDomain } from '../../src-main/domain';
import { type Tables, tablesOf } from '../fixtures/receipts/tables';

const fixtures = join(import.meta.dirname, '../fixtures/receipts');
const file = JSON.parse(readFileSync(join(fixtures, 'release-1.json'), 'utf8')) as ReceiptFile;
const expected = JSON.parse(readFileSync(join(fixtures, 'release-1.tables.json'), 'utf8')) as Tables;

let root: string;
let device: DeviceState;
let workspace: Workspace;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-release-'));
  device = new DeviceState(join(root, 'state'));
  workspace = Workspace.open({
    folder: join(root, 'workspace'),
    domain: productDomain(() => workspace),
    device,
    context: systemContext(),
    deviceName: 'a later device',
  });
  workspace.found(file.workspace);
  importReceipts(workspace, file);
});

afterAll(() => {
  workspace?.close();
  device?.close();
  if (root) rmSync(root, { recursive: true, force: true });
});

it('receipts of the first release verify, every signature', async () => {
  const erased = workspace.runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?');
  const report = await verifyLedger(workspace.journal, workspace.chains(), {
    deep: true,
    isErased: (digest) => erased.get(digest) !== undefined,
  });
  expect(report).toMatchObject({ ok: true, fault: null, receipts: file.receipts.length });
});

it('receipts of the first release fold to what they folded to then, in every table', () => {
  for (const [name, table] of Object.entries(tablesOf(workspace, expected)))
    expect(table, name).toEqual(expected[name]);
  expect(workspace.runner.statement('SELECT count(*) AS n FROM unknown_changes').get()).toEqual({ n: 0 });
});

it('receipts of the first release rebuild to the same tables', () => {
  expect(checkRebuild(workspace)).toMatchObject({ ok: true, differences: [] });
  rebuild(workspace);
  expect(tablesOf(workspace, expected)).toEqual(expected);
});
