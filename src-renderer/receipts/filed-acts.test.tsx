// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { FiledActView, RedoneAct } from '../../src-shared/receipts';
import { renderPart } from '../../test/renderer/render-part';
import { FiledActsDialog } from './filed-acts';

afterEach(cleanup);

const act = (id: string, sentence: string, more: Partial<FiledActView> = {}): FiledActView => ({
  ...{ id, sentence, command: 'account.create', actor: 'g', at: 0, receipts: 1, revoked: true },
  ...{ reason: null, refused: null, changes: [], ...more },
});

it('lists what a file holds, does again what is chosen, and says of each what became of it', async () => {
  const redoFromFile = vi.fn(
    async (): Promise<RedoneAct[]> => [
      { id: 'a', receipt: '7f3a', request: null, problem: null },
      { id: 'b', receipt: null, request: null, problem: 'There is no such account.' },
    ],
  );
  const readFile = async () => [
    act('k', 'Gustav began a chain', { refused: 'It began the chain of that device, which has ended.' }),
    act('a', 'Gustav created an account: Too late'),
    act('b', 'Gustav changed an account: Other', { reason: 'They moved' }),
  ];
  renderPart(<FiledActsDialog open file="f" name="unsent.ndjson" onClose={() => {}} />, {
    receipts: { readFile, redoFromFile },
  });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Gustav created an account: Too late' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Gustav changed an account: Other' }));
  expect(screen.queryByRole('checkbox', { name: 'Gustav began a chain' })).toBeNull();
  expect(screen.getByText('They moved')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Do again in my name' }));
  expect(redoFromFile).toHaveBeenCalledExactlyOnceWith({ file: 'f', acts: ['a', 'b'] });
  expect((await screen.findByRole('alert')).textContent).toBe('There is no such account.');
  expect(screen.getByText('Done, in your name.')).toBeTruthy();
  // What is done is not offered again; what failed is.
  expect(screen.getAllByRole('checkbox')).toHaveLength(1);
});
