import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** `.proofdesk-exporting-<process>-<id>.db`, also with the side files that SQLite makes beside it. */
const UNFINISHED = /^\.proofdesk-(?:exporting|restoring|backup|writing)-(\d+)-[0-9a-f-]+\./;

/**
 * A name for a file that is still being written, beside where it will lie. It carries the process, so that what a process left behind
 * when it was killed can be told from what another one is writing just now.
 */
export function unfinished(target: string, what: 'exporting' | 'restoring' | 'backup' | 'writing'): string {
  const [, extension = 'part'] = /\.(\w+)$/.exec(basename(target)) ?? [];
  return join(dirname(target), `.proofdesk-${what}-${process.pid}-${randomUUID()}.${extension}`);
}

/** Removes what processes that are gone left half-written in these folders. Returns how many files went. */
export function sweepUnfinished(folders: readonly string[]): number {
  let gone = 0;
  for (const folder of folders) {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const writer = UNFINISHED.exec(name);
      if (!writer || isRunning(Number(writer[1]))) continue;
      rmSync(join(folder, name), { force: true });
      gone += 1;
    }
  }
  return gone;
}

/** Whether a process of this computer is there, whoever's it is. */
export function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
