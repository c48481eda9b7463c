// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { Desk } from '../desk';
import { Dialog } from '../feedback/dialog';
import { type Action, useActionKeys, useActions } from './actions';

afterEach(cleanup);

const submit = vi.fn();
const actions: Action[] = [{ id: 'submit', label: 'Submit quote', shortcut: 'Mod k', run: submit }];

function Screen() {
  const [open, setOpen] = useState(false);
  useActions(actions);
  useActionKeys();
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Withdraw
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Withdraw Q-1?" actions={null}>
        <p>It cannot be undone.</p>
      </Dialog>
    </>
  );
}

it('run by their keys, but not while a dialog waits for its answer', async () => {
  const user = userEvent.setup();
  render(
    <Desk environment="test" locale="en-GB">
      <Screen />
    </Desk>,
  );
  await user.keyboard('{Control>}k{/Control}');
  expect(submit).toHaveBeenCalledTimes(1);
  await user.click(screen.getByRole('button', { name: 'Withdraw' }));
  await screen.findByRole('dialog');
  await user.keyboard('{Control>}k{/Control}');
  expect(submit).toHaveBeenCalledTimes(1);
  await user.keyboard('{Escape}');
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('{Control>}k{/Control}');
  expect(submit).toHaveBeenCalledTimes(2);
});
