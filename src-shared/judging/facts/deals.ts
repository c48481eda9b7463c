import { Account, Contact, Deal, DealNote, describeMove, isOpen } from '../../deals';
import { changeOf, changesOf, type FactRule } from '../../kernel/judged';

/** Fields of a deal that anybody who works on it may change. */
const workFields = new Set(['nextStep', 'nextStepDue', 'notes']);

export const reviseAccountFacts: FactRule = (act) => {
  const { id, fields } = changeOf(act, Account, 'patch');
  return {
    resource: { entity: Account.name, id },
    facts: { onlyNotes: Object.keys(fields).every((name) => name === 'notes') },
  };
};

export const archiveAccountFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, Account, 'archive');
  const open = known.where(Deal, { account: id }).filter(({ stage }) => isOpen(stage));
  return { resource: { entity: Account.name, id }, facts: { openDeals: open.length } };
};

export const reviseDealFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, Deal, 'patch');
  const { owner } = known.require(Deal, id);
  return {
    resource: { entity: Deal.name, id },
    facts: {
      onlyWork: Object.keys(fields).every((name) => workFields.has(name)),
      handsOver: fields.owner !== undefined && fields.owner !== owner,
    },
  };
};

/** The stage before is the one that the change is guarded with. Throws `bad-input` for a move that there is not. */
export const moveDealFacts: FactRule = (act, known) => {
  const { id, fields, guards } = changeOf(act, Deal, 'patch');
  const row = known.require(Deal, id);
  const from = guards?.stage ?? row.stage;
  const to = fields.stage ?? row.stage;
  const { backward, reopens, closes } = describeMove(from, to);
  return {
    resource: { entity: Deal.name, id },
    facts: { to, fromWon: from === 'won' || from === 'invoiced', backward, reopens, closes },
  };
};

export const archiveDealFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, Deal, 'archive');
  return { resource: { entity: Deal.name, id }, facts: { own: known.require(Deal, id).owner === act.actor.id } };
};

export const archiveNoteFacts: FactRule = (act, known) => {
  const { deal, by } = known.require(DealNote, changeOf(act, DealNote, 'archive').id);
  return { resource: { entity: Deal.name, id: deal }, facts: { own: by === act.actor.id } };
};

/** An import is about no single deal; the first row that it touches stands for it. */
export const importRowsFacts: FactRule = (act) => {
  const [first] = [...changesOf(act, Account), ...changesOf(act, Contact), ...changesOf(act, Deal)];
  return {
    resource: { entity: first?.entity ?? Deal.name, id: first?.id ?? '' },
    facts: { deals: changesOf(act, Deal).length },
  };
};
