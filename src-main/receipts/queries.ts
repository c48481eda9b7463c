import { fieldHistory, readable } from '../../src-core/ledger/history';
import { parseHeader, type StoredReceipt } from '../../src-core/ledger/journal';
import { mayRead } from '../../src-core/workspace/readable';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { clockMilliseconds } from '../../src-shared/kernel/hybrid-clock';
import { type ReceiptDetail, type ReceiptLine, Settlement } from '../../src-shared/receipts';
import { SERVER_ACTOR } from '../../src-shared/sync/protocol';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { personName } from '../workspace';
import { Naming } from './naming';

export interface ReceiptFilter {
  entity?: string;
  id?: string;
  person?: string;
  command?: string;
  from?: number;
  to?: number;
  contested?: boolean;
  before?: number;
  limit: number;
}

/** The explorer's list, newest first. */
export function listReceipts(
  session: Session,
  asked: ReceiptFilter,
): { receipts: ReceiptLine[]; total: number; next: number | null } {
  const workspace = session.desk.workspace();
  const filter = withoutFutureEnd(workspace, asked);
  const { source, conditions, values } = selection(filter);
  const count = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const total = (
    workspace.runner
      .statement(`SELECT count(*) AS n FROM (SELECT 1 FROM ${source.from} ${count} ${source.group})`)
      .get(...values) as { n: number }
  ).n;
  if (filter.before !== undefined) {
    conditions.push(`${source.ordinal} < ?`);
    values.push(filter.before);
  }
  // Without an end the newest fit, and those come first: they are not to be sorted out of the index of times (the plus forbids it).
  const newestFirst = filter.to === undefined ? conditions.map((one) => one.replace(/^at >=/, '+at >=')) : conditions;
  const page = newestFirst.length > 0 ? `WHERE ${newestFirst.join(' AND ')}` : '';
  // The ordinals first, from indexes alone; only the receipts of the page are read.
  const rows = workspace.runner
    .statement(
      `SELECT * FROM receipts WHERE ordinal IN (
         SELECT ${source.ordinal} FROM ${source.from} ${page} ${source.group} ORDER BY ${source.ordinal} DESC LIMIT ?
       ) ORDER BY ordinal DESC`,
    )
    .all(...values, filter.limit) as StoredReceipt[];
  return {
    receipts: receiptLines(session, workspace, rows),
    total,
    next: rows.length === filter.limit ? rows.at(-1)!.ordinal : null,
  };
}

/** An end after the newest receipt leaves nothing out: without it the newest are found at once. */
function withoutFutureEnd(workspace: Workspace, filter: ReceiptFilter): ReceiptFilter {
  if (filter.to === undefined) return filter;
  const { newest } = workspace.runner.statement('SELECT max(at) AS newest FROM receipts').get() as {
    newest: string | null;
  };
  if (newest !== null && newest >= clockText(filter.to)) return filter;
  const { to: _, ...rest } = filter;
  return rest;
}

/** Where the receipts that fit a filter are found: by what they touched where that is asked for, else among all of them. */
function selection(filter: ReceiptFilter) {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const where = (sql: string, ...bound: (string | number)[]): void => {
    conditions.push(sql);
    values.push(...bound);
  };
  const ofReceipts = filter.person ?? filter.command ?? filter.from ?? filter.to;
  if (filter.entity) where('touched.entity = ?', filter.entity);
  if (filter.entity && filter.id) where('touched.id = ?', filter.id);
  if (filter.person) where('actor = ?', filter.person);
  if (filter.command) where('command = ?', filter.command);
  if (filter.from !== undefined) where('at >= ?', clockText(filter.from));
  if (filter.to !== undefined) where('at < ?', clockText(filter.to));
  const ordinal = filter.entity ? 'touched.ordinal' : 'receipts.ordinal';
  if (filter.contested) where(`${ordinal} IN (SELECT ordinal FROM contested)`);
  const source = filter.entity
    ? {
        // CROSS JOIN keeps the order: an entity's receipts are few or come in the order that is wanted.
        from: `touched${ofReceipts === undefined ? '' : ' CROSS JOIN receipts ON receipts.ordinal = touched.ordinal'}`,
        // One receipt may touch several rows of an entity.
        group: 'GROUP BY touched.ordinal',
        ordinal,
      }
    : { from: 'receipts', group: '', ordinal };
  return { source, conditions, values };
}

