import type { StoredReceipt } from '../../src-core/ledger/journal';
import { discard, inbox, openConflicts, resend, settleConflict } from '../../src-core/sync';
import { mayRead } from '../../src-core/workspace/readable';
import type { Workspace } from '../../src-core/workspace/workspace';
import { canonicalText } from '../../src-shared/kernel/canonical';
import type { CommandDeclaration } from '../../src-shared/kernel/command';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { clockMilliseconds } from '../../src-shared/kernel/hybrid-clock';
import { Chain } from '../../src-shared/receipts';
import type { SyncInboxEntry } from '../../src-shared/sync/contract';
import { readableFor } from '../desk';
import { Naming } from '../receipts';
import type { Session } from '../session';
import { personName } from '../workspace';
import { choicesOf } from './input-choices';
import { sendAgain, untakenFiles } from './untaken-files';

type Entry<K extends SyncInboxEntry['kind']> = Extract<SyncInboxEntry, { kind: K }>;
type Changes = { entity: string; id: string; op: string; fields: Record<string, unknown> }[];

/** Ids of conflict cards, apart from the hashes that name the other entries. */
const CONFLICT = /^conflict-(\d+)$/;
/** Likewise of files that the server did not take. */
const FILE = /^file-([0-9a-f]{64})$/;

/** What somebody has to look at, as far as the session may read it: refused acts first, then conflicts, then what waits or cannot be sent. */
export function syncInbox(session: Session): SyncInboxEntry[] {
  const workspace = session.desk.workspace();
  if (!workspace.journal.isJoined()) return [];
  const reading = new InboxReading(session, workspace);
  const { refused, waiting, invalid } = inbox(workspace, (part) => mayRead(reading.readers, part));
  return [
    ...refused.map((act) => reading.refused(act)),
    ...openConflicts(workspace, (readers) => reading.readers.includes(readers)).map((card) => reading.conflict(card)),
    ...invalid.map((act) => ({ ...reading.brief(act), kind: 'invalid' as const, says: act.says })),
    ...waiting.map((act) => ({
      ...reading.brief(act),
      kind: 'waiting' as const,
      for: act.for.map((hash) => ({ hash, ...reading.holderOf(hash) })),
    })),
    ...untakenFiles(workspace).map(({ digest, ...file }) => ({
      kind: 'file' as const,
      id: `file-${digest}`,
      sentence: `The server did not take the file “${file.name}”`,
      ...file,
    })),
  ];
}

/** Does a refused act again as a new receipt; where that needs an approval, asks for it. Throws what the command throws. */
export function resendRefused(
  session: Session,
  asked: { id: string; input?: Record<string, unknown> | undefined; reason?: string | undefined },
): { receipt: string | null; request: string | null } {
  const workspace = session.desk.workspace();
  const file = FILE.exec(asked.id);
  if (file) {
    if (!sendAgain(workspace, file[1]!)) throw noEntry();
    session.desk.sync.fetchSoon();
    return { receipt: null, request: null };
  }
  requireOwn(session, workspace, asked.id);
  const { receipt, request } = resend(workspace, asked.id, session.desk.actor(session), {
    ...(asked.input && { input: asked.input }),
    ...(asked.reason !== undefined && { reason: asked.reason }),
    requestApproval: true,
  });
  if (receipt) session.desk.tookEffect(receipt);
  return { receipt, request };
}

/** Puts an entry away. Throws `not-found` for one that is not there or is settled already. */
export function discardEntry(session: Session, id: string): { id: string } {
  const workspace = session.desk.workspace();
  if (FILE.test(id)) throw fileStays();
  const card = CONFLICT.exec(id);
  if (card) {
    const number = Number(card[1]);
    if (!openConflicts(workspace).some((one) => one.id === number)) throw noEntry();
    settleConflict(workspace, number);
  } else {
    requireOwn(session, workspace, id);
    discard(workspace, id);
    // What was never sent leaves the tables, and what came after it stands in a new chain.
    session.desk.changed([...workspace.definitions.keys()]);
  }
  session.desk.sync.wake();
  return { id };
}

/** Only who signed something here may do it again or let go of it. */
function requireOwn(session: Session, workspace: Workspace, hash: string): void {
  const receipt = workspace.journal.byHash(hash);
  if (!receipt) throw noEntry();
  if (isMine(session, workspace, receipt)) return;
  throw new ProofdeskError({
    code: 'forbidden',
    message: `This was done by ${personName(workspace, receipt.actor) ?? 'somebody else'} or on another device.`,
    hint: 'It is in the inbox of that device, and is settled there.',
  });
}

const isMine = (session: Session, { id, device }: Workspace, { chain, actor }: StoredReceipt): boolean =>
  actor === session.actor && device.holds(id, chain);

const noEntry = (): ProofdeskError =>
  new ProofdeskError({
    code: 'not-found',
    message: 'There is no such entry in the inbox, or it is settled already.',
    hint: 'List the inbox again.',
  });

const fileStays = (): ProofdeskError =>
  new ProofdeskError({
    code: 'bad-input',
    message: 'A file that the server did not take cannot be put away: records name it.',
    hint: 'Send it again once there is room for it, or put another file in its place.',
  });

/** One reading of the inbox: remembers what rows and people are called. */
class InboxReading {
  readonly readers: readonly string[];
  readonly #session: Session;
  readonly #workspace: Workspace;
  readonly #naming: Naming;

  constructor(session: Session, workspace: Workspace) {
    this.#session = session;
    this.#workspace = workspace;
    this.#naming = new Naming(session, workspace);
    this.readers = readableFor(session).readers;
  }

