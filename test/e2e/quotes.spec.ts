import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { PDFDocument } from 'pdf-lib';
import { smallModel } from '../core/small-model';
import { expect, type RunningHost, test } from './browser';
import { actAs, addPerson, expectNoBarriers, go, leaveFor, newWorkspace } from './workspace';

/** People, a published model, a deal with a contact: what a quote stands on. */
async function sellingWorkspace(desk: Page, host: RunningHost): Promise<void> {
  await newWorkspace(desk);
  await addPerson(desk, 'Mara Osei', 'Finance');
  await addPerson(desk, 'Tomas Lind', 'Delivery');
  const file = join(host.home, 'platform.json');
  writeFileSync(file, JSON.stringify(smallModel));
  await host.command('pricing', 'import', file, '--as', 'Mara Osei');
  await host.command('account', 'create', 'Halden Energy');
  await host.command('contact', 'create', 'Yara Demir', '--account', 'Halden Energy');
  await host.command('deal', 'create', '--title', 'Halden, 36 months', '--account', 'Halden Energy');
}

/** Types into a cell of the lines, as a person does. */
async function enter(desk: Page, cell: string, text: string): Promise<void> {
  await desk.getByRole('button', { name: cell }).first().click();
  await desk.getByRole('textbox', { name: cell }).fill(text);
  await desk.keyboard.press('Enter');
}

/** What the customer does with the sheet. */
async function filledIn(sheet: string, path: string): Promise<string> {
  const document = await PDFDocument.load(readFileSync(sheet), { updateMetadata: false });
  const today = new Date().toISOString().slice(0, 10);
  for (const [field, text] of Object.entries({ name: 'Yara Demir', date: today, signature: 'Y. Demir' })) {
    document.getForm().getTextField(field).setText(text);
  }
  writeFileSync(path, await document.save());
  return path;
}

async function decide(desk: Page, person: string, version: number, decision: 'Approve' | 'Return'): Promise<void> {
  await actAs(desk, person);
  await go(desk, '/approvals');
  await desk.getByRole('link', { name: new RegExp(`version ${version}`) }).click();
  await expect(desk.getByRole('grid', { name: 'Item' })).toContainText('Inference tokens');
  await desk.getByRole('textbox', { name: /Reason/ }).fill('Looked at it.');
  await desk.getByRole('button', { name: decision }).click();
  await expect(desk.getByText('Looked at it.').first()).toBeVisible();
}

