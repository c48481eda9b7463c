import { implementCommand, type PlanState } from '../../src-core/commands/implementation';
import {
  Account,
  archiveAccount,
  archiveContact,
  archiveDeal,
  archiveNote,
  Contact,
  createAccount,
  createContact,
  createDeal,
  Deal,
  DealNote,
  describeMove,
  isOpen,
  moveDeal,
  noteDeal,
  reviseAccount,
  reviseContact,
  reviseDeal,
  type Stage,
  stageLabels,
} from '../../src-shared/deals';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Person } from '../../src-shared/workspace';
import { planImportRows } from './import-rows';

/** Fields of a deal that anybody who works on it may change. */
const workFields = new Set(['nextStep', 'nextStepDue', 'notes']);

/** Value and currency as the two fields that are always written together. */
export function valueFields(value: { minor: number; currency: string } | null | undefined) {
  return value === undefined ? {} : { valueMinor: value?.minor ?? null, currency: value?.currency ?? null };
}

const given = (fields: object): string[] =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);

function requireOwner(state: PlanState, owner: string | undefined): void {
  if (owner !== undefined) state.require(Person, owner);
}

/** Everything that changes accounts, contacts and deals. */
export const dealCommands = [
  implementCommand(createAccount, (input, _state, tools) => {
    const id = tools.newId();
    return { changes: [create(Account, id, input)], resource: { entity: 'account', id }, result: { id } };
  }),
  implementCommand(reviseAccount, ({ account, ...fields }, state) => {
    state.require(Account, account);
    return {
      changes: [patch(Account, account, fields)],
      resource: { entity: 'account', id: account },
      facts: { onlyNotes: given(fields).every((name) => name === 'notes') },
      result: { id: account },
    };
  }),
  implementCommand(archiveAccount, ({ account }, state) => {
    state.require(Account, account);
    return {
      changes: [archive(Account, account)],
      resource: { entity: 'account', id: account },
      facts: { openDeals: state.where(Deal, { account }).filter(({ stage }) => isOpen(stage)).length },
      result: { id: account },
    };
  }),
  implementCommand(createContact, (input, state, tools) => {
    state.require(Account, input.account);
    const id = tools.newId();
    return {
      changes: [create(Contact, id, input)],
      resource: { entity: 'contact', id },
      personal: id,
      result: { id },
    };
  }),
  implementCommand(reviseContact, ({ contact, ...fields }, state) => {
    state.require(Contact, contact);
    if (fields.account !== undefined) state.require(Account, fields.account);
    return {
      changes: [patch(Contact, contact, fields)],
      resource: { entity: 'contact', id: contact },
      personal: contact,
      result: { id: contact },
    };
  }),
  implementCommand(archiveContact, ({ contact }, state) => {
    state.require(Contact, contact);
    return {
      changes: [archive(Contact, contact)],
      resource: { entity: 'contact', id: contact },
      result: { id: contact },
    };
  }),
  implementCommand(createDeal, ({ value, stage = 'qualification', ...fields }, state, tools) => {
    state.require(Account, fields.account);
    requireOwner(state, fields.owner);
    if (!isOpen(stage)) throw notOpen(stage);
    const id = tools.newId();
    const number = tools.number('D');
    return {
      changes: [
        create(Deal, id, {
          ...fields,
          ...valueFields(value),
          number,
          stage,
          stageSince: tools.now,
          owner: fields.owner ?? tools.actor.id,
          created: tools.now,
        }),
      ],
      resource: { entity: 'deal', id },
      result: { id, number },
    };
  }),
  implementCommand(reviseDeal, ({ deal, value, ...fields }, state) => {
    const row = state.require(Deal, deal);
    requireOwner(state, fields.owner);
    if (fields.account !== undefined) state.require(Account, fields.account);
    const names = given({ ...fields, value });
    return {
      changes: [patch(Deal, deal, { ...fields, ...valueFields(value) })],
      resource: { entity: 'deal', id: deal },
      facts: {
        onlyWork: names.every((name) => workFields.has(name)),
        handsOver: fields.owner !== undefined && fields.owner !== row.owner,
      },
      result: { id: deal },
    };
  }),
  implementCommand(moveDeal, ({ deal, to, from, lostReason }, state, tools) => {
    const row = state.require(Deal, deal);
    const expected = from ?? row.stage;
    const { backward, reopens, closes } = describeMove(expected, to);
    if (to === 'lost' && !lostReason?.trim()) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'A lost deal needs the reason for which it was lost.',
        where: { field: 'lostReason' },
        hint: 'Say in a sentence what decided it: price, timing, a competitor, no decision.',
      });
    }
    return {
      changes: [
        patch(
          Deal,
          deal,
          { stage: to, stageSince: tools.now, lostReason: to === 'lost' ? lostReason!.trim() : null },
          { stage: expected },
        ),
      ],
      resource: { entity: 'deal', id: deal },
      facts: { to, fromWon: expected === 'won' || expected === 'invoiced', backward, reopens, closes },
      result: { id: deal, from: expected, to },
    };
  }),
  implementCommand(archiveDeal, ({ deal }, state, tools) => {
    const { owner } = state.require(Deal, deal);
    return {
      changes: [archive(Deal, deal)],
      resource: { entity: 'deal', id: deal },
      facts: { own: owner === tools.actor.id },
      result: { id: deal },
    };
  }),
  implementCommand(noteDeal, ({ deal, text, kind, at }, state, tools) => {
    state.require(Deal, deal);
    const id = tools.newId();
    return {
      changes: [create(DealNote, id, { deal, text, kind, at: at ?? tools.now, by: tools.actor.id })],
      resource: { entity: 'deal', id: deal },
      result: { id },
    };
  }),
  implementCommand(archiveNote, ({ note }, state, tools) => {
    const { deal, by } = state.require(DealNote, note);
    return {
      changes: [archive(DealNote, note)],
      resource: { entity: 'deal', id: deal },
      facts: { own: by === tools.actor.id },
      result: { id: note },
    };
  }),
  planImportRows,
];

function notOpen(stage: Stage): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `A new deal cannot begin in ${stageLabels[stage]}.`,
    where: { field: 'stage' },
    hint: 'Create it in an open stage and move it; deals that are over already come in by an import.',
  });
}
