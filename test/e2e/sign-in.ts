import type { Page } from '@playwright/test';
import { expect } from './expect';

/** Goes on at the identity provider's own pages, as in any browser. */
export async function signIn(desk: Page, name: string): Promise<void> {
  await desk.getByRole('button', { name: 'Sign in', exact: true }).click();
  const opening = desk.context().waitForEvent('page');
  await desk.getByRole('button', { name: 'Open the sign-in page' }).click();
  const provider = await opening;
  await provider.locator('input[name=login]').fill(name);
  await provider.locator('input[name=password]').fill('any');
  await provider.locator('button[type=submit]').click();
  await provider.getByRole('button', { name: 'Continue' }).click();
  await expect(provider.getByText('You are signed in to Proofdesk')).toBeVisible();
  await provider.close();
  await expect(desk.getByText(`Signed in as ${name}`)).toBeVisible();
}
