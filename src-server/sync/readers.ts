import { mayRead, readersOf } from '../../src-core/workspace/readable';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Refusal } from '../../src-shared/sync/protocol';
import { Person, Workspace } from '../../src-shared/workspace/schema';
import type { DecidedReceipt, RowKey, RowRecord, SequenceRecord, StoreReader } from '../storage/storage';

/** Who asks: a signed-in account as its person of the workspace, or a machine with roles to read as. */
export type Asker = { kind: 'person'; person: string; account: string } | { kind: 'machine'; roles: readonly string[] };

/** What an asker is in a workspace right now. */
export interface Standing {
  /** The person; null for a machine. */
  person: string | null;
  roles: readonly string[];
  /** Groups of readers whose parts the asker may have. */
  readers: string[];
}

/** Every group of readers, for whoever brings a whole workspace. */
const ALL_ROLES = ['rep', 'engineer', 'legal', 'finance', 'delivery', 'admin'];

/** The rows that tell how somebody stands. */
export function rowsOfStanding(workspace: string, asker: Asker): RowKey[] {
  const settings = { entity: Workspace.name, id: workspace };
  return asker.kind === 'person' ? [settings, { entity: Person.name, id: asker.person }] : [settings];
}

/**
 * What an asker may read in confirmed state. Throws `forbidden` for somebody who is not in the workspace. During the first upload there is
 * nobody but the one who brings it.
 */
export async function standingOf(store: StoreReader, workspace: string, asker: Asker): Promise<Standing> {
  const rows = await store.rows(rowsOfStanding(workspace, asker));
  return standingBy(asker, await store.sequence(), rows);
}

/** The same from the rows that `rowsOfStanding` names, as far as they are there. */
export function standingBy(asker: Asker, sequence: SequenceRecord, rows: readonly RowRecord[]): Standing {
  const settings = rows.find(({ entity }) => entity === Workspace.name);
  const repsSeeCost = settings?.fields['repsSeeCost'] !== false;
  if (asker.kind === 'machine') {
    return { person: null, roles: asker.roles, readers: readersOf(asker.roles, { repsSeeCost }) };
  }
  if (sequence.appointed === null) {
    if (asker.person !== sequence.founder || asker.account !== sequence.account) throw notAMember();
    return { person: asker.person, roles: ALL_ROLES, readers: readersOf(ALL_ROLES, { repsSeeCost: true }) };
  }
  const row = rows.find(({ entity }) => entity === Person.name);
  if (!row || row.archived) throw notAMember();
  const roles = (row.fields['roles'] as string[] | undefined) ?? [];
  return { person: asker.person, roles, readers: readersOf(roles, { repsSeeCost }) };
}

export function notAMember(): ProofdeskError {
  return new ProofdeskError({
    code: 'forbidden',
    message: 'You are not in this workspace, or no longer.',
    hint: 'An admin of the workspace can invite you.',
    details: { kind: 'not-a-member' },
  });
}

/** A refusal without values that the asker may not read. */
export function readableRefusal(
  refusal: Refusal | null,
  definitions: ReadonlyMap<string, EntityDefinition>,
  readers: readonly string[],
): Refusal | null {
  if (!refusal || refusal.fields.length === 0) return refusal;
  const fields = refusal.fields.map(({ present, ...field }) => {
    const group = field.field === 'archived' ? 'shared' : definitions.get(field.entity)?.fields[field.field]?.readers;
    return group !== undefined && readers.includes(group) ? { ...field, present } : field;
  });
  return { ...refusal, fields };
}

/** The parts of a decided receipt that an asker gets: of a refused one only its author gets any. */
export function readableParts(receipt: DecidedReceipt, { person, readers }: Standing): Record<string, string> {
  if (receipt.decision.outcome === 'refused' && receipt.actor !== person) return {};
  return Object.fromEntries(Object.entries(receipt.parts).filter(([part]) => mayRead(readers, part)));
}