  refused(act: ReturnType<typeof inbox>['refused'][number]): Entry<'refused'> {
    const receipt = this.#workspace.journal.byHash(act.hash)!;
    const subject = this.#subjectOf(act.changes);
    const stands = subject !== undefined && this.#rowOf(subject.entity, subject.id) !== null;
    return {
      kind: 'refused',
      id: act.hash,
      sentence: this.#sentence(act.actor, act.command, act.changes),
      command: act.command,
      at: clockMilliseconds(act.at),
      actor: act.actor,
      refusal: act.refusal,
      input: act.input,
      choices: this.#choicesOf(act.command),
      reason: act.reason,
      changes: act.changes.map(({ entity, id, op, fields }) => ({
        entity,
        id,
        op: op as 'create' | 'patch' | 'archive',
        fields: Object.entries(fields).map(([field, after]) => ({
          field,
          label: this.#workspace.definitions.get(entity)?.fields[field]?.label ?? field,
          before: this.#rowOf(entity, id)?.[field] ?? null,
          after,
        })),
      })),
      mine: isMine(this.#session, this.#workspace, receipt),
      record: stands ? { ...subjectOf(subject), title: this.#naming.titleOf(subject.entity, subject.id) } : null,
    };
  }

  conflict(card: ReturnType<typeof openConflicts>[number]): Entry<'conflict'> {
    const { entity, row, field, ours, theirs } = card;
    const present = this.#rowOf(entity, row);
    const standing = canonicalText(present?.[field] ?? null);
    const side = ({ receipt, person, at, value }: typeof ours) => ({
      value,
      actor: person,
      at: clockMilliseconds(at),
      receipt,
    });
    const stands = (value: unknown): boolean => canonicalText(value ?? null) === standing;
    return {
      kind: 'conflict',
      id: `conflict-${card.id}`,
      entity,
      row,
      title: this.#naming.titleOf(entity, row),
      field,
      label: this.#workspace.definitions.get(entity)?.fields[field]?.label ?? field,
      present: present ?? {},
      mine: side(ours),
      theirs: side(theirs),
      stands: stands(theirs.value) ? 'theirs' : stands(ours.value) ? 'mine' : 'neither',
    };
  }

  brief({ hash, command, actor, at }: { hash: string; command: string; actor: string; at: string }) {
    const receipt = this.#workspace.journal.byHash(hash)!;
    const touched = this.#workspace.runner
      .statement('SELECT entity, id FROM touched WHERE ordinal = ? LIMIT 1')
      .all(receipt.ordinal) as { entity: string; id: string }[];
    const changes = touched.map((one) => ({ ...one, op: 'patch', fields: {} }));
    return { id: hash, sentence: this.#sentence(actor, command, changes), at: clockMilliseconds(at), actor };
  }

  /** Whose device signed a receipt that is waited for; nothing where this one has not seen it either. */
  holderOf(hash: string): { person: string | null; device: string | null } {
    const receipt = this.#workspace.journal.byHash(hash);
    const chain = receipt && this.#workspace.reader.get(Chain, receipt.chain);
    return { person: receipt?.actor ?? null, device: chain?.device ?? null };
  }

  #sentence(actor: string, command: string, changes: Changes): string {
    const who = personName(this.#workspace, actor) ?? 'Somebody';
    const subject = this.#subjectOf(changes);
    const title = subject && this.#titleOf(subject);
    return `${who} ${this.#deedOf(command)}${title ? `: ${title}` : ''}`;
  }

  #deedOf(command: string): string {
    return this.#declarationOf(command)?.deed ?? command;
  }

  #choicesOf(command: string): Record<string, string[]> {
    const declaration = this.#declarationOf(command);
    return declaration ? choicesOf(declaration.input) : {};
  }

  /** Null for a command of a newer version, which wrote it here before it was taken back. */
  #declarationOf(command: string): CommandDeclaration | null {
    try {
      return this.#workspace.command(command).declaration;
    } catch {
      return null;
    }
  }

  /** What an act is about: its first row, unless that was refused without a name of its own and another one stands, such as a version's quote. */
  #subjectOf(changes: Changes): Changes[number] | undefined {
    const [first] = changes;
    if (!first || this.#rowOf(first.entity, first.id) !== null || this.#wordsOf(first)) return first;
    return changes.find(({ entity, id }) => this.#rowOf(entity, id) !== null) ?? first;
  }

  /** A row that was refused is nowhere to be read: its own words then. */
  #titleOf(change: Changes[number]): string {
    const { entity, id } = change;
    if (this.#rowOf(entity, id) !== null) return this.#naming.titleOf(entity, id);
    return this.#wordsOf(change) || (this.#workspace.definitions.get(entity)?.label ?? '');
  }

  #wordsOf({ entity, fields }: Changes[number]): string {
    return Object.entries(this.#workspace.definitions.get(entity)?.fields ?? {})
      .filter(([name, { search }]) => search === 'title' && typeof fields[name] === 'string')
      .map(([name]) => String(fields[name]))
      .join(' · ');
  }

  #rowOf(entity: string, id: string): Record<string, unknown> | null {
    const definition = this.#workspace.definitions.get(entity);
    const row = definition && this.#workspace.reader.get(definition, id);
    return row ? (readableFor(this.#session).see(definition, row) as Record<string, unknown>) : null;
  }
}

const subjectOf = ({ entity, id }: { entity: string; id: string }) => ({ entity, id });
