import type { Intake } from '../../src-core/intake';
import type { JobRunner } from '../../src-core/jobs';
import type { DeviceState } from '../../src-core/ledger/device-state';
import type { Workspace } from '../../src-core/workspace/workspace';
import type { CommandDeclaration, Outcome } from '../../src-shared/kernel/command';
import type { Context } from '../../src-shared/kernel/context';
import type { ErrorRecord } from '../../src-shared/kernel/errors';
import type { DeskEvent } from '../../src-shared/system';
import type { Session } from '../session';
import type { DeskSync } from '../sync';
import type { Upkeep } from '../workspace';

export { besideWorkspace, type PlaceBeside, placeBeside } from './beside';
export { running } from './procedures';
export { type Readable, readableFor } from './readable-for';
export type { DeskEvent };

/** A blob as it is served to a page. */
export interface ReadableBlob {
  content: ReadableStream<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>;
  contentType: string;
  /** The file name under which it is offered for saving. */
  name: string;
}

/** How a command is to be run. */
export interface CommandCall<Input = unknown> {
  input: Input;
  reason?: string;
  simulate?: boolean;
  requestApproval?: boolean;
}

/** What one running Proofdesk process holds: the context, the open workspace, the jobs, the listeners. */
export interface Desk {
  readonly context: Context;
  readonly device: DeviceState;
  /** The open workspace; throws `not-found` with a hint while none is open. */
  workspace(): Workspace;
  /** The open workspace or null. */
  openWorkspace(): Workspace | null;
  /** Things a person should know about the open workspace. */
  notices(): { kind: 'note' | 'warning' | 'damage'; text: string }[];
  /** Why the workspace that was wanted last is not open; null while one is, or none was wanted. */
  problem(): { folder: string; error: ErrorRecord } | null;
  create(options: CreateOptions): { folder: string; workspace: string; owner: string };
  open(folder: string): void;
  closeWorkspace(): void;
  /** A folder for a new workspace of this name: the one this process was started for, or a free one among the data. */
  folderFor(name: string): string;
  /**
   * As a job: copies a backup, or what is in a full export, beside the workspace; then closes it, puts the copy in its place, opens it
   * again. A folder that is not there yet is made.
   */
  restore(folder: string, backup: string, signal?: AbortSignal): Promise<{ keptAside: string | null }>;
  /** Opens the store of a folder for a workspace that is about to be fetched into it; nobody works in it before `open`. */
  openForJoining(folder: string): Workspace;
  /** The person who acts at a session; throws `forbidden` when none is chosen. */
  actor(session: Session): string;
  /** Remembers on this device who acted last in the open workspace. */
  rememberActor(person: string): void;
  /** Who acted last in the open workspace on this device, if they are still in it; null while none is open. */
  lastActor(): string | null;
  /** The id of the person whom text names (id, e-mail or name); throws `not-found`. */
  person(text: string): string;
  /** Runs a command for a session's person and tells every listener what changed. */
  run<R>(session: Session, declaration: CommandDeclaration, call: CommandCall): Outcome<R>;
  /** Runs a command that was asked for and approved, with its stored input and changes. */
  runApproved(session: Session, request: string): Outcome<unknown>;
  /** Tells listeners what an act changed that a job committed by itself: the one whose last receipt has this hash. */
  tookEffect(receipt: string): void;
  /** Tells listeners that entities changed. */
  changed(entities: string[]): void;
  /** Streams events until the signal aborts. */
  events(signal?: AbortSignal): AsyncGenerator<DeskEvent>;
  /** Background work: `jobs.start(kind, { title, input, commit })`. */
  readonly jobs: JobRunner;
  /** Files that a page handed over and that wait to be imported. */
  readonly intake: Intake;
  /** A blob, if this session may read a field that references it; null where there is none that it may read. */
  readBlob(session: Session, digest: string): Promise<ReadableBlob | null>;
  /** Checks, backups and the traces of erasures of the open workspace. */
  readonly upkeep: Upkeep;
  /** What this process does with the server of the open workspace. */
  readonly sync: DeskSync;
  close(): Promise<ReturnType<Desk['notices']>>;
}

/** What a new workspace is made from. */
export interface CreateOptions {
  /** People of the sample sign with the sample's keys, which everybody has. */
  sample?: boolean;
  folder?: string;
  name: string;
  company: string;
  currency: string;
  locale: string;
  owner: { name: string; email: string; title: string; roles: import('../../src-shared/workspace').Role[] };
}
