import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { removeFromDisk, takeOffDevice } from '../../src-core/sync';
import { DATABASE_FILE } from '../../src-core/workspace/database-file';
import { isRunning } from '../../src-core/workspace/leftovers';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { BrokenOffJoining } from '../../src-shared/sync/contract';
import type { Desk } from '../desk';
import { isBarelyBegun, lies, workspaceIn } from './here';

/** What a device remembers of a joining from its beginning until the workspace is open: where it goes, and how it can be begun again. */
const begunSchema = z.object({ folder: z.string(), address: z.string().nullable(), name: z.string().nullable() });
type Begun = z.infer<typeof begunSchema>;

/** A process that died is not waited for longer than this by others, in milliseconds; one that lives renews its right. */
const LEASE = 60_000;

const PREFIX = 'joining:';
const right = (workspace: string): string => PREFIX + workspace;

type Remembering = Pick<Desk, 'device' | 'context'>;

/** What was begun of a joining of this workspace, here or by a process that did not survive it; null where nothing was. */
export function begunJoining({ device }: Remembering, workspace: string): Begun | null {
  const kept = device.setting(PREFIX + workspace);
  if (kept === null) return null;
  // An earlier version kept the folder alone.
  return kept.startsWith('{')
    ? begunSchema.parse(JSON.parse(kept))
    : { folder: kept, address: workspaceIn(kept)?.server ?? null, name: null };
}

/** Remembers where a joining goes before anything of it is there. */
export function noteBegun({ device }: Remembering, workspace: string, begun: Begun): void {
  device.setSetting(PREFIX + workspace, JSON.stringify(begun));
}

/** The workspace is open, or nothing of the joining is left. */
export function forgetBegun({ device }: Remembering, workspace: string): void {
  device.forgetSetting(PREFIX + workspace);
}

/** Joins while nobody else on this device does, or takes away what is left of it. Throws `unavailable` where somebody is at it. */
export async function aloneAtJoining<T>(
  { device, context }: Remembering,
  workspace: string,
  work: () => Promise<T>,
): Promise<T> {
  const holder = `${process.pid}.${randomUUID()}`;
  const hold = (): boolean => device.lease(right(workspace), holder, context.now(), context.now() + LEASE);
  if (isUnderWay({ device, context }, workspace) || !hold()) {
    throw new ProofdeskError({
      code: 'unavailable',
      message: 'This workspace is being fetched to this device just now, by another window or command.',
      hint: 'Wait until it is here, or end it there.',
    });
  }
  const renewing = setInterval(() => {
    try {
      hold();
    } catch {
      // A process that is ending has closed its state already; another one that is busy with it lets the next time do.
    }
  }, LEASE / 4);
  renewing.unref();
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    device.release(right(workspace), holder);
  }
}

/** Whether a process that lives is joining a workspace just now. What one that was killed held is given back. */
function isUnderWay({ device, context }: Remembering, workspace: string): boolean {
  const other = device.leaseHolder(right(workspace));
  if (other === null) return false;
  if (isRunning(Number.parseInt(other, 10))) {
    // Its number may be another process's by now: then nobody renews its right.
    const look = `${process.pid}.${randomUUID()}`;
    if (!device.lease(right(workspace), look, context.now(), context.now())) return true;
    device.release(right(workspace), look);
    return false;
  }
  device.release(right(workspace), other);
  return false;
}

/** Workspaces of which a part lies on this device because their joining was broken off, and that nobody joins just now. */
export function brokenOffJoinings(desk: Desk): BrokenOffJoining[] {
  return endedJoinings(desk)
    .filter(({ workspace, folder }) => isPartOf(folder, workspace))
    .map(({ workspace, folder, address, name }) => ({ workspace, folder, address, name: name ?? basename(folder) }));
}

/** Puts workspaces that came whole and were not opened any more, because the process ended before, among those of this device. */
export function rememberUnopened(desk: Desk): void {
  for (const { workspace, folder, name } of endedJoinings(desk)) {
    const here = workspaceIn(folder);
    if (here?.id !== workspace || here.half) continue;
    if (lies(desk, workspace) === null)
      desk.device.rememberWorkspace(folder, name ?? basename(folder), desk.context.now());
    forgetBegun(desk, workspace);
  }
}

/** Joinings that did not come to their end, that nobody is at just now, and of which something lies here. */
function endedJoinings(desk: Desk): (Begun & { workspace: string })[] {
  return desk.device.settingNames(PREFIX).flatMap((setting) => {
    const workspace = setting.slice(PREFIX.length);
    const begun = begunJoining(desk, workspace);
    if (!begun || !existsSync(join(begun.folder, DATABASE_FILE)) || isUnderWay(desk, workspace)) return [];
    return [{ ...begun, workspace }];
  });
}

/**
 * Takes what a joining left that was broken off from this device's disk; never anything that somebody could have worked in. Throws `not-found`
 * where there is none, `unavailable` where somebody is joining it just now or something of it cannot be removed.
 */
export function removeBrokenOff(desk: Desk, workspace: string): Promise<{ folder: string }> {
  return aloneAtJoining(desk, workspace, async () => {
    const begun = begunJoining(desk, workspace);
    if (!begun || !isPartOf(begun.folder, workspace)) {
      throw new ProofdeskError({
        code: 'not-found',
        message: 'Nothing is left on this device of a joining of this workspace that was broken off.',
        hint: 'It was joined meanwhile, or was removed already.',
      });
    }
    const { folder } = begun;
    // Keys are of the workspace, not of a folder: those of a whole one elsewhere stay.
    if (lies(desk, workspace) === null) takeOffDevice(desk.device, workspace, folder, desk.context.now());
    else removeFromDisk(folder);
    forgetBegun(desk, workspace);
    return { folder };
  });
}

/** Takes away what is left in another folder than the one that is wanted now; never anything that somebody could have worked in. */
export function removePart(folder: string, workspace: string): void {
  if (workspaceIn(folder)?.id === workspace && isPartOf(folder, workspace)) removeFromDisk(folder);
}

/** Whether nothing but a part of this workspace lies in a folder, or what was made before its first step. */
function isPartOf(folder: string, workspace: string): boolean {
  const here = workspaceIn(folder);
  return here ? here.id === workspace && here.half : isBarelyBegun(folder);
}
