import type { Mapping, Reading } from '../../../src-shared/deals';
import type { Outcome } from '../../../src-shared/kernel/command';
import { Workspace } from '../../../src-shared/workspace';
import { placeBeside } from '../../desk';
import type { Session } from '../../session';
import { type ImportResult, importDealsJob } from '../import-job';
import { previewDealsJob, readDealsJob } from '../look-jobs';
import { type Preview, type PreviewWanted, previewFileOfDeals, type ReadFile, readFileOfDeals } from './look';
import type { IntakeSource } from './plan-file';

/** Larger files are read in a job: some thousand rows take long enough to be felt in the window. */
const AT_ONCE_BYTES = 128 * 1024;

interface Source {
  file: string;
  reading: Reading;
}

/** Reads a handed-over file and proposes what its columns are. */
export async function readCsv(session: Session, { file, reading }: Source, signal?: AbortSignal): Promise<ReadFile> {
  const source = handedOver(session, file);
  const [settings] = session.desk.workspace().reader.where(Workspace, {});
  const currency = settings?.currency ?? null;
  if (source.bytes <= AT_ONCE_BYTES) return readFileOfDeals(source, reading, currency);
  return session.desk.jobs.start(readDealsJob, {
    title: source.name,
    input: { source, reading, currency },
    ...(signal ? { signal } : {}),
  }).result;
}

/** What importing the file under a mapping would do, a part of its rows. */
export async function previewCsv(
  session: Session,
  { file, ...wanted }: PreviewWanted & { file: string },
  signal?: AbortSignal,
): Promise<Preview> {
  const source = handedOver(session, file);
  const { desk } = session;
  if (source.bytes <= AT_ONCE_BYTES) {
    return previewFileOfDeals(desk.workspace(), desk.actor(session), source, wanted);
  }
  return desk.jobs.start(previewDealsJob, {
    title: source.name,
    input: { place: placeBeside(session, { signing: false }), source, wanted },
    ...(signal ? { signal } : {}),
  }).result;
}

/** Imports the file in one act, as a job. Throws `bad-input` with the first line that still waits for a decision. */
export async function importCsv(
  session: Session,
  input: Source & { mapping: Mapping; reason?: string; simulate?: boolean },
  signal?: AbortSignal,
): Promise<Outcome<ImportResult>> {
  const { file, reading, mapping, reason, simulate } = input;
  const source = handedOver(session, file);
  return session.desk.jobs.start(importDealsJob, {
    title: source.name,
    input: {
      place: placeBeside(session, { signing: simulate !== true }),
      source,
      reading,
      mapping,
      ...(reason === undefined ? {} : { reason }),
      ...(simulate === undefined ? {} : { simulate }),
    },
    writes: simulate !== true,
    commit: (outcome) => {
      if (outcome.receipt) session.desk.tookEffect(outcome.receipt);
      return outcome;
    },
    ...(signal ? { signal } : {}),
  }).result;
}

function handedOver(session: Session, id: string): IntakeSource {
  const { path, name, bytes, sha256 } = session.desk.intake.file(id);
  return { path, name, bytes, sha256 };
}
