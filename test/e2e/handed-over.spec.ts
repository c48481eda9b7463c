import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { writeVegetaRuns } from '../fixtures/bakeoffs/vegeta-runs';
import { expect, test } from './browser';
import { actAs, addPerson, expectNoBarriers, find, go, newWorkspace } from './workspace';

const jmeter = resolve(import.meta.dirname, '../fixtures/harness/jmeter');

async function engineer(desk: Page): Promise<void> {
  await newWorkspace(desk);
  await addPerson(desk, 'Rafael Brandt', 'Engineer');
  await actAs(desk, 'Rafael Brandt');
}

/** Drops files onto whatever is shown. */
async function drop(desk: Page, files: readonly { name: string; text: string }[]): Promise<void> {
  const transfer = await desk.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name));
    return data;
  }, files);
  const page = desk.getByRole('heading', { level: 1 });
  for (const event of ['dragenter', 'dragover']) await page.dispatchEvent(event, { dataTransfer: transfer });
  await expect(desk.getByText(/^Drop result files/)).toBeVisible();
  await page.dispatchEvent('drop', { dataTransfer: transfer });
}

const tray = (desk: Page) => desk.getByRole('region', { name: 'Files that were handed over' });

test('files dropped anywhere become a bakeoff: verdict, deck, and a check of the deck', async ({ desk, host }) => {
  await engineer(desk);
  const folder = join(host.home, 'runs');
  const names = writeVegetaRuns(folder, 6);
  await drop(
    desk,
    names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
  );
  await expect(tray(desk)).toContainText('12 files wait');
  await expect(tray(desk)).toContainText(/vegeta-.*1 series/);
  await go(desk, '/deals');
  await expect(tray(desk)).toContainText('01-ours.json');
  await expectNoBarriers(desk, 'the tray');

  await tray(desk).getByRole('button', { name: 'Plan a bakeoff for them' }).click();
  await desk.getByRole('textbox', { name: 'Title' }).fill('Search at 20 requests a second');
  await desk.getByRole('textbox', { name: 'Our product' }).fill('Northwind');
  await desk.getByRole('textbox', { name: 'Their product' }).fill('Ostrane');
  await expect(desk.getByRole('combobox', { name: 'Harness' })).toHaveValue('Vegeta, latency');
  await desk.getByRole('button', { name: 'Make rows' }).click();
  await desk.getByRole('textbox', { name: 'Runs a side' }).fill('6');
  await expectNoBarriers(desk, 'the whole plan of a bakeoff');
  await desk.getByRole('button', { name: 'Plan it' }).click();
  await desk.getByRole('button', { name: 'Import 12 runs' }).click();

  const board = desk.getByRole('grid', { name: 'Verdicts' });
  await expect(board.getByRole('row', { name: /median/ })).toContainText('Better');
  await expect(desk.getByText('interleaved (ABBA)')).toBeVisible();
  await expectNoBarriers(desk, 'a bakeoff of dropped files');
  await desk.getByRole('button', { name: 'Record verdict' }).click();
  await expect(desk.getByText('says what the runs say')).toBeVisible();
  await desk.getByRole('button', { name: 'Build proof deck' }).click();
  const documents = desk.getByRole('grid', { name: 'Documents' });
  await expect(documents).toContainText('Proof deck');
  await desk.getByRole('button', { name: 'More for this bakeoff' }).click();
  await desk.getByRole('menuitem', { name: 'Pack evidence bundle' }).click();
  await expect(documents).toContainText('Evidence bundle');
  const built = (await host.command('document', 'list')) as { documents: { id: string; kind: string }[] };
  const files = built.documents.map(({ id, kind }) => ({
    id,
    path: join(host.home, kind === 'proof-deck' ? 'deck.pdf' : 'evidence.zip'),
  }));
  for (const { id, path } of files) await host.command('document', 'save', id, '--out', path);
  // Verified from the files alone: the workspace is not asked.
  const report = (await host.command('verify', ...files.map(({ path }) => path))) as { checks: { ok: boolean }[] };
  expect(report.checks.length).toBeGreaterThan(4);
  expect(report.checks.every(({ ok }) => ok)).toBe(true);
});

test('the same file twice is said to be the same; files given to a bakeoff wait on its page', async ({ desk }) => {
  await engineer(desk);
  const text = readFileSync(join(jmeter, 'a.jtl'), 'utf8');
  await drop(desk, [{ name: 'first.jtl', text }]);
  await expect(tray(desk)).toContainText('first.jtl');
  await drop(desk, [
    { name: 'second.jtl', text },
    { name: 'notes.txt', text: 'only words' },
  ]);
  await expect(tray(desk)).toContainText('The same bytes as first.jtl, which was handed over before.');
  await expect(tray(desk)).toContainText('Not a known harness');
  await expectNoBarriers(desk, 'the tray with problems');
  await tray(desk).getByRole('button', { name: 'Leave second.jtl out' }).click();
  await expect(tray(desk)).not.toContainText('second.jtl');
});

test('how many runs, false alarms and the script, by keyboard alone', async ({ desk, host }) => {
  await engineer(desk);
  const folder = join(host.home, 'runs');
  const names = writeVegetaRuns(folder, 5);
  const made = (await host.command(
    ...['bakeoff', 'create', '--template', 'api-latency', '--metric', 'Vegeta', '--workload', 'all'],
    ...['--ours', 'Northwind', '--theirs', 'Ostrane', '--as', 'Rafael Brandt'],
  )) as { number: string };
  await host.command(
    ...['bakeoff', 'import', made.number, ...names.map((name) => join(folder, name)), '--as', 'Rafael Brandt'],
  );
  await find(desk, made.number);
  await expect(desk.getByRole('option', { name: new RegExp(made.number) }).first()).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: 'How many runs' })).toBeVisible();
  await expect(desk.getByText(/smallest p that can occur at all is 0.0079/).first()).toBeVisible();

  await desk.getByRole('button', { name: 'Check', exact: true }).focus();
  await desk.keyboard.press('Enter');
  const alarms = desk.getByRole('grid', { name: 'False alarms of each row' });
  await expect(alarms).toContainText(/in (none|\d+) of 1000 rounds/, { timeout: 30_000 });

  await desk.getByRole('button', { name: 'Script of the runs' }).focus();
  await desk.keyboard.press('Enter');
  const dialog = desk.getByRole('dialog', { name: 'More runs' });
  await expect(dialog.getByRole('textbox', { name: 'Command of ours' })).toBeFocused();
  await desk.keyboard.press('Control+a');
  await desk.keyboard.type("vegeta attack -rate '20' | cat $(rm x) {output}");
  await desk.keyboard.press('Tab');
  await desk.keyboard.press('Control+a');
  await desk.keyboard.type('vegeta attack {output}');
  const script = dialog.getByRole('region', { name: 'Script of the runs' });
  await expect(script).toContainText(`'$(rm'`);
  await expect(script).toContainText(`'runs/11-ours.json'`);
  await expect(dialog.getByRole('region', { name: 'Lines for a terminal' })).toContainText(
    `proofdesk bakeoff record ${made.number} --plan runs.plan.json`,
  );
  await expectNoBarriers(desk, 'the script of the runs');
  await desk.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
