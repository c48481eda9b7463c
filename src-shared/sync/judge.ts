import { canonicalText } from '../kernel/canonical';
import type { Change } from '../kernel/change';
import type { Decision } from '../kernel/command';
import { type EntityDefinition, upcast } from '../kernel/entity';
import { joinParts } from '../kernel/joined-parts';
import type { ReceiptHeader, ReceiptPart } from '../kernel/receipt';
import type { Refusal } from './protocol';

/*
 * What the server decides about one act (one receipt, or the receipts of one group), as a function of what it gathered. Invariants:
 *
 * - It depends on nothing but its arguments: the same receipts, confirmed rows and policies give the same verdict for ever.
 * - An act is accepted, contested, refused or waiting as a whole; a group is never split.
 * - Whose chain has ended, who is not entitled, and what goes beyond its command is refused, whatever else holds; facts too.
 * - What builds on something that is not here waits, and what builds on something refused is refused, before anybody asks the policies.
 * - A fact is refused for nothing but that: membership, policies, guards and figures only mark it contested.
 * - Until the server is appointed, neither membership nor policies nor guards are asked: the workspace lived without it.
 * - A verdict says nothing of a value that is there now but by the fields of a stale guard, which the caller shows to readers only.
 */

/** A receipt of an act, read. */
export interface ActReceipt {
  hash: string;
  header: ReceiptHeader;
  /** The shared part first. What was erased is not there. */
  parts: readonly { readers: string; part: ReceiptPart }[];
}

/** A confirmed row, as far as guards and plans see it. */
export interface RowView {
  archived: boolean;
  /** It holds changes that this version cannot read. */
  unknown: boolean;
  fields: Readonly<Record<string, unknown>>;
}

export interface ActFinding {
  /** Index of the receipt within the act. */
  receipt: number;
  says: string;
}

export interface StaleFinding extends ActFinding {
  entity: string;
  id: string;
  field: string;
  present?: unknown;
}

export interface ActFindings {
  /** What no plan may do: unknown fields, values that do not fit, immutable fields, missing guards, values in the wrong part. */
  broken: ActFinding[];
  /** Guards that do not hold. */
  stale: StaleFinding[];
  /** Rows that it builds on and that are not confirmed. */
  missing: { receipt: number; entity: string; id: string }[];
  /** Changes that only a newer version can read. */
  newer: Change[];
}

/** All changes of an act in order, with where they stood. */
export function changesOf(act: readonly ActReceipt[]): { receipt: number; readers: string; change: Change }[] {
  return act.flatMap(({ parts }, receipt) =>
    parts.flatMap(({ readers, part }) =>
      part.changes.map((change) => ({ receipt, readers, change: change as Change })),
    ),
  );
}

/** An act's changes as its plan made them: what stands in parts of several readers is one change again. */
export function joinedChanges(act: readonly ActReceipt[]): Change[] {
  return act.flatMap(
    ({ parts }) =>
      joinParts(parts.map(({ readers, part }) => ({ readers, changes: part.changes as Change[] }))).changes,
  );
}

/** Holds an act's changes against entities and confirmed rows, as the device's commit holds a plan (`commands/check-changes`). */
export function checkAct(
  act: readonly ActReceipt[],
  definitions: ReadonlyMap<string, EntityDefinition>,
  row: (entity: string, id: string) => RowView | undefined,
): ActFindings {
  const findings: ActFindings = { broken: [], stale: [], missing: [], newer: [] };
  /** Rows as the act leaves them; what is not here is as it was confirmed. */
  const left = new Map<string, RowView>();
  const created = new Map<
    string,
    { receipt: number; fields: Set<string>; definition: EntityDefinition; old: boolean }
  >();
  for (const { receipt, readers, change } of changesOf(act)) {
    const definition = definitions.get(change.entity);
    const key = `${change.entity} ${change.id}`;
    const broken = (says: string): void => {
      findings.broken.push({ receipt, says });
    };
    const present = left.get(key) ?? row(change.entity, change.id);
    if (!definition || change.schema > definition.schema) {
      findings.newer.push(change);
      if (change.op !== 'create' && !present) findings.missing.push({ receipt, entity: change.entity, id: change.id });
      if (!present) left.set(key, { archived: false, unknown: true, fields: {} });
      continue;
    }
    if (present?.unknown) {
      broken(`This ${definition.label} holds what a newer version wrote, and nothing older changes it.`);
      continue;
    }
    if (change.op === 'create') {
      const begun = created.get(key);
      if (begun === undefined && (present !== undefined || readers !== 'shared')) {
        broken(
          present
            ? `The ${definition.label} ${change.id} is there already.`
            : `A ${definition.label} begins in its shared part.`,
        );
        continue;
      }
      const known = begun ?? { receipt, fields: new Set<string>(), definition, old: change.schema < definition.schema };
      for (const field of Object.keys(change.fields)) known.fields.add(field);
      created.set(key, known);
    } else if (!present) {
      findings.missing.push({ receipt, entity: change.entity, id: change.id });
      continue;
    }
    for (const [field, expected] of Object.entries(change.guards ?? {})) {
      const value = field === 'archived' ? (present?.archived ?? false) : (present?.fields[field] ?? null);
      if (canonicalText(value) === canonicalText(expected ?? null)) continue;
      const label = field === 'archived' ? 'Archived' : (definition.fields[field]?.label ?? field);
      findings.stale.push({
        receipt,
        says: `${label} of this ${definition.label} has changed in the meantime.`,
        entity: change.entity,
        id: change.id,
        field,
        present: value,
      });
    }
    for (const current of upcast(definition, change)) {
      for (const says of faultsOfFields(definition, current, readers, change.schema === definition.schema))
        broken(says);
    }
    left.set(key, after(present, definition, change));
  }
  for (const { receipt, fields, definition, old } of created.values()) {
    if (old) continue;
    for (const [name, field] of Object.entries(definition.fields)) {
      if (fields.has(name) || field.schema.safeParse(undefined).success) continue;
      // What other readers hold may have been erased.
      if (field.readers !== 'personal')
        findings.broken.push({ receipt, says: `A new ${definition.label} lacks ${field.label}.` });
    }
  }
  return findings;
}

