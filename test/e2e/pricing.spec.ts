import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { wideModel } from '../core/wide-model';
import { expect, type RunningHost, test } from './browser';
import { expectNoBarriers, go, newWorkspace } from './workspace';

test.slow();

/** A published model with an open quote on it; whoever made the workspace is its admin, and keeps its models. */
async function published(desk: Page, host: RunningHost): Promise<void> {
  await newWorkspace(desk);
  const file = join(host.home, 'platform.json');
  writeFileSync(file, JSON.stringify(wideModel));
  await host.command('pricing', 'import', file);
  await host.command('pricing', 'publish', 'Platform 2026.2');
  await host.command('deal', 'create', '--title', 'Halden, 36 months', '--account', 'Halden Energy', '--new-account');
  await host.command('quote', 'create', 'Halden, 36 months', 'SEAT=10', 'BASE', '--model', 'Platform', '--term', '36');
}

/** Types into a cell by keyboard once it has the focus. */
async function enter(desk: Page, cell: RegExp, text: string): Promise<void> {
  await desk.getByRole('button', { name: cell }).first().focus();
  await desk.keyboard.press('Enter');
  await desk.getByRole('textbox', { name: cell }).fill(text);
  await desk.keyboard.press('Enter');
}

async function tab(desk: Page, name: RegExp): Promise<void> {
  await desk.getByRole('tab', { name }).click();
  await expect(desk.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
}

test('a model is edited, held back while it is impossible, compared, tried on quotes and published', async ({
  desk,
  host,
}) => {
  await published(desk, host);
  await go(desk, '/pricing');
  await desk.getByRole('grid').getByText('Platform').first().click();
  await desk.getByRole('button', { name: 'New version' }).click();
  const draft = desk.getByRole('dialog', { name: /New version of/ });
  await draft.getByRole('textbox', { name: 'Version' }).fill('2027.1');
  await draft.getByRole('button', { name: 'New version' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Platform 2027.1' })).toBeVisible();

  // An item's price, in its cell.
  await enter(desk, /^Price of Analyst seats/, '47');
  await expect(desk.getByRole('button', { name: /^Price of Analyst seats: 47/ })).toBeVisible();

  // Tiers that cross make the model impossible: named at the row, and it cannot be published.
  const problems = desk.getByRole('complementary', { name: 'Inspector' });
  await desk.getByRole('button', { name: 'More on Inference tokens' }).click();
  await desk.getByRole('menuitem', { name: /Edit everything/ }).click();
  const item = desk.getByRole('dialog', { name: 'Inference tokens' });
  await item.getByRole('button', { name: 'Add tier' }).click();
  await item.getByRole('textbox', { name: 'Up to of tier 2' }).fill('500');
  await item.getByRole('button', { name: 'Save' }).click();
  await expect(problems.getByText('must be repaired')).toBeVisible();
  const row = desk.getByRole('row').filter({ hasText: 'Inference tokens' });
  await expect(row.getByText(/tier/i).first()).toBeVisible();
  await desk.getByRole('button', { name: 'Publish', exact: true }).click();
  await desk
    .getByRole('dialog', { name: /Publish Platform/ })
    .getByRole('button', { name: 'Publish' })
    .click();
  await expect(desk.getByText('The model has problems and cannot be published.').first()).toBeVisible();

  await problems.getByRole('button', { name: /tier/i }).first().click();
  await item.getByRole('textbox', { name: 'Up to of tier 2' }).fill('5000');
  await item.getByRole('button', { name: 'Save' }).click();
  await expect(problems.getByText('Nothing is wrong with it.')).toBeVisible();

  // A bundle with a part, and a rule, typed into their tables.
  await tab(desk, /^Bundles/);
  await desk.getByRole('button', { name: 'Add row' }).click();
  await desk.getByRole('button', { name: /^More on/ }).click();
  await desk.getByRole('menuitem', { name: /Edit everything/ }).click();
  const bundle = desk.getByRole('dialog', { name: /^Parts of/ });
  await bundle.getByRole('button', { name: 'Add part' }).click();
  await bundle.getByRole('button', { name: 'Save' }).click();
  await expect(bundle).toBeHidden();
  await tab(desk, /^Pairs/);
  await desk.getByRole('button', { name: 'Add row' }).click();
  await expect(desk.getByRole('tab', { name: /^Pairs/ })).toContainText('1');
  await expect(problems.getByText('Nothing is wrong with it.')).toBeVisible();
  await expectNoBarriers(desk, 'rules of a model');

  // Against the version before: what differs, row by row.
  await desk.getByRole('button', { name: 'More actions' }).click();
  await desk.getByRole('menuitem', { name: 'Compare with another version' }).click();
  const differences = desk.getByRole('grid');
  await expect(differences.getByText('Analyst seats').first()).toBeVisible();
  await expect(differences.getByText('47', { exact: true })).toBeVisible();

  // On open quotes, before it is published.
  await desk.goBack();
  await desk.getByRole('button', { name: 'What it does to quotes' }).click();
  await desk.getByRole('button', { name: 'Simulate' }).click();
  await expect(desk.getByRole('grid').getByText('Halden, 36 months')).toBeVisible();
  await desk.goBack();

  await desk.getByRole('button', { name: 'Publish', exact: true }).click();
  await desk
    .getByRole('dialog', { name: /Publish Platform/ })
    .getByRole('button', { name: 'Publish' })
    .click();
  await expect(desk.getByRole('button', { name: 'New version' })).toBeVisible();
});
