// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderPart } from '../../../test/renderer/render-part';
import { BrokenOffJoinings } from './broken-off';

afterEach(cleanup);

const part = {
  workspace: '0198aaaa-0000-7000-8000-000000000001',
  name: 'Corvane',
  folder: '/data/corvane',
  address: 'https://desk.example.com',
};

function shown(found: (typeof part)[], removeBrokenOff = vi.fn(async () => ({ folder: part.folder }))) {
  const brokenOff = vi.fn(async () => found);
  const onJoin = vi.fn();
  renderPart(<BrokenOffJoinings onJoin={onJoin} />, { sync: { brokenOff, removeBrokenOff } });
  return { brokenOff, removeBrokenOff, onJoin };
}

it('shows nothing where every joining came to its end', async () => {
  const { brokenOff } = shown([]);
  await waitFor(() => expect(brokenOff).toHaveBeenCalled());
  expect(screen.queryByRole('region')).toBeNull();
});

it('goes on with one, and takes one away only once that was confirmed', async () => {
  const found = [part];
  const { removeBrokenOff, onJoin } = shown(found);
  await userEvent.click(await screen.findByRole('button', { name: 'Join Corvane again' }));
  expect(onJoin).toHaveBeenCalledExactlyOnceWith(part);
  await userEvent.click(screen.getByRole('button', { name: 'Remove what is here of Corvane' }));
  expect(screen.getByRole('dialog').textContent).toContain('/data/corvane');
  expect(removeBrokenOff).not.toHaveBeenCalled();
  found.length = 0;
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
  expect(removeBrokenOff).toHaveBeenCalledExactlyOnceWith({ workspace: part.workspace });
  await waitFor(() => expect(screen.queryByText('Corvane')).toBeNull());
});

it('says why one could not be taken away', async () => {
  const refused = vi.fn(() => Promise.reject(new Error('disk')));
  shown([part], refused as never);
  await userEvent.click(await screen.findByRole('button', { name: 'Remove what is here of Corvane' }));
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
  expect((await screen.findByRole('alert')).textContent).toContain('disk');
  expect(screen.getByText('Corvane')).toBeTruthy();
});
