import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './browser';
import { actAs, addPerson, expectNoBarriers, find, go, newWorkspace } from './workspace';

const fixtures = resolve(import.meta.dirname, '../fixtures/harness');
const sample = resolve(import.meta.dirname, '../../resources/sample/bakeoffs/batch-report');

/** Lets an engineer act in a fresh workspace. */
async function engineer(desk: Page): Promise<void> {
  await newWorkspace(desk);
  await addPerson(desk, 'Rafael Brandt', 'Engineer');
  await actAs(desk, 'Rafael Brandt');
}

/** Plans a bakeoff through the form, its rows taken from a trial file. */
async function plan(
  desk: Page,
  options: { template?: string; trial: string; ours: string; theirs: string; errors?: string; facts?: 'none' },
) {
  await go(desk, '/bakeoffs/new');
  await desk.getByRole('textbox', { name: 'Title' }).fill('Halden, which engine is sooner');
  await desk.getByRole('textbox', { name: 'Our product' }).fill(options.ours);
  await desk.getByRole('textbox', { name: 'Their product' }).fill(options.theirs);
  if (options.template) {
    await desk.getByRole('combobox', { name: 'Begin with' }).click();
    await desk.getByRole('option', { name: options.template }).click();
  }
  await desk.getByLabel('Take workloads from a result file').locator('xpath=self::input').setInputFiles(options.trial);
  await expect(desk.getByText(/: \d+ series/)).toBeVisible();
  await desk.getByRole('button', { name: 'Make rows' }).click();
  if (options.errors !== undefined) {
    await desk.getByRole('textbox', { name: 'Largest error rate' }).fill(options.errors);
  }
  if (options.facts === 'none') {
    const chosen = desk.getByRole('list', { name: /^Must be/ }).getByRole('button', { name: /^Remove/ });
    while ((await chosen.count()) > 0) await chosen.first().click();
  }
  await desk.getByRole('button', { name: 'Plan it' }).click();
  await expect(desk.getByRole('button', { name: 'Import runs' })).toBeVisible();
}

const runFiles = (side?: 'a' | 'b') =>
  readdirSync(join(sample, 'runs'))
    .filter((name) => side === undefined || name.includes(`-${side}.`))
    .map((name) => join(sample, 'runs', name));

const choose = (desk: Page, files: string[]) =>
  desk.getByLabel('Import runs').locator('xpath=self::input').setInputFiles(files);

test('an engineer plans, imports two sides, reads the verdicts, asks a number, records and makes the deck', async ({
  desk,
}) => {
  await engineer(desk);
  await plan(desk, {
    template: 'Batch or command line',
    trial: join(sample, 'runs/01-a.json'),
    ours: 'Northwind Report Engine',
    theirs: 'Ostrane Reporter',
  });
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Not enough runs for a verdict');
  await expectNoBarriers(desk, 'a bakeoff without runs');
  await choose(desk, runFiles());
  const count = runFiles().length / 2;
  await desk.getByRole('button', { name: `Import ${count} runs` }).click();
  const board = desk.getByRole('grid', { name: 'Verdicts' });
  await expect(board.getByRole('row', { name: /regional-totals/ })).toContainText(
    /Better|Worse|No clear difference|Equivalent/,
  );
  await expect(desk.getByText('interleaved (ABBA)')).toBeVisible();
  await expect(desk.getByText('The data set is identical by digest on both sides')).toBeVisible();
  await expect(desk.getByRole('img', { name: /archive: share done within/ })).toBeVisible();

  await board
    .getByRole('row', { name: /regional-totals/ })
    .getByRole('button')
    .first()
    .focus();
  const steps = desk.getByRole('region', { name: /Where regional-totals/ });
  await expect(steps).toContainText('Median of the runs, ours');
  await expect(steps).toContainText(/01-a\.json, SHA-256 [0-9a-f]{4}…/);
  await expectNoBarriers(desk, 'a bakeoff with verdicts');

  await desk.getByRole('button', { name: 'Record verdict' }).click();
  await expect(desk.getByText('says what the runs say')).toBeVisible();
  await desk.getByRole('button', { name: 'Build proof deck' }).click();
  await expect(desk.getByRole('grid', { name: 'Documents' })).toContainText('Proof deck');
  await desk.getByRole('link', { name: /^B-.*\/1$/ }).click();
  await expect(desk.getByText('Still says what the runs say')).toBeVisible();
  await expectNoBarriers(desk, 'a recorded verdict');

  await go(desk, '/bakeoffs');
  await expect(desk.getByRole('grid', { name: 'Bakeoffs' })).toContainText(`${count / 2} + ${count / 2}`);
  await expectNoBarriers(desk, 'bakeoffs');
});