function after(present: RowView | undefined, definition: EntityDefinition, change: Change): RowView {
  const fields: Record<string, unknown> = { ...present?.fields };
  for (const [name, value] of Object.entries(change.fields)) {
    // Within one act a set field is not looked at again.
    if (name !== 'archived' && definition.fields[name]?.merge !== 'set') fields[name] = value;
  }
  const says = change.fields['archived'];
  const archived = change.op === 'archive' ? true : typeof says === 'boolean' ? says : (present?.archived ?? false);
  return { archived, unknown: false, fields };
}

function faultsOfFields(definition: EntityDefinition, change: Change, readers: string, ownSchema: boolean): string[] {
  const faults: string[] = [];
  if (change.op === 'archive' && change.guards?.['archived'] === undefined && readers === 'shared') {
    faults.push(`Taking a ${definition.label} out of use is guarded.`);
  }
  for (const [name, value] of Object.entries(change.fields)) {
    if (name === 'archived') {
      if (change.guards?.['archived'] === undefined || typeof value !== 'boolean') {
        faults.push(`${definition.name}.archived is guarded.`);
      }
      continue;
    }
    const field = definition.fields[name];
    if (!field) {
      faults.push(`${definition.name} has no field ${name}.`);
      continue;
    }
    const group = readers.startsWith('personal:') ? 'personal' : readers;
    if (ownSchema && field.readers !== group) faults.push(`${field.label} does not belong into the part “${group}”.`);
    if (change.op === 'patch' && field.merge === 'immutable') faults.push(`${field.label} never changes.`);
    if (change.op === 'patch' && field.merge === 'guarded' && change.guards?.[name] === undefined) {
      faults.push(`${field.label} needs a guard.`);
    }
    if (field.merge === 'set' && value && typeof value === 'object' && !Array.isArray(value)) {
      const { add = [], remove = [], ...others } = value as { add?: unknown; remove?: unknown };
      const whole =
        Object.keys(others).length === 0 && [add, remove].every((list) => field.schema.safeParse(list).success);
      if (!whole) faults.push(`${field.label}: not a valid change of a set.`);
      continue;
    }
    const parsed = field.schema.safeParse(value);
    if (!parsed.success) faults.push(`${field.label}: ${parsed.error.issues[0]?.message ?? 'not a valid value'}.`);
  }
  return faults;
}

/** What was found out about an act. What was not asked because something before it decides is empty or null. */
export interface Gathered {
  appointed: boolean;
  /** Its command records what already happened. */
  fact: boolean;
  /** Its device marked it contested. */
  contestedThere: string[] | null;
  /** Index of the first receipt whose number lies behind the end of its chain; null: none. */
  revoked: number | null;
  /** The person is in the workspace. */
  member: boolean;
  /** Why the person may not decide on keys, roles or policies, or the command not write this; sentences. */
  notAllowed: ActFinding[];
  findings: ActFindings;
  /** Hashes and rows that it builds on and that are not decided. */
  unseen: { hashes: string[]; rows: { entity: string; id: string }[] };
  /** Hashes of refused receipts that it builds on. */
  refused: string[];
  /** The policies' answer; null where they are not asked. */
  gate: Decision | null;
  /** Frozen figures that do not follow from their inputs. */
  figures: ActFinding[];
  /** Copied inputs that differ from confirmed state. */
  copies: StaleFinding[];
  /** What speaks against a fact, by its rules. */
  against: string[];
}

