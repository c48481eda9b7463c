import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { customersNumbers } from '../roi/customers-numbers';
import { expect, test } from './browser';
import { expectNoBarriers, go, newWorkspace } from './workspace';

const source = { kind: 'customer', text: 'Workshop of 3 March' };
const numbers = Object.entries(customersNumbers).map(([name, own]) => ({ name, ...own, source }));

test('a readout and a page with sliders are given to a customer, and the page works by itself without a network', async ({
  desk,
  host,
  browser,
}) => {
  await newWorkspace(desk);
  await host.command('deal', 'create', '--title', 'Halden', '--account', 'Halden Energy', '--new-account');
  await host.command('roi', 'model', 'take', 'tco');
  const made = (await host.command('roi', 'case', 'create', '--deal', 'Halden', '--model', 'tco')) as {
    number: string;
  };
  writeFileSync(join(host.home, 'numbers.json'), JSON.stringify(numbers));
  await host.command('roi', 'case', 'set', made.number, '--file', 'numbers.json');
  await host.command('roi', 'case', 'freeze', made.number);
  await host.command('roi', 'build', made.number, '--out', 'readout.pdf');

  await go(desk, '/documents');
  await desk.getByRole('rowheader').first().click();
  await desk.getByRole('button', { name: 'Give to customer' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Give to Halden Energy' });
  await expect(dialog.getByRole('checkbox').first()).toBeChecked();
  await dialog.getByRole('textbox', { name: 'Folder or stick' }).fill(join(host.home, 'no-stick'));
  await dialog.getByRole('button', { name: 'Write and note' }).click();
  await expect(dialog.getByText('There is no folder', { exact: false })).toBeVisible();
  await expectNoBarriers(desk, 'giving documents');
  const stick = join(host.home, 'stick');
  mkdirSync(stick);
  await dialog.getByRole('textbox', { name: 'Folder or stick' }).fill(stick);
  await dialog.getByRole('button', { name: 'Write and note' }).click();
  await expect(desk.getByText('Written to', { exact: false })).toBeVisible();
  await desk.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();

  const folder = join(stick, readdirSync(stick)[0]!);
  const files = readdirSync(folder).map((name) => join(folder, name));
  const file = files.find((name) => name.endsWith('.html'))!;
  const report = (await host.command('verify', ...files)) as { consistent: boolean };
  expect(report.consistent).toBe(true);

  const context = await browser.newContext({ offline: true, locale: 'en-GB' });
  const page = await context.newPage();
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(pathToFileURL(file).href);
  const value = page.getByRole('definition').first();
  await expect(value).toHaveText('1,045,404');
  await page.getByRole('slider', { name: /People who operate it/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('was 1,045,404', { exact: true })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('1 input moved');
  await page.getByRole('button', { name: 'As in the case' }).click();
  await page.getByRole('radio', { name: 'Stretch' }).focus();
  await page.keyboard.press('Space');
  await expect(value).not.toHaveText('1,045,404');
  await expectNoBarriers(page, 'the page of a customer');
  expect(said).toEqual([]);
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
  await context.close();

  await go(desk, '/deals');
  await desk
    .getByRole('rowheader', { name: /Halden/ })
    .first()
    .click();
  await desk.getByRole('tab', { name: /Documents/ }).click();
  await expect(desk.getByText(`Interactive page with ${made.number}, version 1`)).toBeVisible();
  await expectNoBarriers(desk, 'what the customer has');
});
