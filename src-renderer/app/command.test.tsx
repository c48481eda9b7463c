// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Outcome } from '../../src-shared/kernel/command';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Desk } from '../ui';
import { type CommandProcedure, useCommand } from './command';
import { CommandProblem } from './command-problem';

afterEach(cleanup);

const done: Outcome<{ id: string }> = {
  status: 'done',
  result: { id: 'q' },
  receipt: '7f3a',
  decision: { decision: 'allow', by: [], say: [], needs: [] },
  changes: [],
  request: null,
};

function Form({ procedure }: { procedure: CommandProcedure<{ price: string }, { id: string }> }) {
  const command = useCommand(procedure);
  return (
    <>
      <button type="button" onClick={() => command.run({ price: '1.00' }, { reason: 'volume' })}>
        Save
      </button>
      <CommandProblem command={command} />
    </>
  );
}
const renderForm = (procedure: CommandProcedure<{ price: string }, { id: string }>) =>
  render(
    <Desk environment="test">
      <Form procedure={procedure} />
    </Desk>,
  );

it('keeps the refusal in its place until the next try', async () => {
  const procedure = vi
    .fn<CommandProcedure<{ price: string }, { id: string }>>()
    .mockRejectedValueOnce(new ProofdeskError({ code: 'forbidden', message: 'Reps do not change prices.' }))
    .mockResolvedValueOnce(done);
  renderForm(procedure);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Reps do not change prices.');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

it('offers to ask for a missing approval of exactly what was tried', async () => {
  const procedure = vi
    .fn<CommandProcedure<{ price: string }, { id: string }>>()
    .mockRejectedValueOnce(new ProofdeskError({ code: 'approval-needed', message: '4 points over the limit.' }))
    .mockResolvedValueOnce({ ...done, status: 'requested', result: null, request: 'r1' });
  renderForm(procedure);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Ask for approval' }));
  expect(procedure).toHaveBeenLastCalledWith({ input: { price: '1.00' }, reason: 'volume', requestApproval: true });
  expect((await screen.findByRole('status')).textContent).toContain('Approval was asked for');
});
