import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './browser';
import { actAs, addPerson, expectNoBarriers, go, newWorkspace } from './workspace';

const harness = resolve(import.meta.dirname, '../fixtures/harness');
const mapped = resolve(import.meta.dirname, '../fixtures/mapped');

/** A bakeoff with the rows of a JMeter file, whose workload and metric the files of an own script have as well. */
async function bakeoff(desk: Page): Promise<void> {
  await newWorkspace(desk);
  await addPerson(desk, 'Rafael Brandt', 'Engineer');
  await actAs(desk, 'Rafael Brandt');
  await go(desk, '/bakeoffs/new');
  await desk.getByRole('textbox', { name: 'Title' }).fill('Own script');
  await desk.getByRole('textbox', { name: 'Our product' }).fill('Northwind');
  await desk.getByRole('textbox', { name: 'Their product' }).fill('Ostrane');
  await desk
    .getByLabel('Take workloads from a result file')
    .locator('xpath=self::input')
    .setInputFiles(join(harness, 'jmeter/a.jtl'));
  await expect(desk.getByText(/: \d+ series/)).toBeVisible();
  await desk.getByRole('button', { name: 'Make rows' }).click();
  await desk.getByRole('button', { name: 'Plan it' }).click();
}

const choose = (desk: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
  desk.getByLabel('Import runs').locator('xpath=self::input').setInputFiles(files);

/** What a script of the customer's own writes: semicolons and decimal commas. */
const own = (name: string, middle: number) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `page;elapsed;ok\n${Array.from({ length: 40 }, (_, index) => `Home;${middle + index},5;${index === 3 ? 'no' : 'yes'}`).join('\n')}\n`,
  ),
});

test('files of an own script are mapped once, with what is found in sight, and the mapping is offered for the next', async ({
  desk,
}) => {
  await bakeoff(desk);
  await choose(desk, [own('01-a.csv', 10), own('01-b.csv', 20)]);
  await desk.getByRole('button', { name: 'Map columns of 01-a.csv' }).click();
  const dialog = desk.getByRole('dialog', { name: 'What 01-a.csv means' });
  const found = dialog.getByRole('region', { name: 'Series that are found' });
  await expect(found.getByRole('row', { name: /Home elapsed, ms 40 30/ })).toBeVisible();
  await expectNoBarriers(desk, 'mapping columns');
  await dialog.getByRole('textbox', { name: 'Metric' }).fill('');
  await expect(dialog.getByText(/Something is missing/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Metric' }).fill('elapsed');
  await dialog.getByRole('textbox', { name: 'Name of the mapping' }).fill('Own script');
  await dialog.getByRole('button', { name: 'Save and read' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText('read with “Own script”, version 1')).toBeVisible();
  await desk.getByRole('button', { name: 'Read 01-b.csv with “Own script”' }).click();
  await desk.getByRole('button', { name: 'Import 2 runs' }).click();
  await expect(desk.getByRole('grid', { name: 'Runs' })).toContainText('01-b.csv');

  await go(desk, '/bakeoffs');
  await desk.getByRole('button', { name: 'Mappings of results' }).click();
  await expect(desk.getByRole('dialog').getByText('Own script', { exact: true })).toBeVisible();
  await expectNoBarriers(desk, 'saved mappings');
});

test('text is taken apart by patterns, with the keyboard and with its matches marked', async ({ desk }) => {
  await bakeoff(desk);
  await choose(desk, [join(mapped, 'report.txt')]);
  await desk.getByRole('button', { name: 'Map columns of report.txt' }).press('Enter');
  const dialog = desk.getByRole('dialog', { name: 'What report.txt means' });
  await expect(dialog.locator('mark').first()).toHaveText('18.42');
  const pattern = dialog.getByRole('textbox', { name: 'Regular expression' });
  await pattern.fill('mean .+ (?<value>[0-9.]+');
  await expect(dialog.getByText(/Pattern 1 cannot be used/).first()).toBeVisible();
  await pattern.fill('(mean|p50) \\.+ (?<value>.+)');
  await dialog.getByRole('combobox', { name: 'In the file' }).click();
  await desk.getByRole('option', { name: 'beside each number' }).click();
  await expect(
    dialog.getByRole('region', { name: 'Series that are found' }).getByRole('row', { name: /all latency, ms 4/ }),
  ).toBeVisible();
  await expectNoBarriers(desk, 'mapping lines');
});
