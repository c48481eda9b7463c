import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './browser';
import { actAs, addPerson, expectNoBarriers, go, newWorkspace } from './workspace';

const claims = `What is claimed is:
1. A method of serving documents, the method comprising:
storing a document in a cache; and
refreshing the cache when the document changes.
2. The method of claim 1, wherein the cache is kept in volatile memory.
`;

/** Words of drafts alone: of the flagged mapping, of comments and reasons, of a claim that is not charted, of another chart. */
const draftWords = ['always keeps', 'Which setting shows it', 'One run does not', 'volatile memory', 'Second thoughts'];

const mended = 'The platform keeps documents in its cache.';

/** Pastes claims on the page of claim sets, and begins a chart of the first one. */
async function beginChart(desk: Page): Promise<string> {
  await go(desk, '/claims/sets?new=1');
  const load = desk.getByRole('dialog', { name: 'Import claims' });
  await load.getByRole('textbox', { name: 'Title' }).fill('Cache patent');
  await load.getByRole('textbox', { name: 'Claims' }).fill(claims);
  await load.getByRole('button', { name: 'Import 2 claims' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Cache patent' })).toBeVisible();
  await desk.getByRole('article', { name: 'Claim 1', exact: true }).getByRole('link', { name: 'Chart' }).click();
  const chart = desk.getByRole('dialog', { name: 'New claim chart' });
  await chart.getByRole('textbox', { name: 'Practice' }).fill('Platform 4');
  await chart.getByRole('textbox', { name: 'Title' }).fill('Serving from a cache');
  await chart.getByRole('combobox', { name: 'May be shown' }).click();
  await desk.getByRole('option', { name: 'under NDA' }).click();
  await chart.getByRole('button', { name: 'Begin the chart' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Serving from a cache' })).toBeVisible();
  return new URL(desk.url()).hash.slice(1);
}

/** Says what an element is mapped to, that it is met, and which setting shows it. */
async function map(desk: Page, label: string, mapping: string, file: string): Promise<void> {
  await say(desk, label, mapping);
  await desk.getByRole('combobox', { name: `Status of ${label}` }).click();
  await desk.getByRole('option', { name: 'met', exact: true }).click();
  await desk.getByRole('button', { name: `Attach evidence to ${label}` }).click();
  const attach = desk.getByRole('dialog', { name: `Attach evidence to ${label}` });
  await attach.getByRole('combobox', { name: 'What is cited' }).click();
  await desk.getByRole('option', { name: 'Setting' }).click();
  await attach.locator('input[type=file]').setInputFiles(file);
  await attach.getByRole('textbox', { name: 'Key' }).fill('cache.refresh');
  await attach.getByRole('button', { name: 'Attach', exact: true }).click();
  await expect(attach).toBeHidden();
  await expect(desk.getByRole('list', { name: `Evidence of ${label}` })).toContainText('cache.refresh = on-change');
}

async function say(desk: Page, label: string, mapping: string): Promise<void> {
  const field = desk.getByRole('textbox', { name: `Mapping of ${label}` });
  await field.fill(mapping);
  await field.press('Control+Enter');
  await expect(desk.getByText('Not saved yet.')).toHaveCount(0);
}

async function submit(desk: Page, version: number): Promise<void> {
  await desk.getByRole('button', { name: 'Submit for review' }).click();
  const sure = desk.getByRole('dialog', { name: `Submit version ${version} for review?` });
  await sure.getByRole('button', { name: 'Submit for review' }).click();
  await expect(desk.getByText('in review', { exact: true }).first()).toBeVisible();
}

/** Somebody of legal decides on a version in the inbox, with the frozen text before them. */
async function decide(desk: Page, decision: 'Approve' | 'Return', reason: string): Promise<void> {
  await go(desk, '/approvals');
  await desk.getByRole('link', { name: /Serving from a cache/ }).click();
  await expect(desk.getByRole('table', { name: 'What may be said' })).toContainText('storing a document in a cache');
  if (decision === 'Return') {
    const inTheWay = desk.getByRole('region', { name: 'In the way of a release' });
    await expect(inTheWay).toContainText('1[a] says “always”');
  }
  await desk.getByRole('textbox', { name: /Reason/ }).fill(reason);
  await desk.getByRole('button', { name: decision }).click();
  await expect(desk.getByText(reason).first()).toBeVisible();
}

test('a chart goes from pasted claims over a return and two lawyers to a rep, who sees nothing else, and is withdrawn', async ({
  desk,
  host,
}) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Jonas Weber', 'Solutions engineer');
  await addPerson(desk, 'Lea Brandt', 'Legal counsel');
  await addPerson(desk, 'Omar Haddad', 'Legal counsel');
  const file = join(host.home, 'platform.yaml');
  writeFileSync(file, 'cache:\n  size: 64\n  refresh: on-change\n');

  await actAs(desk, 'Jonas Weber');
  const path = await beginChart(desk);
  await map(desk, '1[a]', 'The platform always keeps documents in its cache.', file);
  await expect(desk.getByRole('list', { name: 'Wording of Mapping of 1[a]' })).toContainText('always');
  await map(desk, '1[b]', 'The setting refreshes the cache when a document changes.', file);
  await submit(desk, 1);

  await actAs(desk, 'Lea Brandt');
  await go(desk, path);
  await desk.getByRole('table', { name: 'Elements' }).getByText('Comment', { exact: true }).first().click();
  await desk.getByRole('textbox', { name: 'Comment on 1[a]' }).fill('Which setting shows it?');
  await desk.getByRole('button', { name: 'Add comment' }).first().click();
  await expect(desk.getByRole('list', { name: 'Comments on 1[a]' })).toContainText('Which setting shows it?');
  await decide(desk, 'Return', 'One run does not say always.');

  await actAs(desk, 'Jonas Weber');
  await go(desk, path);
  await desk.getByRole('button', { name: 'Revise' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Revise' }).click();
  await say(desk, '1[a]', mended);
  await desk.getByRole('button', { name: /^Settle the comment/ }).click();
  await submit(desk, 2);

  await actAs(desk, 'Lea Brandt');
  await decide(desk, 'Approve', 'Both settings are shown.');
  await actAs(desk, 'Omar Haddad');
  await decide(desk, 'Approve', 'The wording may stand.');
  await expectNoBarriers(desk, 'request of a chart');
  await desk.getByRole('button', { name: 'Release to sales' }).click();
  await expect(desk.getByText('This version was released to sales.')).toBeVisible();

  // Jonas goes on with another draft, which nobody else may see.
  await actAs(desk, 'Jonas Weber');
  await go(desk, path);
  await desk.getByRole('button', { name: 'Revise' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Revise' }).click();
  await say(desk, '1[b]', 'Second thoughts about the second element.');

  await actAs(desk, 'Ines Okafor');
  const received: string[] = [];
  desk.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload))));
  await go(desk, '/claims');
  await desk.reload();
  const released = desk.getByRole('grid', { name: 'Released' });
  await expect(released).toContainText('not opened yet');
  await expect(desk.getByRole('tab')).toHaveCount(1);
  for (const [place, heading] of [
    [path, null],
    ['/', 'Today'],
    ['/approvals', 'Approvals'],
    ['/receipts', 'Receipts'],
  ] as const) {
    await go(desk, place);
    if (heading) await expect(desk.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    else await expect(desk.getByRole('alert')).toBeVisible();
  }
  await go(desk, '/claims');
  await released.getByText('Serving from a cache').click();
  await expect(desk.getByRole('table', { name: 'What may be said' })).toContainText(mended);
  await expectNoBarriers(desk, 'release');
  const release = new URL(desk.url()).hash.slice(1);
  expect(received.filter((frame) => frame.includes(mended)).length).toBeGreaterThan(0);
  for (const words of draftWords) expect(received.filter((frame) => frame.includes(words))).toEqual([]);

  await actAs(desk, 'Lea Brandt');
  await go(desk, release);
  await expect(desk.getByRole('list', { name: 'Opened and exported' })).toContainText('Ines Okafor');
  await desk.getByRole('button', { name: 'More actions' }).click();
  await desk.getByRole('menuitem', { name: 'Withdraw' }).click();
  const withdraw = desk.getByRole('dialog', { name: /Withdraw/ });
  await withdraw.getByRole('textbox', { name: 'Reason' }).fill('The claim was amended.');
  await withdraw.getByRole('button', { name: 'Withdraw' }).click();
  await expect(withdraw).toBeHidden();
  await actAs(desk, 'Ines Okafor');
  await go(desk, release);
  await expect(desk.getByRole('region', { name: /Withdrawn on .* by Lea Brandt/ })).toContainText(
    'The claim was amended.',
  );
  await expect(desk.getByRole('button', { name: 'Sales card' })).toHaveAttribute('aria-disabled', 'true');
});

test('legal edits a rule of language with its examples tried at once, and takes the edit back; an engineer reads it', async ({
  desk,
}) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Lea Brandt', 'Legal counsel');
  await addPerson(desk, 'Jonas Weber', 'Solutions engineer');
  await actAs(desk, 'Lea Brandt');
  await go(desk, '/claims/language?edit=guarantee');
  const edit = desk.getByRole('dialog', { name: 'Edit “Guarantee or promise”' });
  const patterns = edit.getByRole('textbox', { name: 'Phrases to find' });
  const bad = edit.getByRole('textbox', { name: 'Examples that it flags' });
  const save = edit.getByRole('button', { name: 'Save the rule' });
  await bad.fill(`${await bad.inputValue()}\nIt is dependable.`);
  await expect(edit.getByText('finds nothing').first()).toBeVisible();
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await patterns.fill(`${await patterns.inputValue()}\ndependable -> kept its results in each run`);
  await expect(edit.getByText('flags “dependable”')).toBeVisible();
  await expectNoBarriers(desk, 'editing a rule');
  await save.click();
  await expect(edit).toBeHidden();

  await desk.getByRole('textbox', { name: 'Text', exact: true }).fill('A dependable cache.');
  const found = desk.getByRole('region', { name: 'What the rules find' });
  await expect(found).toContainText('Instead: kept its results in each run');
  await expectNoBarriers(desk, 'language of claims');

  const rule = desk.getByRole('group').filter({ hasText: 'Guarantee or promise' });
  await rule.getByText('Guarantee or promise').click();
  await rule.getByRole('button', { name: 'Take the edit back' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Take the edit back' }).click();
  await expect(found).toContainText('No rule finds anything in it.');

  await actAs(desk, 'Jonas Weber');
  await expect(desk.getByRole('button', { name: 'New rule' })).toHaveCount(0);
  await rule.getByText('Guarantee or promise').click();
  await expect(rule.getByText('It flags')).toBeVisible();
  await expect(rule.getByRole('button')).toHaveCount(0);
});
