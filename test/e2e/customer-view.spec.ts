import { expect, test } from './browser';
import { addPerson, expectNoBarriers, go, newWorkspace } from './workspace';

test('the customer view is another session: what is internal was never sent, and coming back loads our view anew', async ({
  desk,
  host,
}) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Mara Osei', 'Finance');
  const account = (await host.command('account', 'create', 'Halden Energy', '--as', 'Ines Okafor')) as {
    id: string;
  };
  await host.command('account', 'create', 'Orion Logistics', '--as', 'Ines Okafor');

  await desk.getByText('Customer view').click();
  const dialog = desk.getByRole('dialog', { name: 'Whose view?' });
  await dialog.getByRole('combobox', { name: 'Account' }).click();
  await desk.getByRole('option', { name: 'Halden Energy' }).click();
  const received: string[] = [];
  desk.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload))));
  await dialog.getByRole('button', { name: 'Show their view' }).click();

  await expect(desk).toHaveURL(new RegExp(`customer=${account.id}`));
  await expect(desk.getByRole('radio', { name: 'Customer view' })).toBeChecked();
  await expect(desk.getByRole('heading', { level: 1 })).toContainText(/Halden Energy|Northwind Systems/);
  await expect(desk.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
  await expectNoBarriers(desk, 'customer view');
  await go(desk, '/receipts');
  await expect(desk.getByRole('heading', { level: 1, name: 'There is no such screen' })).toBeVisible();
  expect(received.length).toBeGreaterThan(0);
  for (const internal of ['Ines Okafor', 'Mara Osei', 'Orion Logistics', host.workspace, 'admin', 'turnaround"']) {
    expect(received.filter((frame) => frame.includes(internal))).toEqual([]);
  }

  // Reloading stays in the customer's view; only choosing ours leaves it.
  await desk.reload();
  await expect(desk.getByRole('radio', { name: 'Customer view' })).toBeChecked();
  await desk.getByText('Ours', { exact: true }).click();
  await expect(desk.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expect(desk).not.toHaveURL(/customer=/);
});
