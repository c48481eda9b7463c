import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { smallModel } from '../core/small-model';
import { expect, type RunningHost, test } from './browser';
import { expectNoBarriers, go, newWorkspace } from './workspace';

const deal = 'Halden, 36 months';

/** A draft with seats and a metered item, and the people who sign it off. */
async function draftWithMeter(desk: Page, host: RunningHost): Promise<{ number: string; id: string }> {
  await newWorkspace(desk);
  await host.command('person', 'add', 'Mara Osei', '--role', 'finance');
  await host.command('person', 'add', 'Tomas Lind', '--role', 'delivery');
  const skus = smallModel.skus.map((sku) => (sku.code === 'TOKENS' ? { ...sku, metered: true } : sku));
  const model = join(host.home, 'platform.json');
  writeFileSync(model, JSON.stringify({ ...smallModel, skus }));
  await host.command('pricing', 'import', model);
  await host.command('pricing', 'publish', 'Platform 2026.2');
  await host.command('deal', 'create', '--title', deal, '--account', 'Halden Energy', '--new-account');
  await host.command('contact', 'create', 'Yara Demir', '--account', 'Halden Energy');
  const line = ['quote', 'create', deal, 'SEAT=40', 'TOKENS=100', '--model', 'Platform', '--term', '12'];
  return (await host.command(...line)) as { number: string; id: string };
}

async function openMeter(desk: Page) {
  await desk.getByRole('button', { name: 'More on Inference tokens' }).click();
  await desk.getByRole('menuitem', { name: 'Quantity from forecast, usage or bakeoff…' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Where the quantity of Inference tokens comes from' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** From the submitted draft to what the customer accepted, on the command line. */
async function accepted(host: RunningHost, number: string): Promise<void> {
  await host.command('quote', 'submit', number);
  for (const person of ['Mara Osei', 'Tomas Lind']) {
    await host.command('approval', 'decide', `${number}, version 1`, 'approve', '--reason', 'Fine.', '--as', person);
  }
  await host.command('quote', 'release', number);
  await host.command('quote', 'build', number, '--out', join(host.home, 'quote.pdf'));
  await host.command('quote', 'send', number, '--how', 'mail');
  await host.command('quote', 'accept', number, '--contact', 'Yara Demir');
}

test('a metered line takes its quantity from a forecast or a usage file; the won quote is amended by the difference', async ({
  desk,
  host,
}) => {
  const { number, id } = await draftWithMeter(desk, host);
  await go(desk, `/quotes/${id}`);

  const forecast = await openMeter(desk);
  await forecast.getByRole('textbox', { name: 'Used in the first month' }).fill('4200');
  await expect(forecast.getByText('4,200 million tokens a month')).toBeVisible();
  await expectNoBarriers(desk, 'metering from a forecast');
  await forecast.getByRole('button', { name: 'Take quantity' }).click();
  await expect(forecast).toBeHidden();
  await expect(desk.getByRole('button', { name: 'Quantity of Inference tokens' })).toHaveText('4,200');
  await expect(desk.getByText(/from forecast: 4,200 million tokens a month/)).toBeVisible();

  const usage = await openMeter(desk);
  await usage.getByRole('radio', { name: 'Usage file' }).check({ force: true });
  const file = usage.locator('input[type=file]');
  await file.setInputFiles({
    name: 'broken.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('month,quantity,unit\n2026-13,many,million tokens\n2026-02,4300,million tokens\n'),
  });
  await expect(usage.getByText('1 of 2 rows cannot be read.', { exact: false })).toBeVisible();
  await expect(usage.getByRole('button', { name: 'Take quantity' })).toHaveAttribute('aria-disabled', 'true');
  await file.setInputFiles({
    name: 'usage.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('month,quantity,unit\n2026-01,4000,million tokens\n2026-02,4400,million tokens\n'),
  });
  await expect(usage.getByText('4,200 million tokens a month')).toBeVisible();
  await usage.getByRole('combobox', { name: 'Take' }).click();
  await desk.getByRole('option', { name: 'largest month' }).click();
  await expect(usage.getByText('4,400 million tokens a month')).toBeVisible();
  await expectNoBarriers(desk, 'metering from a usage file');
  await usage.getByRole('button', { name: 'Take quantity' }).click();
  await expect(usage).toBeHidden();
  await expect(desk.getByRole('button', { name: 'Quantity of Inference tokens' })).toHaveText('4,400');
  await expect(desk.getByText(/from usage file usage.csv: largest of 2 months/)).toBeVisible();

  await accepted(host, number);
  await desk.getByRole('button', { name: 'Amend', exact: true }).click();
  const amend = desk.getByRole('dialog', { name: `Amend ${number}` });
  await expectNoBarriers(desk, 'beginning an amendment');
  await amend.getByRole('button', { name: 'Begin the amendment' }).click();
  const lines = desk.getByRole('grid', { name: 'What changes' });
  await lines.getByRole('button', { name: 'After the amendment: Analyst seats' }).click();
  await desk.getByRole('textbox', { name: 'After the amendment: Analyst seats' }).fill('50');
  await desk.keyboard.press('Enter');
  const seats = lines.getByRole('row').filter({ hasText: 'Analyst seats' });
  await expect(seats).toContainText('More');
  await expect(seats).toContainText('40');
  // Ten of forty more: what they cost rises by a quarter, whatever is left of the year.
  const figure = async (at: number): Promise<number> =>
    Number(((await seats.getByRole('gridcell').nth(at).textContent()) ?? '').replace(/[^\d.-]/g, ''));
  await expect.poll(() => figure(4)).toBeGreaterThan(0);
  const [before, after, difference] = [await figure(3), await figure(4), await figure(5)];
  expect(after - before).toBeCloseTo(difference, 2);
  expect(difference).toBeCloseTo(before / 4, 1);
  await lines.getByRole('button', { name: 'Change Inference tokens' }).click();
  await desk.getByRole('menuitem', { name: 'End it' }).click();
  await expect(lines.getByRole('row').filter({ hasText: 'Inference tokens' })).toContainText('Ends');
  await expectNoBarriers(desk, 'an amendment');
});
