import type { WantedFile } from '../../src-core/blobs/missing-file';
import type { JobRunner } from '../../src-core/jobs';
import type { DeviceState } from '../../src-core/ledger/device-state';
import type { Workspace } from '../../src-core/workspace/workspace';
import type { Context } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncStatus } from '../../src-shared/sync/contract';
import { fetchFile } from './blobs';
import { ServerConnection } from './connection';
import type { DeskSync, FetchWatch } from './desk-sync';
import type { SyncPlace } from './exchange';
import { NOTES } from './notes';
import { roundsOf } from './round';
import { plainAddress } from './server-address';
import { SignIns } from './sessions';
import { syncStatus } from './status';
import { SyncTasks } from './tasks';
import { WorkspaceRounds } from './workspace-rounds';

/** How long a command that ends at once waits for what it committed to be sent, in milliseconds. */
const LAST_ROUND = 2_000;

export interface SyncHost {
  context: Context;
  device: DeviceState;
  jobs: JobRunner;
  /** Rounds begin by themselves: in a window or browser host, not in a command that ends at once. */
  automatic: boolean;
  /** How the open workspace stands with its server changed. */
  tell(): void;
  /** Rows of these entities changed. */
  changed(entities: string[]): void;
  /** An erasure counts now. */
  forgetErased(workspace: Workspace): void;
  /** Something that a person should know about the open workspace. */
  notice(text: string): void;
  /** A fault of the program, with its stack. */
  report(error: unknown): void;
}

/** What a running process does with the servers that it knows: sign-ins, connections, and the rounds of the open workspace. */
export class SyncEngine implements DeskSync {
  readonly signIns: SignIns;
  readonly tasks: SyncTasks;
  readonly #host: SyncHost;
  readonly #connections = new Map<string, ServerConnection>();
  #workspace: Workspace | null = null;
  #rounds: WorkspaceRounds | null = null;
  /** What was told last, so that nothing is told twice. */
  #told = '';
  #automatic: boolean;
  /** Something was committed since the opening. */
  #woken = false;

  constructor(host: SyncHost) {
    this.#host = host;
    this.#automatic = host.automatic;
    this.signIns = new SignIns(host.device);
    this.tasks = new SyncTasks(host.context, () => host.tell());
  }

  connection(address: string): ServerConnection {
    const plain = plainAddress(address);
    let connection = this.#connections.get(plain);
    if (!connection) {
      connection = new ServerConnection({ address: plain, signIns: this.signIns, context: this.#host.context });
      this.#connections.set(plain, connection);
    }
    return connection;
  }

  begin(workspace: Workspace): void {
    this.#workspace = workspace;
    this.#told = '';
    this.#woken = false;
    this.#look();
  }

  goByItself(): void {
    this.#automatic = true;
    this.#rounds?.goByThemselves();
  }

  async end(): Promise<void> {
    const rounds = this.#rounds;
    this.#workspace = null;
    this.#rounds = null;
    await rounds?.end();
  }

  async sendBeforeEnd(): Promise<void> {
    const workspace = this.#workspace;
    // A server that could not be reached last time is left to the window, which goes on trying.
    if (this.#automatic || !this.#woken || !workspace || workspace.journal.state(NOTES.problem) !== null) return;
    const rounds = this.#take();
    if (!rounds || workspace.journal.pendingCount() === 0) return;
    try {
      await rounds.now(AbortSignal.timeout(LAST_ROUND));
    } catch {
      // It is pending, and how it stands says why.
    }
  }

  wake(): void {
    this.#woken = true;
    this.#look();
  }

  #look(): void {
    try {
      this.#take()?.wake();
      this.#tell();
    } catch (error) {
      // What was committed is committed; that it is to be sent is looked at again with the next tick.
      this.#host.report(error);
    }
  }

  fetchSoon(): void {
    this.#take()?.fetchSoon();
    this.#tell();
  }

  async round(signal?: AbortSignal): Promise<void> {
    const rounds = this.#take();
    if (rounds) return rounds.now(signal, true);
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'This workspace is on this device alone: it has no server.',
      hint: 'Upload it to one, or join a workspace by invitation.',
    });
  }

  status(): SyncStatus {
    const rounds = this.#rounds;
    return syncStatus(this.#workspace, this.signIns, rounds && { running: rounds.running, contact: rounds.contact });
  }

  hasFilesToFetch(): boolean {
    return this.#filesAt() !== null;
  }

  async fetchFile({ name, sha256 }: WantedFile, watch: FetchWatch): Promise<boolean> {
    const at = this.#filesAt();
    if (!at) return false;
    await fetchFile({ ...at, ...watch }, sha256, name);
    return true;
  }

  /** From where files of the open workspace are fetched; null where there is no server for them. */
  #filesAt(): Pick<SyncPlace, 'workspace' | 'connection'> | null {
    const workspace = this.#workspace;
    const where = workspace && roundsOf(workspace);
    if (!workspace || !where || workspace.journal.state(NOTES.removed) !== null) return null;
    return { workspace, connection: this.connection(where.address) };
  }

  /** The rounds of the open workspace, begun where it has got a server meanwhile. */
  #take(): WorkspaceRounds | null {
    const workspace = this.#workspace;
    const where = workspace && roundsOf(workspace);
    if (!workspace || !where) return null;
    if (this.#rounds?.person === where.person) return this.#rounds;
    void this.#rounds?.end();
    const { jobs, changed, forgetErased, notice, report } = this.#host;
    this.#rounds = new WorkspaceRounds(
      { jobs, changed, forgetErased, notice, report, tell: () => this.#tellSafely() },
      workspace,
      {
        connection: this.connection(where.address),
        person: where.person,
      },
    );
    if (this.#automatic) this.#rounds.goByThemselves();
    return this.#rounds;
  }

  /** For rounds: what goes wrong with telling must not end them. */
  #tellSafely(): void {
    try {
      this.#tell();
    } catch (error) {
      this.#host.report(error);
    }
  }

  #tell(): void {
    if (!this.#workspace) return;
    const { lastContact: _, skew, ...rest } = this.status();
    const now = JSON.stringify({ ...rest, skew: skew === null ? null : Math.round(skew / 10_000) });
    if (now === this.#told) return;
    this.#told = now;
    this.#host.tell();
  }
}
