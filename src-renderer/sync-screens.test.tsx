// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProofdeskError } from '../src-shared/kernel/errors';
import type { SyncInboxEntry, SyncStatus, SyncTask } from '../src-shared/sync/contract';
import type { Area } from './app';
import { openState, renderApplication } from './app/testing';
import { syncArea } from './sync/area';
import { useLeft } from './sync/left';
import { ServerSettings } from './sync/server/server-settings';
import { statusOf } from './sync/testing';
import { todayArea } from './today/area';
import { useInspector } from './ui';

type HappyWindow = { happyDOM: { setViewport(size: { width: number; height: number }): void } };

beforeEach(() => {
  (window as unknown as HappyWindow).happyDOM.setViewport({ width: 1440, height: 900 });
  useInspector.setState({ asked: null, open: null, contexts: 0 });
});
afterEach(cleanup);

const settings: Area = {
  name: 'settings',
  screens: [{ path: '/settings/server', component: ServerSettings, title: 'Server' }],
};

function draw(options: {
  status: Partial<SyncStatus>;
  sync?: Record<string, unknown>;
  inbox?: SyncInboxEntry[];
  path?: string;
  more?: Record<string, unknown>;
}) {
  const status = statusOf(options.status);
  renderApplication({
    areas: [todayArea, syncArea, settings],
    path: options.path,
    procedures: {
      workspace: { state: async () => openState },
      sync: {
        status: async () => status,
        inbox: async () => options.inbox ?? [],
        members: async () => [],
        devices: async () => [],
        signedIn: async () => [],
        ...options.sync,
      },
      ...options.more,
    },
  });
}

const refused = (given: Partial<Extract<SyncInboxEntry, { kind: 'refused' }>> = {}): SyncInboxEntry => ({
  kind: 'refused',
  id: 'ab12',
  sentence: 'Ines Okafor changed a deal · D-1 Halden',
  command: 'deal.revise',
  at: 1_000,
  actor: 'ines',
  refusal: {
    kind: 'policy',
    says: ['Reps change only deals of their own.'],
    by: ['deal-own'],
    needs: [],
    fields: [],
    on: [],
  },
  input: { deal: 'd1', title: 'Halden Energy', probability: 40, stage: 'evaluation' },
  choices: { stage: ['discovery', 'evaluation', 'negotiation'] },
  reason: null,
  changes: [
    {
      entity: 'deal',
      id: 'd1',
      op: 'patch',
      fields: [{ field: 'title', label: 'Title', before: 'Halden', after: 'Halden Energy' }],
    },
  ],
  mine: true,
  record: { entity: 'deal', id: 'd1', title: 'D-1 Halden' },
  ...given,
});

const conflict: SyncInboxEntry = {
  kind: 'conflict',
  id: 'c1',
  entity: 'quoteLine',
  row: 'l1',
  title: 'Analyst seats',
  field: 'quantity',
  label: 'Quantity',
  present: { quote: 'q1', quantity: '200' },
  mine: { value: '180', actor: 'ines', at: 1_000, receipt: 'aaaa' },
  theirs: { value: '200', actor: 'rafael', at: 2_000, receipt: 'bbbb' },
  stands: 'theirs',
};

