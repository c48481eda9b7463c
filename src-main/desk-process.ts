import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { Intake } from '../src-core/intake';
import { type Executor, JobRunner, thisThread, threads } from '../src-core/jobs';
import { DeviceState, type KeyWrapper } from '../src-core/ledger/device-state';
import { damageOf } from '../src-core/store/database';
import { finishLeavings, requireNotLeaving, requireWhole } from '../src-core/sync';
import { backupsFolder, listBackups } from '../src-core/workspace/backup';
import { type ExecuteOptions, execute } from '../src-core/workspace/execute';
import { createWorkspace } from '../src-core/workspace/genesis';
import { sweepUnfinished, unfinished } from '../src-core/workspace/leftovers';
import { removeDatabase } from '../src-core/workspace/rebuild';
import { finishRestore, switchStores } from '../src-core/workspace/restore';
import { DATABASE_FILE, Workspace } from '../src-core/workspace/workspace';
import { ApprovalRequest } from '../src-shared/approvals';
import type { CommandDeclaration, Outcome } from '../src-shared/kernel/command';
import type { Context } from '../src-shared/kernel/context';
import { type ErrorRecord, errorRecord, ProofdeskError } from '../src-shared/kernel/errors';
import type { DeskEvent } from '../src-shared/system';
import { Workspace as WorkspaceEntity } from '../src-shared/workspace';
import type { CommandCall, CreateOptions, Desk, ReadableBlob } from './desk';
import { readableBlob } from './desk-blobs';
import { DeskEvents } from './desk-events';
import { defaultDataFolder, defaultStateFolder, freeFolder } from './desk-folders';
import { isSample, markSample, withLastBackup } from './desk-stores';
import { productDomain } from './domain';
import { workerEntry } from './installation';
import { templatePolicies } from './policies';
import { sampleSeed } from './sample';
import type { Session } from './session';
import { ownPerson, requireOwnPerson } from './sync';
import { SyncEngine } from './sync/engine';
import { reportUnexpected } from './unexpected';
import { listPeople } from './workspace';
import { stageRestoreJob } from './workspace/restore-job';
import { rememberedErasures, Upkeep } from './workspace/upkeep';

export interface DeskOptions {
  context: Context;
  /** Where keys, number letters and settings of this device lie; owner-only, outside every workspace. */
  stateFolder?: string;
  /** Where new workspaces are made. */
  dataFolder?: string;
  /** Where a workspace is made that names no folder itself, as long as there is none: the folder given by `--workspace`. */
  newFolder?: string;
  deviceName?: string;
  keyWrapper?: KeyWrapper;
  /** Jobs run in this very thread, as in tests. */
  jobsInThisThread?: boolean;
  /** The built entry of worker threads, where it is not the installation's own. */
  worker?: string;
  /** Rounds with a server begin by themselves; unless said, as long as the process lives. A command that ends at once asks for one instead. */
  automaticSync?: boolean;
  /** How often commits of other processes are looked for, in milliseconds; 0: never. */
  watchEvery?: number;
  /** The product's domain with something around it that looks on, as in tests; else as it is. */
  domain?: typeof productDomain;
}

export { defaultDataFolder, defaultStateFolder };

type Notice = ReturnType<Desk['notices']>[number];

