import type { Page } from '@playwright/test';
import { expect, test } from './browser';
import { actAs, expectNoBarriers, go, leaveFor } from './workspace';

/** Lists, and what the first row of each opens, of the sample workspace; other tests look at screens while they work on them. */
const lists = ['/accounts', '/documents', '/pricing', '/quotes', '/value-cases', '/case-studies', '/success-plans'];
const ofLegal = ['/claims', '/claims/sets', '/claims/releases', '/claims/briefs'];
const plain = ['/accounts/new', '/deals/new', '/documents/verify', '/quotes/turnaround', '/claims/archetypes'];

async function lookAt(desk: Page, path: string): Promise<void> {
  await leaveFor(desk, () => go(desk, path));
  await expectNoBarriers(desk, path);
}

async function lookAtFirst(desk: Page, path: string): Promise<void> {
  await lookAt(desk, path);
  await leaveFor(desk, () =>
    desk.getByRole('grid').first().getByRole('row').nth(1).getByRole('rowheader').first().click(),
  );
  await expectNoBarriers(desk, `what ${path} opens`);
}

test('no screen of the sample workspace has a barrier', async ({ desk }) => {
  test.setTimeout(300_000);
  await desk.getByRole('button', { name: /Load the sample/i }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible({ timeout: 120_000 });
  await expectNoBarriers(desk, 'today');
  for (const path of plain) await lookAt(desk, path);
  for (const path of lists) await lookAtFirst(desk, path);
  for (const part of ['diff', 'simulate']) {
    await leaveFor(desk, () => go(desk, '/pricing'));
    await desk.getByRole('grid').first().getByRole('row').nth(1).getByRole('rowheader').first().click();
    await expect(desk).toHaveURL(/pricing\/[^/]+$/);
    await lookAt(desk, `${new URL(desk.url()).hash.slice(1).split('?')[0]}/${part}`);
  }
  await actAs(desk, 'Lena Fischer');
  for (const path of ofLegal) await lookAtFirst(desk, path);
});
