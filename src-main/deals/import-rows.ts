import { implementCommand, judgedBy, type PlanState, type PlanTools } from '../../src-core/commands/implementation';
import {
  Account,
  allowedMoves,
  Contact,
  Deal,
  type ImportedDeal,
  type ImportRows,
  importRows,
  stageLabels,
} from '../../src-shared/deals';
import { importRowsFacts } from '../../src-shared/judging/facts/deals';
import { type Change, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Person } from '../../src-shared/workspace';

type Reference = ImportedDeal['account'];

/** An import as one act: new accounts first, then their contacts, then deals made and deals changed. All of it or nothing. */
export const planImportRows = implementCommand(importRows, (input, state, tools) => {
  const changes: Change[] = [];
  const accountOf = accountIds(input.accounts, state, tools, changes);
  for (const [index, { account, name, email, phone, title }] of input.contacts.entries()) {
    const fields = { account: accountOf(account, `contacts.${index}.account`), name, email, phone, title };
    changes.push(create(Contact, tools.newId(), fields));
  }
  const people = new Set(state.where(Person, {}).map(({ id }) => id));
  let created = 0;
  for (const [index, row] of input.deals.entries()) {
    if (row.owner !== undefined && !people.has(row.owner)) throw unknown('owner', `deals.${index}.owner`);
    const account = accountOf(row.account, `deals.${index}.account`);
    changes.push(row.act === 'create' ? newDeal(row, account, tools) : changedDeal(row, index, state, tools));
    if (row.act === 'create') created += 1;
  }
  return {
    ...judgedBy(importRowsFacts, tools, changes),
    result: {
      accounts: input.accounts.length,
      contacts: input.contacts.length,
      created,
      updated: input.deals.length - created,
    },
  };
});

function accountIds(
  accounts: ImportRows['accounts'],
  state: PlanState,
  tools: PlanTools,
  changes: Change[],
): (reference: Reference, field: string) => string {
  const made = new Map<string, string>();
  for (const { key, ...fields } of accounts) {
    const id = tools.newId();
    made.set(key, id);
    changes.push(create(Account, id, fields));
  }
  const present = new Set<string>();
  return (reference, field) => {
    if ('key' in reference) {
      const id = made.get(reference.key);
      if (!id) throw unknown('account', field);
      return id;
    }
    if (!present.has(reference.id)) {
      state.require(Account, reference.id);
      present.add(reference.id);
    }
    return reference.id;
  };
}

function newDeal(row: ImportedDeal, account: string, tools: PlanTools): Change {
  const { title, stage = 'qualification', owner, value, expectedClose, lostReason, source, nextStep, notes } = row;
  return create(Deal, tools.newId(), {
    number: tools.number('D'),
    title,
    account,
    stage,
    stageSince: tools.now,
    lostReason: stage === 'lost' ? (lostReason ?? '') : null,
    owner: owner ?? tools.actor.id,
    valueMinor: value?.minor ?? null,
    currency: value?.currency ?? null,
    expectedClose: expectedClose ?? null,
    source,
    nextStep,
    notes,
    created: tools.now,
  });
}

function changedDeal(row: ImportedDeal, index: number, state: PlanState, tools: PlanTools): Change {
  const present = row.deal === undefined ? undefined : state.get(Deal, row.deal);
  if (!present || present.archived) throw unknown('deal', `deals.${index}.deal`);
  const { owner, value, expectedClose, source, nextStep, notes, stage, lostReason } = row;
  const moves = stage !== undefined && stage !== present.stage;
  if (moves && !allowedMoves(present.stage).includes(stage)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${present.number} is in ${stageLabels[present.stage]} and cannot go to ${stageLabels[stage]} from there.`,
      where: { field: `deals.${index}.stage` },
    });
  }
  const fields = {
    owner,
    expectedClose,
    source,
    nextStep,
    notes,
    ...(value ? { valueMinor: value.minor, currency: value.currency } : {}),
    ...(moves && { stage, stageSince: tools.now, lostReason: stage === 'lost' ? (lostReason ?? '') : null }),
  };
  return patch(Deal, present.id, fields, moves ? { stage: present.stage } : undefined);
}

function unknown(what: string, field: string): ProofdeskError {
  return new ProofdeskError({
    code: 'not-found',
    message: `The import names ${what === 'owner' ? 'an owner' : `an ${what}`} that is not there.`,
    where: { field },
  });
}