export type Verdict =
  | { outcome: 'accepted' }
  | { outcome: 'contested'; refusal: Refusal }
  /** `receipt`: index of the receipt that it lies in; the others of the act are refused with it. */
  | { outcome: 'refused'; refusal: Refusal; receipt: number }
  | { outcome: 'waiting'; for: Gathered['unseen'] };

const NO_REASON: Omit<Refusal, 'kind' | 'says'> = { by: [], needs: [], fields: [], on: [] };

/** A refusal of a kind, with what is said. */
export function refusalOf(kind: Refusal['kind'], says: string[], more: Partial<Refusal> = {}): Refusal {
  return { ...NO_REASON, kind, says, ...more };
}

/** What stands in the way of an act whatever the policies say; null: nothing does. */
export function verdictBeforeGate(gathered: Gathered): Verdict | null {
  if (gathered.revoked !== null) {
    const refusal = refusalOf('chain-revoked', ['This device was revoked; what it signed afterwards does not count.']);
    return { outcome: 'refused', refusal, receipt: gathered.revoked };
  }
  const beyond = [...gathered.notAllowed, ...gathered.findings.broken];
  if (beyond.length > 0) {
    return { outcome: 'refused', refusal: refusalOf('not-allowed', sentences(beyond)), receipt: beyond[0]!.receipt };
  }
  if (gathered.appointed && !gathered.member && !gathered.fact) {
    const says = ['The person is not in this workspace, or no longer.'];
    return { outcome: 'refused', refusal: refusalOf('not-a-member', says), receipt: 0 };
  }
  if (gathered.refused.length > 0) {
    const says = ['It builds on an act that was refused.'];
    return { outcome: 'refused', refusal: refusalOf('depends', says, { on: gathered.refused }), receipt: 0 };
  }
  if (gathered.unseen.hashes.length > 0 || gathered.unseen.rows.length > 0)
    return { outcome: 'waiting', for: gathered.unseen };
  return null;
}

/** The whole verdict. */
export function verdictOf(gathered: Gathered): Verdict {
  const before = verdictBeforeGate(gathered);
  if (before) return before;
  const reasons: { refusal: Refusal; receipt: number }[] = [];
  if (gathered.appointed && !gathered.member) {
    reasons.push({
      refusal: refusalOf('not-a-member', ['The person is not in this workspace, or no longer.']),
      receipt: 0,
    });
  }
  const { gate } = gathered;
  if (gate && gate.decision !== 'allow') {
    const says = gate.say.length > 0 ? gate.say : ['The policies in force do not let this person do it.'];
    reasons.push({ refusal: refusalOf('policy', says, { by: gate.by, needs: gate.needs }), receipt: 0 });
  }
  if (gathered.figures.length > 0) {
    reasons.push({ refusal: refusalOf('figures', sentences(gathered.figures)), receipt: gathered.figures[0]!.receipt });
  }
  const stale = gathered.appointed ? [...gathered.findings.stale, ...gathered.copies] : [];
  if (stale.length > 0) {
    const fields = stale.map(({ receipt: _, says: __, ...field }) => field);
    reasons.push({ refusal: refusalOf('stale', sentences(stale), { fields }), receipt: stale[0]!.receipt });
  }
  if (gathered.fact) {
    const said = [
      ...(gathered.contestedThere ?? []),
      ...gathered.against,
      ...reasons.flatMap(({ refusal }) => refusal.says),
    ];
    const says = [...new Set(said)];
    if (says.length === 0 && gathered.contestedThere === null) return { outcome: 'accepted' };
    const first = reasons[0]?.refusal ?? refusalOf('policy', ['The device marked it contested.']);
    return {
      outcome: 'contested',
      refusal: {
        kind: first.kind,
        says: says.length > 0 ? says : first.says,
        by: reasons.flatMap(({ refusal }) => refusal.by),
        needs: reasons.flatMap(({ refusal }) => refusal.needs),
        fields: reasons.flatMap(({ refusal }) => refusal.fields),
        on: [],
      },
    };
  }
  return reasons.length > 0 ? { outcome: 'refused', ...reasons[0]! } : { outcome: 'accepted' };
}

function sentences(findings: readonly ActFinding[]): string[] {
  return [...new Set(findings.map(({ says }) => says))];
}