/** One running Proofdesk process. */
export class DeskProcess implements Desk {
  readonly context: Context;
  readonly device: DeviceState;
  readonly jobs: JobRunner;
  readonly intake: Intake;
  readonly upkeep: Upkeep;
  readonly sync: SyncEngine;
  readonly #executor: Executor;
  readonly #options: DeskOptions;
  readonly #events = new DeskEvents();
  #workspace: Workspace | null = null;
  #notices: Notice[] = [];
  #problem: { folder: string; error: ErrorRecord } | null = null;
  #version = 0;
  #watch: NodeJS.Timeout | null = null;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.context = options.context;
    this.device = new DeviceState(options.stateFolder ?? defaultStateFolder(), options.keyWrapper ?? null);
    // What was to leave this device leaves it, whatever ended the process that was at it.
    finishLeavings(this.device, this.context);
    const entry = options.jobsInThisThread ? null : (options.worker ?? workerEntry());
    this.#executor = entry ? threads(entry, 2) : thisThread();
    this.jobs = new JobRunner(options.context, this.#executor, reportUnexpected);
    this.jobs.subscribe((job) =>
      this.#events.tell({ kind: 'job', job: job.id, progress: job.progress, state: job.state, message: job.message }),
    );
    this.intake = new Intake(options.context);
    this.upkeep = new Upkeep({
      jobs: this.jobs,
      isOpen: (workspace) => this.#workspace === workspace,
      notice: (kind, text) => {
        this.#notices.push({ kind, text });
        this.#events.tell({ kind: 'workspace' });
      },
    });
    this.sync = new SyncEngine({
      context: options.context,
      device: this.device,
      jobs: this.jobs,
      automatic: options.automaticSync ?? true,
      tell: () => this.#events.tell({ kind: 'sync' }),
      changed: (entities) => this.changed(entities),
      forgetErased: (workspace) => void this.upkeep.forgetErased(workspace),
      report: (error) => reportUnexpected(error, 'sync'),
      notice: (text) => {
        this.#notices.push({ kind: 'warning', text });
        this.#events.tell({ kind: 'workspace' });
      },
    });
  }

  workspace(): Workspace {
    if (!this.#workspace) {
      throw new ProofdeskError({
        code: 'not-found',
        message: 'No workspace is open.',
        hint: 'Open or create one on the start screen, or name its folder with --workspace.',
      });
    }
    return this.#workspace;
  }

  openWorkspace(): Workspace | null {
    return this.#workspace;
  }

  notices(): Notice[] {
    return this.#notices;
  }

  problem(): { folder: string; error: ErrorRecord } | null {
    return this.#problem;
  }

