import type { JobRunner } from '../../src-core/jobs';
import { damageOf } from '../../src-core/store/database';
import {
  type Backup,
  backUp,
  backupDue,
  dropBackup,
  keepBackup,
  keepOnlyBackup,
  notBackedUp,
} from '../../src-core/workspace/backup';
import { adoptTables, type RebuildReport, rebuild } from '../../src-core/workspace/rebuild';
import type { Workspace } from '../../src-core/workspace/workspace';
import { errorRecord, messageWithHint, ProofdeskError } from '../../src-shared/kernel/errors';
import { Erasure } from '../../src-shared/receipts';
import { checkStoreJob, foldBesideJob, forgetJob } from './upkeep-jobs';

/** How long after the opening the first check begins, in milliseconds: the first screen comes first. */
const QUIET_START = 200;

export interface UpkeepHost {
  jobs: JobRunner;
  /** Whether this workspace is still the open one. */
  isOpen(workspace: Workspace): boolean;
  notice(kind: 'note' | 'warning' | 'damage', text: string): void;
}

/** What is done for an open workspace beside the work in it: checks, backups, the traces of erasures. Nothing of it makes a window wait. */
export class Upkeep {
  readonly #host: UpkeepHost;
  #start: { timer: NodeJS.Timeout; workspace: Workspace } | null = null;
  #check: Promise<void> = Promise.resolve();
  #forgetting: Promise<void> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(host: UpkeepHost) {
    this.#host = host;
  }

  /** Soon after the opening: the page-by-page check, the backup when it is a day old, files that nothing refers to any more. */
  begin(workspace: Workspace): void {
    this.#drop();
    const now = workspace.context.now();
    const timer = setTimeout(() => {
      this.#start = null;
      this.#check = this.#lookAfter(workspace, now);
    }, QUIET_START);
    timer.unref();
    this.#start = { timer, workspace };
  }

  /**
   * Before the process ends: a backup that is due is made, even by a command that took no longer than a blink. Where that fails there is a
   * notice: what was asked for is done all the same.
   */
  async end(): Promise<void> {
    const workspace = this.#start?.workspace;
    this.#drop();
    await this.#check;
    await this.#forgetting;
    if (!workspace || !this.#host.isOpen(workspace) || workspace.isEmpty) return;
    if (workspace.erasureDue() !== null) await this.forgetErased(workspace);
    else this.#backUpIfDue(workspace);
  }

  #backUpIfDue(workspace: Workspace): void {
    try {
      if (backupDue(workspace.folder, workspace.context.now())) backUp(workspace);
    } catch (error) {
      this.#host.notice(
        'warning',
        `What was done is kept, but the daily backup of the workspace could not be made: ${messageWithHint(errorRecord(error))}`,
      );
    }
  }

  /** Makes a backup after a check of every page. Throws `bad-input` with `corrupt-store` when the store is damaged. */
  backUp(workspace: Workspace, signal?: AbortSignal): Promise<Backup> {
    return this.#inTurn(() => {
      const stillFits = sinceErasures(workspace);
      return this.#host.jobs.start(checkStoreJob, {
        title: 'Backup',
        input: { folder: workspace.folder, backUpAt: workspace.context.now() },
        commit: ({ complaint, lastGood, written }) => {
          if (written && stillFits()) return keepBackup(workspace.folder, written);
          // A person was erased while it was written: it would keep what has to go.
          if (written) {
            dropBackup(written);
            return backUp(workspace);
          }
          this.#tellDamage(complaint!, lastGood);
          throw notBackedUp(workspace.folder, complaint!);
        },
        ...(signal ? { signal } : {}),
      }).result;
    });
  }

  /** Compares the tables with a fold of all receipts. */
  checkRebuild(workspace: Workspace, signal?: AbortSignal): Promise<RebuildReport> {
    return this.#host.jobs.start(foldBesideJob, {
      title: 'Comparing tables with receipts',
      input: { folder: workspace.folder },
      commit: ({ report }) => report,
      ...(signal ? { signal } : {}),
    }).result;
  }

  /** Makes the tables anew from the receipts where they differ, and compares afterwards. */
  async rebuild(workspace: Workspace, signal?: AbortSignal): Promise<RebuildReport> {
    const adopted = await this.#host.jobs.start(foldBesideJob, {
      title: 'Making tables anew from receipts',
      input: { folder: workspace.folder },
      commit: ({ file, ...folded }) => folded.differing.length === 0 || adoptTables(workspace, file, folded),
      ...(signal ? { signal } : {}),
    }).result;
    // Somebody committed meanwhile, and what was folded lacks it.
    if (!adopted) rebuild(workspace);
    return this.checkRebuild(workspace, signal);
  }

  /**
   * Removes the traces of erasures that have not been removed yet: free pages, log, earlier backups and other copies in the folder. Ends
   * at once when there are none; does not fail, but says so in a notice and tries again at the next opening.
   */
  forgetErased(workspace: Workspace): Promise<void> {
    this.#forgetting ??= this.#forget(workspace).finally(() => {
      this.#forgetting = null;
    });
    return this.#forgetting;
  }

  async #forget(workspace: Workspace): Promise<void> {
    if (!this.#host.isOpen(workspace)) return;
    try {
      for (let due = workspace.erasureDue(); due !== null; due = workspace.erasureDue()) {
        const id = due;
        rememberErasures(workspace);
        await this.#inTurn(
          () =>
            this.#host.jobs.start(forgetJob, {
              title: 'Removing the traces of an erasure',
              quiet: true,
              input: { folder: workspace.folder, now: workspace.context.now() },
              commit: (written) => {
                keepOnlyBackup(workspace.folder, written);
                workspace.erasureDone(id);
              },
            }).result,
        );
      }
    } catch (error) {
      this.#host.notice(
        'warning',
        `What was erased is gone from the workspace, but not yet from free space and backups: ${errorRecord(error).message} It is tried again when the workspace is opened next.`,
      );
    }
  }

  async #lookAfter(workspace: Workspace, now: number): Promise<void> {
    if (!this.#host.isOpen(workspace)) return;
    try {
      const due = !workspace.isEmpty && backupDue(workspace.folder, now);
      await this.#inTurn(() => {
        const stillFits = sinceErasures(workspace);
        return this.#host.jobs.start(checkStoreJob, {
          title: 'Checking the database',
          quiet: true,
          input: { folder: workspace.folder, backUpAt: due ? now : null },
          commit: ({ complaint, lastGood, written }) => {
            if (!this.#host.isOpen(workspace)) {
              if (written) dropBackup(written);
              return;
            }
            if (complaint) this.#tellDamage(complaint, lastGood);
            else workspace.blobs.sweep(now);
            if (written && stillFits()) keepBackup(workspace.folder, written);
            else if (written) dropBackup(written);
          },
        }).result;
      });
      if (this.#host.isOpen(workspace) && workspace.erasureDue() !== null) await this.forgetErased(workspace);
    } catch (error) {
      const cancelled = error instanceof ProofdeskError && error.code === 'cancelled';
      if (!cancelled && this.#host.isOpen(workspace)) this.#host.notice('warning', errorRecord(error).message);
    }
  }

  #tellDamage(complaint: string, lastGood: string | null): void {
    const offer = lastGood
      ? `The last good backup is ${lastGood}; restore it from the settings.`
      : 'There is no good backup of it.';
    this.#host.notice('damage', `The workspace's database is damaged (${complaint.replace(/\.$/, '')}). ${offer}`);
  }

  /** One at a time: a backup must not be written while an erasure is taken out of the others. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => {});
    return turn;
  }

  #drop(): void {
    if (this.#start) clearTimeout(this.#start.timer);
    this.#start = null;
  }
}

/** Whether nothing was erased, here or by another process, since this was called. False where the store is too damaged to say. */
export function sinceErasures(workspace: Workspace): () => boolean {
  const count = (): number | null => {
    try {
      return (workspace.runner.statement('SELECT count(*) AS n FROM erased_digests').get() as { n: number }).n;
    } catch (thrown) {
      // The check that is about to begin says that the store is damaged; this must not keep it from beginning.
      if (damageOf(thrown, workspace.folder) === thrown) throw thrown;
      return null;
    }
  };
  const before = count();
  return () => before !== null && count() === before;
}

const erasuresOf = (workspace: Workspace): string => `erased:${workspace.id}`;

/** Keeps on this device what was erased, so that a backup from elsewhere does not bring it back. */
function rememberErasures(workspace: Workspace): void {
  const known = workspace.reader.where(Erasure, {}).map(({ id, parts, blobs }) => ({ id, parts, blobs }));
  const kept = rememberedErasures(workspace).filter(({ id }) => !known.some((one) => one.id === id));
  workspace.device.setSetting(erasuresOf(workspace), JSON.stringify([...kept, ...known]));
}

/** Digests of parts and files that this device knows to be erased in a workspace; nothing about the person. */
export function rememberedErasures(workspace: Workspace): { id: string; parts: string[]; blobs: string[] }[] {
  return JSON.parse(workspace.device.setting(erasuresOf(workspace)) ?? '[]') as {
    id: string;
    parts: string[];
    blobs: string[];
  }[];
}
