import type { Page } from '@playwright/test';
import { expect, test } from './browser';
import { actAs, addPerson, expectNoBarriers, go, newWorkspace } from './workspace';

const pages = (desk: Page) => desk.getByRole('region', { name: 'Pages as they will look' });
const blocks = (desk: Page) => desk.getByRole('list', { name: 'Blocks' }).getByRole('button', { name: /^Settings of/ });

/** Begins a document on the deal; the studio shows it. */
async function begin(desk: Page, kind: RegExp, title: string): Promise<string> {
  await go(desk, '/documents/studio?new=1');
  const dialog = desk.getByRole('dialog', { name: 'New document' });
  await dialog.getByRole('combobox', { name: 'Deal' }).click();
  await desk.getByRole('option', { name: /Halden, 36 months/ }).click();
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await desk.getByRole('option', { name: kind }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await dialog.getByRole('button', { name: 'Begin' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return new URL(desk.url()).hash.slice(1);
}

/** Adds blocks through the dialog, one after the other. */
async function add(desk: Page, ...names: RegExp[]): Promise<void> {
  await desk.getByRole('button', { name: 'Add block' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Add block' });
  for (const name of names) {
    const before = await blocks(desk).count();
    await dialog.getByRole('button', { name }).click();
    await expect(dialog.getByText(/^Added: /)).toBeVisible();
    await expect(desk.locator('ol[aria-label="Blocks"] > li')).toHaveCount(before + 1);
  }
  await desk.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** Hands in, and says whose sign-off it asks for. */
async function handIn(desk: Page, needs: RegExp): Promise<void> {
  await desk.getByRole('button', { name: 'Hand in' }).click();
  const sure = desk.getByRole('dialog');
  await expect(sure).toContainText(needs);
  await sure.getByRole('button', { name: 'Hand in' }).click();
  await expect(sure).toBeHidden();
}

async function approve(desk: Page, what: RegExp, shown: string): Promise<void> {
  await go(desk, '/approvals');
  await desk.getByRole('link', { name: what }).first().click();
  await expect(desk.getByText(shown).first()).toBeVisible();
  await desk.getByRole('textbox', { name: /Reason/ }).fill('Read it.');
  await desk.getByRole('button', { name: 'Approve' }).click();
  await expect(desk.getByText('Read it.').first()).toBeVisible();
}

test('a document is put together, approved by those it needs, made, bound into a binder, and verifies', async ({
  desk,
  host,
}) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Lea Brandt', 'Legal counsel');
  await host.command('deal', 'create', '--title', 'Halden, 36 months', '--account', 'Halden Energy', '--new-account');

  // A text for many documents, approved by legal.
  await go(desk, '/documents/snippets?new=1');
  const write = desk.getByRole('dialog', { name: 'New snippet' });
  await write.getByRole('textbox', { name: 'Title' }).fill('What a bakeoff is');
  await write.getByRole('textbox', { name: 'Text', exact: true }).fill('Both run the same work in turns.');
  await write.getByRole('button', { name: 'Write it' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'What a bakeoff is' })).toBeVisible();
  await expectNoBarriers(desk, 'a snippet');
  await handIn(desk, /legal/);
  await actAs(desk, 'Lea Brandt');
  await approve(desk, /What a bakeoff is/, 'Both run the same work in turns.');
  await go(desk, '/documents/snippets');
  await expect(desk.getByRole('grid', { name: 'Snippets' })).toContainText('Approved');
  await expectNoBarriers(desk, 'snippets');

  // A one-pager with that text and words of one's own.
  await actAs(desk, 'Ines Okafor');
  const onePager = await begin(desk, /One-pager/, 'Halden on one page');
  await add(desk, /^Add Heading/, /What a bakeoff is$/, /^Add Own words/);
  await expect(pages(desk).getByRole('img')).toHaveCount(1);
  await desk.getByRole('button', { name: /^Settings of Some words/ }).click();
  const before = await pages(desk).getByRole('img').getAttribute('src');
  const words = desk.getByRole('textbox', { name: 'Text', exact: true });
  await words.fill('Signed off by both sides.');
  // The page shows what is typed before it is saved.
  await expect(pages(desk).getByRole('img')).not.toHaveAttribute('src', before ?? '');
  await desk.keyboard.press('Tab');
  const own = desk.getByRole('button', { name: 'Settings of Signed off by both sides.' });
  await own.click();
  await expect(words).toBeHidden();
  await own.press('Alt+ArrowUp');
  await expect(blocks(desk).nth(1)).toHaveAccessibleName('Settings of Signed off by both sides.');
  await expect(own).toBeFocused();
  await expectNoBarriers(desk, 'the studio');
  await desk.getByRole('button', { name: 'Add block' }).click();
  await expect(desk.getByRole('dialog', { name: 'Add block' })).toContainText('Approved snippets');
  await expectNoBarriers(desk, 'adding a block');
  await desk.keyboard.press('Escape');
  await handIn(desk, /legal/);
  await expect(desk.getByText('Waits for approval')).toBeVisible();

  await actAs(desk, 'Lea Brandt');
  await approve(desk, /Halden on one page/, 'Signed off by both sides.');
  await expect(pages(desk).getByRole('img')).toHaveCount(1);
  await expectNoBarriers(desk, 'a document to be approved');

  await actAs(desk, 'Ines Okafor');
  await go(desk, onePager);
  await desk.getByRole('button', { name: 'Make the document' }).click();
  await expect(desk.getByText(/It was made/)).toBeVisible({ timeout: 20_000 });

  // A binder that holds it; it has nothing that nobody approved.
  await begin(desk, /Binder/, 'All for Halden');
  await add(desk, /Halden on one page/);
  await handIn(desk, /no sign-off/);
  await desk.getByRole('button', { name: 'Make the document' }).click();
  await desk.getByRole('link', { name: 'Open it' }).click({ timeout: 20_000 });
  await expect(desk.getByText('final', { exact: true }).first()).toBeVisible();
  await desk.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(desk.getByText('Consistent', { exact: true })).toBeVisible({ timeout: 20_000 });

  await go(desk, '/documents/studio');
  await expect(desk.getByRole('grid', { name: 'Studio' })).toContainText('Halden on one page');
  await expectNoBarriers(desk, 'the list of the studio');
  await desk.getByRole('grid', { name: 'Studio' }).getByText('All for Halden').click();
  await expect(desk.getByRole('heading', { level: 1, name: 'All for Halden' })).toBeVisible();
  await desk.getByRole('link', { name: 'Halden, 36 months' }).click();
  await desk.getByRole('tab', { name: /Documents/ }).click();
  await expect(desk.getByRole('region', { name: 'Put together in the studio' })).toContainText('All for Halden');
  await expect(desk.getByRole('region', { name: 'Made' })).toContainText('Halden on one page');
});

test('a template is copied by legal, says at which line it cannot be set, and is put right; a rep reads it', async ({
  desk,
}) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Lea Brandt', 'Legal counsel');
  await addPerson(desk, 'Jonas Weber', 'Sales rep');
  await actAs(desk, 'Lea Brandt');
  await go(desk, '/documents/templates');
  await expect(desk.getByRole('grid', { name: 'Templates' })).toContainText('Proof deck');
  await expectNoBarriers(desk, 'templates');
  await desk.getByRole('button', { name: 'Copy Quote, as it came with Proofdesk' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Our own quote');
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Our own quote' })).toBeVisible();
  await expect(desk.getByText('It can be set.')).toBeVisible({ timeout: 20_000 });
  await expect(desk.getByRole('region', { name: 'On an example' }).getByRole('img').first()).toBeVisible();
  const text = desk.getByRole('textbox', { name: 'Text of quote.typ' });
  const shipped = await text.inputValue();
  await text.fill(`#let broken = (1, 2\n${shipped}`);
  await expect(desk.getByText(/^quote\.typ, line \d+, column \d+/)).toBeVisible();
  await text.fill(`// Ours\n${shipped}`);
  await expect(desk.getByText('It can be set.')).toBeVisible();
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.getByRole('button', { name: 'Save', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await desk.getByText('What it is given').click();
  await expect(desk.getByRole('table', { name: 'Of every page' })).toContainText('watermark');
  await expectNoBarriers(desk, 'a template');
  await actAs(desk, 'Jonas Weber');
  await expect(desk.getByRole('button', { name: 'Copy', exact: true })).toHaveAttribute('aria-disabled', 'true');
});
