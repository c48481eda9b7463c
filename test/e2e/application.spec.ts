import { expect, test } from './browser';
import { actAs, addPerson, find, go, newWorkspace } from './workspace';

test('a newcomer makes an empty workspace, adds people and changes settings; every act has a receipt', async ({
  desk,
}) => {
  await newWorkspace(desk);
  await expect(desk.getByText('Nothing waits for you')).toBeVisible();
  await expect(desk).toHaveTitle('Today – Proofdesk');

  await addPerson(desk, 'Mara Osei', 'Finance');
  await addPerson(desk, 'Rafael Brandt', 'Solutions engineer');

  await go(desk, '/settings');
  await desk.getByRole('textbox', { name: 'Company' }).fill('Northwind GmbH');
  await desk.getByRole('textbox', { name: 'Accent colour' }).fill('#ffd400');
  await desk.getByRole('button', { name: /^Use #/ }).click();
  await expect(desk.getByText('reads well in text and lines')).toBeVisible();
  await desk.getByRole('button', { name: 'Save changes' }).click();
  await expect(desk.getByText('Saved', { exact: true }).first()).toBeVisible();

  await go(desk, '/approvals');
  await expect(desk.getByText('Nothing waits for your word')).toBeVisible();

  await go(desk, '/receipts');
  const list = desk.getByRole('list', { name: 'Receipts, newest first' });
  await expect(list.getByRole('listitem')).toHaveCount(4);
  await expect(list.getByRole('listitem').first()).toContainText('Ines Okafor changed the workspace settings');
});

test('an edit is shown as before and after, says why, and is undone after a preview', async ({ desk }) => {
  await newWorkspace(desk);
  await go(desk, '/settings');
  await desk.getByRole('textbox', { name: 'Company' }).fill('Northwind GmbH');
  await desk.getByRole('button', { name: 'Save changes' }).click();
  await expect(desk.getByText('Saved', { exact: true }).first()).toBeVisible();

  await go(desk, '/receipts');
  await desk.getByRole('link', { name: /changed the workspace settings/ }).click();
  const row = desk.getByRole('row', { name: /Northwind GmbH/ });
  await expect(row).toContainText('Northwind Systems');
  await expect(desk.getByRole('link', { name: 'admin-runs-the-workspace' })).toBeVisible();
  await desk.getByRole('button', { name: 'Why is Company what it is?' }).click();
  const inspector = desk.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByText('Written 2 times, the last one counts.')).toBeVisible();

  await desk.getByRole('button', { name: 'Undo' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Undo this act?' });
  await expect(dialog.getByRole('row', { name: /Northwind Systems/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog).toBeHidden();
  await go(desk, '/settings');
  await expect(desk.getByRole('textbox', { name: 'Company' })).toHaveValue('Northwind Systems');
});

test('another person acts: what their roles do not allow is refused with a sentence that stays', async ({ desk }) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Rafael Brandt', 'Solutions engineer');
  await actAs(desk, 'Rafael Brandt');
  await go(desk, '/settings');
  await expect(desk.getByText('Admins change these settings')).toBeVisible();
  await desk.getByRole('textbox', { name: 'Company' }).fill('Mine');
  await desk.getByRole('button', { name: 'Save changes' }).click();
  const alert = desk.getByRole('alert');
  await expect(alert).toContainText('Not allowed');
  await desk.waitForTimeout(500);
  await expect(alert).toBeVisible();
  // The edit is not lost: it is kept as a draft, and Today leads back to it.
  await go(desk, '/');
  await desk.reload();
  await desk.getByRole('link', { name: 'Settings' }).first().click();
  await expect(desk.getByRole('textbox', { name: 'Company' })).toHaveValue('Mine');
  await desk.getByRole('button', { name: 'Discard changes' }).click();
  await expect(desk.getByRole('textbox', { name: 'Company' })).toHaveValue('Northwind Systems');
});

test('the palette finds people, screens and actions with the keyboard alone', async ({ desk }) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Mara Osei', 'Finance');
  await find(desk, 'mara');
  await expect(desk.getByRole('option', { name: /Mara Osei/ }).first()).toBeVisible();
  await expect(desk.getByText('Found')).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { level: 1, name: 'Mara Osei' })).toBeVisible();

  await find(desk, 'backups');
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('tab', { name: 'Backups' })).toHaveAttribute('aria-selected', 'true');

  await find(desk, 'dark theme');
  await desk.keyboard.press('Enter');
  await expect(desk.locator('html')).toHaveAttribute('data-theme', 'dark');

  await desk.keyboard.press('?');
  await expect(desk.getByRole('dialog', { name: 'Keyboard' })).toContainText('Switch person');
});
