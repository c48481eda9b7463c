import { missingFilesOf, type WantedFile } from '../src-core/blobs/missing-file';
import type { JobWork } from '../src-core/jobs';
import { messageWithHint, ProofdeskError } from '../src-shared/kernel/errors';
import type { Desk } from './desk';

type Files = Pick<Desk, 'workspace' | 'sync' | 'jobs'>;
type Attended = Pick<JobWork, 'signal' | 'progress'>;

/** A file that is not on this device and could not be fetched. */
export interface AbsentFile extends WantedFile {
  /** `nowhere`: there is no server, or it has none for this person · `unreached`: whether it has one cannot be told now. */
  kind: 'nowhere' | 'unreached';
  /** Why, and what can be done; null where the workspace has no server to ask. */
  why: ProofdeskError | null;
}

/** Why a file is absent and what can be done, in sentences; null where the workspace has no server. */
export function whyAbsent({ why }: AbsentFile): string | null {
  return why && messageWithHint(why);
}

/** What the fetching of files is called in the list of jobs. */
export const fetchingFiles = 'sync.fetch-files';

/**
 * Fetches those of these files that are not on this device from the workspace's server; each is held against its digest before it counts. Gives
 * those that could not be had. The one way in which whatever needs a file gets it. While it goes on it is in the list of jobs, and can be
 * cancelled there or by the signal: then `cancelled` is thrown, and what has come stays.
 */
export async function bringFiles(
  desk: Files,
  files: readonly WantedFile[],
  signal?: AbortSignal,
): Promise<AbsentFile[]> {
  const { blobs } = desk.workspace();
  const missing = [...new Map(files.map((file) => [file.sha256, file])).values()].filter(
    ({ sha256 }) => !blobs.has(sha256),
  );
  const [first] = missing;
  if (!first) return [];
  if (!desk.sync.hasFilesToFetch()) return missing.map((file) => nowhere(file, null));
  const title = missing.length === 1 ? `Fetching ${first.name}` : `Fetching ${missing.length} files`;
  return desk.jobs.attend(fetchingFiles, { title, ...(signal && { signal }) }, (work) => fetchAll(desk, missing, work));
}

async function fetchAll(
  desk: Files,
  missing: readonly WantedFile[],
  { signal, progress }: Attended,
): Promise<AbsentFile[]> {
  const absent: AbsentFile[] = [];
  let gone: ProofdeskError | null = null;
  for (const [before, file] of missing.entries()) {
    if (gone) {
      absent.push({ ...file, kind: 'unreached', why: gone });
      continue;
    }
    let told = 0;
    const came = (share: number) => {
      // Each piece that comes would be told to every window.
      if (share > 0 && share < told + 0.01) return;
      told = share;
      progress((before + share) / missing.length, `${file.name}, ${before + 1} of ${missing.length}`);
    };
    came(0);
    try {
      if (!(await desk.sync.fetchFile(file, { signal, came }))) absent.push(nowhere(file, null));
    } catch (thrown) {
      if (!(thrown instanceof ProofdeskError) || thrown.code === 'cancelled') throw thrown;
      if (thrown.code === 'not-found') {
        absent.push(nowhere(file, thrown));
        continue;
      }
      // One that came altered says nothing of the others; a server that is out of reach is not asked for each.
      if (thrown.details?.['kind'] !== 'altered') gone = thrown;
      absent.push({ ...file, kind: 'unreached', why: thrown });
    }
  }
  return absent;
}

const nowhere = ({ name, sha256 }: WantedFile, why: ProofdeskError | null): AbsentFile => ({
  name,
  sha256,
  kind: 'nowhere',
  why,
});

/**
 * Runs something that may find files missing (`filesNotHere`): they are fetched, and it runs again. It must keep nothing before it has all its
 * files. Where one cannot be had, that is thrown: what the server said, or without a server the error of the work itself.
 */
export async function withFiles<T>(desk: Files, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const asked = new Set<string>();
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      const missing = missingFilesOf(thrown).filter(({ sha256 }) => !asked.has(sha256));
      if (missing.length === 0) throw thrown;
      for (const { sha256 } of missing) asked.add(sha256);
      const [first] = await bringFiles(desk, missing, signal);
      if (first) throw first.why ?? thrown;
    }
  }
}
