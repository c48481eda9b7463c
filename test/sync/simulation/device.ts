import { copyFileSync, cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DeviceState } from '../../../src-core/ledger/device-state';
import { sha256 } from '../../../src-core/ledger/digests';
import { PENDING } from '../../../src-core/ledger/journal';
import * as sync from '../../../src-core/sync';
import { DATABASE_FILE } from '../../../src-core/workspace/database-file';
import { removeDatabase } from '../../../src-core/workspace/rebuild';
import type { Workspace } from '../../../src-core/workspace/workspace';
import type { Context } from '../../../src-shared/kernel/context';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { Erasure } from '../../../src-shared/receipts/schema';
import type { Version } from './domain';
import { Crash, CrashPlan, crashingConnection, crashingDevice } from './faults';
import type { Answer, Request } from './server';
import { copyStore, openVersion, type Template } from './template';

/** The parts of the device's sync that a test may put something wrong in the place of. */
export type DeviceCore = Pick<typeof sync, 'applyPulled' | 'noteResults' | 'pendingPage' | 'dropReaders'>;

/** What is known of all that devices ever committed, by the hash. */
export interface Committed {
  /** Device on which it was committed. */
  device: string;
  command: string;
}

/** What the simulation remembers beside the devices. */
export interface Memory {
  committed: Map<string, Committed>;
  /** Receipts that were issued anew, by the one that they replaced. */
  replaced: Map<string, string>;
  /** What was offered as a file when a person was removed. */
  offered: Set<string>;
  /** What a store that was put back had not kept: only what the server has is there. */
  lost: Set<string>;
  /** Decisions that the server has told anybody, by the receipt's hash. */
  told: ReadonlyMap<string, string>;
  /** How often things happened, to see that schedules do what they are for. */
  counts: Map<string, number>;
}

export const counted = (memory: Memory, what: string): void => {
  memory.counts.set(what, (memory.counts.get(what) ?? 0) + 1);
};

export interface DeviceOptions {
  name: string;
  person: string;
  version: Version;
  skew: number;
  template: Template;
  context: Context;
  memory: Memory;
  folder: string;
  core: DeviceCore;
}

/** One client of one person: its folder, its device state, and what it does with the server. */
export class SimulatedDevice {
  readonly name: string;
  readonly person: string;
  readonly folder: string;
  readonly memory: Memory;
  readonly core: DeviceCore;
  version: Version;
  /** Milliseconds that its clock is wrong. */
  skew: number;
  /** How often its process began; answers are for one of them. */
  incarnation = 0;
  offline = false;
  /** Its folder came from another device, without the keys. */
  copied = false;
  /** Its person was removed: nothing of the workspace is on it any more. */
  gone = false;
  workspace!: Workspace;
  #device!: DeviceState;
  #plan = new CrashPlan();
  /** Parts of groups of readers that are being fetched: after which number. */
  readonly granting = new Map<string, number>();
  /** It joins by pulls alone. */
  #fromTheBeginning = false;
  /** The last receipt of the page that was sent last. */
  #sent: string | null = null;
  readonly #context: Context;

