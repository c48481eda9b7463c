// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CompositionView, StudioKindView } from '../../../src-shared/documents';
import { renderPart } from '../../../test/renderer/render-part';
import { AddBlock } from './add-block';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('puts several files behind the chosen block in the order in which they were given', async () => {
  vi.stubGlobal('fetch', async (address: string) => {
    const name = new URLSearchParams(address.split('?')[1]).get('name') ?? '';
    return Response.json({ id: name, name, bytes: 1, sha256: 'd'.repeat(64) });
  });
  const added: { name: string; after: string }[] = [];
  renderPart(
    <AddBlock
      found={{ id: 'c', disclosure: 'nda' } as CompositionView}
      kind={{ kind: 'binder', blocks: ['attachment'] } as unknown as StudioKindView}
      after="chosen"
      onClose={() => {}}
    />,
    {
      documents: {
        compositions: {
          keepAttachment: async ({ file }: { file: string }) => ({
            digest: 'd'.repeat(64),
            name: file,
            size: 1,
            pages: null,
          }),
          addBlock: async ({ input }: { input: { after: string; content: { name: string } } }) => {
            added.push({ name: input.content.name, after: input.after });
            await new Promise((resolve) => setTimeout(resolve, 5));
            return { status: 'done', result: { id: `block of ${input.content.name}` } };
          },
        },
      },
    },
  );
  const input = screen.getByRole('dialog').querySelector('input[type=file]') as HTMLInputElement;
  await userEvent.upload(input, [new File(['1'], 'one.pdf'), new File(['2'], 'two.pdf'), new File(['3'], 'three.pdf')]);
  await waitFor(() => expect(added).toHaveLength(3));
  expect(added).toEqual([
    { name: 'one.pdf', after: 'chosen' },
    { name: 'two.pdf', after: 'block of one.pdf' },
    { name: 'three.pdf', after: 'block of two.pdf' },
  ]);
});
