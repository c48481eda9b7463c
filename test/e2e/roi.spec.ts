import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './browser';
import { expectNoBarriers, go, newWorkspace } from './workspace';

/** Enters a value into its cell; the dialog then asks once where it comes from. */
async function say(desk: Page, input: string, value: string): Promise<void> {
  await desk.getByRole('button', { name: `Value of ${input}` }).click();
  await desk.getByRole('textbox', { name: `Value of ${input}` }).fill(value);
  await desk.keyboard.press('Enter');
  const dialog = desk.getByRole('dialog', { name: input });
  await dialog.getByRole('textbox', { name: 'Where it comes from' }).fill('Workshop of 3 March');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

test('a case by a model goes from a deal over its inputs into the room, is frozen, and its readout and the binder of the deal verify', async ({
  desk,
  host,
}) => {
  await newWorkspace(desk);
  await host.command('deal', 'create', '--title', 'Halden, 36 months', '--account', 'Halden Energy', '--new-account');

  // A model that comes with the application is taken, and looked into.
  await go(desk, '/roi/models');
  await desk.getByRole('button', { name: 'Take Analyst hours saved' }).click();
  const models = desk.getByRole('grid', { name: 'ROI models' });
  await expect(models.getByText('Analyst hours saved')).toBeVisible();
  await expectNoBarriers(desk, 'ROI models');
  await models.getByText('Analyst hours saved').click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Analyst hours saved 1' })).toBeVisible();
  await desk.getByRole('tab', { name: /^Formulas/ }).click();
  await expectNoBarriers(desk, 'formulas of a model');

  // A version of one's own: hours cannot be added to money, and the editor says so at the place.
  await desk.getByRole('button', { name: 'New version' }).click();
  const version = desk.getByRole('dialog', { name: 'New version of Analyst hours saved' });
  await version.getByRole('textbox', { name: 'Version' }).fill('2');
  await version.getByRole('button', { name: 'New version' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Analyst hours saved 2' })).toBeVisible();
  await desk.getByRole('tab', { name: /^Formulas/ }).click();
  await desk.getByRole('button', { name: 'Add formula' }).click();
  await desk.getByRole('button', { name: 'Formula of New formula' }).click();
  await desk.getByRole('textbox', { name: 'Formula of New formula' }).fill('price + migration_hours');
  await desk.keyboard.press('Enter');
  const inspector = desk.locator('#inspector');
  await expect(inspector.getByText(/money\/year/).first()).toBeVisible();
  await expect(inspector.getByText('error').first()).toBeVisible();
  await desk.getByRole('button', { name: 'Publish' }).hover();
  await expect(desk.getByRole('button', { name: 'Publish' })).toHaveAttribute('aria-disabled', 'true');

  // The case begins at the deal.
  await go(desk, '/value-cases?new=1');
  const dialog = desk.getByRole('dialog', { name: 'New ROI case' });
  await dialog.getByRole('combobox', { name: 'Deal' }).click();
  await desk.getByRole('option', { name: /Halden, 36 months/ }).click();
  await dialog.getByRole('combobox', { name: 'Model' }).click();
  await desk.getByRole('option', { name: 'Analyst hours saved 1' }).click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(desk.getByText('5 inputs have no value')).toBeVisible();
  await expectNoBarriers(desk, 'a case with missing inputs');

  await say(desk, 'Analysts', '14');
  await expect(desk.getByText('4 inputs have no value')).toBeVisible();
  const id = new URL(desk.url()).hash.split('/').at(-1)!;
  await host.command(
    ...['roi', 'case', 'set', id, 'minutes_today=25', 'hour_cost=74', 'price=90000', 'one_time_price=12000'],
    ...['--customer', '--source', 'Workshop of 3 March'],
  );
  const worth = desk.locator('dl').first().getByRole('button').first();
  await expect(worth).toBeVisible();
  await worth.click();
  await expect(inspector).toContainText('Workshop of 3 March');

  for (const part of ['Results', 'Scenarios', 'Sensitivity', 'Goal'] as const) {
    await desk.getByRole('tab', { name: new RegExp(`^${part}`) }).click();
    await expectNoBarriers(desk, `${part} of a case`);
  }
  await desk.getByRole('tab', { name: /^Chance/ }).click();
  await desk.getByRole('button', { name: 'Draw', exact: true }).click();
  await expect(desk.getByText('Chance of a gain')).toBeVisible({ timeout: 30_000 });
  await expectNoBarriers(desk, 'chance of a case');

  // In the room every step of a slider moves the figures, and nothing internal was ever sent to it.
  await desk.getByRole('button', { name: 'Present' }).click();
  const slider = desk.getByRole('slider').first();
  await expect(slider).toBeVisible();
  const figure = desk.locator('dl dd.figures').first();
  const before = await figure.textContent();
  await slider.focus();
  await desk.keyboard.press('ArrowRight');
  await desk.keyboard.press('ArrowRight');
  await expect(figure).not.toHaveText(before!);
  await expect(desk.getByText('1 input moved')).toBeVisible();
  await expectNoBarriers(desk, 'the room');
  await desk.getByRole('button', { name: 'As in the case' }).click();
  await expect(figure).toHaveText(before!);
  await desk.getByRole('button', { name: 'End presentation' }).click();

  await desk.getByRole('button', { name: 'Freeze version' }).click();
  await expect(desk.getByText('Version 1 frozen')).toBeVisible();
  await desk.getByRole('button', { name: 'Make readout', exact: true }).first().click();
  await desk.getByRole('tab', { name: /^Versions/ }).click();
  const documents = desk.getByRole('grid', { name: 'Documents' });
  await expect(documents.getByRole('row').nth(1)).toBeVisible({ timeout: 30_000 });
  await expectNoBarriers(desk, 'versions of a case');
  await documents.getByRole('row').nth(1).getByRole('rowheader').click();
  await desk.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(desk.getByText('Consistent', { exact: true })).toBeVisible({ timeout: 30_000 });

  // The binder of the deal holds the readout, and verifies from the file alone, by somebody else.
  await go(desk, '/documents/studio?new=1');
  const begin = desk.getByRole('dialog', { name: 'New document' });
  await begin.getByRole('combobox', { name: 'Deal' }).click();
  await desk.getByRole('option', { name: /Halden, 36 months/ }).click();
  await begin.getByRole('combobox', { name: 'Kind' }).click();
  await desk.getByRole('option', { name: 'Binder' }).click();
  await begin.getByRole('button', { name: 'Begin' }).click();
  await desk.getByRole('button', { name: 'Add block' }).click();
  const add = desk.getByRole('dialog', { name: 'Add block' });
  await add.getByRole('button', { name: /^Add .*\.pdf/ }).click();
  await desk.keyboard.press('Escape');
  await expect(desk.getByRole('list', { name: 'Blocks' }).getByRole('listitem')).not.toHaveCount(0);
  await desk.getByRole('button', { name: 'Make a draft' }).click();
  await desk.getByRole('link', { name: 'Open it' }).click({ timeout: 30_000 });
  await desk.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(desk.getByText('Consistent', { exact: true })).toBeVisible({ timeout: 30_000 });
  const saving = desk.waitForEvent('download');
  await desk.getByRole('link', { name: /^Save / }).click();
  const copy = join(host.home, 'binder.pdf');
  writeFileSync(copy, readFileSync(await (await saving).path()));
  expect(await host.command('verify', copy)).toMatchObject({ consistent: true });
});