/** What the list can be filtered by. Entities are those of the product; commands and people those that have receipts. */
export function receiptFacets(session: Session) {
  const workspace = session.desk.workspace();
  const count = (column: 'command' | 'actor') =>
    workspace.runner
      .statement(`SELECT ${column} AS value, count(*) AS receipts FROM receipts GROUP BY ${column}`)
      .all() as { value: string; receipts: number }[];
  const collator = new Intl.Collator();
  return {
    commands: count('command')
      .map(({ value, receipts }) => ({
        command: value,
        deed: commandOf(workspace, value).declaration?.deed ?? value,
        receipts,
      }))
      .sort((a, b) => collator.compare(a.deed, b.deed)),
    people: count('actor')
      .map(({ value, receipts }) => ({
        person: value,
        name: value === SERVER_ACTOR ? 'The server' : personName(workspace, value),
        receipts,
      }))
      .sort((a, b) => collator.compare(a.name ?? '', b.name ?? '')),
    entities: [...workspace.definitions.values()]
      .map(({ name, label }) => ({ entity: name, label }))
      .sort((a, b) => collator.compare(a.label, b.label)),
  };
}

/** One receipt whole, as far as the session may read it. `hash` may be its beginning. */
export function getReceipt(session: Session, hash: string): ReceiptDetail {
  const workspace = session.desk.workspace();
  const receipt = findReceipt(workspace, hash);
  const { readers } = readableFor(session);
  const { changes, input, contested } = readable(workspace.journal, receipt, (part) => mayRead(readers, part));
  const erased = workspace.runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?');
  const { declaration } = commandOf(workspace, receipt.command);
  const chain = workspace.chains().get(receipt.chain);
  const naming = new Naming(session, workspace);
  const shown = changes.map((change) => {
    const definition = workspace.definitions.get(change.entity);
    return {
      entity: change.entity,
      id: change.id,
      op: change.op,
      label: definition?.label ?? change.entity,
      title: naming.titleOf(change.entity, change.id),
      fields: Object.entries(change.fields).map(([field, after]) => ({
        field,
        label: definition?.fields[field]?.label ?? field,
        before: definition ? valueBefore(session, workspace, change.entity, change.id, field, receipt.ordinal) : null,
        after,
      })),
    };
  });
  return {
    ...receiptLines(session, workspace, [receipt])[0]!,
    header: receipt.header,
    signature: receipt.signature,
    input,
    changes: shown,
    names: naming.namesIn(shown.map(({ fields }) => fields)),
    contestedBecause: contested,
    parts: workspace.journal.parts(receipt.ordinal).map(({ readers: part, digest, body }) => ({
      readers: part,
      digest,
      state: erased.get(digest) ? 'erased' : body === null || !mayRead(readers, part) ? 'withheld' : 'present',
    })),
    undoable:
      declaration?.notUndoable ?? (declaration?.fact ? 'A fact happened; it can be contested, not undone.' : null),
    publicKey: chain?.publicKey ?? null,
    standing: chain?.standing ?? 'unknown',
  };
}

/** Every write of one field, oldest first. */
export function whyValue(session: Session, entity: string, id: string, field: string) {
  const workspace = session.desk.workspace();
  const definition = workspace.definitions.get(entity);
  const declared = definition?.fields[field];
  if (!definition || (!declared && field !== 'archived')) {
    throw new ProofdeskError({ code: 'not-found', message: `There is no field ${entity}.${field}.` });
  }
  const { readers } = readableFor(session);
  const writes = fieldHistory(workspace.journal, definition, id, field, (part) => mayRead(readers, part));
  const values = writes.map(({ value }) => value);
  return {
    label: declared?.label ?? 'Archived',
    names: new Naming(session, workspace).namesIn(values),
    writes: receiptLines(
      session,
      workspace,
      writes.map(({ receipt }) => receipt),
    ).map((line, index) => ({ ...line, value: writes[index]!.value })),
  };
}

export function findReceipt(workspace: Workspace, hash: string): StoredReceipt {
  const rows = workspace.runner
    .statement('SELECT * FROM receipts WHERE hash >= ? AND hash < ? LIMIT 2')
    .all(hash, `${hash}g`) as StoredReceipt[];
  if (rows.length === 1) return rows[0]!;
  throw new ProofdeskError({
    code: 'not-found',
    message: rows.length === 0 ? `There is no receipt ${hash}.` : `Several receipts begin with ${hash}.`,
    hint: rows.length === 0 ? 'It may be on another device.' : 'Give more of its digits.',
  });
}

