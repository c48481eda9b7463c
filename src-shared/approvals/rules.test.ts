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

describe('a word given in another’s place', () => {
  const lent = (by: string, onBehalfOf: string, decision: DecisionFact['decision'] = 'approve', decidedAt = 1) => ({
    ...say(by, 'finance', decision, decidedAt),
    onBehalfOf,
  });
  const two = ['finance', 'finance:2'];

  it('counts as the word of the one in whose place it was given', () => {
    expect(approvalState(['finance'], 'rep', [lent('tom', 'mara')]).state).toBe('approved');
  });

  it('counts once: neither with the delegate’s own nor with the word of the one who is away', () => {
    expect(approvalState(two, 'rep', [say('tom', 'finance'), lent('tom', 'mara')]).missing).toEqual(['finance:2']);
    expect(approvalState(two, 'rep', [say('mara', 'finance'), lent('tom', 'mara', 'approve', 2)]).missing).toEqual([
      'finance:2',
    ]);
    expect(approvalState(two, 'rep', [lent('tom', 'mara'), lent('ann', 'mara', 'approve', 2)]).missing).toEqual([
      'finance:2',
    ]);
    expect(approvalState(two, 'rep', [lent('tom', 'mara'), say('ann', 'finance')]).state).toBe('approved');
  });

  it('never fills two roles with one voice', () => {
    const decisions = [lent('tom', 'mara'), { ...say('ann', 'delivery'), onBehalfOf: 'mara' }];
    expect(approvalState(['finance', 'delivery'], 'rep', decisions).state).toBe('waiting');
  });

  it('is nothing where the one who is away asked', () => {
    expect(approvalState(['finance'], 'mara', [lent('tom', 'mara')]).state).toBe('waiting');
    expect(approvalState(['finance'], 'tom', [lent('tom', 'mara')]).state).toBe('waiting');
  });

  it('gives way to what the person decides when back', () => {
    expect(
      approvalState(['finance'], 'rep', [lent('tom', 'mara', 'return'), say('mara', 'finance', 'approve', 2)]),
    ).toEqual({ state: 'approved', missing: [], given: ['finance'] });
  });

  it('finds the way in which most needs are filled', () => {
    const decisions = [say('a', 'finance'), say('a', 'delivery'), say('b', 'finance')];
    expect(approvalState(['finance', 'delivery'], 'rep', decisions).state).toBe('approved');
  });
});
