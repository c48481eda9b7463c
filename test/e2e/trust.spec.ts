import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, startHost, test } from './browser';
import { addPerson, go, newWorkspace } from './workspace';

test('the ledger verifies, signature by signature, and the tables are what the receipts say', async ({ desk }) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Mara Osei', 'Finance');
  await go(desk, '/receipts');
  await desk.getByRole('button', { name: 'Verify' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Verify the ledger' });
  await dialog.getByRole('radio', { name: 'Every signature' }).check();
  await dialog.getByRole('button', { name: 'Verify' }).click();
  await expect(dialog.getByText('Everything holds')).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await desk.getByRole('button', { name: 'More actions' }).click();
  await desk.getByRole('menuitem', { name: /Check tables/ }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Check' }).click();
  await expect(desk.getByText(/rows compared, no difference/)).toBeVisible();
});

test('receipts are saved as a file, and the same file brings nothing new', async ({ desk }) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Mara Osei', 'Finance');
  await go(desk, '/receipts');
  await desk.getByRole('button', { name: 'More actions' }).click();
  await desk.getByRole('menuitem', { name: /Export receipts/ }).click();
  const saving = desk.waitForEvent('download');
  await desk.getByRole('dialog').getByRole('button', { name: 'Save file' }).click();
  const file = await (await saving).path();
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(JSON.parse(lines[0]!)).toMatchObject({ format: 'proofdesk-receipts' });
  expect(lines).toHaveLength(1 + 2);
  await desk.keyboard.press('Escape');
  await expect(desk.getByRole('dialog')).toBeHidden();

  await desk.getByRole('button', { name: 'More actions' }).click();
  await desk.getByRole('menuitem', { name: /Import receipts/ }).click();
  const dialog = desk.getByRole('dialog', { name: 'Import receipts' });
  const choose = (content: string) =>
    dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'receipts.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(content) });
  await choose('{"not": "receipts"}');
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(dialog.getByRole('alert')).toContainText('This is not a file of receipts');
  await choose(readFileSync(file, 'utf8'));
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(dialog.getByText('0 receipts added. 2 were here already.')).toBeVisible();
});

test('a person who asks to be forgotten is erased, and the ledger still verifies', async ({ desk, host }) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Mara Osei', 'Finance');
  await desk.getByRole('rowheader', { name: /Mara Osei/ }).click();
  await desk.getByRole('button', { name: 'Erase', exact: true }).click();
  const dialog = desk.getByRole('dialog', { name: 'Erase Mara Osei?' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('asked to be forgotten');
  await dialog.getByRole('button', { name: 'Erase: Mara Osei' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByRole('heading', { level: 1, name: 'Erased person' })).toBeVisible();
  await go(desk, '/receipts');
  await expect(desk.getByRole('link', { name: /erased a person/ })).toBeVisible();
  await expect(desk.getByText('Mara')).toHaveCount(0);
  expect(await host.command('receipt', 'verify', '--deep')).toMatchObject({ ok: true });
});

test('edited policies hold once they are installed; what cannot hold is refused by its name', async ({ desk }) => {
  await newWorkspace(desk);
  await go(desk, '/settings/policies');
  const keep = async (text: string) => {
    await desk.getByRole('button', { name: 'Add a policy' }).click();
    await desk.getByRole('textbox', { name: 'Cedar text' }).fill(text);
    await desk.getByRole('button', { name: 'Keep for installing' }).click();
  };
  await keep('@id("no-such-act") forbid (principal, action == Action::"quote.dance", resource);');
  await expect(desk.getByText('1 policy changed, not in force yet')).toBeVisible();
  await desk.getByRole('button', { name: 'Install', exact: true }).click();
  await expect(desk.getByRole('alert')).toContainText('no-such-act');
  await desk.getByRole('button', { name: 'Discard changes' }).click();

  const sentence = 'People are added on Mondays.';
  await keep(`@id("no-new-people") @say("${sentence}") forbid (principal, action == Action::"person.add", resource);`);
  await desk.getByRole('button', { name: 'Install', exact: true }).click();
  await expect(desk.getByText('In force from now on.')).toBeVisible();
  await go(desk, '/settings/people?add=1');
  const dialog = desk.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Mara Osei');
  await dialog.getByRole('checkbox', { name: 'Finance' }).check();
  await dialog.getByRole('button', { name: 'Add a person' }).click();
  await expect(dialog.getByRole('alert')).toContainText(sentence);
});

test('one goes back to a backup, and what was there is kept aside', async ({ desk, host }) => {
  await newWorkspace(desk);
  await go(desk, '/settings/backups');
  const backUp = desk.getByRole('button', { name: 'Back up now' });
  await backUp.click();
  // Not only a row: the one that is made by itself at the start can be there before this one is whole.
  await expect(backUp).not.toHaveAttribute('aria-busy', 'true');
  await expect(desk.getByRole('grid', { name: 'Backups' }).getByRole('row')).not.toHaveCount(1);
  await addPerson(desk, 'Mara Osei', 'Finance');
  await go(desk, '/settings/backups');
  await desk.getByRole('button', { name: 'Restore' }).first().click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(desk.getByText(/What was there before is kept as/)).toBeVisible();
  await go(desk, '/settings/people');
  await expect(desk.getByText('Mara Osei')).toHaveCount(0);
  expect(readdirSync(host.workspace).some((name) => name.startsWith('replaced-'))).toBe(true);
  await go(desk, '/');
  await expect(desk.getByText(/was restored from a backup/)).toBeVisible();
});

test('a damaged workspace is said to be so and offers its backups', async ({ page }) => {
  const home = mkdtempSync(join(tmpdir(), 'proofdesk-damaged-'));
  const workspace = join(home, 'workspace');
  const first = await startHost({ workspace });
  await page.goto(first.address);
  await newWorkspace(page);
  await go(page, '/settings/backups');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByRole('grid', { name: 'Backups' }).getByRole('row')).not.toHaveCount(1);
  await first.stop();
  // The header of the database and what follows it are overwritten, as by a failing disk.
  const database = openSync(join(workspace, 'workspace.db'), 'r+');
  writeSync(database, Buffer.alloc(4096, 0x5a), 0, 4096, 0);
  closeSync(database);
  for (const side of ['-wal', '-shm']) rmSync(join(workspace, `workspace.db${side}`), { force: true });

  const second = await startHost({ workspace });
  await page.goto(second.address);
  await expect(page.getByRole('alert')).toContainText('This workspace could not be opened');
  await page
    .getByRole('button', { name: /Restore the backup of/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  expect(readdirSync(workspace).some((name) => name.startsWith('replaced-'))).toBe(true);
  await second.stop();
  rmSync(home, { recursive: true, force: true });
});
