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
  await desk.getByRole('textbox', { name: 'Accent colour', exact: true }).fill('#ffd400');
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

test('a logo is checked, shown at once, and kept with the brand', async ({ desk }) => {
  await newWorkspace(desk);
  await go(desk, '/settings');
  const choose = (name: string, content: string) =>
    desk
      .getByLabel('Logo', { exact: true })
      .setInputFiles({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(content) });
  await choose('logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>run()</script></svg>');
  await expect(desk.getByRole('alert')).toContainText('This SVG holds a script');
  await choose(
    'logo.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30"/></svg>',
  );
  const logo = desk.getByRole('img', { name: 'Logo of Northwind Systems' });
  await expect(logo).toBeVisible();
  await desk.getByRole('button', { name: 'Save changes' }).click();
  await expect(desk.getByText('Saved', { exact: true }).first()).toBeVisible();
  await desk.reload();
  await expect(logo).toBeVisible();
  expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(90);
});

test('a closed workspace is one of the recent ones and opens again with whoever acted last', async ({ desk }) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Mara Osei', 'Finance');
  await actAs(desk, 'Mara Osei');
  await desk.getByRole('button', { name: /Switch person or theme/ }).click();
  await desk.getByRole('menuitem', { name: 'Close this workspace' }).click();
  await expect(desk.getByRole('heading', { name: 'Open a workspace' })).toBeVisible();
  await desk.getByRole('textbox', { name: 'Folder' }).fill('/nowhere/at/all');
  await desk.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(desk.getByRole('alert')).toContainText('There is no workspace in this folder');
  await desk.getByRole('button', { name: 'Open Northwind Systems' }).click();
  await expect(desk.getByRole('button', { name: /Mara Osei, finance/ })).toBeVisible();
});

test('what needs an approval is asked for, approved by another person with the keyboard, and run as planned', async ({
  desk,
}) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Mara Osei', 'Finance');
  await go(desk, '/settings/policies?policy=new');
  await desk
    .getByRole('textbox', { name: 'Cedar text' })
    .fill(
      '@id("settings-need-finance") @needs("finance") @say("Finance looks at every change of the settings.") forbid (principal, action == Action::"workspace.revise", resource) unless { context.approvals.contains("finance") };',
    );
  await desk.getByRole('button', { name: 'Keep for installing' }).click();
  await desk.getByRole('button', { name: 'Install', exact: true }).click();
  await expect(desk.getByText('In force from now on.')).toBeVisible();

  await go(desk, '/settings');
  await desk.getByRole('textbox', { name: 'Company' }).fill('Northwind GmbH');
  await desk.getByRole('button', { name: 'Save changes' }).click();
  await expect(desk.getByRole('alert')).toContainText('Finance looks at every change of the settings.');
  await desk.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(desk.getByText('Approval was asked for')).toBeVisible();

  await actAs(desk, 'Mara Osei');
  await go(desk, '/');
  await expect(desk.getByRole('link', { name: 'Approvals, 1 open' })).toBeVisible();
  await desk.getByRole('link', { name: /Asked by Ines Okafor/ }).click();
  await expect(desk.getByRole('row', { name: /Northwind GmbH/ })).toBeVisible();
  await desk.keyboard.press('r');
  await expect(desk.getByText('Say what has to change')).toBeVisible();
  await desk.getByRole('heading', { level: 1 }).click();
  await desk.keyboard.press('a');
  await expect(desk.getByText(/^approved /)).toBeVisible();

  await actAs(desk, 'Ines Okafor');
  await go(desk, '/');
  await desk.getByRole('link', { name: /Approved/ }).click();
  await desk.getByRole('button', { name: 'Run it now' }).click();
  await go(desk, '/receipts');
  await desk.getByRole('link', { name: /Ines Okafor changed the workspace settings/ }).click();
  await expect(desk.getByText('On these approvals')).toBeVisible();
});
