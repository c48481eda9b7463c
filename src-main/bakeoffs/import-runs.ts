import { importRun } from '../../src-shared/bakeoffs';
import type { Outcome } from '../../src-shared/kernel/command';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import { listPeople } from '../workspace';
import type { StoredMetadata } from './facts-in-file';
import { parseWith, type ReadingFile, warningsOf } from './reading-files';
import { discardFiles, type Reading, requireReading } from './readings';

/** A file of a reading with what a person chose for it. */
export interface ChosenRun {
  file: string;
  contender: string;
  metadata?: StoredMetadata | undefined;
  ranBy?: string | null | undefined;
  confirmed: string[];
}

export interface ImportRequest {
  reading: string;
  runs: readonly ChosenRun[];
  reason?: string | undefined;
  simulate?: boolean | undefined;
}

/**
 * Stores files of a reading as runs, all or nothing: the command's plan is tried first, then the raw files are kept, then one act
 * is committed. Files kept before an act that did not happen are referenced by nothing and go by themselves.
 */
export async function importRuns(session: Session, request: ImportRequest): Promise<Outcome<{ runs: string[] }>> {
  const { desk } = session;
  const reading = requireReading(desk, request.reading);
  const chosen = request.runs.map((choice) => ({ choice, file: fileOf(reading, choice.file) }));
  if (reading.bakeoff === null) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'It is not said yet which bakeoff these files belong to.',
      where: { field: 'reading' },
      hint: 'Give them to a bakeoff first.',
    });
  }
  const people = listPeople(desk.workspace()).filter(({ archived }) => !archived);
  const input = {
    bakeoff: reading.bakeoff,
    runs: chosen.map(({ choice, file }) => {
      const { run, metadata } = file;
      const warnings = warningsOf(file);
      const ranBy = choice.ranBy === undefined ? file.ranBy : choice.ranBy || null;
      const operator = people.find((person) => ranBy !== null && person.name === ranBy)?.id ?? null;
      return {
        contender: choice.contender,
        files: run!.files,
        tool: run!.tool,
        format: run!.format,
        parse: parseWith(run!, warnings.length),
        importer: run!.importer,
        mapping: run!.mapping,
        figures: run!.figures,
        series: run!.series,
        seriesCount: run!.seriesCount,
        warnings,
        confirmed: choice.confirmed,
        metadata: choice.metadata ?? metadata,
        observed: run!.observed,
        timelines: run!.timelines,
        operator,
        ranBy: operator ? null : ranBy,
      };
    }),
  };
  const preview = desk.run<{ runs: string[] }>(session, importRun, { input, simulate: true });
  if (request.simulate) return preview;
  // A run that will be refused leaves no files behind.
  if (preview.decision.decision === 'allow') for (const { file } of chosen) await keepFiles(session, file);
  const outcome = desk.run<{ runs: string[] }>(session, importRun, {
    input,
    ...(request.reason && { reason: request.reason }),
  });
  await discardFiles(
    desk,
    reading.id,
    chosen.map(({ file }) => file.file),
  );
  return outcome;
}

function fileOf(reading: Reading, id: string): ReadingFile {
  const file = reading.files.find((one) => one.file === id);
  if (!file) {
    throw new ProofdeskError({
      code: reading.state === 'reading' ? 'unavailable' : 'not-found',
      message: reading.state === 'reading' ? 'The files are still being read.' : 'This file is no longer at hand.',
      hint: reading.state === 'reading' ? 'Wait until they are.' : 'Hand it over again.',
    });
  }
  if (file.problem) throw new ProofdeskError(file.problem);
  return file;
}

/** Keeps the raw files of a run by their digests; they must be the very bytes that were read. */
async function keepFiles(session: Session, { file, beside, run }: ReadingFile): Promise<void> {
  const { desk } = session;
  for (const [index, id] of [file, ...beside.map((one) => one.file)].entries()) {
    const { name, sha256 } = run!.files[index]!;
    const { path } = desk.intake.file(id);
    const { digest } = await desk.workspace().blobs.putFile(path, { mediaType: 'application/octet-stream', name });
    if (digest === sha256) continue;
    throw new ProofdeskError({
      code: 'stale',
      message: `${name} changed after it was read.`,
      where: { file: name },
      hint: 'Hand it over again.',
    });
  }
}
