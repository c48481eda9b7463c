import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { expect, type RunningHost, test } from './browser';
import { signIn } from './sign-in';
import { startTriedServer } from './sync-server';
import { expectNoBarriers, go, newWorkspace } from './workspace';

/** Makes of the one workspace of a device what a joining leaves that is killed in its midst, in a folder of its own. Gives the folder. */
function breakOff(host: RunningHost, address: string): string {
  const folder = join(host.home, 'northwind-systems');
  renameSync(host.workspace, folder);
  const store = new Database(join(folder, 'workspace.db'));
  store.prepare("INSERT INTO sync_state (key, value) VALUES ('joining', '1')").run();
  const id = store.prepare("SELECT value FROM meta WHERE key = 'workspace'").pluck().get() as string;
  store.close();
  const device = new Database(join(host.home, 'state', 'device.db'));
  device.prepare('DELETE FROM recent').run();
  device
    .prepare('INSERT INTO settings (key, value) VALUES (?, ?)')
    .run(`joining:${id}`, JSON.stringify({ folder, address, name: 'Northwind Systems' }));
  device.close();
  return folder;
}

async function close(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: /Switch person or theme/ }).click();
  await desk.getByRole('menuitem', { name: 'Close this workspace' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Open a workspace' })).toBeVisible();
}

test('a workspace whose joining was broken off is named at the start: it is joined again, or taken away once that was confirmed', async ({
  desk,
  host,
}) => {
  const server = await startTriedServer();
  await newWorkspace(desk);
  await go(desk, '/settings/server');
  await desk.getByRole('textbox', { name: 'Address of the server' }).fill(server.address);
  await desk.getByRole('button', { name: 'Continue' }).click();
  await signIn(desk, 'ines');
  await desk.getByRole('button', { name: 'Share this workspace' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Share this workspace' }).click();
  await expect(desk.getByRole('banner').getByRole('button', { name: 'Synced' })).toBeVisible();
  await close(desk);
  const folder = breakOff(host, server.address);
  await desk.reload();

  const broken = desk.getByRole('region', { name: 'Only partly here' });
  await expect(broken.getByText(folder)).toBeVisible();
  await expectNoBarriers(desk, 'a workspace that is only partly here');
  await broken.getByRole('button', { name: 'Join Northwind Systems again' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expect(desk.getByRole('banner').getByRole('button', { name: 'Synced' })).toBeVisible();

  await close(desk);
  renameSync(folder, host.workspace);
  breakOff(host, server.address);
  await desk.reload();
  await broken.getByRole('button', { name: 'Remove what is here of Northwind Systems' }).click();
  const question = desk.getByRole('dialog', { name: 'Remove what is here of Northwind Systems?' });
  await expect(question).toContainText(folder);
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(broken).toHaveCount(0);
  await server.stop();
});
