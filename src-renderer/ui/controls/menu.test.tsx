// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Desk } from '../desk';
import { Button, IconButton } from './button';
import { ActionMenu } from './menu';

afterEach(cleanup);

function show() {
  const open = vi.fn();
  const lose = vi.fn();
  render(
    <Desk environment="test" locale="en-GB">
      <ActionMenu
        trigger={<IconButton icon="more" label="More for Halden" />}
        items={[
          { id: 'open', label: 'Open', run: open },
          { id: 'lose', label: 'Mark as lost', unavailable: 'It is won.', run: lose },
        ]}
      />
    </Desk>,
  );
  return { open, lose, user: userEvent.setup(), trigger: screen.getByRole('button', { name: 'More for Halden' }) };
}
const settled = () => act(() => new Promise((done) => setTimeout(done, 50)));

describe('a menu of actions', () => {
  it('opens by keyboard with the focus on its first item, and gives it back on Escape', async () => {
    const { user, trigger } = show();
    await user.tab();
    expect(trigger.getAttribute('aria-expanded')).toBe('false');
    await user.keyboard('{Enter}');
    await settled();
    expect(screen.getByRole('menu', { name: 'More for Halden' })).toBeTruthy();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('Open');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(trigger);
  });

  it('does what is chosen and closes', async () => {
    const { user, trigger, open } = show();
    await user.click(trigger);
    await user.click(screen.getByRole('menuitem', { name: 'Open' }));
    expect(open).toHaveBeenCalledOnce();
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('closes when its button is pressed again', async () => {
    const { user, trigger } = show();
    await user.click(trigger);
    await user.click(trigger);
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('says why something cannot be done, and does not do it', async () => {
    const { user, trigger, lose } = show();
    await user.click(trigger);
    const item = screen.getByRole('menuitem', { name: /It is won/ });
    await user.click(item);
    expect(lose).not.toHaveBeenCalled();
  });
});

it('a button that cannot be used stays reachable, says why, and does nothing', async () => {
  const send = vi.fn();
  render(
    <Desk environment="test" locale="en-GB">
      <Button onClick={send} unavailable="Finance has not signed off yet.">
        Send
      </Button>
    </Desk>,
  );
  const user = userEvent.setup();
  await user.tab();
  const button = screen.getByRole('button', { name: 'Send' });
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByRole('tooltip').textContent).toBe('Finance has not signed off yet.');
  await user.keyboard('{Enter}');
  expect(send).not.toHaveBeenCalled();
});
