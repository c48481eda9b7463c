import { describe, expect, it } from 'vitest';
import { delegationState, mayHold } from './delegation';

describe('a delegation', () => {
  const times = { from: 100, until: 200, endedAt: null };

  it('stands from its first moment to before its last', () => {
    expect(delegationState(times, 99)).toBe('ahead');
    expect(delegationState(times, 100)).toBe('standing');
    expect(delegationState(times, 199)).toBe('standing');
    expect(delegationState(times, 200)).toBe('over');
  });

  it('is over once it was ended', () => {
    expect(delegationState({ ...times, endedAt: 150 }, 160)).toBe('over');
  });

  it('is held only by somebody who sees what the role sees, for somebody who has the role', () => {
    const finance = { active: true, roles: ['finance'], readers: ['shared', 'personal', 'cost'] };
    const delivery = { active: true, roles: ['delivery'], readers: ['shared', 'personal', 'cost'] };
    const legal = { active: true, roles: ['legal'], readers: ['shared', 'personal', 'privileged'] };
    expect(mayHold('finance', finance.readers, finance, delivery)).toBe(true);
    expect(mayHold('finance', finance.readers, finance, legal)).toBe(false);
    expect(mayHold('finance', finance.readers, delivery, finance)).toBe(false);
    expect(mayHold('finance', finance.readers, { ...finance, active: false }, delivery)).toBe(false);
    expect(mayHold('finance', finance.readers, finance, { ...delivery, active: false })).toBe(false);
  });
});