/** What a line says of a receipt's parts: the row that it is about, and its reason. */
interface LineParts {
  entity: string | null;
  id: string | null;
  reason: string | null;
}

function receiptLines(session: Session, workspace: Workspace, receipts: readonly StoredReceipt[]): ReceiptLine[] {
  const naming = new Naming(session, workspace);
  const parts = linePartsOf(session, workspace, receipts);
  const people = new Map<string, string | null>();
  const nameOf = (person: string): string | null => {
    if (person === SERVER_ACTOR) return 'The server';
    if (!people.has(person)) people.set(person, personName(workspace, person));
    return people.get(person) ?? null;
  };
  return receipts.map((receipt) => {
    const header = parseHeader(receipt.header);
    const { entity = null, id = null, reason = null } = parts.get(receipt.ordinal) ?? {};
    return {
      hash: receipt.hash,
      ordinal: receipt.ordinal,
      chain: receipt.chain,
      number: receipt.number,
      at: clockMilliseconds(receipt.at),
      actor: receipt.actor,
      actorName: nameOf(receipt.actor),
      command: receipt.command,
      deed: commandOf(workspace, receipt.command).declaration?.deed ?? receipt.command,
      subject: entity !== null && id !== null ? { entity, id, title: naming.titleOf(entity, id) } : null,
      reason,
      by: header.policy.by,
      approvals: header.policy.approvals,
      contested: contestState(workspace, receipt.hash),
      group: header.group ?? null,
      origin: receipt.origin,
      server: serverStanding(receipt),
    };
  });
}

/** How a receipt stands with the server, as a person needs it: kept aside until its act is whole is not decided yet, contested is accepted. */
function serverStanding({ standing }: StoredReceipt): ReceiptLine['server'] {
  if (standing === 'aside') return 'pending';
  return standing === 'contested' ? 'accepted' : standing;
}

/** Read inside of SQLite: a part may hold a whole import, and a line needs three of its values. */
function linePartsOf(session: Session, workspace: Workspace, receipts: readonly StoredReceipt[]) {
  const { readers } = readableFor(session);
  const rows = workspace.runner
    .statement(
      `SELECT ordinal, readers, body ->> '$.changes[0].entity' AS entity, body ->> '$.changes[0].id' AS id,
              body ->> '$.reason' AS reason
       FROM parts WHERE ordinal IN (SELECT value FROM json_each(?)) AND body IS NOT NULL
       ORDER BY ordinal, readers <> 'shared', readers`,
    )
    .all(JSON.stringify(receipts.map(({ ordinal }) => ordinal))) as (LineParts & {
    ordinal: number;
    readers: string;
  })[];
  const parts = new Map<number, LineParts>();
  for (const { ordinal, readers: part, entity, id, reason } of rows) {
    if (!mayRead(readers, part)) continue;
    const known = parts.get(ordinal);
    const subject = known?.entity ? known : { entity, id };
    parts.set(ordinal, { entity: subject.entity, id: subject.id, reason: reason ?? known?.reason ?? null });
  }
  return parts;
}

function commandOf(workspace: Workspace, name: string) {
  try {
    return { declaration: workspace.command(name).declaration };
  } catch {
    // A receipt of a newer version: its command is not known here, the receipt is shown all the same.
    return { declaration: null };
  }
}

function contestState(workspace: Workspace, hash: string): ReceiptLine['contested'] {
  if (!workspace.isContested(hash)) return 'no';
  return workspace.reader.where(Settlement, { receipt: hash }).at(-1)?.outcome ?? 'open';
}

function valueBefore(
  session: Session,
  workspace: Workspace,
  entity: string,
  id: string,
  field: string,
  ordinal: number,
): unknown {
  const definition = workspace.definitions.get(entity)!;
  const { readers } = readableFor(session);
  return (
    fieldHistory(workspace.journal, definition, id, field, (part) => mayRead(readers, part)).findLast(
      ({ receipt }) => receipt.ordinal < ordinal,
    )?.value ?? null
  );
}

/** The first clock reading of a millisecond. */
function clockText(milliseconds: number): string {
  return milliseconds.toString(16).padStart(12, '0');
}