/** Somebody is away from today to the end of the year and leaves their decisions to another. */
async function delegate(desk: Page, person: string, to: string): Promise<void> {
  await actAs(desk, person);
  await go(desk, '/approvals');
  await desk.getByRole('button', { name: 'Delegate…' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Delegate your decisions' });
  await dialog.getByRole('combobox', { name: 'Who decides' }).click();
  await desk.getByRole('option', { name: to }).click();
  await dialog.getByLabel(/^Until/).fill(`${new Date().getFullYear() + 1}-01-31`);
  await expectNoBarriers(desk, 'delegating');
  await dialog.getByRole('button', { name: 'Delegate', exact: true }).click();
  await expect(desk.getByText(new RegExp(`${to} decides for you as delivery`))).toBeVisible();
}

/** The delegate sees what changed since the version that was returned, and decides in the other's place. */
async function decideFor(desk: Page, person: string, away: string, version: number): Promise<void> {
  await actAs(desk, person);
  await go(desk, '/approvals');
  await desk.getByRole('link', { name: new RegExp(`version ${version}`) }).click();
  await expect(desk.getByText('Changes since version 1, which was returned')).toBeVisible();
  await expect(desk.getByText(/Quantity: 4,200 → 4,000/)).toBeVisible();
  const as = desk.getByRole('combobox', { name: 'As' });
  if ((await as.inputValue()) !== `delivery, for ${away}`) {
    await as.click();
    await desk.getByRole('option', { name: `delivery, for ${away}` }).click();
  }
  await expectNoBarriers(desk, 'request with differences');
  await desk.getByRole('button', { name: 'Approve' }).click();
  await expect(desk.getByText(`delivery, ${person} for ${away}`)).toBeVisible();
}

test('a quote goes from the deal over two people, a return and a second version to the customer', async ({
  desk,
  host,
}) => {
  await sellingWorkspace(desk, host);

  await actAs(desk, 'Mara Osei');
  await go(desk, '/pricing');
  await leaveFor(desk, () => desk.getByRole('grid', { name: 'Pricing models' }).getByText('Platform').click());
  await expectNoBarriers(desk, 'pricing model');
  await desk.getByRole('button', { name: 'Publish' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(desk.getByText('published', { exact: true })).toBeVisible();

  await actAs(desk, 'Ines Okafor');
  await go(desk, '/quotes?new=1');
  const begin = desk.getByRole('dialog', { name: 'New quote' });
  await begin.getByRole('combobox', { name: 'Deal' }).click();
  await desk.getByRole('option', { name: /Halden, 36 months/ }).click();
  await begin.getByRole('button', { name: 'Create quote' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Halden, 36 months' })).toBeVisible();
  const quote = new URL(desk.url()).hash.slice(1);

  const add = desk.getByRole('combobox', { name: 'Add an item' });
  await add.fill('token');
  await add.press('Enter');
  await expect(desk.getByRole('button', { name: /Quantity of Inference tokens/ })).toBeVisible();
  await enter(desk, 'Quantity of Inference tokens', '4200');
  await expect(desk.getByRole('button', { name: '61,920.00' }).first()).toBeVisible();
  await enter(desk, 'Discount on Inference tokens', '5');
  await expect(desk.getByRole('button', { name: '58,824.00' }).first()).toBeVisible();
  await desk.getByRole('button', { name: '58,824.00' }).first().focus();
  const inspector = desk.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByText('Rate by the model')).toBeVisible();
  await expect(inspector.getByText('Guardrails')).toBeVisible();
  await expectNoBarriers(desk, 'quote builder');

  await desk.getByRole('button', { name: 'Submit', exact: true }).click();
  const submit = desk.getByRole('dialog', { name: 'Submit version 1' });
  await expect(submit.getByText('finance', { exact: true })).toBeVisible();
  await expect(submit.getByText('delivery', { exact: true })).toBeVisible();
  await submit.getByRole('button', { name: 'Submit' }).click();
  await expect(desk.getByText(/Version 1 waits for/).first()).toBeVisible();

  await decide(desk, 'Mara Osei', 1, 'Approve');
  await decide(desk, 'Tomas Lind', 1, 'Return');

  await actAs(desk, 'Ines Okafor');
  await go(desk, quote);
  await expect(desk.getByText('Version 1 returned').first()).toBeVisible();
  await desk.getByRole('button', { name: 'Revise' }).click();
  await enter(desk, 'Quantity of Inference tokens', '4000');
  await expect(desk.getByRole('button', { name: '56,430.00' }).first()).toBeVisible();
  await desk.getByRole('button', { name: 'Submit', exact: true }).click();
  await desk.getByRole('dialog', { name: 'Submit version 2' }).getByRole('button', { name: 'Submit' }).click();
  await expect(desk.getByText(/Version 2 waits for/).first()).toBeVisible();
  await decide(desk, 'Mara Osei', 2, 'Approve');
  await decide(desk, 'Tomas Lind', 2, 'Approve');

  await actAs(desk, 'Ines Okafor');
  await go(desk, quote);
  await desk.getByRole('button', { name: 'Release' }).click();
  await expect(desk.getByText('Version 2 released').first()).toBeVisible();
  await desk.getByRole('button', { name: 'Send' }).click();
  const send = desk.getByRole('dialog', { name: 'Send version 2' });
  await send.getByRole('checkbox', { name: 'Order form' }).check();
  await send.getByRole('checkbox', { name: 'Acceptance sheet to fill in' }).check();
  const sheet = send.getByRole('button', { name: /^Save .*acceptance.*\.pdf/ });
  await expect(sheet).toBeVisible({ timeout: 60_000 });
  await expectNoBarriers(desk, 'what goes out');
  const saved = desk.waitForEvent('download');
  await sheet.click();
  const returned = await filledIn(await (await saved).path(), join(host.home, 'returned.pdf'));
  await send.getByRole('button', { name: 'It was sent' }).click();
  await expect(desk.getByText('Version 2 sent').first()).toBeVisible();
  await desk.getByRole('button', { name: 'Record acceptance' }).click();
  const accept = desk.getByRole('dialog', { name: 'Record acceptance of version 2' });
  await accept.locator('input[type=file]').setInputFiles(returned);
  await expect(accept.getByText('Nothing speaks against it.')).toBeVisible();
  await expect(accept.getByRole('combobox', { name: 'Contact' })).toHaveValue('Yara Demir');
  await expectNoBarriers(desk, 'a sheet that came back');
  await accept.getByRole('button', { name: 'Record acceptance' }).click();
  await expect(desk.getByText('Accepted', { exact: true }).first()).toBeVisible();
  await expect(desk.getByRole('link', { name: 'the returned sheet' })).toBeVisible();
  await expectNoBarriers(desk, 'accepted quote');

  // The quote says whose view it is, so that nobody is asked.
  const received: string[] = [];
  desk.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload))));
  await desk.getByText('Customer view').click();
  await expect(desk.getByRole('link', { name: 'Download PDF' })).toBeVisible();
  await expect(desk.getByText('56,430.00').first()).toBeVisible();
  expect(received.length).toBeGreaterThan(0);
  for (const internal of ['margin', 'cost', 'floor', 'Mara Osei', 'Looked at it', 'discountLimit']) {
    expect(received.filter((frame) => frame.includes(internal))).toEqual([]);
  }
});

test('while somebody is away a delegate sees what changed since the version that was returned, and signs for them', async ({
  desk,
  host,
}) => {
  await sellingWorkspace(desk, host);
  await host.command('person', 'add', 'Felix Roth', '--role', 'finance');
  await host.command('pricing', 'publish', 'Platform 2026.2', '--as', 'Mara Osei');
  const made = ['quote', 'create', 'Halden, 36 months', 'TOKENS=4200', '--model', 'Platform 2026.2'];
  const { number } = (await host.command(...made)) as { number: string };
  await host.command('quote', 'submit', number);
  const returned = ['approval', 'decide', `${number}, version 1`, 'return', '--reason', 'Too many.'];
  await host.command(...returned, '--as', 'Tomas Lind');
  await host.command('quote', 'revise', number);
  await host.command('quote', 'line', number, '1', '--quantity', '4000');
  await host.command('quote', 'submit', number);

  await delegate(desk, 'Tomas Lind', 'Felix Roth');
  await decideFor(desk, 'Felix Roth', 'Tomas Lind', 2);
});

test('rows of a spreadsheet become lines; those that cannot be read are named and left out', async ({ desk, host }) => {
  await sellingWorkspace(desk, host);
  await host.command('pricing', 'publish', 'Platform 2026.2', '--as', 'Mara Osei');
  await host.command('quote', 'create', 'Halden, 36 months', '--model', 'Platform', '--as', 'Ines Okafor');
  await go(desk, '/quotes');
  await desk.getByRole('grid', { name: 'Quotes' }).getByText('Halden, 36 months').click();
  const add = desk.getByRole('combobox', { name: 'Add an item' });
  await add.focus();
  await add.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'SEAT\t40\t8\nBASE\tone\nNOPE\t1');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  const dialog = desk.getByRole('dialog', { name: '3 rows from the clipboard' });
  await expect(dialog.getByText('The quantity “one” cannot be read.')).toBeVisible();
  await expect(dialog.getByText('“NOPE” is no code or name in the model.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add 1 line' }).click();
  await expect(desk.getByRole('button', { name: /Quantity of Analyst seats/ })).toBeVisible();

  await desk.getByRole('button', { name: 'More on Analyst seats' }).click();
  await desk.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(desk.getByRole('button', { name: /Quantity of Analyst seats/ })).toHaveCount(0);
  await desk.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await desk.getByRole('dialog', { name: 'Undo this act?' }).getByRole('button', { name: 'Undo' }).click();
  await expect(desk.getByRole('button', { name: /Quantity of Analyst seats/ })).toBeVisible();
});
