import { describe, expect, it } from 'vitest';
import { actOf, change, ruled } from '../../../test/judging/known-rows';
import type { FactRule } from '../../kernel/judged';
import { archiveDealFacts, reviseAccountFacts, reviseDealFacts } from './deals';
import { archivePersonFacts, erasePersonFacts, revisePersonFacts } from './people';
import { settleFactFacts, undoFacts } from './receipts';

const rows = {
  person: [
    { id: 'ada', roles: ['admin', 'rep'] },
    { id: 'rita', roles: ['rep'] },
    { id: 'gone', roles: ['admin'], archived: true },
  ],
  deal: [{ id: 'd1', owner: 'rita', stage: 'qualified' }],
};
const note = change('patch', 'deal', 'd1', { notes: 'Call' });
const acts = {
  mine: { actor: 'rita', command: 'deal.revise', contested: false, changes: [note] },
  contested: { actor: 'ada', command: 'quote.recordSent', contested: true, changes: [] },
};
const facts = async (rule: FactRule, changes: ReturnType<typeof change>[], by = 'rita', input = {}) =>
  (await ruled((known) => rule(actOf(by, ['rep'], changes, input), known), { rows, acts, mayRun: ['deal.revise'] }))
    .facts;

describe('facts about people', () => {
  const roles = (id: string, value: object) => [change('patch', 'person', id, { roles: value })];

  it('say that the last admin would go; one who is archived is none', async () => {
    expect(await facts(revisePersonFacts, roles('ada', { remove: ['admin'] }), 'rita')).toEqual({
      ...{ ownRoles: false, lastAdmin: true },
    });
    expect(await facts(revisePersonFacts, roles('ada', { remove: ['rep'] }))).toMatchObject({ lastAdmin: false });
    expect(await facts(archivePersonFacts, [change('archive', 'person', 'ada')])).toEqual({ lastAdmin: true });
    expect(await facts(archivePersonFacts, [change('archive', 'person', 'rita')])).toEqual({ lastAdmin: false });
  });

  it('say that these are one’s own roles, whatever the input says', async () => {
    const forged = { person: 'ada', roles: [] };
    expect(await facts(revisePersonFacts, roles('rita', { add: ['admin'] }), 'rita', forged)).toMatchObject({
      ownRoles: true,
    });
    expect(await facts(erasePersonFacts, [change('create', 'erasure', 'e', { person: 'rita' })])).toEqual({
      actingPerson: true,
    });
  });

  it('are not found for an act that writes two people, or none', async () => {
    const two = [...roles('rita', { add: ['rep'] }), ...roles('ada', { remove: ['admin'] })];
    await expect(facts(revisePersonFacts, two)).rejects.toThrow('more than one person');
    await expect(facts(revisePersonFacts, [note])).rejects.toThrow('writes no person');
  });
});

describe('facts about deals', () => {
  it('follow from what is written: work on it, or more than that', async () => {
    expect(await facts(reviseDealFacts, [note])).toEqual({ onlyWork: true, handsOver: false });
    const handed = change('patch', 'deal', 'd1', { notes: 'Call', owner: 'ada' });
    expect(await facts(reviseDealFacts, [handed])).toEqual({ onlyWork: false, handsOver: true });
    const same = change('patch', 'deal', 'd1', { owner: 'rita' });
    expect(await facts(reviseDealFacts, [same])).toEqual({ onlyWork: false, handsOver: false });
    expect(await facts(reviseAccountFacts, [change('patch', 'account', 'a', { name: 'Other' })])).toEqual({
      onlyNotes: false,
    });
    expect(await facts(archiveDealFacts, [change('archive', 'deal', 'd1')], 'ada')).toEqual({ own: false });
  });
});

describe('facts about receipts', () => {
  const undo = undoFacts((name) => (name === 'deal.revise' ? {} : { fact: true }));
  const back = change('patch', 'deal', 'd1', { notes: '' });

  it('say whose act is undone, and whether the person may do it at all', async () => {
    const own = { own: true, undoable: true, mayDoIt: true };
    expect(await facts(undo, [back], 'rita', { receipt: 'mine' })).toEqual(own);
    expect(await facts(undo, [back], 'ada', { receipt: 'mine' })).toEqual({ ...own, own: false });
    expect(await facts(undo, [], 'ada', { receipt: 'contested' })).toEqual({
      ...{ own: true, undoable: false, mayDoIt: false },
    });
  });

  it('are not found for an undo that writes what the undone act did not, or that names no act', async () => {
    const more = change('patch', 'deal', 'd1', { notes: '', owner: 'rita' });
    await expect(facts(undo, [more], 'rita', { receipt: 'mine' })).rejects.toThrow('did not write deal.owner');
    await expect(facts(undo, [back], 'rita', { receipt: 'other' })).rejects.toThrow('There is no such receipt.');
  });

  it('of a settlement tell the owner of a contested fact, and there is none of another act', async () => {
    const settles = (receipt: string) => [change('create', 'settlement', 's', { receipt })];
    expect(await facts(settleFactFacts, settles('contested'), 'ada')).toEqual({ owner: true });
    expect(await facts(settleFactFacts, settles('contested'))).toEqual({ owner: false });
    await expect(facts(settleFactFacts, settles('mine'))).rejects.toThrow('no contested fact');
  });
});
