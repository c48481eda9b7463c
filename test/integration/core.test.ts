import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../src-core/ledger/verify';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { fixedContext } from '../../src-shared/kernel/context';

let root: string;
let desk: DeskProcess;
const seat: Seat = { actor: null };
const client = () => clientInProcess(sessionAt(seat, { desk, face: 'test' }));

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-core-'));
  desk = new DeskProcess({
    context: fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 7, stepMilliseconds: 3 }),
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

describe('the command path', () => {
  it('commits a command as a receipt that verifies and rebuilds', async () => {
    const outcome = await client().workspace.addPerson({
      input: { name: 'Mara Osei', roles: ['finance'] },
      reason: 'joins',
    });
    expect(outcome.status).toBe('done');
    const state = await client().workspace.state();
    expect(state.people.map(({ name }) => name)).toContain('Mara Osei');
    const workspace = desk.workspace();
    const report = await verifyLedger(workspace.journal, workspace.chains(), { deep: true });
    expect(report).toMatchObject({ ok: true, receipts: 2, signatures: 2 });
    expect(checkRebuild(workspace)).toMatchObject({ ok: true, differences: [] });
  });

  it('opens and announces a chain for another person of this device, and refuses what the role may not do', async () => {
    const { result } = await client().workspace.addPerson({ input: { name: 'Mara Osei', roles: ['finance'] } });
    await client().workspace.actAs({ person: result!.id });
    await expect(client().workspace.revise({ input: { company: 'Mine' } })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('simulates without changing anything', async () => {
    const before = desk.workspace().journal.count();
    const outcome = await client().workspace.revise({ input: { company: 'Northwind GmbH' }, simulate: true });
    expect(outcome.changes[0]?.fields[0]).toMatchObject({ before: 'Northwind Ltd', after: 'Northwind GmbH' });
    expect(desk.workspace().journal.count()).toBe(before);
  });

  it('undoes an edit, and leaves alone what changed since', async () => {
    const first = await client().workspace.revise({ input: { company: 'A', address: 'Street 1' } });
    await client().workspace.revise({ input: { company: 'B' } });
    const undone = await client().receipts.undo({ input: { receipt: first.receipt! } });
    expect(undone.result?.leftAlone).toMatchObject([{ field: 'company', present: 'B' }]);
    const { workspace } = await client().workspace.state();
    expect(workspace).toMatchObject({ company: 'B', address: '' });
  });

  it('starts new chains with new letters after a restore', async () => {
    const backup = await client().workspace.backUp();
    await client().workspace.revise({ input: { company: 'After the backup' } });
    const before = await client().receipts.chains();
    await client().workspace.restore({ backup: backup.name });
    await client().workspace.revise({ input: { company: 'After the restore' } });
    const after = await client().receipts.chains();
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({ standing: 'announced', receipts: 2 });
    expect(after.at(-1)!.letters).not.toBe(before[0]!.letters);
    expect((await client().receipts.verify({ deep: true })).fault).toBeNull();
  });
});
