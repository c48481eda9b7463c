import { defineJob } from '../../src-core/jobs';
import type { Metric } from '../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import type { SampleSketch } from './distribution';
import type { Description } from './facts-in-file';
import type { FileToRead, ReadRun } from './read-run';

export interface ReadRunsInput {
  /** `file` names a file for the caller. */
  files: (FileToRead & { file: string })[];
  metrics: Metric[];
}

/** What came of one file: a run, a description of one, or why it is neither. */
export interface ReadOutcome {
  file: string;
  name: string;
  run: ReadRun | null;
  description: Description | null;
  problem: ErrorRecord | null;
}

/** A description is a page of facts; anything longer is something else. */
const longestDescription = 1024 * 1024;

/** Reads result files, one after the other; a file that cannot be read does not keep the others from being read. */
export const readRunsJob = defineJob<ReadRunsInput, ReadOutcome[]>({
  kind: 'bakeoff.read',
  async run({ files, metrics }, work) {
    const [{ readRun }, { isDescription, readDescription }, { readFile, stat }] = await Promise.all([
      import('./read-run'),
      import('./facts-in-file'),
      import('node:fs/promises'),
    ]);
    const outcomes: ReadOutcome[] = [];
    for (const [index, { file, name, path }] of files.entries()) {
      const outcome: ReadOutcome = { file, name, run: null, description: null, problem: null };
      const onProgress = (share: number): void =>
        work.progress((index + share) / files.length, `Reading ${name} (${index + 1} of ${files.length})`);
      onProgress(0);
      try {
        if (isDescription(name)) {
          if ((await stat(path)).size > longestDescription) throw tooLong(name);
          outcome.description = readDescription(name, await readFile(path, 'utf8'));
        } else outcome.run = await readRun({ name, path }, metrics, { signal: work.signal, onProgress });
      } catch (thrown) {
        if (!(thrown instanceof ProofdeskError) || thrown.code === 'cancelled') throw thrown;
        // A person knows the file by its name, not by where it waits to be imported.
        const record = errorRecord(thrown);
        outcome.problem = { ...record, where: { ...record.where, file: name } };
      }
      outcomes.push(outcome);
    }
    return outcomes;
  },
});

export interface SketchInput {
  files: (FileToRead & { sha256: string })[];
  metrics: Metric[];
}

/** Reads the distributions of the rows' series from raw files. */
export const sketchJob = defineJob<SketchInput, { sha256: string; sketches: SampleSketch[] }[]>({
  kind: 'bakeoff.distributions',
  async run({ files, metrics }, work) {
    const { readRun } = await import('./read-run');
    const found: { sha256: string; sketches: SampleSketch[] }[] = [];
    for (const [index, { name, path, sha256 }] of files.entries()) {
      work.progress(index / files.length, `Reading ${name} (${index + 1} of ${files.length})`);
      const { sketches } = await readRun({ name, path }, metrics, { signal: work.signal });
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
