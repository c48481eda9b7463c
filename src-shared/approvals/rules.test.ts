import { describe, expect, it } from 'vitest';
import { approvalState, type DecisionFact } from './rules';

const say = (
  by: string,
  role: string,
  decision: DecisionFact['decision'] = 'approve',
  decidedAt = 1,
): DecisionFact => ({
  by,
  role,
  decision,
  decidedAt,
});

describe('whether a request is approved', () => {
  it('needs every role, by different people', () => {
    const needs = ['finance', 'delivery'];
    expect(approvalState(needs, 'rep', [say('a', 'finance')])).toMatchObject({
      state: 'waiting',
      missing: ['delivery'],
    });
    expect(approvalState(needs, 'rep', [say('a', 'finance'), say('a', 'delivery')]).state).toBe('waiting');
    expect(approvalState(needs, 'rep', [say('a', 'finance'), say('b', 'delivery')]).state).toBe('approved');
  });

  it('never counts the requester', () => {
    expect(approvalState(['finance'], 'rep', [say('rep', 'finance')]).state).toBe('waiting');
  });

  it('wants a second person where two of a role are needed', () => {
    expect(approvalState(['finance', 'finance:2'], 'rep', [say('a', 'finance')]).missing).toEqual(['finance:2']);
    expect(approvalState(['finance', 'finance:2'], 'rep', [say('a', 'finance'), say('b', 'finance')]).given).toEqual([
      'finance',
      'finance:2',
    ]);
  });

  it('stays returned until the same person decides otherwise', () => {
    const returned = say('a', 'finance', 'return', 1);
    expect(approvalState(['finance'], 'rep', [returned, say('b', 'finance')]).state).toBe('returned');
    expect(approvalState(['finance'], 'rep', [returned, say('a', 'finance', 'approve', 2)]).state).toBe('approved');
  });
});
