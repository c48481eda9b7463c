import { filesNotHere } from '../../src-core/blobs/missing-file';
import { defineJob } from '../../src-core/jobs';
import { distinctLabels, type Metric, type PairedRow, type RunMapping, type SideName } from '../../src-shared/bakeoffs';
import type { Session } from '../session';
import { requireBakeoff } from './find';
import type { FileToRead } from './read-run';
import { standingOf } from './standing';

interface PairedItemsInput {
  runs: { side: SideName; files: FileToRead[]; mapping: RunMapping | null }[];
  metrics: Metric[];
  discardSeconds: number;
}

/** Reads the scores of single items from raw files and compares the sides item by item. */
export const pairedItemsJob = defineJob<PairedItemsInput, PairedRow[]>({
  kind: 'bakeoff.items',
  async run({ runs, metrics, discardSeconds }, work) {
    const [{ parsedRun }, { seriesOf }, { pairedRow }] = await Promise.all([
      import('./inspect'),
      import('./run-measure'),
      import('../../src-shared/bakeoffs'),
    ]);
    const scores = metrics.map(() => ({ ours: new Map<string, number[]>(), theirs: new Map<string, number[]>() }));
    for (const [index, { side, files, mapping }] of runs.entries()) {
      work.progress(index / runs.length, `Reading ${files[0]!.name} (${index + 1} of ${runs.length})`);
      const run = await parsedRun(files, { signal: work.signal, discardSeconds, mapping: mapping ?? undefined });
      metrics.forEach((metric, row) => {
        const samples = seriesOf(run, metric.series, metric.metric)?.samples;
        samples?.items?.forEach((item, at) => {
          const all = scores[row]![side];
          const value = samples.values[at]!;
          const known = all.get(item);
          if (known) known.push(value);
          else all.set(item, [value]);
        });
      });
    }
    const means = (all: ReadonlyMap<string, number[]>) =>
      new Map([...all].map(([item, values]) => [item, values.reduce((sum, value) => sum + value, 0) / values.length]));
    return metrics.flatMap(({ id: key, label }, row) => {
      const { ours, theirs } = scores[row]!;
      return pairedRow({ key, label, ours: means(ours), theirs: means(theirs) }) ?? [];
    });
  },
});

/** Rows whose files tell the item of each score, compared item by item. Throws `not-found` for a raw file that is not here. */
export async function pairedItems(session: Session, bakeoff: string): Promise<PairedRow[]> {
  const { desk } = session;
  const workspace = desk.workspace();
  const row = requireBakeoff(session, bakeoff);
  const { runs, compared } = standingOf(workspace.reader, row);
  if (runs.length === 0) return [];
  const missing = runs.flatMap(({ files }) => files).filter(({ sha256 }) => !workspace.blobs.has(sha256));
  if (missing.length > 0) {
    throw filesNotHere(missing, {
      soWhat: 'so items cannot be paired',
      hint: 'Import the same file again, or compare the items where it was imported.',
    });
  }
  return desk.jobs.start(pairedItemsJob, {
    title: `Items of ${row.number}`,
    input: {
      runs: runs.map(({ files, mapping }, index) => ({
        side: compared[index]!.side,
        mapping,
        files: files.map(({ name, sha256 }) => ({ name, path: workspace.blobs.path(sha256) })),
      })),
      metrics: distinctLabels(row.metrics),
      discardSeconds: row.discardSeconds,
    },
  }).result;
}
