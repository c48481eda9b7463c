import { expect, test } from './browser';
import { addPerson, expectNoBarriers, go, leaveFor, newWorkspace } from './workspace';

// What axe knows to be a barrier is looked for on every screen of the frame, in light and in dark. Each test looks at a few, since a look takes
test('the start has no barrier', async ({ desk }) => {
  await expectNoBarriers(desk, 'start');
  await desk.getByRole('button', { name: 'New workspace' }).click();
  await expectNoBarriers(desk, 'new workspace');
});

const screens = {
  work: ['/', '/approvals', '/receipts', '/nowhere'],
  settings: ['/settings', '/settings/people', '/settings/keys'],
  'more settings': ['/settings/backups', '/settings/policies', '/settings/device'],
};
for (const [name, paths] of Object.entries(screens)) {
  test(`screens of ${name} have no barrier`, async ({ desk }) => {
    await newWorkspace(desk);
    for (const path of paths) {
      // The parts of the settings are one screen.
      if (desk.url().includes('#/settings')) await go(desk, path);
      else if (path !== '/') await leaveFor(desk, () => go(desk, path));
      await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoBarriers(desk, path);
    }
  });
}

test('a receipt, a person and what is asked before erasing have no barrier', async ({ desk }) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Mara Osei', 'Finance');
  await go(desk, '/receipts');
  await desk.getByRole('link', { name: /added a person/ }).click();
  await desk.locator('summary', { hasText: 'Signature' }).click();
  await expectNoBarriers(desk, 'a receipt');
  await go(desk, '/settings/people');
  await desk.getByRole('gridcell', { name: /Finance/ }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Mara Osei' })).toBeVisible();
  await desk.getByRole('button', { name: 'Erase', exact: true }).click();
  await expect(desk.getByRole('dialog')).toContainText('hold');
  await expectNoBarriers(desk, 'erasing a person');
});
