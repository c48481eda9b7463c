import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './browser';
import { actAs, addPerson, expectNoBarriers, go, newWorkspace } from './workspace';

const heading = (desk: Page, name: string | RegExp) => desk.getByRole('heading', { level: 1, name });

test('a newcomer makes an account and a deal in one form; what was typed survives a reload', async ({ desk }) => {
  await newWorkspace(desk);
  await go(desk, '/deals');
  await expect(desk.getByText('A deal is one opportunity to sell to one account', { exact: false })).toBeVisible();
  await expectNoBarriers(desk, 'deals, empty');
  await desk.keyboard.press('n');
  await expect(heading(desk, 'New deal')).toBeVisible();
  await desk.getByRole('textbox', { name: 'Title' }).fill('Latency pilot');
  await desk.getByRole('textbox', { name: /^Value/ }).fill('42000.50');
  // A pause in typing keeps the draft.
  await desk.waitForTimeout(1_500);
  await desk.reload();
  await expect(desk.getByRole('textbox', { name: 'Title' })).toHaveValue('Latency pilot');
  await expect(desk.getByText('Unfinished edit of', { exact: false })).toBeVisible();

  await desk.getByRole('button', { name: 'Create deal' }).click();
  await expect(desk.getByText('Choose whose deal it is.')).toBeVisible();
  await desk.getByRole('button', { name: 'New account' }).click();
  const dialog = desk.getByRole('dialog', { name: 'New account' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Halden Energy AS');
  await dialog.getByRole('button', { name: 'Create account' }).click();
  await expect(desk.getByRole('combobox', { name: 'Account' })).toHaveValue('Halden Energy AS');
  await desk.getByRole('textbox', { name: 'Notes, inside' }).fill('Their budget ends in March.');
  await desk.keyboard.press('Control+Enter');

  await expect(heading(desk, 'Latency pilot')).toBeVisible();
  await expect(desk.getByText(/^D-[A-Z]\d-0001$/).first()).toBeVisible();
  await desk.getByRole('button', { name: 'EUR 42,000.50' }).first().focus();
  await expect(desk.locator('#inspector')).toContainText('created a deal');
  await expectNoBarriers(desk, 'deal room');
  await go(desk, '/deals/new');
  await expect(desk.getByRole('textbox', { name: 'Title' })).toHaveValue('');
});

test('a deal goes through its stages, is noted on by a colleague, lost for a reason, and taken back', async ({
  desk,
  host,
}) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Rafael Brandt', 'Solutions engineer');
  await host.command('deal', 'create', '--title', 'Latency pilot', '--account', 'Halden', '--new-account');
  await go(desk, '/deals');
  await desk.getByRole('link', { name: 'Latency pilot' }).click();
  const stages = desk.getByRole('list', { name: 'Stages' });
  await stages.getByRole('button', { name: 'Proof' }).click();
  await expect(stages.getByRole('button', { name: 'Proof' })).toHaveAttribute('aria-current', 'step');
  await expect(stages.getByRole('button', { name: 'Invoiced' })).toHaveAttribute('aria-disabled', 'true');

  await actAs(desk, 'Rafael Brandt');
  await expect(desk.getByRole('link', { name: /^Edit/ })).toHaveCount(0);
  await desk.getByRole('textbox', { name: 'Write down what was said or done' }).fill('Wants p99 under 20 ms.');
  await desk.getByText('Call', { exact: true }).click();
  await desk.getByRole('button', { name: 'Add', exact: false }).filter({ hasText: 'Ctrl' }).click();
  await expect(desk.getByText('Wants p99 under 20 ms.')).toBeVisible();
  await desk.getByRole('textbox', { name: 'What happens next' }).fill('Agree on the workloads');
  await desk.getByRole('button', { name: 'Save' }).click();
  await expect(desk.getByText('Not saved yet')).toHaveCount(0);
  await stages.getByRole('button', { name: 'Negotiation' }).click();
  await expect(desk.getByRole('alert')).toContainText('No policy lets engineer do this');

  await actAs(desk, 'Ines Okafor');
  await desk.getByRole('button', { name: 'More', exact: true }).click();
  await desk.getByRole('menuitem', { name: 'Mark as lost' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Why was Latency pilot lost?' });
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(dialog.getByText('Say what decided it.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('No budget this year');
  await expectNoBarriers(desk, 'losing a deal');
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(desk.getByText('Lost: No budget this year')).toBeVisible();

  await desk.getByRole('tab', { name: 'History' }).click();
  const moved = desk.getByRole('listitem').filter({ hasText: 'moved a deal to another stage' }).first();
  await moved.getByRole('button', { name: 'Undo' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await expect(stages.getByRole('button', { name: 'Proof' })).toHaveAttribute('aria-current', 'step');
  await expectNoBarriers(desk, 'history of a deal');
});

test('a card is moved on the board with the keyboard alone', async ({ desk, host }) => {
  await newWorkspace(desk);
  await host.command('deal', 'create', '--title', 'Latency pilot', '--account', 'Halden', '--new-account');
  await host.command('deal', 'create', '--title', 'Search rollout', '--account', 'Halden', '--stage', 'proof');
  await go(desk, '/deals');
  await expect(desk.getByRole('link', { name: 'Latency pilot' })).toBeVisible();
  await desk.keyboard.press('b');
  const card = desk.getByRole('button', { name: 'Latency pilot, Halden' });
  await card.focus();
  await desk.keyboard.press('Space');
  await desk.keyboard.press('ArrowRight');
  await desk.keyboard.press('ArrowRight');
  await desk.keyboard.press('Space');
  await expect(
    desk.getByRole('region', { name: /^Proof/ }).getByRole('button', { name: /Latency pilot/ }),
  ).toBeVisible();
  await expectNoBarriers(desk, 'board');
  // Won needs an offer first: the card stays, and says why.
  await card.focus();
  await desk.keyboard.press('Space');
  for (let step = 0; step < 3; step += 1) await desk.keyboard.press('ArrowRight');
  await desk.keyboard.press('Space');
  await expect(desk.getByRole('alert')).toContainText('A deal cannot go from Proof to Won.');
  await desk.getByRole('button', { name: 'Dismiss' }).click();
  await card.focus();
  await desk.keyboard.press('Enter');
  await expect(heading(desk, 'Latency pilot')).toBeVisible();
});

test('a list of deals is imported after every open question was answered, and undone as one', async ({
  desk,
  host,
}) => {
  await newWorkspace(desk);
  await host.command('deal', 'create', '--title', 'Latency pilot', '--account', 'Halden Energy AS', '--new-account');
  const file = join(host.home, 'pipeline.csv');
  writeFileSync(
    file,
    [
      'Titel;Firma;Status;Betrag;Abschluss;Verantwortlich',
      'Latency pilot;Halden Energy AS;Angebot;12.500;03/04/2027;Ines Okafor',
      'Zweite;Halden Energy;Stage X;7.250;05/06/2027;Jo',
      'Dritte;Nova AG;;viel;;',
    ].join('\n'),
  );
  const broken = join(host.home, 'broken.csv');
  writeFileSync(broken, 'Deal,Company\nPilot,"Halden\n');
  await go(desk, '/deals/import');
  const chooser = desk.getByLabel('A list of deals as CSV');
  await chooser.setInputFiles(broken);
  await expect(desk.getByRole('alert')).toContainText('A quotation mark is opened and never closed.');
  await expect(desk.getByRole('alert')).toContainText('broken.csv, line');
  await chooser.setInputFiles(file);
  await expect(desk.getByText('3 rows in pipeline.csv', { exact: false })).toBeVisible();
  await expect(desk.getByRole('combobox', { name: 'What Betrag holds' })).toHaveValue('Value');
  await expectNoBarriers(desk, 'columns of an import');
  await desk.getByRole('button', { name: 'Next' }).click();

  await expect(desk.getByText('3 rows to decide')).toBeVisible();
  await expect(desk.getByRole('button', { name: /^Import/ })).toHaveAttribute('aria-disabled', 'true');
  await desk.getByRole('radio', { name: 'Comma before decimals: 12.500 is 12,500' }).check();
  await desk.getByRole('radio', { name: 'Day first: 03/04/2027 is 3 Apr 2027' }).check();
  const choose = async (question: RegExp, answer: string) => {
    await desk.getByRole('combobox', { name: question }).click();
    await desk.getByRole('option', { name: answer, exact: true }).click();
  };
  await choose(/^Stage X/, 'Proof');
  await choose(/^Jo \(/, 'Ines Okafor');
  await choose(/^Halden Energy \(/, 'Halden Energy AS');
  await desk.getByRole('radio', { name: 'Update the deal', exact: false }).check();
  await expect(desk.getByText('1 row to decide')).toBeVisible();
  await expect(desk.getByText('Column 4: “viel” is not an amount.')).toBeVisible();
  await expectNoBarriers(desk, 'check of an import');
  await desk.getByRole('checkbox', { name: 'Leave out 1 row with problems' }).check();
  await desk.getByRole('button', { name: 'Import 2 deals' }).click();

  await expect(desk.getByRole('heading', { name: '2 deals imported' })).toBeVisible();
  await desk.getByRole('button', { name: 'Undo this import' }).click();
  await expect(desk.getByRole('heading', { name: 'The import was undone.' })).toBeVisible();
  await go(desk, '/deals?stage=all');
  await expect(desk.getByText('1 deal', { exact: true })).toBeVisible();
});

test('thousands of deals scroll, filter and sort where they are stored', async ({ desk, host }) => {
  await newWorkspace(desk);
  const rows = Array.from(
    { length: 2500 },
    (_, index) => `Deal ${String(index).padStart(4, '0')},Account ${index % 300}`,
  );
  const file = join(host.home, 'many.csv');
  writeFileSync(file, ['Deal,Company', ...rows].join('\n'));
  await host.command('deal', 'import', file);
  await go(desk, '/deals?sort=title');
  const grid = desk.getByRole('grid', { name: 'Deals' });
  await expect(grid).toHaveAttribute('aria-rowcount', '2501');
  await expect(grid.getByText('Deal 0000')).toBeVisible();
  expect(await grid.getByRole('row').count()).toBeLessThan(80);
  await grid.getByText('Deal 0000').focus();
  // Each time to the end of what is there so far; the rest comes meanwhile.
  await expect(async () => {
    await desk.keyboard.press('Control+End');
    await expect(grid.getByText('Deal 2499')).toBeVisible({ timeout: 500 });
  }).toPass();
  // The title of one deal and the number of another.
  await desk.getByRole('searchbox', { name: 'Filter by words' }).fill('0777');
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await desk.getByRole('searchbox', { name: 'Filter by words' }).fill('nothing like it');
  await expect(desk.getByText('No deal fits these filters.')).toBeVisible();
});

test('an account shows its people and deals; another spelling of it is pointed at', async ({ desk, host }) => {
  await newWorkspace(desk);
  await host.command('deal', 'create', '--title', 'Latency pilot', '--account', 'Halden Energy AS', '--new-account');
  await go(desk, '/accounts/new');
  await desk.getByRole('textbox', { name: 'Name' }).fill('halden energy');
  await expect(desk.getByText('Close to an account that is there:')).toBeVisible();
  await desk.getByRole('link', { name: 'Halden Energy AS' }).click();
  await expect(heading(desk, 'Halden Energy AS')).toBeVisible();
  await expect(desk.getByRole('grid', { name: 'Deals' }).getByText('Latency pilot')).toBeVisible();
  await desk.getByRole('tab', { name: /Contacts/ }).click();
  await desk.getByRole('button', { name: 'Add contact' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Add contact' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Yara Demir');
  await dialog.getByRole('textbox', { name: 'Job title' }).fill('Head of Platform');
  await dialog.getByRole('button', { name: 'Save contact' }).click();
  await expect(desk.getByText('Head of Platform')).toBeVisible();
  await expectNoBarriers(desk, 'account');
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('yara');
  await desk.getByRole('option', { name: /Yara Demir/ }).click();
  await expect(heading(desk, 'Yara Demir')).toBeVisible();
});

test('a customer sees the deal’s title and the notes meant for them; nothing internal reaches the page', async ({
  desk,
  host,
}) => {
  await newWorkspace(desk);
  await host.command('deal', 'create', '--title', 'Latency pilot', '--account', 'Halden', '--new-account');
  await host.command('deal', 'note', 'Latency pilot', 'SECRET note');
  await go(desk, '/deals');
  await desk.getByRole('link', { name: 'Latency pilot' }).click();
  await desk.getByRole('link', { name: /^Edit/ }).first().click();
  await desk.getByRole('textbox', { name: 'Notes, inside' }).fill('SECRET price');
  await desk.getByRole('textbox', { name: 'Notes for the customer' }).fill('Agenda for Tuesday');
  await desk.getByRole('textbox', { name: /^What happens next/ }).fill('SECRET step');
  await desk.getByRole('button', { name: 'Save' }).click();
  await expect(heading(desk, 'Latency pilot')).toBeVisible();

  const frames: string[] = [];
  desk.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  await desk.keyboard.press('Control+Shift+U');
  await expect(heading(desk, 'Prepared for Halden')).toBeVisible();
  await expect(desk.getByText('Agenda for Tuesday')).toBeVisible();
  expect(frames.length).toBeGreaterThan(0);
  expect(frames.join('\n')).not.toContain('SECRET');
  await expect(desk.getByText('SECRET', { exact: false })).toHaveCount(0);
});
