import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './browser';
import { actAs, addPerson, expectNoBarriers, go, newWorkspace } from './workspace';

const fixtures = resolve(import.meta.dirname, '../fixtures/harness/jmeter');

test.describe.configure({ timeout: 120_000 });

/** A bakeoff with a run of each side; a row of ours is damaged, so that there is a warning with its line. */
async function bakeoffWithRuns(desk: Page): Promise<void> {
  await newWorkspace(desk);
  await addPerson(desk, 'Rafael Brandt', 'Engineer');
  await actAs(desk, 'Rafael Brandt');
  await go(desk, '/bakeoffs/new');
  await desk.getByRole('textbox', { name: 'Title' }).fill('Search');
  await desk.getByRole('textbox', { name: 'Our product' }).fill('Northwind');
  await desk.getByRole('textbox', { name: 'Their product' }).fill('Ostrane');
  await desk.getByRole('textbox', { name: 'Largest error rate' }).fill('');
  await desk
    .getByLabel('Take workloads from a result file')
    .locator('xpath=self::input')
    .setInputFiles(join(fixtures, 'a.jtl'));
  await expect(desk.getByText(/: \d+ series/)).toBeVisible();
  await desk.getByRole('button', { name: 'Make rows' }).click();
  await desk.getByRole('button', { name: 'Plan it' }).click();
  await desk
    .getByLabel('Import runs')
    .locator('xpath=self::input')
    .setInputFiles([join(fixtures, 'a.jtl'), join(fixtures, 'b.jtl')]);
  await desk.getByRole('button', { name: 'Import 2 runs' }).click();
  await expect(desk.getByRole('grid', { name: 'Runs', exact: true })).toContainText('b.jtl');
}

test('pictures are looked at, read as tables and saved', async ({ desk }) => {
  await bakeoffWithRuns(desk);
  await expect(desk.getByRole('img', { name: /share done within/ }).first()).toBeVisible();
  await desk.getByText('Percentiles', { exact: true }).click();
  await expect(desk.getByRole('img', { name: /percentiles/ }).first()).toBeVisible();
  await desk.getByText('Over the run', { exact: true }).click();
  await desk.getByText('Throughput', { exact: true }).click();
  await expect(desk.getByRole('img', { name: /throughput over the run/ }).first()).toBeVisible();
  const toTable = desk.getByRole('button', { name: /^Show as table/ }).first();
  await toTable.focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('grid', { name: /throughput over the run/ })).toContainText('ours');
  await expectNoBarriers(desk, 'pictures of a bakeoff');
  for (const [format, start] of [
    ['PNG', '\u0089PNG'],
    ['SVG', '<svg '],
    ['figures as CSV', 'Side,'],
  ] as const) {
    await desk
      .getByRole('button', { name: /^Save picture/ })
      .first()
      .click();
    const [saved] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('menuitem', { name: `Save ${format === 'figures as CSV' ? format : `as ${format}`}` }).click(),
    ]);
    expect(saved.suggestedFilename()).toMatch(/^b-.*-time-throughput-.*\.(png|svg|csv)$/);
    expect(readFileSync(await saved.path(), 'latin1').startsWith(start)).toBe(true);
  }
  await expect(desk.getByRole('grid', { name: 'Facts of both sides' })).toBeVisible();
});

test('a run has its own page, and its raw log opens at a line, a byte or a text', async ({ desk }) => {
  await bakeoffWithRuns(desk);
  await desk.getByRole('grid', { name: 'Runs', exact: true }).getByText('a.jtl', { exact: true }).click();
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('a.jtl');
  await expect(desk.getByRole('grid', { name: 'What it says in each row' })).toBeVisible();
  await expectNoBarriers(desk, 'a run');
  await desk.getByRole('tab', { name: 'Raw log' }).click();
  const log = desk.getByRole('region', { name: 'Raw file a.jtl' });
  await expect(log).toContainText('timeStamp,elapsed');
  const lines = readFileSync(join(fixtures, 'a.jtl'), 'utf8').split('\n');
  await desk.getByRole('textbox', { name: 'Go to' }).fill('line 40');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText(/line 40 of/)).toBeVisible();
  await expect(log).toContainText(lines[39]!.trim());
  await desk.getByRole('searchbox', { name: 'Find' }).fill('no such text');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('“no such text” is nowhere in the file.')).toBeVisible();
  await desk.getByRole('textbox', { name: 'Go to' }).fill('everywhere');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText(/Say a line/)).toBeVisible();
  await log.focus();
  await desk.keyboard.press('Home');
  await expect(desk.getByText(/^Byte 0 of/)).toBeVisible();
  await expectNoBarriers(desk, 'a raw log');
});
