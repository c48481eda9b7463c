import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { wideModel } from '../core/wide-model';
import { expect, type RunningHost, test } from './browser';
import { addPerson, expectNoBarriers, go, newWorkspace } from './workspace';

/** A draft of two lines, open in the builder. */
async function draft(desk: Page, host: RunningHost): Promise<void> {
  await newWorkspace(desk);
  await addPerson(desk, 'Mara Osei', 'Finance');
  await addPerson(desk, 'Tomas Lind', 'Delivery');
  const file = join(host.home, 'platform.json');
  writeFileSync(file, JSON.stringify(wideModel));
  await host.command('pricing', 'import', file, '--as', 'Mara Osei');
  await host.command('pricing', 'publish', 'Platform 2026.2', '--as', 'Mara Osei');
  await host.command('deal', 'create', '--title', 'Halden, 36 months', '--account', 'Halden Energy', '--new-account');
  await host.command(
    ...['quote', 'create', 'Halden, 36 months', 'SEAT=10', 'BASE', '--model', 'Platform', '--term', '36'],
    ...['--as', 'Ines Okafor'],
  );
  await go(desk, '/quotes');
  await desk.getByRole('grid', { name: 'Quotes' }).getByText('Halden, 36 months').click();
  await expect(desk.getByRole('button', { name: /Quantity of Analyst seats/ })).toBeVisible();
}

/** Types into a cell of the lines, by keyboard once it has the focus. */
async function enter(desk: Page, cell: RegExp, text: string): Promise<void> {
  await desk.getByRole('button', { name: cell }).first().focus();
  await desk.keyboard.press('Enter');
  await desk.getByRole('textbox', { name: cell }).fill(text);
  await desk.keyboard.press('Enter');
}

async function more(desk: Page, button: RegExp | string, item: RegExp): Promise<void> {
  await desk.getByRole('button', { name: button }).first().click();
  await desk.getByRole('menuitem', { name: item }).click();
}

test('an amount or a margin is typed and price or discount follow; a hint is taken', async ({ desk, host }) => {
  await draft(desk, host);
  // 16,690.92 less 10 %: a percentage comes to it exactly.
  await enter(desk, /^Amount of Analyst seats/, '15021.84');
  await expect(desk.getByRole('button', { name: /^Amount of Analyst seats: 15,021/ })).toBeVisible();
  await enter(desk, /^Amount of Analyst seats/, '12000.01');
  await expect(desk.getByRole('status').getByText(/Typed EUR 12,000.01/)).toBeVisible();
  await desk.getByRole('button', { name: 'Understood' }).click();
  await enter(desk, /^Discount on Analyst seats/, '40');
  await expect(desk.getByRole('button', { name: /^Discount on Analyst seats: 40/ })).toBeVisible();
  const inspector = desk.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByText('Analyst seats: at most 10 % off')).toBeVisible();
  await expectNoBarriers(desk, 'builder with hints');
  await inspector.getByRole('button', { name: 'Take 10 %' }).click();
  await expect(desk.getByRole('button', { name: /^Discount on Analyst seats: 10/ })).toBeVisible();
  await expect(inspector.getByText('What would spare it')).toHaveCount(0);
});

test('terms, a ramp and alternatives are typed in; a model version and a template follow', async ({ desk, host }) => {
  await draft(desk, host);
  await desk.getByRole('button', { name: 'Terms' }).click();
  const terms = desk.getByRole('dialog', { name: 'Terms of the quote' });
  await terms.getByRole('combobox', { name: /Tax in/ }).click();
  await desk.getByRole('option', { name: 'DE' }).click();
  await expectNoBarriers(desk, 'terms of a quote');
  await terms.getByRole('button', { name: 'Save' }).click();
  await expect(desk.getByText('Tax, DE 19 %')).toBeVisible();

  await more(desk, /^More on Analyst seats/, /Agreed price/);
  const price = desk.getByRole('dialog', { name: /Agreed price, days and ramp/ });
  for (let stretch = 0; stretch < 3; stretch += 1) await price.getByRole('button', { name: 'Add a stretch' }).click();
  await expect(price.getByText('The stretches cover the whole term.')).toBeVisible();
  await price.getByRole('textbox', { name: 'Quantity', exact: true }).last().fill('30');
  await expectNoBarriers(desk, 'ramp of a line');
  await price.getByRole('button', { name: 'Save' }).click();
  await expect(desk.getByText(/ramp: 12 months 10, 12 months 10, 12 months 30/)).toBeVisible();

  await more(desk, 'More actions', /Alternatives/);
  const names = desk.getByRole('dialog', { name: 'Alternatives' });
  await names.getByRole('textbox', { name: /Names/ }).fill('Good\nBest');
  await names.getByRole('button', { name: 'Save' }).click();
  await more(desk, /^More on Platform base/, /Group, description/);
  await desk.getByRole('combobox', { name: /Alternative/ }).click();
  await desk.getByRole('option', { name: 'Best' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await desk.getByRole('button', { name: 'Propose Best' }).click();
  await expect(desk.getByText('Proposed: Best')).toBeVisible();
  await expectNoBarriers(desk, 'alternatives');

  await more(desk, 'More actions', /Save as template/);
  const template = desk.getByRole('dialog', { name: 'Save as template' });
  await template.getByRole('textbox', { name: 'Name' }).fill('Starter');
  await template.getByRole('button', { name: 'Save' }).click();
  await expect(template).toHaveCount(0);
  await go(desk, '/quotes?new=1');
  const begin = desk.getByRole('dialog', { name: 'New quote' });
  await begin.getByRole('combobox', { name: /Begin with/ }).click();
  await expect(desk.getByRole('option', { name: 'Starter, 2 lines' })).toBeVisible();
});

test('the draft is compared with the version before it', async ({ desk, host }) => {
  await draft(desk, host);
  await desk.getByRole('button', { name: 'Submit', exact: true }).click();
  await desk.getByRole('dialog', { name: 'Submit version 1' }).getByRole('button', { name: 'Submit' }).click();
  await desk.getByRole('button', { name: 'Revise' }).click();
  await enter(desk, /^Quantity of Analyst seats/, '12');
  await expect(desk.getByRole('button', { name: /^Quantity of Analyst seats: 12/ })).toBeVisible();
  await desk.getByRole('link', { name: 'Compare' }).click();
  const lines = desk.getByRole('grid', { name: 'Lines' });
  await expect(lines.getByText('Quantity: 10 → 12')).toBeVisible();
  await expect(lines.getByText('changed')).toBeVisible();
  await expectNoBarriers(desk, 'comparison of versions');
});
