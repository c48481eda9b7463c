import { expect, test } from './browser';
import { actAs, addPerson, expectNoBarriers, go, newWorkspace } from './workspace';

test('a case study is written, approved by legal and published; a success plan is checked and shared; the customer sees both and nothing else', async ({
  desk,
  host,
}) => {
  await newWorkspace(desk);
  await addPerson(desk, 'Lea Brandt', 'Legal counsel');
  const as = ['--as', 'Ines Okafor'] as const;
  await host.command(
    'deal',
    'create',
    '--title',
    'Halden',
    '--account',
    'Halden Energy',
    '--new-account',
    '--stage',
    'quote',
    ...as,
  );
  await host.command('contact', 'create', 'Marit Solberg', '--account', 'Halden Energy', ...as);

  await go(desk, '/case-studies?new=1');
  const begin = desk.getByRole('dialog', { name: 'New case study' });
  await begin.getByRole('textbox', { name: 'Title' }).fill('Reports by eight');
  await begin.getByRole('combobox', { name: 'Deal' }).click();
  await desk.getByRole('option', { name: /^Halden/ }).click();
  await begin.getByRole('button', { name: 'Begin the case study' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Reports by eight' })).toBeVisible();
  const study = new URL(desk.url()).hash.slice(1);
  for (const [field, text] of [
    ['Situation', 'Reports took until noon.'],
    ['Approach', 'A trial on their own orders.'],
    ['Results', 'Reports are there at eight.'],
  ] as const)
    await desk.getByRole('textbox', { name: field }).fill(text);
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.getByText('not saved')).toHaveCount(0);
  await desk.getByRole('button', { name: 'Take a figure' }).click();
  const take = desk.getByRole('dialog', { name: 'Take a figure' });
  await take.getByRole('textbox', { name: 'What it is called' }).fill('Reports ready');
  await take.getByRole('textbox', { name: 'Value' }).fill('8');
  await take.getByRole('combobox', { name: 'Stated by' }).click();
  await desk.getByRole('option', { name: /Marit/ }).click();
  await take.getByLabel('Stated on').fill('2026-01-05');
  await take.getByRole('textbox', { name: 'How' }).fill('in a call');
  await take.getByRole('button', { name: 'Take the figure' }).click();
  await expect(desk.getByRole('list', { name: 'Figures' })).toContainText('stated by the customer');
  await expectNoBarriers(desk, 'case study');
  await desk.getByRole('button', { name: 'Submit for review' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Submit for review' }).click();
  await expect(desk.getByText('in review', { exact: true }).first()).toBeVisible();

  await actAs(desk, 'Lea Brandt');
  await go(desk, '/approvals');
  await desk.getByRole('link', { name: /Reports by eight/ }).click();
  await expect(desk.getByText('Reports are there at eight.')).toBeVisible();
  await desk.getByRole('textbox', { name: /Reason/ }).fill('Each figure says where it is from.');
  await desk.getByRole('button', { name: 'Approve' }).click();
  await expect(desk.getByText('Each figure says where it is from.').first()).toBeVisible();
  await go(desk, study);
  await desk.getByRole('button', { name: 'Publish version 1' }).click();
  await expect(desk.getByText('published', { exact: true }).first()).toBeVisible();

  await actAs(desk, 'Ines Okafor');
  await go(desk, '/success-plans?new=1');
  const plan = desk.getByRole('dialog', { name: 'New success plan' });
  await plan.getByRole('combobox', { name: 'Deal' }).click();
  await desk.getByRole('option', { name: /^Halden/ }).click();
  await plan.getByRole('button', { name: 'Begin the plan' }).click();
  await desk.getByRole('button', { name: 'Add a goal' }).click();
  const goal = desk.getByRole('dialog', { name: 'Goal' });
  await goal.getByRole('textbox', { name: 'What is to be reached' }).fill('Fewer hours');
  await goal.getByRole('textbox', { name: 'From', exact: true }).fill('1450');
  await goal.getByRole('textbox', { name: 'To', exact: true }).fill('420');
  await goal.getByLabel('By', { exact: true }).fill('2040-03-31');
  await goal.getByRole('button', { name: 'Save' }).click();
  await desk.getByRole('button', { name: 'Check in on Fewer hours' }).click();
  const check = desk.getByRole('dialog', { name: 'Check in on Fewer hours' });
  await check.getByRole('textbox', { name: 'Value' }).fill('935');
  await check.getByText('at risk').click();
  await check.getByRole('textbox', { name: 'Note' }).fill('Said among us.');
  await check.getByRole('button', { name: 'Check in' }).click();
  await expect(desk.getByRole('img', { name: 'Progress 50 %' })).toBeVisible();
  await expectNoBarriers(desk, 'success plan');
  await desk.getByRole('button', { name: 'Share with the customer' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Share with the customer' }).click();
  await expect(desk.getByText('Version 1', { exact: true })).toBeVisible();
  await go(desk, '/');
  await expect(desk.getByRole('list', { name: 'Success plans behind' })).toContainText('Fewer hours');

  await desk.getByText('Customer view').click();
  const whose = desk.getByRole('dialog', { name: 'Whose view?' });
  await whose.getByRole('combobox', { name: 'Account' }).click();
  await desk.getByRole('option', { name: 'Halden Energy' }).click();
  await whose.getByRole('button', { name: 'Show their view' }).click();
  await expect(desk.getByRole('heading', { name: /^Reports by eight/ })).toBeVisible();
  await expect(desk.getByText('Fewer hours').first()).toBeVisible();
  await expect(desk.getByText('Said among us.')).toHaveCount(0);
  await expectNoBarriers(desk, 'customer view of a case study and a plan');
});
