import { implementCommand, judgedBy, type PlanState } from '../../src-core/commands/implementation';
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
  isOpen,
  moveDeal,
  noteDeal,
  reviseAccount,
  reviseContact,
  reviseDeal,
  type Stage,
  stageLabels,
} from '../../src-shared/deals';
import {
  archiveAccountFacts,
  archiveDealFacts,
  archiveNoteFacts,
  moveDealFacts,
  reviseAccountFacts,
  reviseDealFacts,
} from '../../src-shared/judging/facts/deals';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Person } from '../../src-shared/workspace';
import { planImportRows } from './import-rows';

/** Value and currency as the two fields that are always written together. */
export function valueFields(value: { minor: number; currency: string } | null | undefined) {
  return value === undefined ? {} : { valueMinor: value?.minor ?? null, currency: value?.currency ?? null };
}

function requireOwner(state: PlanState, owner: string | undefined): void {
  if (owner !== undefined) state.require(Person, owner);
}

/** Everything that changes accounts, contacts and deals. */
export const dealCommands = [
  implementCommand(createAccount, (input, _state, tools) => {
    const id = tools.newId();
    return { changes: [create(Account, id, input)], resource: { entity: 'account', id }, result: { id } };
  }),
  implementCommand(reviseAccount, ({ account, ...fields }, state, tools) => {
    state.require(Account, account);
    return { ...judgedBy(reviseAccountFacts, tools, [patch(Account, account, fields)]), result: { id: account } };
  }),
  implementCommand(archiveAccount, ({ account }, state, tools) => {
    state.require(Account, account);
    return { ...judgedBy(archiveAccountFacts, tools, [archive(Account, account)]), result: { id: account } };
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
  implementCommand(reviseDeal, ({ deal, value, ...fields }, state, tools) => {
    state.require(Deal, deal);
    requireOwner(state, fields.owner);
    if (fields.account !== undefined) state.require(Account, fields.account);
    return {
      ...judgedBy(reviseDealFacts, tools, [patch(Deal, deal, { ...fields, ...valueFields(value) })]),
      result: { id: deal },
    };
  }),
  implementCommand(moveDeal, ({ deal, to, from, lostReason }, state, tools) => {
    const row = state.require(Deal, deal);
    const expected = from ?? row.stage;
    if (to === 'lost' && !lostReason?.trim()) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'A lost deal needs the reason for which it was lost.',
        where: { field: 'lostReason' },
        hint: 'Say in a sentence what decided it: price, timing, a competitor, no decision.',
      });
    }
    return {
      ...judgedBy(moveDealFacts, tools, [
        patch(
          Deal,
          deal,
          { stage: to, stageSince: tools.now, lostReason: to === 'lost' ? lostReason!.trim() : null },
          { stage: expected },
        ),
      ]),
      result: { id: deal, from: expected, to },
    };
  }),
  implementCommand(archiveDeal, ({ deal }, state, tools) => {
    state.require(Deal, deal);
    return { ...judgedBy(archiveDealFacts, tools, [archive(Deal, deal)]), result: { id: deal } };
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
    state.require(DealNote, note);
    return { ...judgedBy(archiveNoteFacts, tools, [archive(DealNote, note)]), result: { id: note } };
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
