import { changeOf, type FactRule } from '../../kernel/judged';
import type { Known } from '../../kernel/reading';
import { Erasure } from '../../receipts';
import { Person } from '../../workspace';

/** Whether taking this person's admin role away would leave none. */
function isLastAdmin(known: Known, person: string): boolean {
  return !known.where(Person, {}).some(({ id, roles }) => id !== person && roles.includes('admin'));
}

export const revisePersonFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, Person, 'patch');
  const roles = fields.roles as readonly string[] | { add?: string[]; remove?: string[] } | undefined;
  const removed = roles && 'remove' in roles ? (roles.remove ?? []) : [];
  const added = roles && 'add' in roles ? (roles.add ?? []) : [];
  const losesAdmin =
    removed.includes('admin') && !added.includes('admin') && known.require(Person, id).roles.includes('admin');
  return {
    resource: { entity: Person.name, id },
    facts: {
      ownRoles: roles !== undefined && id === act.actor.id,
      lastAdmin: losesAdmin && isLastAdmin(known, id),
    },
  };
};

export const archivePersonFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, Person, 'archive');
  return {
    resource: { entity: Person.name, id },
    facts: { lastAdmin: known.require(Person, id).roles.includes('admin') && isLastAdmin(known, id) },
  };
};

export const erasePersonFacts: FactRule = (act) => {
  const { fields } = changeOf(act, Erasure, 'create');
  const id = String(fields.person);
  return { resource: { entity: Person.name, id }, facts: { actingPerson: id === act.actor.id } };
};
