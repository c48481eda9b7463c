import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { DeviceState } from '../ledger/device-state';
import { DATABASE_FILE } from '../workspace/database-file';
import { isRunning } from '../workspace/leftovers';
import { removeDatabase } from '../workspace/rebuild';

/** Folders that Proofdesk makes in the folder of a workspace. */
const FOLDERS = ['backups', 'blobs', 'exports', 'intake'];
/** Files that it makes there beside the store: stores kept aside by a restore, and what was being written when a process ended. */
const BESIDE =
  /^(replaced-.+\.db|rebuild-check-\d+\.db|restore\.json|exporting\.db|restoring\.db|\.proofdesk-.+)(-wal|-shm|-journal)?$/;

/**
 * Takes a workspace off this device's disk: store, log, backups, stores kept aside, files, exports; the folder too, where nobody else keeps
 * anything in it. It must be closed here. What is gone already is no failure.
 */
export function removeFromDisk(folder: string): void {
  removeDatabase(join(folder, DATABASE_FILE));
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (FOLDERS.includes(name) || BESIDE.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
  if (!existsSync(folder) || readdirSync(folder).length > 0) return;
  try {
    rmdirSync(folder);
  } catch {
    // An empty folder that may not be removed tells nothing.
  }
}

/** Whoever is at it is waited for no longer than this, in milliseconds: the number of its process may be another's by now. */
const PATIENCE = 600_000;

const leavingSchema = z.object({ process: z.number(), at: z.number() });
const LEAVING = 'leaving:';

/**
 * Takes a workspace off this device for good: its keys and what the device remembers of it, then what `removeFromDisk` takes. From its first step
 * on it is decided: where the process ends in between, `finishLeavings` of the next one does the rest. It must be closed here. `now` in
 * milliseconds since 1970. Throws `unavailable` where something of it cannot be removed: that too is tried again at the next start.
 */
export function takeOffDevice(device: DeviceState, workspace: string, folder: string, now: number): void {
  device.exclusively(() => {
    device.setSetting(LEAVING + folder, JSON.stringify({ process: process.pid, at: now }));
    device.forgetWorkspace(folder);
    device.forgetKeys(workspace);
  });
  try {
    finish(device, folder);
  } catch (cause) {
    throw stillLeaving(folder, cause);
  }
}

/**
 * Finishes what processes that are gone began to take off this device. Never throws for what cannot be removed yet: it is tried again at the
 * next start, and `requireNotLeaving` says so meanwhile.
 */
export function finishLeavings(device: DeviceState, context: Pick<Context, 'now'>): void {
  for (const name of device.settingNames(LEAVING)) {
    const now = context.now();
    const mine = device.exclusively(() => {
      const kept = device.setting(name);
      const leaving = kept === null ? null : leavingSchema.parse(JSON.parse(kept));
      if (!leaving) return false;
      const { process: other, at } = leaving;
      if (other !== process.pid && isRunning(other) && Math.abs(now - at) < PATIENCE) return false;
      device.setSetting(name, JSON.stringify({ process: process.pid, at: now }));
      return true;
    });
    if (!mine) continue;
    try {
      finish(device, name.slice(LEAVING.length));
    } catch {
      // Something has a file of it open, or the folder cannot be written to.
    }
  }
}

/** Throws `unavailable` while what lies in a folder is being taken off this device. */
export function requireNotLeaving(device: DeviceState, folder: string): void {
  if (device.setting(LEAVING + folder) !== null) throw stillLeaving(folder);
}

const stillLeaving = (folder: string, cause?: unknown): ProofdeskError =>
  new ProofdeskError(
    {
      code: 'unavailable',
      message: 'This workspace is being taken off this device, and some of it is still to be removed.',
      where: { file: folder },
      hint: 'See that its folder can be written to and that nothing else has its files open, then start Proofdesk again.',
      details: { kind: 'leaving' },
    },
    { cause },
  );

function finish(device: DeviceState, folder: string): void {
  removeFromDisk(folder);
  device.forgetSetting(LEAVING + folder);
  device.scrub();
}
