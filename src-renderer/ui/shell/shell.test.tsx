// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { Desk } from '../desk';
import { Inspector } from '../explain/inspector';
import { useInspector } from '../explain/inspector-store';
import { reportError, useErrors } from '../feedback/error-store';
import { Internal, type View } from '../layout/view';
import { type Action, useActions } from '../palette/actions';
import { type ThemeStorage, useThemeChoice } from '../theme/theme-choice';
import { Shell } from './shell';
import { SyncIndicator } from './sync-indicator';

type HappyWindow = { happyDOM: { setViewport(size: { width: number; height: number }): void } };

beforeEach(() => {
  // Wide enough for an inspector beside the page.
  (window as unknown as HappyWindow).happyDOM.setViewport({ width: 1440, height: 900 });
  useInspector.setState({ asked: null, open: null, contexts: 0 });
  useErrors.setState({ errors: [] });
  useThemeChoice.setState({ choice: 'system' });
});
afterEach(cleanup);

const submit = vi.fn();
const actions: Action[] = [{ id: 'submit', label: 'Submit quote', shortcut: 'Mod Enter', run: submit }];

function Screen() {
  useActions(actions);
  return (
    <>
      <h1>Quote</h1>
      <Internal>Margin 66.5 %</Internal>
      <Inspector>
        <p>Sign-off for version 3</p>
      </Inspector>
    </>
  );
}

function page({
  view = 'ours',
  go = () => {},
  storage,
  screenKey = '/quote',
  children = <Screen />,
}: {
  view?: View;
  go?: (path: string) => void;
  storage?: ThemeStorage;
  screenKey?: string;
  children?: ReactNode;
} = {}) {
  return (
    <Desk environment="test" locale="en-GB" navigation={{ go, address: (path) => `#${path}` }} themeStorage={storage}>
      <Shell
        navigation={[{ items: [{ id: 'deals', label: 'Deals', to: '/deals', count: 23 }] }]}
        current="deals"
        breadcrumbs={[{ label: 'Deals', to: '/deals' }, { label: 'Q-A7-0142' }]}
        screenKey={screenKey}
        sync={<SyncIndicator state="offline" since="10:20" pending={3} details={() => <p>Last contact 10:20</p>} />}
        view={{ value: view, onChange: () => {} }}
        person={{ current: { id: 'i', name: 'Ines Okafor', role: 'rep' }, workspace: 'Northwind' }}
      >
        {children}
      </Shell>
    </Desk>
  );
}

describe('the shell', () => {
  it('says where one is, what waits, and that changes have not gone out', () => {
    render(page());
    expect(document.title).toBe('Q-A7-0142 – Proofdesk');
    expect(screen.getByRole('link', { name: 'Deals, 23 open' }).getAttribute('aria-current')).toBe('page');
    expect(screen.getByRole('status').textContent).toBe('Offline since 10:20');
    expect(screen.getByRole('button', { name: 'Offline since 10:20, 3 pending' })).toBeTruthy();
  });

  it('follows links through the router, and leaves those with a modifier to the browser', async () => {
    const go = vi.fn();
    render(page({ go }));
    const user = userEvent.setup();
    await user.click(screen.getByRole('link', { name: 'Deals, 23 open' }));
    expect(go).toHaveBeenCalledExactlyOnceWith('/deals');
  });

  it('finds the screen’s actions with Ctrl K, and does them by their own keys', async () => {
    render(page());
    const user = userEvent.setup();
    await user.keyboard('{Control>}k{/Control}');
    await user.type(screen.getByRole('combobox'), 'submit{Enter}');
    expect(submit).toHaveBeenCalledOnce();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(submit).toHaveBeenCalledTimes(2);
  });

  it('shows the inspector where a screen has something to say there, and hides it on demand', async () => {
    render(page());
    const aside = screen.getByRole('complementary', { name: 'Inspector' });
    expect(aside.textContent).toContain('Sign-off for version 3');
    await userEvent.click(screen.getByRole('button', { name: 'Hide inspector' }));
    expect(aside.hidden).toBe(true);
  });

  it('keeps an error in sight until it is dealt with, once however often it is reported', async () => {
    render(page());
    const error = new ProofdeskError({
      code: 'stale',
      message: 'Mara changed the term.',
      where: { field: 'term' },
      hint: 'Look at both.',
    });
    act(() => {
      reportError(error);
      reportError(error.toRecord());
    });
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('Changed meanwhile');
    expect(alert.textContent).toContain('Mara changed the term.');
    expect(alert.textContent).toContain('field term');
    expect(alert.textContent).toContain('Look at both.');
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('puts the focus where a new screen begins, unless that screen has put it into a field of its own', () => {
    const { rerender } = render(page());
    rerender(page({ screenKey: '/deals', children: <button type="button">New deal</button> }));
    expect(document.activeElement).toBe(screen.getByRole('main'));
    // biome-ignore lint/a11y/noAutofocus: what forms for something new do
    rerender(page({ screenKey: '/deals/new', children: <input aria-label="Name" autoFocus /> }));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
  });

  it('has nothing internal in the page of a customer', () => {
    const { rerender } = render(page());
    expect(screen.queryByText('Margin 66.5 %')).not.toBeNull();
    rerender(page({ view: 'customer' }));
    expect(screen.queryByText('Margin 66.5 %')).toBeNull();
  });

  it('follows the chosen theme and keeps the choice', async () => {
    const write = vi.fn();
    render(page({ storage: { read: () => 'dark', write } }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    await userEvent.click(screen.getByRole('button', { name: /Switch person/ }));
    await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Light' }));
    expect(document.documentElement.dataset['theme']).toBe('light');
    expect(write).toHaveBeenLastCalledWith('light');
  });
});