  create(options: CreateOptions): { folder: string; workspace: string; owner: string } {
    const folder = resolve(options.folder ?? this.folderFor(options.name));
    if (existsSync(join(folder, DATABASE_FILE))) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'There is a workspace in this folder already.',
        where: { file: folder },
        hint: 'Open it, or choose another folder.',
      });
    }
    const workspace = this.#openStore(folder);
    try {
      if (options.sample) markSample(workspace);
      const { name, company, currency, locale, owner } = options;
      const made = createWorkspace(workspace, { name, company, currency, locale, owner, policies: templatePolicies() });
      this.#use(workspace);
      return { folder, workspace: made.workspace, owner: made.owner };
    } catch (error) {
      workspace.close();
      throw error;
    }
  }

  open(folder: string): void {
    const place = resolve(folder);
    try {
      const workspace = this.#openExisting(place);
      try {
        requireWhole(workspace);
        this.#use(workspace);
      } catch (error) {
        if (this.#workspace === workspace) this.closeWorkspace();
        else workspace.close();
        throw withLastBackup(damageOf(error, join(place, DATABASE_FILE)), place);
      }
    } catch (error) {
      if (!this.#workspace) this.#problem = { folder: place, error: errorRecord(error) };
      throw error;
    }
  }

  closeWorkspace(): void {
    this.#watch && clearInterval(this.#watch);
    this.#watch = null;
    // What is under way finds the store closed, and ends.
    void this.sync.end();
    this.#workspace?.close();
    this.#workspace = null;
    this.#notices = [];
    this.#events.tell({ kind: 'workspace' });
  }

  async restore(folder: string, backup: string, signal?: AbortSignal): Promise<{ keptAside: string | null }> {
    const place = resolve(folder);
    const named = existsSync(backup)
      ? backup
      : (listBackups(place).find(({ name }) => name === backup)?.file ?? backup);
    const fresh = !existsSync(place);
    if (fresh) mkdirSync(place, { recursive: true, mode: 0o700 });
    const incoming = unfinished(join(place, DATABASE_FILE), 'restoring');
    try {
      return await this.jobs.start(stageRestoreJob, {
        title: 'Going back to a backup',
        input: { backup: resolve(named), incoming, blobs: join(place, 'blobs') },
        commit: () => {
          if (this.#workspace?.folder === place) this.closeWorkspace();
          const result = switchStores(place, DATABASE_FILE, incoming, this.context.now());
          this.open(place);
          this.#notices.push({
            kind: 'note',
            text: 'This workspace was restored from a backup or an export. Work goes on with new chains and new number letters; what came after the backup is kept aside.',
          });
          return result;
        },
        ...(signal ? { signal } : {}),
      }).result;
    } finally {
      // Gone already when the job ended by itself; a thread that had to be ended could not.
      removeDatabase(incoming);
      // A folder that was made for it goes again when nothing came of it.
      if (fresh && !existsSync(join(place, DATABASE_FILE))) rmSync(place, { recursive: true, force: true });
    }
  }

  folderFor(name: string): string {
    return this.#newFolder() ?? this.#freeFolder(name);
  }

  openForJoining(folder: string): Workspace {
    return this.#openStore(resolve(folder));
  }

  actor(session: Session): string {
    if (session.actor) {
      const person = this.person(session.actor);
      requireOwnPerson(this.workspace(), person);
      return person;
    }
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'Nobody is chosen to act here.',
      hint: 'Choose who you are with the person switcher, or with --as.',
    });
  }

  person(text: string): string {
    const people = listPeople(this.workspace()).filter(({ archived }) => !archived);
    const wanted = text.trim().toLocaleLowerCase();
    const exact = people.find(({ id }) => id === text);
    if (exact) return exact.id;
    const named = people.filter(
      ({ name, email }) => name?.toLocaleLowerCase() === wanted || email?.toLocaleLowerCase() === wanted,
    );
    if (named.length === 1) return named[0]!.id;
    throw new ProofdeskError({
      code: 'not-found',
      message:
        named.length === 0
          ? `There is nobody called “${text}” in this workspace.`
          : `Several people are called “${text}”.`,
      hint: `There are: ${people.map(({ name, email }) => (email ? `${name} (${email})` : name)).join(', ')}.`,
    });
  }

  rememberActor(person: string): void {
    this.device.setSetting(`actor:${this.workspace().id}`, person);
  }

  lastActor(): string | null {
    const workspace = this.#workspace;
    if (!workspace || workspace.isEmpty) return null;
    const people = listPeople(workspace).filter(({ archived }) => !archived);
    const own = ownPerson(workspace);
    if (own !== null) return people.find(({ id }) => id === own)?.id ?? null;
    const last = this.device.setting(`actor:${workspace.id}`);
    return people.find(({ id }) => id === last)?.id ?? people.find(({ here }) => here)?.id ?? people[0]?.id ?? null;
  }

  run<R>(session: Session, declaration: CommandDeclaration, call: CommandCall): Outcome<R> {
    const { input, reason, simulate, requestApproval } = call;
    return this.#execute<R>(session, declaration.name, input, { reason, simulate, requestApproval });
  }

  runApproved(session: Session, request: string): Outcome<unknown> {
    const stored = this.workspace().reader.require(ApprovalRequest, request);
    return this.#execute(session, stored.command, stored.input?.['input'] ?? {}, { approvedRequest: request });
  }

  changed(entities: string[]): void {
    this.#events.tell({ kind: 'changed', entities });
  }

  events(signal?: AbortSignal): AsyncGenerator<DeskEvent> {
    return this.#events.stream(signal);
  }

  tookEffect(hash: string): void {
    const workspace = this.workspace();
    this.#version = workspace.dataVersion();
    const receipt = workspace.journal.byHash(hash);
    const act = receipt?.group_id ? workspace.journal.group(receipt.group_id) : receipt ? [receipt] : [];
    this.changed([...new Set(act.flatMap(({ ordinal }) => workspace.entitiesTouched(ordinal)))]);
    if (workspace.erasureDue() !== null) void this.upkeep.forgetErased(workspace);
    this.sync.wake();
  }

  async readBlob(session: Session, digest: string): Promise<ReadableBlob | null> {
    return readableBlob(session, digest);
  }

  /** Ends all that is under way. Answers the warnings that have come and that a window would show. */
  async close(): Promise<Notice[]> {
    this.sync.tasks.end();
    await this.sync.sendBeforeEnd();
    await this.sync.end();
    await this.upkeep.end();
    const warnings = this.#notices.filter(({ kind }) => kind !== 'note');
    await this.jobs.close();
    if (this.#workspace) this.closeWorkspace();
    await this.intake.close();
    this.device.close();
    return warnings;
  }

  #execute<R>(session: Session, name: string, input: unknown, options: ExecuteOptions): Outcome<R> {
    const workspace = this.workspace();
    const outcome = execute<R>(workspace, this.actor(session), name, input, options);
    if (outcome.receipt) this.tookEffect(outcome.receipt);
    return outcome;
  }

  #openExisting(place: string): Workspace {
    requireNotLeaving(this.device, place);
    finishRestore(place, DATABASE_FILE);
    sweepUnfinished([place, join(place, 'exports'), backupsFolder(place)]);
    if (!existsSync(join(place, DATABASE_FILE))) {
      throw new ProofdeskError({
        code: 'not-found',
        message: 'There is no workspace in this folder.',
        where: { file: place },
        hint: 'Make one with `proofdesk workspace create`, or choose its folder.',
      });
    }
    try {
      return this.#openStore(place);
    } catch (error) {
      throw withLastBackup(error, place);
    }
  }

  #openStore(folder: string): Workspace {
    let workspace: Workspace | null = null;
    workspace = Workspace.open({
      folder,
      domain: (this.#options.domain ?? productDomain)(() => workspace!),
      device: this.device,
      context: this.context,
      deviceName: this.#options.deviceName ?? hostname(),
      seedOf: (email) => (isSample(workspace!) ? sampleSeed(email) : null),
    });
    return workspace;
  }

  #use(workspace: Workspace): void {
    const settings = workspace.reader.where(WorkspaceEntity, {})[0];
    if (!workspace.isEmpty) workspace.dropErased(rememberedErasures(workspace));
    if (this.#workspace) this.closeWorkspace();
    this.#workspace = workspace;
    this.#problem = null;
    this.#version = workspace.dataVersion();
    this.device.rememberWorkspace(workspace.folder, settings?.name ?? workspace.folder, this.context.now());
    this.#notices = [
      {
        kind: 'note',
        text: 'Files of this workspace are readable by your user account only, and not encrypted by Proofdesk: switch on disk encryption on this computer.',
      },
    ];
    this.#watchOthers(workspace);
    this.upkeep.begin(workspace);
    this.sync.begin(workspace);
    this.#events.tell({ kind: 'workspace' });
  }

  /** Another process committed when SQLite's data version moves. */
  #watchOthers(workspace: Workspace): void {
    const every = this.#options.watchEvery ?? 500;
    if (every === 0) return;
    this.#watch = setInterval(() => {
      const version = workspace.dataVersion();
      if (version === this.#version) return;
      this.#version = version;
      this.changed([...workspace.definitions.keys()]);
      this.sync.wake();
    }, every);
    this.#watch.unref();
  }

  #newFolder(): string | null {
    const folder = this.#options.newFolder;
    return folder !== undefined && !existsSync(join(folder, DATABASE_FILE)) ? folder : null;
  }

  #freeFolder(name: string): string {
    return freeFolder(this.#options.dataFolder ?? defaultDataFolder(), name);
  }
}