  constructor(options: DeviceOptions) {
    const { name, person, version, skew, context, memory, folder, core } = options;
    this.name = name;
    this.person = person;
    this.folder = folder;
    this.memory = memory;
    this.core = core;
    this.version = version;
    this.skew = skew;
    this.#context = {
      now: () => context.now() + this.skew,
      randomBytes: (length) => context.randomBytes(length),
    };
  }

  /** A device that has pulled all that there was, or one that has just got the workspace's name. */
  static install(options: DeviceOptions, kind: 'founder' | 'pulled' | 'empty'): SimulatedDevice {
    const { folders } = options.template;
    const device = new SimulatedDevice(options);
    copyStore(kind === 'founder' ? folders.founder : folders[kind][options.version], device.folder);
    cpSync(kind === 'founder' ? folders.founderState : folders.state, device.stateFolder, { recursive: true });
    device.open();
    if (kind === 'empty') sync.joinWorkspace(device.workspace, options.template.workspace, options.template.server);
    return device;
  }

  /** A device that has a copy of another's folder, and of its keys too where the whole machine was copied. */
  static copyOf(other: SimulatedDevice, options: DeviceOptions, withKeys: boolean): SimulatedDevice {
    const device = new SimulatedDevice(options);
    other.workspace.connection.pragma('wal_checkpoint(TRUNCATE)');
    copyStore(other.folder, device.folder);
    if (withKeys) other.#device.close();
    cpSync(withKeys ? other.stateFolder : options.template.folders.state, device.stateFolder, { recursive: true });
    if (withKeys) other.reopen();
    device.copied = !withKeys;
    device.open();
    return device;
  }

  get stateFolder(): string {
    return `${this.folder}-state`;
  }

  open(): void {
    this.incarnation += 1;
    this.granting.clear();
    this.#plan = new CrashPlan();
    this.#device = new DeviceState(this.stateFolder);
    crashingDevice(this.#device, this.#plan);
    this.workspace = openVersion({
      folder: this.folder,
      version: this.version,
      device: this.#device,
      context: this.#context,
      name: this.name,
    });
    crashingConnection(this.workspace.connection, this.#plan);
    if (!this.workspace.isEmpty) {
      sync.finishWithdrawal(this.workspace);
      this.#dropErased();
      this.note();
    }
  }

  close(): void {
    if (this.workspace.connection.open) this.workspace.close();
    this.#device.close();
  }

  /** Its process ends and begins again, perhaps as another version. */
  reopen(version: Version = this.version): void {
    this.close();
    this.version = version;
    this.open();
  }

  /** Does something, which may end at the so many-th place where something becomes lasting. False where it did. */
  async doing(crashAt: number | null, work: () => unknown): Promise<boolean> {
    this.#plan.arm(crashAt);
    try {
      await work();
      this.#plan.arm(null);
      if (!this.gone) this.note();
      return true;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      counted(this.memory, error.message);
      this.reopen();
      return false;
    }
  }

  /** Remembers what was committed here, and what was issued anew. */
  note(): void {
    const { runner } = this.workspace;
    const rows = runner.statement(`SELECT hash, command FROM receipts WHERE origin = 'local' AND ${PENDING}`).all() as {
      hash: string;
      command: string;
    }[];
    for (const { hash, command } of rows)
      if (!this.memory.committed.has(hash)) this.memory.committed.set(hash, { device: this.name, command });
    const replaced = runner
      .statement('SELECT hash, replaced_by FROM replaced_receipts WHERE replaced_by IS NOT NULL')
      .all() as { hash: string; replaced_by: string }[];
    for (const { hash, replaced_by } of replaced) this.memory.replaced.set(hash, replaced_by);
  }

  /** Whether the key that signed a receipt is on this device. */
  holdsKeyOf(hash: string): boolean {
    return this.#device.holds(this.workspace.id, this.workspace.journal.byHash(hash)?.chain ?? '');
  }

  // --- backups --------------------------------------------------------------------------------------------------------------

  backUp(): void {
    this.workspace.connection.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(join(this.folder, DATABASE_FILE), this.#backup);
  }

  get #backup(): string {
    return `${this.folder}-backup.db`;
  }

  get hasBackup(): boolean {
    return existsSync(this.#backup);
  }

  /** Puts the backup in the place of the store. What was committed since is only where it was sent. */
  restore(): void {
    const before = this.#undecided();
    this.workspace.close();
    this.#device.close();
    removeDatabase(join(this.folder, DATABASE_FILE));
    copyFileSync(this.#backup, join(this.folder, DATABASE_FILE));
    this.open();
    const after = new Set(this.#undecided());
    const here = (hash: string) => this.workspace.journal.byHash(hash) !== undefined;
    for (const hash of before) if (!after.has(hash) && !here(hash)) this.memory.lost.add(hash);
  }

  #undecided(): string[] {
    const rows = this.workspace.runner.statement(`SELECT hash FROM receipts WHERE ${PENDING}`).all();
    return (rows as { hash: string }[]).map(({ hash }) => hash);
  }

  /** What this device knows to be erased stays so, whatever is restored. */
  #dropErased(): void {
    const known = JSON.parse(this.#device.setting('simulation:erased') ?? '[]') as {
      parts: string[];
      blobs: string[];
    }[];
    if (known.length > 0) this.workspace.dropErased(known);
  }

  #rememberErased(): void {
    const due = this.workspace.erasureDue();
    if (due === null) return;
    const known = this.workspace.reader.where(Erasure, {}).map(({ parts, blobs }) => ({ parts, blobs }));
    this.#device.setSetting('simulation:erased', JSON.stringify(known));
    rmSync(this.#backup, { force: true });
    this.workspace.erasureDone(due);
  }

  // --- with the server ------------------------------------------------------------------------------------------------------

  /** Own chains that still go on, and that the server does not know yet as those of a signed-in person. */
  unregistered(): { chain: string; publicKey: string }[] {
    const { workspace } = this;
    return [...workspace.chains().values()].filter(
      ({ chain, person }) =>
        person === this.person &&
        this.#device.isActive(workspace.id, chain) &&
        workspace.journal.assuranceOf(chain) === 'device',
    );
  }

  /**
   * Requests that make sense now. `size` is how much one carries; `kept` sends again what the server keeps, `ahead` the next page while the
   * one before is not answered.
   */
  requests(size: number, { kept = false, ahead = false } = {}): Request[] {
    const { workspace } = this;
    if (sync.decisionHead(workspace).number === 0)
      return [this.#fromTheBeginning ? { kind: 'pull', after: 0, limit: size } : { kind: 'snapshot' }];
    const requests: Request[] = this.unregistered().map(({ chain, publicKey }) => ({
      kind: 'register',
      chain,
      publicKey,
      name: this.name,
    }));
    const after = ahead ? this.#sent : null;
    const { receipts, hashes } = this.core.pendingPage(workspace, { receipts: size, kept, after });
    this.#sent = hashes.at(-1) ?? null;
    if (receipts.length > 0) requests.push({ kind: 'push', receipts });
    requests.push({ kind: 'pull', after: sync.decisionHead(workspace).number, limit: size });
    for (const [readers, after] of this.granting) requests.push({ kind: 'parts', readers, after, limit: size });
    const history = sync.historyHead(workspace);
    if (history) requests.push({ kind: 'history', after: history.number, limit: size });
    return requests;
  }

  /** Takes an answer in, as a client does. */
  async take(answer: Answer): Promise<void> {
    const { workspace } = this;
    if (answer.kind === 'not-a-member') this.#leave();
    else if (answer.kind === 'push') await this.#took(answer.answer);
    else if (answer.kind === 'register') sync.noteRegistered(workspace, answer.chain);
    else if (answer.kind === 'snapshot') {
      if (sync.decisionHead(workspace).number > 0) return;
      try {
        await sync.takeSnapshot(workspace, answer.manifest, answer.pages);
        counted(this.memory, 'joined by snapshot');
      } catch (error) {
        if (!(error instanceof ProofdeskError) || error.details?.['kind'] !== 'other-version') throw error;
        this.#fromTheBeginning = true;
        counted(this.memory, 'snapshot of another version');
      }
    } else if (answer.kind === 'parts') {
      if (!this.granting.has(answer.readers)) return;
      sync.takeParts(workspace, answer.readers, answer.answer);
      if (answer.answer.next === null) this.granting.delete(answer.readers);
      else this.granting.set(answer.readers, answer.answer.next);
      counted(this.memory, 'late parts');
    } else if (answer.kind === 'history') {
      if (sync.historyHead(workspace) === null || !(await sync.takeHistory(workspace, answer.answer.pulled))) return;
      const { differences } = sync.finishHistory(workspace);
      const unexplained = differences.filter(({ table, id }) => !this.#lostPersonalParts(table, id));
      if (unexplained.length > 0)
        throw new Error(`the snapshot is not what its history folds to: ${JSON.stringify(unexplained.slice(0, 3))}`);
      if (differences.length > 0) counted(this.memory, 'erased since the snapshot');
      counted(this.memory, 'history filled in');
    } else {
      const page = await this.core.applyPulled(workspace, answer.answer.pulled);
      if (page.forked) counted(this.memory, 'forked');
      if (page.conflicts > 0) counted(this.memory, 'conflicts');
      if (page.refused.length > 0) counted(this.memory, 'refused');
      this.#afterApplying();
      this.#readers(answer.answer.readers);
    }
  }

  /** The server takes the parts of somebody who is erased from the whole history, also from what stands before an older snapshot. */
  #lostPersonalParts(entity: string, id: string): boolean {
    const lost = this.workspace.runner.statement(
      `SELECT 1 FROM touched JOIN parts USING (ordinal) WHERE entity = ? AND id = ? AND readers LIKE 'personal:%' AND body IS NULL`,
    );
    return lost.get(entity, id) !== undefined;
  }

  async #took(answer: Extract<Answer, { kind: 'push' }>['answer']): Promise<void> {
    const noted = await this.core.noteResults(this.workspace, answer);
    for (const [what, times] of [
      ['waiting', noted.waiting],
      ['aside', noted.aside],
      ['forked', noted.forked.length],
      ['gap', noted.gaps.length],
      ['refused', noted.applied?.refused.length ?? 0],
    ] as const)
      if (times > 0) counted(this.memory, what);
    for (const { says } of noted.invalid) throw new Error(`the server cannot take what ${this.name} wrote: ${says}`);
    this.#afterApplying();
  }

  #afterApplying(): void {
    this.#rememberErased();
    if (this.workspace.journal.state('withdrawing') !== null) sync.finishWithdrawal(this.workspace);
  }

  #readers(readers: readonly string[]): void {
    const { withdrawn, granted } = sync.readersChange(this.workspace, readers);
    if (withdrawn.length > 0) {
      this.core.dropReaders(this.workspace, withdrawn);
      for (const group of withdrawn) this.granting.delete(group);
      rmSync(this.#backup, { force: true });
      counted(this.memory, 'readers withdrawn');
    }
    for (const group of granted) if (!this.granting.has(group)) this.granting.set(group, 0);
  }

  /** The person is not in the workspace any more: what was not sent is kept as a file, and the rest goes. */
  #leave(): void {
    for (const line of sync.unsentLines(this.workspace)) {
      const { header } = JSON.parse(line) as { header?: string };
      if (header !== undefined) this.memory.offered.add(sha256(header));
    }
    this.close();
    sync.removeFromDisk(this.folder);
    this.gone = true;
    counted(this.memory, 'removed');
  }
}

/** Whether an error is one that a person gets to see, and not a fault. */
export function isForAPerson(error: unknown): boolean {
  return error instanceof ProofdeskError && error.code !== 'internal';
}