test('one run a side is not enough, and the page says how many more and in which order', async ({ desk }) => {
  await engineer(desk);
  await plan(desk, {
    trial: join(fixtures, 'jmeter/a.jtl'),
    ours: 'Northwind',
    theirs: 'Ostrane',
    errors: '',
    facts: 'none',
  });
  await choose(desk, [join(fixtures, 'jmeter/a.jtl'), join(fixtures, 'jmeter/b.jtl')]);
  await desk.getByRole('button', { name: 'Import 2 runs' }).click();
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Not enough runs for a verdict');
  await expect(desk.getByText(/more runs a side are needed at least/)).toBeVisible();
  await expect(
    desk.getByRole('grid', { name: 'Verdicts' }).getByRole('button', { name: 'Not enough runs' }).first(),
  ).toBeVisible();
  await desk.getByRole('button', { name: 'Plan more runs' }).click();
  const dialog = desk.getByRole('dialog', { name: 'More runs' });
  await expect(
    dialog.getByRole('list', { name: 'Order of the next runs' }).getByRole('listitem').first(),
  ).toContainText('ours');
  await expectNoBarriers(desk, 'planning more runs');
});

test('files that cannot be read are named with their place; warnings are confirmed one by one', async ({ desk }) => {
  await engineer(desk);
  await plan(desk, { trial: join(fixtures, 'jmeter/a.jtl'), ours: 'Northwind', theirs: 'Ostrane' });
  await choose(desk, [
    join(fixtures, 'hyperfine/edge-truncated.json'),
    join(fixtures, 'jmeter/edge-truncated.jtl'),
    join(fixtures, 'jmeter/edge-empty.jtl'),
  ]);
  await expect(desk.getByText(/edge-truncated.json, line \d+, column \d+, byte \d+/)).toBeVisible();
  await expect(desk.getByText('The file holds no results')).toBeVisible();
  const start = desk.getByRole('button', { name: /^Import \d+ run/ });
  await expect(start).toHaveAttribute('aria-disabled', 'true');
  await expectNoBarriers(desk, 'an import with problems');
  await desk.getByRole('checkbox', { name: /1 row skipped/ }).check();
  await desk.getByRole('combobox', { name: 'Whose run is it?' }).click();
  await desk.getByRole('option', { name: 'Northwind (ours)' }).click();
  await start.click();
  await expect(desk.getByRole('grid', { name: 'Runs' })).toContainText('1 warning confirmed');
  // What could not be imported stays in sight until somebody has dealt with it.
  await desk.getByRole('button', { name: 'Discard all' }).click();
  await expect(desk.getByText('The file holds no results')).toBeHidden();

  await choose(desk, [join(fixtures, 'jmeter/edge-truncated.jtl')]);
  await expect(desk.getByText('A run counts once.')).toBeVisible();
  await desk.getByRole('button', { name: 'Discard all' }).click();
  await expect(desk.getByText('A run counts once.')).toBeHidden();
});