describe('the sign in the top bar', () => {
  it('opens a panel with the server, the account, what was not sent, and a clock that is wrong', async () => {
    const now = vi.fn(async () => statusOf({}));
    draw({
      status: {
        state: 'offline',
        offlineSince: 0,
        pending: 3,
        waiting: 1,
        skew: 240_000,
        problem: 'It cannot be reached.',
      },
      sync: { now },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /^Offline since .*, 3 pending$/ }));
    const panel = await screen.findByRole('dialog', { name: 'In step with the others' });
    expect(panel.textContent).toContain('https://desk.example');
    expect(panel.textContent).toContain('ines@northwind.example');
    expect(panel.textContent).toContain('It cannot be reached.');
    expect(panel.textContent).toContain('3, of them 1 waiting for another device');
    expect(panel.textContent).toMatch(/clock is 4.m ahead of the server’s/);
    await user.click(within(panel).getByRole('button', { name: 'Sync now' }));
    expect(now).toHaveBeenCalledOnce();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is quiet in a workspace without a server, which has no place for what needs attention', async () => {
    draw({ status: { state: 'none', address: null, signedIn: false, person: null } });
    expect(await screen.findByRole('button', { name: 'On this device only' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Needs attention' })).toBeNull();
  });

  it('says that only one person acts on a device of a workspace with a server', async () => {
    draw({ status: {} });
    await userEvent.click(await screen.findByRole('button', { name: /Ines Okafor, / }));
    expect(await screen.findByText(/on this device only you act/)).toBeTruthy();
    expect(screen.queryByRole('menuitemradio', { name: /Rafael/ })).toBeNull();
  });
});

describe('what needs attention', () => {
  it('takes a key that is pressed before the entries are there', async () => {
    let answer = (_: SyncInboxEntry[]): void => {};
    const inbox = () => new Promise<SyncInboxEntry[]>((give) => (answer = give));
    draw({ status: { attention: 1 }, sync: { inbox }, path: '/attention' });
    await screen.findByRole('heading', { level: 1, name: 'Needs attention' });
    await userEvent.keyboard('j');
    answer([refused()]);
    expect(await screen.findByRole('heading', { level: 2, name: /Halden/ })).toBeTruthy();
  });

  it('shows a refused act with its reason and does it again with what was changed in place', async () => {
    const resend = vi.fn(async () => ({ receipt: 'cd34', request: null }));
    draw({ status: { attention: 1 }, inbox: [refused()], sync: { resend }, path: '/attention/ab12' });
    expect(await screen.findByText('Reps change only deals of their own.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Needs attention, 1 open' })).toBeTruthy();
    const title = screen.getByRole('textbox', { name: 'Title' });
    await userEvent.clear(title);
    await userEvent.type(title, 'Halden');
    await userEvent.click(screen.getByRole('combobox', { name: 'Stage' }));
    await userEvent.click(await screen.findByRole('option', { name: 'negotiation' }));
    await userEvent.click(screen.getByRole('button', { name: 'Resend as changed' }));
    await waitFor(() => expect(resend).toHaveBeenCalledOnce());
    expect(resend.mock.calls[0]).toMatchObject([
      { id: 'ab12', input: { deal: 'd1', title: 'Halden', probability: 40, stage: 'negotiation' } },
    ]);
  });

  it('discards a refused act only once that was confirmed', async () => {
    const discard = vi.fn(async () => ({ id: 'ab12' }));
    draw({ status: { attention: 1 }, inbox: [refused()], sync: { discard }, path: '/attention/ab12' });
    await userEvent.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(discard).not.toHaveBeenCalled();
    const sure = await screen.findByRole('dialog', { name: 'Discard this act?' });
    await userEvent.click(within(sure).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(discard).toHaveBeenCalledOnce());
  });

  it('lets nobody do again or discard what another device signed', async () => {
    draw({ status: { attention: 1 }, inbox: [refused({ mine: false })], path: '/attention/ab12' });
    expect(await screen.findByText(/only there it can be done again/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Discard' })).toBeNull();
  });

  it('shows both values of a field that was changed twice, and takes one by the field’s own command before it settles', async () => {
    const called: string[] = [];
    const reviseLine = vi.fn(async () => {
      called.push('revise');
      return { status: 'done' };
    });
    const discard = vi.fn(async () => {
      called.push('settle');
      return { id: 'c1' };
    });
    draw({
      status: { attention: 1 },
      inbox: [conflict],
      sync: { discard },
      path: '/attention/c1',
      more: { quotes: { reviseLine } },
    });
    const theirs = await screen.findByRole('region', { name: 'Theirs, by Rafael Brandt' });
    expect(theirs.textContent).toContain('stands now');
    expect(within(theirs).getByRole('button', { name: 'Keep 200' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Take 180 instead' }));
    await waitFor(() => expect(called).toEqual(['revise', 'settle']));
    expect(reviseLine.mock.calls[0]).toMatchObject([{ input: { line: 'l1', fields: { quantity: '180' } } }]);
  });

  it('does not settle a conflict whose other value could not be written', async () => {
    const discard = vi.fn();
    const reviseLine = async () => {
      throw new ProofdeskError({ code: 'stale', message: 'The quote was submitted.' });
    };
    draw({
      status: { attention: 1 },
      inbox: [conflict],
      sync: { discard },
      path: '/attention/c1',
      more: { quotes: { reviseLine } },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Take 180 instead' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The quote was submitted.');
    expect(discard).not.toHaveBeenCalled();
  });
});

describe('a server in the settings', () => {
  const task = (given: Partial<SyncTask>): SyncTask => ({
    id: 't',
    kind: 'sign-in',
    state: 'running',
    stage: 'Waits',
    done: 0,
    total: null,
    url: 'https://id.example/authorize',
    opened: false,
    account: null,
    joined: null,
    problem: null,
    ...given,
  });

  it('is given the workspace after a sign-in whose address stays in sight, and says why that failed', async () => {
    draw({
      status: { state: 'none', address: null, signedIn: false, person: null },
      path: '/settings/server',
      sync: {
        signIn: async () => task({}),
        task: async () =>
          task({
            state: 'failed',
            problem: { code: 'unavailable', message: 'The sign-in took too long.', hint: 'Begin it again.' },
          }),
      },
    });
    const field = await screen.findByRole('textbox', { name: 'Address of the server' });
    await userEvent.type(field, 'not an address{Enter}');
    expect(await screen.findByText(/Write the address with https/)).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.type(field, 'desk.example{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The sign-in took too long.');
    expect(alert.textContent).toContain('Begin it again.');
  });

  it('shows the code of an invitation once', async () => {
    const member = { person: 'rafael', name: 'Rafael Brandt', roles: ['engineer'], joined: null, invited: null };
    const invite = vi.fn(async () => ({
      id: 'i',
      code: 'pdi_secret',
      expires: 5_000,
      address: 'https://desk.example',
    }));
    draw({ status: {}, path: '/settings/server', sync: { members: async () => [member], invite } });
    await userEvent.click(await screen.findByRole('button', { name: 'Invite Rafael Brandt' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Make the code' }));
    expect(await screen.findByText('pdi_secret')).toBeTruthy();
    await userEvent.click(screen.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
    await waitFor(() => expect(screen.queryByText('pdi_secret')).toBeNull());
  });

  it('writes unsent work to a file before it leaves', async () => {
    const leave = vi.fn(async () => ({ unsent: 2, file: '/workspaces/unsent.ndjson' }));
    draw({ status: { state: 'removed', pending: 2 }, sync: { leave } });
    await screen.findByRole('heading', { level: 1, name: 'You are no longer in Northwind' });
    expect(screen.queryByRole('navigation')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /Save unsent work/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Take this workspace off this device?' });
    const file = within(dialog).getByRole<HTMLInputElement>('textbox', { name: 'File for unsent work' });
    expect(file.value).toMatch(/^\/workspaces\/unsent-northwind-\d{4}-\d\d-\d\d\.ndjson$/);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Take it off this device' }));
    await waitFor(() => expect(leave).toHaveBeenCalledOnce());
    expect(leave.mock.calls[0]).toMatchObject([{ unsentTo: file.value, discardUnsent: false, everywhere: false }]);
    // Where it is, is said once more where one goes on.
    await waitFor(() =>
      expect(useLeft.getState().left).toEqual({ name: 'Northwind', file: '/workspaces/unsent.ndjson' }),
    );
  });
});
