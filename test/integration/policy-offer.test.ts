import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemContext } from '../../src-core/context';
import type { PolicyTexts } from '../../src-core/gate/policies';
import { DeviceState } from '../../src-core/ledger/device-state';
import { createWorkspace } from '../../src-core/workspace/genesis';
import { Workspace } from '../../src-core/workspace/workspace';
import { productDomain } from '../../src-main/domain';
import { templatePolicies } from '../../src-main/policies';
import { type TypedDesk, typedDesk } from '../core/command-line';

const shipped = templatePolicies();
/** Policies that came after the workspace was made, and one that has changed since. */
const LATER = [
  'people-delegate-their-own-decisions',
  'admin-delegates-for-the-absent',
  'finance-records-actual-figures',
];
const older: PolicyTexts = Object.fromEntries(
  Object.entries(shipped)
    .filter(([id]) => !LATER.includes(id))
    .map(([id, text]) => [id, id === 'rep-may-quote' ? text.replace(/, Action::"quote\.clone"/, '') : text]),
);

let desk: TypedDesk;

/** A workspace as an earlier release founded it. */
beforeEach(() => {
  desk = typedDesk('policy-offer');
  const device = new DeviceState(join(desk.root, 'state'));
  const workspace: Workspace = Workspace.open({
    folder: join(desk.root, 'workspace'),
    domain: productDomain(() => workspace),
    device,
    context: systemContext(),
    deviceName: 'the same device',
  });
  const owner = { name: 'Ada Admin', email: 'ada@north.example', title: '', roles: ['finance' as const] };
  createWorkspace(workspace, {
    ...{ name: 'North', company: 'North', currency: 'EUR', locale: 'en-GB', owner },
    policies: older,
  });
  workspace.close();
  device.close();
});
afterEach(() => desk.close());

const type = (...line: string[]) => desk.type(...line, '--workspace', join(desk.root, 'workspace'), '--json');
const delegate = () => type('approval', 'delegate', 'Bo Stand', '--role', 'finance', '--until', '2099-01-01');
const ids = async () => (await type('policy', 'offered')).json().offered.map(({ id }: { id: string }) => id);

it('an older workspace refuses what its policies do not know, says where the newer ones are, and takes them over', async () => {
  await type('person', 'add', 'Bo Stand', '--role', 'finance');
  const refused = await delegate();
  expect(refused.code, refused.err).toBe(77);
  expect(refused.json().error).toMatchObject({ code: 'forbidden', hint: expect.stringContaining('policy offered') });

  const { offered } = (await type('policy', 'offered')).json();
  expect(offered).toHaveLength(4);
  expect(offered).toContainEqual({
    ...{ id: 'rep-may-quote', news: 'changed' },
    ...{ inForce: older['rep-may-quote'], shipped: shipped['rep-may-quote'] },
  });
  // Looking at it has changed nothing.
  expect((await delegate()).code).toBe(77);

  const taken = (await type('policy', 'take')).json();
  expect(taken).toMatchObject({ left: [], receipt: expect.any(String) });
  expect(await ids()).toEqual([]);
  expect((await delegate()).code).toBe(0);
  expect((await desk.type('policy', 'offered', '--workspace', join(desk.root, 'workspace'))).out).toMatch(
    /brings no policies/,
  );
});

it('what is left out stays left out, and what the house removed is not offered', async () => {
  await type('person', 'add', 'Bo Stand', '--role', 'finance');
  expect((await type('policy', 'take', 'finance-records-actual-figures')).json().left).toHaveLength(3);
  expect(await ids()).toEqual([]);
  expect((await delegate()).json().error.code).toBe('forbidden');
  expect((await type('policy', 'take', 'rep-may-quote')).json().error).toMatchObject({ code: 'not-found' });
});
