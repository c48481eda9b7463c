import { defineJob } from '../../src-core/jobs';
import type { Metric, RunMapping } from '../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import type { SampleSketch } from './distribution';
import type { Description } from './facts-in-file';
import type { FileHead } from './mapped/fits';
import type { FileToRead, ReadRun } from './read-run';

export interface ReadRunsInput {
  /** `file` names a file for the caller. */
  files: (FileToRead & { file: string; mapping?: RunMapping | undefined })[];
  metrics: Metric[];
  /** Left out of every figure, from each run's start. */
  discardSeconds?: number;
}

/** What came of one file, or of several that are one run: a run, a description of one, or why it is neither. */
export interface ReadOutcome {
  /** The first file, by which the outcome is named. */
  file: string;
  name: string;
  /** Further files of the same run. */
  beside: { file: string; name: string }[];
  run: ReadRun | null;
  description: Description | null;
  problem: ErrorRecord | null;
  /** No reader knows the file: what of it tells which mapping fits. */
  unrecognised?: FileHead;
}

/** A description is a page of facts; anything longer is something else. */
const longestDescription = 1024 * 1024;

/** Reads runs, one after the other, each from its file or from the several files that belong together; a file that cannot be read does not keep the others from being read. */
export const readRunsJob = defineJob<ReadRunsInput, ReadOutcome[]>({
  kind: 'bakeoff.read',
  async run({ files, metrics, discardSeconds = 0 }, work) {
    const [
      { readRun },
      { isDescription, readDescription },
      { readFile, stat },
      { together },
      { isUnrecognised },
      { fileHead },
    ] = await Promise.all([
      import('./read-run'),
      import('./facts-in-file'),
      import('node:fs/promises'),
      import('./together'),
      import('./inspect'),
      import('./mapped/fits'),
    ]);
    const outcomes: ReadOutcome[] = [];
    // A mapping reads one file.
    const groups = [
      ...together(
        files.filter(({ mapping }) => !mapping),
        isDescription,
      ),
      ...files.filter(({ mapping }) => mapping).map((file) => [file]),
    ];
    for (const [index, group] of groups.entries()) {
      const [{ file, name, path, mapping }, ...more] = group as [(typeof group)[0], ...typeof group];
      const beside = more.map((one) => ({ file: one.file, name: one.name }));
      const outcome: ReadOutcome = { file, name, beside, run: null, description: null, problem: null };
      const onProgress = (share: number): void =>
        work.progress((index + share) / groups.length, `Reading ${name} (${index + 1} of ${groups.length})`);
      onProgress(0);
      try {
        if (isDescription(name)) {
          if ((await stat(path)).size > longestDescription) throw tooLong(name);
          outcome.description = readDescription(name, await readFile(path, 'utf8'));
        } else
          outcome.run = await readRun(group, metrics, { signal: work.signal, onProgress, discardSeconds, mapping });
      } catch (thrown) {
        if (!(thrown instanceof ProofdeskError) || thrown.code === 'cancelled') throw thrown;
        // A person knows the file by its name, not by where it waits to be imported.
        const record = errorRecord(thrown);
        outcome.problem = { ...record, where: { ...record.where, file: name } };
        if (isUnrecognised(record)) outcome.unrecognised = await fileHead({ name, path });
      }
      outcomes.push(outcome);
    }
    return outcomes;
  },
});

export interface SketchInput {
  /** The files of each run, and the digest by which the answer names it. */
  runs: { sha256: string; files: FileToRead[]; mapping?: RunMapping | null }[];
  metrics: Metric[];
  discardSeconds?: number;
}

/** Reads the distributions of the rows' series from raw files. */
export const sketchJob = defineJob<SketchInput, { sha256: string; sketches: SampleSketch[] }[]>({
  kind: 'bakeoff.distributions',
  async run({ runs, metrics, discardSeconds = 0 }, work) {
    const { readRun } = await import('./read-run');
    const found: { sha256: string; sketches: SampleSketch[] }[] = [];
    for (const [index, { sha256, files, mapping }] of runs.entries()) {
      work.progress(index / runs.length, `Reading ${files[0]!.name} (${index + 1} of ${runs.length})`);
      const { sketches } = await readRun(files, metrics, { signal: work.signal, discardSeconds, mapping });
      found.push({ sha256, sketches });
    }
    return found;
  },
});

function tooLong(name: string): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `${name} is too long for the description of a run (1 MiB).`,
    where: { file: name },
  });
}
