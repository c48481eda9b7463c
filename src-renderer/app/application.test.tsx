// @vitest-environment happy-dom
import { useQuery } from '@tanstack/react-query';
import { act, cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { DeskState } from '../../src-shared/workspace';
import { useDeskQueries } from '../client';
import type { Area } from './area';
import { useHere } from './here';
import { ines, openState, rafael, renderApplication } from './testing';

afterEach(cleanup);

/** A desk that knows who acts; `receipts.list` answers with what that person may read. */
function procedures(state: DeskState = openState) {
  let present = state;
  return {
    workspace: {
      state: async () => present,
      actAs: async ({ person }: { person: string }) => {
        present = { ...present, person: present.people.find(({ id }) => id === person) ?? null };
        return { person };
      },
    },
    receipts: { list: vi.fn(async () => `margin as ${present.person?.name} sees it`) },
  };
}

function Home() {
  return <h1>Today</h1>;
}
function Deal() {
  useHere({ crumbs: [{ label: 'Deals', to: '/deals' }, { label: 'Halden Energy' }] });
  return <h1>Halden Energy</h1>;
}
function Secret() {
  const { data } = useQuery(useDeskQueries().receipts.list.queryOptions({ input: {} }));
  return <h1>{String(data)}</h1>;
}
function Broken(): never {
  throw new Error('half a figure');
}
const areas: Area[] = [
  {
    name: 'test',
    screens: [
      { path: '/', component: Home, title: 'Today', nav: { group: 'work', label: 'Today', order: 0 } },
      {
        path: '/deals',
        component: Home,
        title: 'Deals',
        nav: { group: 'work', label: 'Deals', order: 1, useCount: () => 3 },
      },
      { path: '/deals/$deal', component: Deal, title: 'Deal' },
      { path: '/secret', component: Secret, title: 'Secret' },
      { path: '/broken', component: Broken, title: 'Broken' },
    ],
    commands: [{ id: 'new-person', label: 'New person', to: '/deals', roles: ['admin'] }],
  },
];

it('shows the start while no workspace is open', async () => {
  renderApplication({ procedures: procedures({ ...openState, workspace: null, person: null }), areas });
  expect(await screen.findByRole('heading', { name: 'Start' })).toBeTruthy();
});

it('asks who acts where nobody is chosen, and goes on as that person', async () => {
  renderApplication({ procedures: procedures({ ...openState, person: null }), areas });
  await userEvent.click(await screen.findByRole('button', { name: /Rafael Brandt/ }));
  expect(await screen.findByRole('heading', { name: 'Today' })).toBeTruthy();
  expect(screen.getByRole('button', { name: /Rafael Brandt, engineer/ })).toBeTruthy();
});

it('shows what areas registered: their places with counts, where one is, and the window’s title', async () => {
  const { history } = renderApplication({ procedures: procedures(), areas });
  expect(await screen.findByRole('link', { name: 'Deals, 3 open' })).toBeTruthy();
  await act(async () => history.push('/deals/1'));
  expect(await screen.findByRole('heading', { name: 'Halden Energy' })).toBeTruthy();
  expect(document.title).toBe('Halden Energy – Proofdesk');
  expect(screen.getByRole('link', { name: 'Deals, 3 open' }).getAttribute('aria-current')).toBe('page');
});

it('says that there is no such screen, inside the frame', async () => {
  renderApplication({ procedures: procedures(), areas, path: '/elsewhere' });
  expect(await screen.findByRole('heading', { name: 'There is no such screen' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Today' })).toBeTruthy();
});

it('keeps a screen that fails from taking the rest with it', async () => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { history } = renderApplication({ procedures: procedures(), areas, path: '/broken' });
  expect(await screen.findByRole('heading', { name: 'This screen failed' })).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain('half a figure');
  await act(async () => history.push('/'));
  expect(await screen.findByRole('heading', { name: 'Today' })).toBeTruthy();
  silent.mockRestore();
});

it('draws nothing of what the person before could read once another one acts', async () => {
  renderApplication({ procedures: procedures(), areas, path: '/secret' });
  expect(await screen.findByText(`margin as ${ines.name} sees it`)).toBeTruthy();
  const drawn: string[] = [];
  const watch = new MutationObserver(() => {
    const person = screen.queryByRole('button', { name: /Rafael Brandt, engineer/ });
    const shown = screen.queryByRole('heading', { level: 1 })?.textContent;
    if (person && shown) drawn.push(shown);
  });
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.type(await screen.findByRole('combobox'), 'act as rafael');
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText(`margin as ${rafael.name} sees it`)).toBeTruthy();
  watch.disconnect();
  expect(drawn.filter((text) => text.includes(ines.name ?? ''))).toEqual([]);
});

it('offers a command only to the roles that it is for', async () => {
  renderApplication({ procedures: procedures({ ...openState, person: rafael }), areas });
  await screen.findByRole('heading', { name: 'Today' });
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.type(await screen.findByRole('combobox'), 'new person');
  expect(screen.queryByRole('option', { name: /New person/ })).toBeNull();
});

it('says that the program does not answer, and that a page is no longer known', async () => {
  const { connection } = renderApplication({ procedures: procedures(), areas });
  await screen.findByRole('heading', { name: 'Today' });
  act(() => connection.become('lost'));
  expect(screen.getByText('Proofdesk does not answer')).toBeTruthy();
  act(() => connection.become('connected'));
  expect(screen.queryByText('Proofdesk does not answer')).toBeNull();
  act(() => connection.become('refused'));
  expect(screen.getByRole('heading', { name: 'This page is no longer signed in' })).toBeTruthy();
});
