// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { ApprovalRequestView } from '../../../src-shared/approvals';
import { renderPart } from '../../../test/renderer/render-part';
import { CompositionSubject } from './subject';

afterEach(cleanup);

const block = (id: string, label: string, content: object) => ({
  ...{ id, label, content, position: id, width: 'full', rows: [], newer: null },
});

it('names every block of somebody’s own to who is asked: words, headings, pictures and files', async () => {
  const found = {
    ...{ id: 'c', number: 'DC-A7-0001', kind: 'binder', title: 'All of it', deal: 'd', dealTitle: 'Deal' },
    ...{ disclosure: 'nda', version: 1, state: 'waiting', findings: [], versions: [] },
    blocks: [
      block('1', 'Text', { kind: 'text', title: '', text: 'We always win.' }),
      block('2', 'Heading: Why we win', { kind: 'heading', text: 'Why we win' }),
      block('3', 'Attachment: terms.pdf', { kind: 'attachment', name: 'terms.pdf' }),
      block('4', 'DS-A7-0001, version 1: Terms', { kind: 'snippet', text: 'Approved before.' }),
    ],
  };
  renderPart(<CompositionSubject request={{ subject: 'c', version: 1 } as ApprovalRequestView} />, {
    documents: {
      compositions: {
        get: async () => found,
        preview: async () => ({ pages: [], places: {}, findings: [], problem: null, took: 1 }),
      },
    },
  });
  expect(await screen.findByText('We always win.')).toBeTruthy();
  expect(screen.getByText('Heading: Why we win')).toBeTruthy();
  expect(screen.getByText('Attachment: terms.pdf')).toBeTruthy();
  expect(screen.queryByText(/Terms$/)).toBeNull();
});
