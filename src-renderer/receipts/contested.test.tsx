// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { ReceiptDetail } from '../../src-shared/receipts';
import { renderPart } from '../../test/renderer/render-part';
import { Contested } from './contested';

afterEach(cleanup);

const fact = {
  hash: '7f3a',
  contested: 'open',
  contestedBecause: ['The quote had not been released.', 'Reps do not send quotes of others.'],
} as unknown as ReceiptDetail;

function renderContested(settle: (call: unknown) => Promise<unknown>) {
  renderPart(<Contested receipt={fact} />, { receipts: { settle } });
}

it('says why a fact is contested and settles it with an outcome and a reason', async () => {
  const settle = vi.fn(async () => ({ status: 'done' }));
  renderContested(settle);
  expect(screen.getByText('The quote had not been released.')).toBeTruthy();
  expect(screen.getByText('Reps do not send quotes of others.')).toBeTruthy();
  await userEvent.click(screen.getByRole('radio', { name: 'It is void' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'The customer threw it away');
  await userEvent.click(screen.getByRole('button', { name: 'Settle' }));
  expect(settle).toHaveBeenCalledExactlyOnceWith({
    input: { receipt: '7f3a', outcome: 'void' },
    reason: 'The customer threw it away',
  });
});

it('keeps what was typed when it is refused, and says why', async () => {
  renderContested(async () => {
    throw new ProofdeskError({ code: 'bad-input', message: 'This needs a reason.' });
  });
  await userEvent.click(screen.getByRole('radio', { name: 'It is void' }));
  await userEvent.click(screen.getByRole('button', { name: 'Settle' }));
  expect((await screen.findByRole('alert')).textContent).toContain('This needs a reason.');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'It is void' }).checked).toBe(true);
});
