import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KeyWrapper } from '../src-core/ledger/device-state';
import type { Context } from '../src-shared/kernel/context';
import { ProofdeskError } from '../src-shared/kernel/errors';
import { DeskProcess } from './desk-process';

/**
 * What a face wants of the workspace at its start. `open`: it is needed, and what prevents it is thrown. `if-there`: the face has a start
 * screen for when there is none, or when it cannot be opened. `none`: the face will create or name one itself.
 */
export type WorkspaceWish = 'open' | 'if-there' | 'none';

export interface OpeningOptions {
  context: Context;
  /** The workspace's folder as given by `--workspace`; null for the one that was open last on this device. */
  folder: string | null;
  /** A person's id, e-mail or name as given by `--as`; null for who acted last. */
  actor: string | null;
  wish: WorkspaceWish;
  keyWrapper?: KeyWrapper | null;
  /** The process goes on, and syncs by itself meanwhile; a command ends at once, and sends what it committed before it does. */
  stays?: boolean;
  /** Its jobs run in this thread, as in tests, where they find loaded what a thread of each command would have to load anew. */
  jobsInThisThread?: boolean;
}

/** An open desk, and who acts at it first. */
export interface Opening {
  desk: DeskProcess;
  actor: string | null;
  /** What kept the wished-for workspace from being opened; only with `if-there`. */
  problem: ProofdeskError | null;
}

/** Opens the desk of a face with the wished-for workspace. */
export async function openDesk(options: OpeningOptions): Promise<Opening> {
  const desk = new DeskProcess({
    context: options.context,
    keyWrapper: options.keyWrapper ?? undefined,
    automaticSync: options.stays ?? false,
    ...(options.jobsInThisThread && { jobsInThisThread: true }),
    newFolder: options.folder === null ? undefined : resolve(options.folder),
  });
  try {
    const problem = openWorkspace(desk, options);
    const open = desk.openWorkspace() !== null;
    const actor = !open ? null : options.actor === null ? desk.lastActor() : desk.person(options.actor);
    return { desk, actor, problem };
  } catch (thrown) {
    await desk.close();
    throw thrown;
  }
}

function openWorkspace(desk: DeskProcess, { folder, wish }: OpeningOptions): ProofdeskError | null {
  if (wish === 'none') return null;
  const last = desk.device.recentWorkspaces().find((recent) => existsSync(recent.folder));
  const place = folder === null ? last?.folder : resolve(folder);
  // None was ever opened here: whoever needs one is told so by the desk.
  if (place === undefined) return null;
  try {
    desk.open(place);
    return null;
  } catch (thrown) {
    if (wish === 'if-there' && thrown instanceof ProofdeskError) return thrown;
    throw thrown;
  }
}
