import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { ReadUsageFile, UsageReading } from '../../../src-shared/quotes';
import type { Session } from '../../session';
import { readUsageTableOf } from './read-usage-file';
import { readUsageJob } from './read-usage-job';

const LIMIT_BYTES = 64 * 1024 * 1024;
/** Larger files are read in a job: they take long enough to be felt in the window. */
const AT_ONCE_BYTES = 64 * 1024;

/** A file on disk that is read as a usage file. */
interface UsageFile {
  path: string;
  name: string;
  bytes: number;
  sha256: string;
}

/** What a handed-over usage file holds, by meter and month. Nothing is kept. */
export async function readUsage(
  session: Session,
  { file, reading = {} }: { file: string; reading?: UsageReading | undefined },
): Promise<ReadUsageFile> {
  const { path, name, bytes, sha256 } = session.desk.intake.file(file);
  return readFileAs(session, { path, name, bytes, sha256 }, reading);
}

/** The same for a file on disk. Throws `bad-input` for one that is too large, or no table of usage. */
export async function readFileAs(session: Session, file: UsageFile, reading: UsageReading): Promise<ReadUsageFile> {
  const { path, name, bytes, sha256 } = file;
  if (bytes > LIMIT_BYTES) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} is larger than the ${LIMIT_BYTES / 1024 ** 2} MiB that a usage file may have.`,
      where: { file: name },
      hint: 'Export it by day or by month.',
    });
  }
  const table =
    bytes <= AT_ONCE_BYTES
      ? readUsageTableOf(path, name, reading)
      : await session.desk.jobs.start(readUsageJob, { title: name, input: { path, name, reading } }).result;
  return { name, sha256, ...table };
}
