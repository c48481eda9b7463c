// @vitest-environment happy-dom
import { act, cleanup, render, renderHook, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ConnectionProvider } from '../client';
import { useDraft } from './draft';
import { connectionForTests } from './testing';

afterEach(cleanup);

function deskWith(kept: string | null) {
  const drafts = {
    get: vi.fn(async () => ({ body: kept, updated: kept === null ? null : 5 })),
    put: vi.fn(async () => ({ updated: 6 })),
    drop: vi.fn(async () => ({ dropped: true })),
    list: vi.fn(async () => []),
  };
  return { drafts, connection: connectionForTests({ workspace: { drafts } }) };
}

function Note({ name }: { name: string }) {
  const draft = useDraft(name, 'saved');
  return (
    <>
      <input aria-label="note" value={draft.value} onChange={(event) => draft.set(event.currentTarget.value)} />
      <output>{`${draft.dirty} ${draft.found}`}</output>
      <button type="button" onClick={draft.drop}>
        Give up
      </button>
    </>
  );
}
const renderNote = async (connection: ReturnType<typeof deskWith>['connection'], name = '/notes/1') => {
  const note = (key: string) => (
    <ConnectionProvider connection={connection}>
      <Note name={key} />
    </ConnectionProvider>
  );
  const { rerender, unmount } = render(note(name));
  await act(async () => {});
  return { again: (key: string) => act(async () => rerender(note(key))), unmount };
};
const shown = () => [(screen.getByLabelText('note') as HTMLInputElement).value, screen.getByRole('status').textContent];

it('goes on with the unfinished edit that was found', async () => {
  const { connection } = deskWith('half a sent');
  await renderNote(connection);
  expect(shown()).toEqual(['half a sent', 'true 5']);
});

it('writes what is typed when the typing pauses, and at the latest when the screen is left', async () => {
  const { connection, drafts } = deskWith(null);
  const { unmount } = await renderNote(connection);
  await userEvent.type(screen.getByLabelText('note'), '!');
  expect(drafts.put).not.toHaveBeenCalled();
  unmount();
  expect(drafts.put).toHaveBeenCalledExactlyOnceWith({ key: '/notes/1', body: 'saved!' });
});

it('keeps both of two changes that come before it is shown again', async () => {
  const { connection } = deskWith(null);
  const { result } = renderHook(() => useDraft('/notes/1', 'saved'), {
    wrapper: ({ children }) => <ConnectionProvider connection={connection}>{children}</ConnectionProvider>,
  });
  await act(async () => {
    result.current.set((present) => `${present}, typed`);
    result.current.set((present) => `${present}, from a file`);
  });
  expect(result.current.value).toBe('saved, typed, from a file');
});

it('shows what is saved once the edit is given up', async () => {
  const { connection, drafts } = deskWith('half a sent');
  await renderNote(connection);
  await userEvent.click(screen.getByRole('button', { name: 'Give up' }));
  expect(shown()).toEqual(['saved', 'false null']);
  expect(drafts.drop).toHaveBeenCalledWith({ key: '/notes/1' });
});

it('does not carry the edit of one thing over to another', async () => {
  const { connection, drafts } = deskWith(null);
  const { again } = await renderNote(connection);
  await userEvent.type(screen.getByLabelText('note'), '!');
  await again('/notes/2');
  expect(shown()).toEqual(['saved', 'false null']);
  expect(drafts.put).toHaveBeenCalledExactlyOnceWith({ key: '/notes/1', body: 'saved!' });
});
