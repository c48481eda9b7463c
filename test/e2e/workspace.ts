import type { Page } from '@playwright/test';
import { expect } from './expect';

export { expectNoBarriers } from './no-barriers';

/** Goes to a screen by its path, as a link inside the application does. */
export async function go(desk: Page, path: string): Promise<void> {
  await desk.evaluate((to) => {
    window.location.hash = to;
  }, path);
}

/** Goes to another screen, and waits until the one that is left is gone and the other's heading is there. */
export async function leaveFor(desk: Page, move: () => Promise<void>): Promise<void> {
  await desk.evaluate(() => document.querySelector('h1')?.setAttribute('data-left', ''));
  await move();
  await expect(desk.locator('h1[data-left]')).toHaveCount(0);
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Makes an empty workspace on the start screen and waits for Today. */
export async function newWorkspace(desk: Page, owner = 'Ines Okafor'): Promise<void> {
  await desk.getByRole('button', { name: 'New workspace' }).click();
  await desk.getByRole('textbox', { name: 'Company' }).fill('Northwind Systems');
  await desk.getByRole('textbox', { name: 'Name', exact: true }).fill(owner);
  await desk.getByRole('checkbox', { name: 'Sales rep' }).check();
  await desk.getByRole('button', { name: 'Create workspace' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
}

/** Adds a person in the settings. Roles as the screen calls them. */
export async function addPerson(desk: Page, name: string, ...roles: string[]): Promise<void> {
  await go(desk, '/settings/people?add=1');
  const dialog = desk.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  for (const role of roles) await dialog.getByRole('checkbox', { name: role }).check();
  await dialog.getByRole('button', { name: 'Add a person' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByRole('grid', { name: 'People' }).getByText(name)).toBeVisible();
}

/** Opens the palette and types into it. */
export async function find(desk: Page, words: string): Promise<void> {
  await expect(desk.getByRole('combobox', { name: 'Find or do anything' })).toHaveCount(0);
  await desk.keyboard.press('Control+k');
  await expect(desk.getByRole('combobox', { name: 'Find or do anything' })).toBeFocused();
  await desk.keyboard.type(words);
}

/** Lets another person act, through the switch that types names. */
export async function actAs(desk: Page, name: string): Promise<void> {
  await desk.keyboard.press('Control+Shift+P');
  await expect(desk.getByRole('combobox', { name: 'Find or do anything' })).toBeFocused();
  await desk.keyboard.type(name);
  await desk.getByRole('option', { name }).first().click();
  await expect(desk.getByRole('button', { name: `${name}, ` })).toBeVisible();
}