/** Opens a row's menu and chooses; rows that are just being drawn anew close the menu, as they do for a person. */
async function fromMenu(desk: Page, menu: string, item: string): Promise<void> {
  await expect(async () => {
    await desk.getByRole('button', { name: menu }).click();
    await desk.getByRole('menuitem', { name: item }).click({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
}

test('facts are recorded for several runs at once; what differs is accepted with a reason', async ({ desk }) => {
  await engineer(desk);
  await plan(desk, {
    trial: join(fixtures, 'jmeter/a.jtl'),
    ours: 'Northwind',
    theirs: 'Ostrane',
    errors: '',
    facts: 'none',
  });
  await choose(desk, [join(fixtures, 'jmeter/a.jtl'), join(fixtures, 'jmeter/b.jtl')]);
  await desk.getByRole('button', { name: 'Facts of all' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Server cores' }).fill('8');
  await expectNoBarriers(desk, 'the form for facts');
  await dialog.getByRole('button', { name: 'Record facts' }).click();
  await desk.getByRole('button', { name: 'Import 2 runs' }).click();
  const runs = desk.getByRole('grid', { name: 'Runs' });
  for (const [name, size] of [
    ['a.jtl', '1 GB'],
    ['b.jtl', '2 GB'],
  ] as const) {
    await fromMenu(desk, `More for ${name}`, 'Record facts');
    await expect(dialog.getByRole('textbox', { name: 'Server cores' })).toHaveValue('8');
    await dialog.getByRole('textbox', { name: 'Data set size' }).fill(size);
    await dialog.getByRole('button', { name: 'Record facts' }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Not comparable');
  await desk.getByRole('button', { name: /^Accept: Data set size differs/ }).click();
  await dialog.getByRole('textbox').fill('Both fit into memory');
  await dialog.getByRole('button', { name: 'Accept deviation' }).click();
  await expect(desk.getByText('1 deviation accepted')).toBeVisible();
  await expect(desk.getByText(/Accepted by Rafael Brandt: Both fit into memory/)).toBeVisible();
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Not enough runs for a verdict');

  await fromMenu(desk, 'More for b.jtl', 'Leave out');
  await dialog.getByRole('textbox').fill('The machine was restarted meanwhile');
  await dialog.getByRole('button', { name: 'Leave out' }).click();
  await expect(runs).toContainText('The machine was restarted meanwhile');
});

test('files dropped anywhere on the page are read; a rep sees the page without the means to change it', async ({
  desk,
}) => {
  await engineer(desk);
  await plan(desk, { trial: join(fixtures, 'jmeter/a.jtl'), ours: 'Northwind', theirs: 'Ostrane' });
  const transfer = await desk.evaluateHandle(() => {
    const data = new DataTransfer();
    const rows = Array.from({ length: 30 }, (_, index) => `1767225600000,${5 + index},Home,true`);
    data.items.add(new File([`timeStamp,elapsed,label,success\n${rows.join('\n')}\n`], 'dropped-ours.jtl'));
    return data;
  });
  const page = desk.getByRole('heading', { level: 1 });
  for (const event of ['dragenter', 'dragover']) await page.dispatchEvent(event, { dataTransfer: transfer });
  await expect(desk.getByText(/Drop result files to import them/)).toBeVisible();
  await page.dispatchEvent('drop', { dataTransfer: transfer });
  await desk.getByRole('button', { name: 'Import 1 run' }).click();
  await expect(desk.getByRole('grid', { name: 'Runs' })).toContainText('dropped-ours.jtl');

  await actAs(desk, 'Ines Okafor');
  await addPerson(desk, 'Ada Reyes', 'Sales rep');
  await actAs(desk, 'Ada Reyes');
  await go(desk, '/bakeoffs');
  await desk.getByRole('grid', { name: 'Bakeoffs' }).getByText('Halden, which engine is sooner').click();
  await expect(desk.getByRole('grid', { name: 'Runs' })).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Import runs' })).toHaveCount(0);
  await expect(desk.getByRole('button', { name: 'Record verdict' })).toHaveCount(0);
});

test('an unfinished plan is kept, and is found from the palette', async ({ desk }) => {
  await engineer(desk);
  await find(desk, 'Plan a bakeoff');
  await desk.keyboard.press('Enter');
  await desk.getByRole('textbox', { name: 'Title' }).fill('Search at 200 users');
  await desk.getByRole('button', { name: 'Add a row' }).click();
  await desk.getByRole('textbox', { name: 'Workload', exact: true }).fill('Search');
  await expect(desk.getByText('One row needs 5 runs a side at least.')).toBeVisible();
  await expectNoBarriers(desk, 'planning a bakeoff');
  await desk.waitForTimeout(1_500);
  await desk.reload();
  await go(desk, '/bakeoffs/new');
  await expect(desk.getByRole('textbox', { name: 'Title' })).toHaveValue('Search at 200 users');
  await expect(desk.getByText(/Unfinished plan of/)).toBeVisible();
});
