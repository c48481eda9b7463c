import { missingFilesOf, type WantedFile } from '../src-core/blobs/missing-file';
import { ProofdeskError } from '../src-shared/kernel/errors';
import type { Desk } from './desk';

type Files = Pick<Desk, 'workspace' | 'sync'>;

/** A file that is not on this device and could not be fetched. */
export interface AbsentFile extends WantedFile {
  /** `nowhere`: there is no server, or it has none for this person · `unreached`: whether it has one cannot be told now. */
  kind: 'nowhere' | 'unreached';
  /** Why, and what can be done; null where the workspace has no server to ask. */
  why: ProofdeskError | null;
}

/** Why a file is absent and what can be done, in sentences; null where the workspace has no server. */
export function whyAbsent({ why }: AbsentFile): string | null {
  if (!why) return null;
  return why.hint ? `${why.message} ${why.hint}` : why.message;
}

/**
 * Fetches those of these files that are not on this device from the workspace's server; each is held against its digest before it counts. Gives
 * those that could not be had. The one way in which whatever needs a file gets it.
 */
export async function bringFiles(desk: Files, files: readonly WantedFile[]): Promise<AbsentFile[]> {
  const { blobs } = desk.workspace();
  const absent: AbsentFile[] = [];
  let gone: ProofdeskError | null = null;
  for (const { name, sha256 } of new Map(files.map((file) => [file.sha256, file])).values()) {
    if (blobs.has(sha256)) continue;
    if (gone) {
      absent.push({ name, sha256, kind: 'unreached', why: gone });
      continue;
    }
    try {
      if (!(await desk.sync.fetchFile(sha256, name))) absent.push({ name, sha256, kind: 'nowhere', why: null });
    } catch (thrown) {
      if (!(thrown instanceof ProofdeskError) || thrown.code === 'cancelled') throw thrown;
      const kind = thrown.code === 'not-found' ? 'nowhere' : 'unreached';
      // One that came altered says nothing of the others; a server that is out of reach is not asked for each.
      if (kind === 'unreached' && thrown.details?.['kind'] !== 'altered') gone = thrown;
      absent.push({ name, sha256, kind, why: thrown });
    }
  }
  return absent;
}

/**
 * Runs something that may find files missing (`filesNotHere`): they are fetched, and it runs again. It must keep nothing before it has all its
 * files. Where one cannot be had, that is thrown: what the server said, or without a server the error of the work itself.
 */
export async function withFiles<T>(desk: Files, work: () => Promise<T>): Promise<T> {
  const asked = new Set<string>();
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      const missing = missingFilesOf(thrown).filter(({ sha256 }) => !asked.has(sha256));
      if (missing.length === 0) throw thrown;
      for (const { sha256 } of missing) asked.add(sha256);
      const [first] = await bringFiles(desk, missing);
      if (first) throw first.why ?? thrown;
    }
  }
}
