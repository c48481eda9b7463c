import { expect, it } from 'vitest';
import type { ApprovalRequestView } from '../../src-shared/approvals';
import { signOff } from './sign-off';

type Decision = ApprovalRequestView['decisions'][number];
const decision = (by: string, role: string, kind: Decision['decision'], decidedAt: number): Decision => ({
  id: `${by}-${decidedAt}`,
  role,
  decision: kind,
  reason: '',
  by,
  byName: by,
  decidedAt,
  receipt: null,
  onBehalfOf: null,
  onBehalfOfName: null,
  kept: false,
});
const shown = (needs: string[], decisions: Decision[]) => {
  const { lines, earlier } = signOff({ needs, decisions });
  return {
    lines: lines.map(({ need, decision: of }) => [need, of && `${of.by} ${of.decision}`]),
    earlier: earlier.map(({ id }) => id),
  };
};

it('lists every needed approval, with nobody where none was given', () => {
  expect(shown(['finance', 'delivery'], [decision('mara', 'finance', 'approve', 1)])).toEqual({
    lines: [
      ['finance', 'mara approve'],
      ['delivery', null],
    ],
    earlier: [],
  });
});

it('shows the newest word of a person, and keeps the one before as earlier', () => {
  const words = [decision('mara', 'finance', 'return', 1), decision('mara', 'finance', 'approve', 2)];
  expect(shown(['finance'], words)).toEqual({ lines: [['finance', 'mara approve']], earlier: ['mara-1'] });
});

it('fills a second person of one role with another one', () => {
  const words = [decision('mara', 'finance', 'approve', 1), decision('olu', 'finance', 'approve', 2)];
  expect(shown(['finance', 'finance:2'], words).lines).toEqual([
    ['finance', 'mara approve'],
    ['finance:2', 'olu approve'],
  ]);
  expect(shown(['finance', 'finance:2'], words.slice(0, 1)).lines[1]).toEqual(['finance:2', null]);
});

it('does not let an approval hide the return of another', () => {
  const words = [decision('mara', 'finance', 'approve', 1), decision('olu', 'finance', 'return', 2)];
  expect(shown(['finance'], words)).toEqual({ lines: [['finance', 'olu return']], earlier: ['mara-1'] });
});
