import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './browser';
import { expectNoBarriers, go, newWorkspace } from './workspace';

// The screens elsewhere are tried without their motion; here menus and dialogs move as they do for most people.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

/** Types into a cell of a table, as a person does who moves with the keyboard. */
async function enter(desk: Page, cell: string, text: string): Promise<void> {
  await desk.getByRole('button', { name: cell }).first().click();
  await desk.getByRole('textbox', { name: cell }).fill(text);
  await desk.keyboard.press('Enter');
}

async function line(desk: Page, side: string, name: string, amount: string, source: string): Promise<void> {
  await desk.getByRole('button', { name: `Add a line to ${side}` }).click();
  await enter(desk, 'Name of Unnamed line', name);
  await enter(desk, `Amount of ${name}`, amount);
  await enter(desk, `Source of Amount of ${name}`, source);
}

test('a value case is typed, recorded, made into a readout, and the readout is checked; an altered copy is found out', async ({
  desk,
  host,
}) => {
  await newWorkspace(desk);
  await host.command('deal', 'create', '--title', 'Halden, 36 months', '--account', 'Halden Energy', '--new-account');

  await go(desk, '/value-cases?new=1');
  const dialog = desk.getByRole('dialog', { name: 'New ROI case' });
  await dialog.getByRole('combobox', { name: 'Deal' }).click();
  await desk.getByRole('option', { name: /Halden, 36 months/ }).click();
  await dialog.getByRole('combobox', { name: 'Model' }).click();
  await desk.getByRole('option', { name: 'Lines of its own' }).click();
  await dialog.getByRole('textbox', { name: 'Discount rate' }).fill('8');
  await dialog.getByRole('textbox', { name: 'Where the rate comes from' }).fill('Their finance');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Value of Halden, 36 months' })).toBeVisible();
  await expect(desk.getByText('No line has been entered yet', { exact: false })).toBeVisible();

  await line(desk, 'Status quo', 'Licences', '142000', 'Invoice 4711');
  await desk.getByRole('button', { name: 'Add a line to Proposal' }).click();
  await expect(desk.getByText('3 inputs are missing')).toBeVisible();
  await enter(desk, 'Name of Unnamed line', 'Subscription');
  await enter(desk, 'Amount of Subscription', '88000');
  await enter(desk, 'Source of Amount of Subscription', 'Price list 2026.2');
  const net = desk.getByRole('button', { name: '162,000.00' });
  await expect(net.first()).toBeVisible();

  // What was typed is still there when the page is loaded anew before it was saved.
  await desk.waitForTimeout(1_500);
  await desk.reload();
  await expect(desk.getByText('Not saved', { exact: true })).toBeVisible();
  await expect(net.first()).toBeVisible();
  await net.first().click();
  await expect(desk.locator('#inspector')).toContainText('Net benefit of year 1');

  await desk.getByRole('button', { name: 'Record version' }).click();
  await expect(desk.getByText('Version 1 recorded')).toBeVisible();
  await desk.getByRole('button', { name: 'Make readout', exact: true }).first().click();
  const documents = desk.getByRole('grid', { name: 'Documents' });
  await expect(documents.getByText('Value of Halden, 36 months, version 1')).toBeVisible({ timeout: 20_000 });
  await expectNoBarriers(desk, 'a value case');

  await enter(desk, 'Amount of Licences', '150000');
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.getByText('Changed since version 1')).toBeVisible();

  await documents.getByText('Value of Halden, 36 months, version 1').click();
  await desk.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(desk.getByText('Consistent', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(desk.getByText('Not trusted yet')).toBeVisible();
  await expect(desk.getByRole('grid', { name: /^Checks of/ }).getByText('statement signature')).toBeVisible();
  await expectNoBarriers(desk, 'a verified document');
  const saving = desk.waitForEvent('download');
  await desk.getByRole('link', { name: /^Save / }).click();
  const bytes = readFileSync(await (await saving).path());

  const hand = async (name: string, buffer: Buffer) => {
    await go(desk, '/documents');
    await desk.getByRole('link', { name: 'Verify files' }).click();
    await desk
      .getByLabel('PDFs, evidence bundles and pages of Proofdesk')
      .setInputFiles({ name, mimeType: 'application/pdf', buffer });
  };
  await hand('readout.pdf', bytes);
  const copy = join(host.home, 'readout.pdf');
  writeFileSync(copy, bytes);
  const { files } = (await host.command('verify', copy)) as { files: { fingerprint: string }[] };
  await desk.getByRole('textbox', { name: /Fingerprint that you trust/ }).fill(files[0]!.fingerprint);
  await desk.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(desk.getByText('Consistent', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(desk.getByText('Trusted', { exact: true })).toBeVisible();

  const altered = Buffer.from(bytes);
  const at = altered.indexOf('endstream', Math.floor(altered.length / 2)) - 40;
  altered[at] = altered[at]! ^ 0x01;
  await hand('altered.pdf', altered);
  await desk.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(desk.getByText('Does not hold', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expectNoBarriers(desk, 'an altered document');
});
