import { describe, expect, it } from 'vitest';
import { actOf, change, ruled } from '../../../test/judging/known-rows';
import { approvedRequest, givenApprovals } from '../approvals/approved-act';
import { decideApprovalFacts, requestApprovalFacts } from './approvals';

const request = {
  ...{ id: 'r1', command: 'quote.release', entity: 'quote', subject: 'q1', version: 2, closed: false },
  ...{ needs: ['finance', 'delivery:2'], requester: 'rita', changes: null, kept: null },
};
const quote = { id: 'q1', owner: 'olga' };
const decision = (id: string, role: string, by: string, more: object = {}) => ({
  ...{ id, request: 'r1', role, by, decision: 'approve', onBehalfOf: null, decidedAt: 1, cost: null },
  ...more,
});

describe('facts of a decision', () => {
  const decided = (by: string, roles: string[], fields: object = {}, rows: object = {}) =>
    ruled(
      (known) =>
        decideApprovalFacts(
          actOf(by, roles, [
            change('create', 'approvalDecision', 'd9', {
              ...{ request: 'r1', role: 'finance', decision: 'approve', by, onBehalfOf: null, ...fields },
            }),
          ]),
          known,
        ),
      { rows: { approvalRequest: [request], quote: [quote], ...rows } },
    );

  it('are those of somebody who has the role and nothing to do with the matter', async () => {
    expect(await decided('fin', ['finance'])).toEqual({
      resource: { entity: 'approvalRequest', id: 'r1' },
      facts: {
        ...{ ownRequest: false, hasRole: true, open: true, newest: true, decidedForOther: false, inPlace: false },
        ...{ delegated: false, decidedThemselves: false, notReady: false },
      },
    });
  });

  it.each([
    ['by who asked', 'rita', { ownRequest: true }],
    ['by the owner of the quote, whoever handed it in', 'olga', { ownRequest: true }],
  ])('%s say so', async (_, by, facts) => {
    expect((await decided(by, ['finance'])).facts).toMatchObject(facts);
  });

  it('say that a role is claimed that the person has not, and that one in another’s place was not lent', async () => {
    expect((await decided('fin', ['rep'])).facts).toMatchObject({ hasRole: false });
    const lent = await decided('fin', ['finance'], { onBehalfOf: 'flo' });
    expect(lent.facts).toMatchObject({ hasRole: false, inPlace: true, delegated: false });
  });

  it('say that the person decided for another role, that it is closed, and that a newer version was handed in', async () => {
    const spoken = await decided(
      'fin',
      ['finance'],
      {},
      {
        approvalRequest: [
          { ...request, closed: true },
          { ...request, id: 'r2', version: 3 },
        ],
        approvalDecision: [decision('d1', 'delivery', 'fin')],
      },
    );
    expect(spoken.facts).toMatchObject({ open: false, newest: false, decidedForOther: true });
  });

  it('are not looked for where the request asks for no such role', async () => {
    await expect(decided('fin', ['finance'], { role: 'legal' })).rejects.toThrow('does not ask for legal');
  });
});

describe('what is needed', () => {
  const given = (decisions: object[], more: object = {}) =>
    ruled((known) => givenApprovals(known, 'r1'), {
      rows: { approvalRequest: [{ ...request, ...more }], approvalDecision: decisions as Record<string, unknown>[] },
    });
  const three = [
    decision('d1', 'finance', 'fin'),
    decision('d2', 'delivery', 'dan'),
    decision('d3', 'delivery', 'dee'),
  ];

  it('is given by as many different people as are asked for', async () => {
    expect(await given(three)).toEqual(['finance', 'delivery', 'delivery:2']);
    expect(await given([three[0]!, three[1]!, decision('d3', 'delivery', 'dan')])).toEqual(['finance', 'delivery']);
  });

  it('is not given by whoever asked, nor on a request that is closed', async () => {
    expect(await given([decision('d1', 'finance', 'rita')])).toEqual([]);
    expect(await given(three, { closed: true })).toEqual([]);
  });
});

describe('an act that carries out what was approved', () => {
  const approved = [change('patch', 'deal', 'x', { title: 'New' })];
  const carriedOut = (changes: typeof approved, command = 'deal.revise', by = 'rita') =>
    ruled((known) => approvedRequest(actOf(by, ['rep'], changes), command, ['h1'], known), {
      rows: { approvalRequest: [{ ...request, command: 'deal.revise', version: null, changes: approved }] },
      acts: {
        h1: {
          ...{ actor: 'fin', command: 'approval.decide', contested: false },
          changes: [change('create', 'approvalDecision', 'd1', { request: 'r1' })],
        },
      },
    });

  it('is that of the request, and of no other changes, command or person', async () => {
    expect(await carriedOut(approved)).toBe('r1');
    const otherwise = [change('patch', 'deal', 'x', { title: 'Other' })];
    await expect(carriedOut(otherwise)).rejects.toThrow('not what this writes');
    await expect(carriedOut(approved, 'deal.move')).rejects.toThrow('another command');
    await expect(carriedOut(approved, 'deal.revise', 'fin')).rejects.toThrow('another person');
  });

  it('is asked for only with changes that its command may write', async () => {
    const rule = requestApprovalFacts(() => ({
      name: 'deal.revise',
      writes: [{ entity: 'deal', op: 'patch', fields: ['title'], values: {} }],
    }));
    const asked = (changes: object[]) =>
      ruled(
        (known) =>
          rule(
            actOf('rita', ['rep'], [change('create', 'approvalRequest', 'r1', { command: 'deal.revise', changes })]),
            known,
          ),
        {},
      );
    expect((await asked(approved)).resource).toEqual({ entity: 'approvalRequest', id: 'r1' });
    await expect(asked([change('patch', 'person', 'rita', { roles: { add: ['admin'] } })])).rejects.toThrow(
      'may not patch a row of person',
    );
  });
});
