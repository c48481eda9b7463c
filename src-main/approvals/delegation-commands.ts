import { implementCommand, judgedBy } from '../../src-core/commands/implementation';
import { ApprovalDelegation, delegateApproval, delegationState, endDelegation } from '../../src-shared/approvals';
import { delegateApprovalFacts, endDelegationFacts } from '../../src-shared/judging/facts/approvals';
import { create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Person } from '../../src-shared/workspace';

/** Decisions passed on while somebody is away, and taken back. */
export const delegationCommands = [
  implementCommand(delegateApproval, ({ person: away, delegate, role, from, until }, state, tools) => {
    const person = away ?? tools.actor.id;
    for (const id of [person, delegate]) state.require(Person, id);
    if (until <= tools.now) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'This delegation would be over already.',
        where: { field: 'until' },
      });
    }
    const same = state
      .where(ApprovalDelegation, { person, delegate, role })
      .find((row) => delegationState(row, tools.now) !== 'over' && row.from < until && from < row.until);
    if (same) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'This person decides in that place already for part of the time.',
        where: { field: 'from' },
        hint: 'End that delegation first, or begin when it is over.',
      });
    }
    const id = tools.newId();
    return {
      ...judgedBy(delegateApprovalFacts, tools, [
        create(ApprovalDelegation, id, { person, delegate, role, from, until }),
      ]),
      result: { id },
    };
  }),
  implementCommand(endDelegation, ({ delegation: id }, state, tools) => {
    const row = state.require(ApprovalDelegation, id);
    if (delegationState(row, tools.now) === 'over')
      throw new ProofdeskError({ code: 'stale', message: 'This delegation is over already.' });
    return {
      ...judgedBy(endDelegationFacts, tools, [
        patch(ApprovalDelegation, id, { endedAt: tools.now }, { endedAt: null }),
      ]),
      result: { id },
    };
  }),
];
