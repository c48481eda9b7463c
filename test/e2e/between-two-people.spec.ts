import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { smallModel } from '../core/small-model';
import { expect, type RunningHost, startHost, test } from './browser';
import { signIn } from './sign-in';
import { startTriedServer, type TriedServer, type Wire, wireTo } from './sync-server';
import { addPerson, expectNoBarriers, go, leaveFor } from './workspace';

/** A workspace on one device alone: three people, a published model, a draft of a quote, and another one that waits for two sign-offs. */
async function beginAlone(desk: Page, host: RunningHost): Promise<{ draft: string; submitted: string }> {
  await desk.getByRole('button', { name: 'New workspace' }).click();
  await desk.getByRole('textbox', { name: 'Company' }).fill('Northwind Systems');
  await desk.getByRole('textbox', { name: 'Name', exact: true }).fill('Ines Okafor');
  await desk.getByRole('checkbox', { name: 'Sales rep' }).check();
  await desk.getByRole('checkbox', { name: 'Delivery' }).check();
  await desk.getByRole('button', { name: 'Create workspace' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await addPerson(desk, 'Mara Osei', 'Finance', 'Sales rep');
  await addPerson(desk, 'Tomas Lind', 'Sales rep');
  const file = join(host.home, 'platform.json');
  writeFileSync(file, JSON.stringify(smallModel));
  await host.command('pricing', 'import', file, '--as', 'Mara Osei');
  await host.command('pricing', 'publish', 'Platform', '--as', 'Mara Osei');
  await host.command('account', 'create', 'Halden Energy');
  await host.command('deal', 'create', '--title', 'Halden, 36 months', '--account', 'Halden Energy');
  const quote = async (title: string) => {
    const line = ['quote', 'create', 'Halden, 36 months', 'SEAT=180', '--model', 'Platform 2026.2', '--title', title];
    return (await host.command(...line, '--as', 'Tomas Lind')) as { id: string; number: string };
  };
  const submitted = await quote('Halden, first year');
  await host.command('quote', 'submit', submitted.number, '--as', 'Tomas Lind');
  return { submitted: submitted.id, draft: (await quote('Halden, second year')).id };
}

/** The sign in the top bar. */
const sign = (desk: Page, name: string | RegExp) => desk.getByRole('banner').getByRole('button', { name });

async function share(desk: Page, address: string): Promise<void> {
  await go(desk, '/settings/server');
  await desk.getByRole('textbox', { name: 'Address of the server' }).fill(address);
  await desk.getByRole('button', { name: 'Continue' }).click();
  await signIn(desk, 'ines');
  await expectNoBarriers(desk, 'sharing a workspace');
  await desk.getByRole('button', { name: 'Share this workspace' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Share this workspace' }).click();
  await expect(desk.getByRole('grid', { name: 'Members' })).toContainText('Mara Osei');
  await expect(sign(desk, 'Synced')).toBeVisible();
}

/** Makes an invitation and gives its code, which is shown once. */
async function invite(desk: Page, name: string): Promise<string> {
  await desk.getByRole('button', { name: `Invite ${name}` }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the code' }).click();
  const code = (await dialog.locator('code').first().textContent()) ?? '';
  await expectNoBarriers(desk, 'the code of an invitation');
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await expect(desk.getByText(code)).toHaveCount(0);
  return code;
}

async function joinWith(desk: Page, address: string, code: string): Promise<void> {
  await desk.getByRole('button', { name: 'Join a workspace' }).click();
  await desk.getByRole('textbox', { name: 'Address of the server' }).fill(address);
  await desk.getByRole('button', { name: 'Continue' }).click();
  await signIn(desk, 'mara');
  await expectNoBarriers(desk, 'joining a workspace');
  await desk.getByRole('textbox', { name: 'Invitation code' }).fill(code);
  await desk.getByRole('button', { name: 'Join with the code' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
}

/** A picture larger than the room that the server gives to files. */
const logo = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="60" viewBox="0 0 240 60"><path d="M0 0h240v60H0z"/></svg>',
);

/** Types into a cell of the lines, as a person does. */
async function enter(desk: Page, cell: string, text: string): Promise<void> {
  await desk.getByRole('button', { name: cell }).first().click();
  await desk.getByRole('textbox', { name: cell }).fill(text);
  await desk.keyboard.press('Enter');
}

const quantity = (desk: Page, of: string) => desk.getByRole('button', { name: `Quantity of Analyst seats: ${of}` });

async function approve(desk: Page, request: RegExp): Promise<void> {
  await go(desk, '/approvals');
  await desk.getByRole('link', { name: request }).click();
  await desk.getByRole('button', { name: 'Approve' }).click();
}

test.describe('two people with a device each', () => {
  let server: TriedServer;
  let wire: Wire;
  let other: RunningHost;

  test.beforeEach(async () => {
    server = await startTriedServer({ room: 100 });
    wire = await wireTo(server.address);
    other = await startHost();
  });
  test.afterEach(async () => {
    await other.stop();
    await wire.stop();
    await server.stop();
  });

  test('edit together; one is cut off, both go on with the same quote, and nothing is lost', async ({
    desk: ines,
    host,
    browser,
  }) => {
    const { draft, submitted } = await beginAlone(ines, host);
    await share(ines, server.address);
    const code = await invite(ines, 'Mara Osei');

    const context = await browser.newContext();
    const mara = await context.newPage();
    await mara.goto(other.address);
    await mara.locator('#root').filter({ hasText: /\S/ }).waitFor();
    await joinWith(mara, wire.address, code);

    // Together: what one changes the other sees.
    await go(mara, `/quotes/${draft}`);
    await expect(quantity(mara, '180')).toBeVisible();
    await go(ines, `/quotes/${draft}`);
    await enter(ines, 'Quantity of Analyst seats', '190');
    await expect(quantity(mara, '190')).toBeVisible();

    // Cut off: work goes on at both ends.
    wire.cut();
    await enter(mara, 'Quantity of Analyst seats', '200');
    await expect(sign(mara, /^Offline since .*, \d+ pending$/)).toBeVisible();
    await enter(ines, 'Quantity of Analyst seats', '210');
    await mara.getByRole('button', { name: 'Submit', exact: true }).click();
    await mara.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
    await expect(mara.getByText(/Version 1 waits for/).first()).toBeVisible();
    await sign(mara, /^Offline/).press('Enter');
    const panel = mara.getByRole('dialog', { name: 'In step with the others' });
    await expect(panel).toContainText(wire.address);
    await expectNoBarriers(mara, 'what lies behind the sign');
    await mara.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await approve(mara, /version 1/);
    await approve(ines, /version 1/);
    await expect(sign(ines, 'Synced')).toBeVisible();

    // Together again: the same at both ends, and the one who was cut off is told.
    wire.mend();
    await expect(sign(mara, '2 need attention')).toBeVisible({ timeout: 60_000 });
    await go(mara, `/quotes/${submitted}`);
    await go(ines, `/quotes/${submitted}`);
    for (const desk of [mara, ines]) await expect(desk.getByRole('button', { name: 'Release' })).toBeVisible();

    // What was built on what the other changed meanwhile was refused, with the reason; it is put away.
    await go(mara, '/attention');
    await mara
      .getByRole('list', { name: /^Entries/ })
      .getByRole('link', { name: /Refused/ })
      .press('Enter');
    await expect(mara.getByText('Quantity (lines 1) of this version is not what stands now.')).toBeVisible();
    await expect(mara.getByRole('heading', { level: 2, name: /: .*Halden, second year$/ })).toBeVisible();
    await expectNoBarriers(mara, 'a refused act');
    await mara.getByRole('button', { name: 'Discard' }).click();
    await mara.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await expect(sign(mara, '1 needs attention')).toBeVisible();

    // What both changed stands side by side, with one keystroke to it.
    await go(mara, '/attention');
    await mara.keyboard.press('j');
    await expect(mara.getByRole('region', { name: /Theirs, by Ines Okafor/ })).toContainText('210');
    await expect(mara.getByRole('region', { name: 'Yours' })).toContainText('200');
    await expectNoBarriers(mara, 'a field that was changed twice');
    await mara.getByRole('button', { name: 'Take 200 instead' }).click();
    await expect(sign(mara, 'Synced')).toBeVisible();
    await go(ines, `/quotes/${draft}`);
    await go(mara, `/quotes/${draft}`);
    for (const desk of [mara, ines]) await expect(quantity(desk, '200')).toBeVisible();

    // A file that the server has no room for says so, and stays on this device.
    await leaveFor(ines, () => go(ines, '/settings'));
    await ines
      .locator('input[type=file][accept=".png,.svg"]')
      .setInputFiles({ name: 'Northwind mark.svg', mimeType: 'image/svg+xml', buffer: logo });
    await expect(ines.getByRole('img', { name: 'Logo of Northwind Systems' })).toBeVisible();
    await ines.getByRole('button', { name: /^Save changes/ }).click();
    await expect(sign(ines, '1 needs attention')).toBeVisible();
    await leaveFor(ines, () => go(ines, '/attention'));
    await ines.keyboard.press('j');
    await expect(ines.getByText('The workspace’s files have reached their quota.')).toBeVisible();
    await ines.getByRole('button', { name: 'Send it again now' }).click();
    await expect(ines.getByText(/still does not take it/)).toBeVisible();
    await expectNoBarriers(ines, 'a file that the server did not take');

    // Removed while she was cut off: nothing of it is shown any more; what she had not sent goes into a file, the rest off the device.
    await go(mara, `/quotes/${draft}`);
    wire.cut();
    await enter(mara, 'Quantity of Analyst seats', '220');
    await expect(sign(mara, /^Offline since .*, 1 pending$/)).toBeVisible();
    await leaveFor(ines, () => go(ines, '/settings/server'));
    await expectNoBarriers(ines, 'the server of a workspace');
    await ines.getByRole('button', { name: 'More for Mara Osei' }).click();
    await ines.getByRole('menuitem', { name: 'End access' }).click();
    await ines.getByRole('dialog').getByRole('button', { name: 'End access' }).click();
    await expect(ines.getByRole('dialog')).toBeHidden();
    wire.mend();
    await expect(mara.getByRole('heading', { level: 1, name: 'You are no longer in Northwind Systems' })).toBeVisible({
      timeout: 60_000,
    });
    await expect(mara.getByText('Halden')).toHaveCount(0);
    await expectNoBarriers(mara, 'having been removed');
    await mara.getByRole('button', { name: /^Save unsent work/ }).click();
    const unsent = join(host.home, 'unsent work of Mara.ndjson');
    await mara.getByRole('textbox', { name: 'File for unsent work' }).fill(unsent);
    await mara.getByRole('dialog').getByRole('button', { name: 'Take it off this device' }).click();
    await expect(mara.getByRole('heading', { level: 1, name: 'Open a workspace' })).toBeVisible();
    await expect(mara.getByRole('status').filter({ hasText: unsent })).toBeVisible();
    await expectNoBarriers(mara, 'the start after leaving');
    await context.close();

    // The file is not taken in as it is, but read act by act; an admin does again in their own name what shall stand.
    await leaveFor(ines, () => go(ines, '/receipts'));
    await ines.getByRole('button', { name: 'More actions' }).click();
    await ines.getByRole('menuitem', { name: /Import receipts/ }).click();
    const dialog = ines.getByRole('dialog', { name: 'Import receipts' });
    await dialog.locator('input[type=file]').setInputFiles(unsent);
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await dialog.getByRole('button', { name: 'See what is in it' }).click();
    const acts = ines.getByRole('dialog', { name: 'What unsent work of Mara.ndjson holds' });
    await acts.getByRole('checkbox', { name: /Halden, second year/ }).check();
    await expectNoBarriers(ines, 'what a removed person had not sent');
    await acts.getByRole('button', { name: 'Do again in my name' }).click();
    await expect(acts.getByText('Done, in your name.')).toBeVisible();
    await ines.keyboard.press('Escape');
    await expect(acts).toBeHidden();
    await go(ines, `/quotes/${draft}`);
    await expect(quantity(ines, '220')).toBeVisible();
  });
});
