import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemContext } from '../../src-core/context';
import type { DeskProcess } from '../../src-main/desk-process';
import { openDesk, type WorkspaceWish } from '../../src-main/opening';

let home: string;
const desks: DeskProcess[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'opening-'));
  vi.stubEnv('PROOFDESK_STATE', join(home, 'state'));
  vi.stubEnv('PROOFDESK_DATA', join(home, 'data'));
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

async function open(options: { folder?: string; actor?: string; wish?: WorkspaceWish } = {}) {
  const { folder = null, actor = null, wish = 'open' } = options;
  const opening = await openDesk({ context: systemContext(), folder, actor, wish });
  desks.push(opening.desk);
  return opening;
}

const details = {
  name: 'Northwind',
  company: 'Northwind',
  currency: 'EUR',
  locale: 'en-GB',
  owner: { name: 'Ada', email: 'ada@northwind.example', title: '', roles: ['admin' as const] },
};

it('opens the last workspace when none is named, for who acted last', async () => {
  const { desk } = await open();
  expect(desk.openWorkspace()).toBeNull();
  const made = desk.create(details);
  desk.rememberActor(made.owner);
  await desks.pop()!.close();
  const again = await open();
  expect(again.desk.openWorkspace()?.folder).toBe(made.folder);
  expect(again.actor).toBe(made.owner);
});

it('lets the named person act, by name or e-mail, and says when there is nobody of that name', async () => {
  const made = (await open()).desk.create(details);
  expect((await open({ actor: 'ada@northwind.example' })).actor).toBe(made.owner);
  await expect(open({ actor: 'Bob' })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('Bob'),
  });
});

it('makes the first workspace in the folder that was named', async () => {
  const folder = join(home, 'demo');
  const { desk, problem } = await open({ folder, wish: 'if-there' });
  expect(problem).toMatchObject({ code: 'not-found' });
  expect(desk.create(details).folder).toBe(folder);
  // The next one does not overwrite it.
  expect(desk.create(details).folder).toBe(join(home, 'data', 'northwind'));
});

it('fails where a workspace is needed and the named folder holds none, and leaves nothing open', async () => {
  await expect(open({ folder: join(home, 'demo') })).rejects.toMatchObject({ code: 'not-found' });
});

it('starts with the reason in hand when the last workspace is damaged', async () => {
  const { desk } = await open();
  const { folder } = desk.create(details);
  await desks.pop()!.close();
  writeFileSync(join(folder, 'workspace.db'), 'not a database at all, whatever its name says');
  const damaged = await open({ wish: 'if-there' });
  expect(damaged.desk.openWorkspace()).toBeNull();
  expect(damaged.problem?.message).toMatch(/\S/);
  await expect(open()).rejects.toBeDefined();
});
