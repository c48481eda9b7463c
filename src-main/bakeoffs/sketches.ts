import type { Bakeoff, RunMapping } from '../../src-shared/bakeoffs';
import type { RowOf } from '../../src-shared/kernel/entity';
import type { Desk } from '../desk';
import { type AbsentFile, bringFiles } from '../files-on-demand';
import type { Session } from '../session';
import type { SampleSketch } from './distribution';
import { sketchJob } from './jobs';
import type { RunRecord } from './standing';

/** Distributions at hand, by digest of the raw file and series: they can be read from it again at any time, so nothing of them is stored. */
const byDesk = new WeakMap<Desk, Map<string, SampleSketch[]>>();

/** How many files' distributions stay at hand. */
const mostFiles = 1000;

function sketchesAtHand(desk: Desk): Map<string, SampleSketch[]> {
  const found = byDesk.get(desk) ?? new Map<string, SampleSketch[]>();
  byDesk.set(desk, found);
  return found;
}

/** What of a bakeoff decides which measurements are drawn. */
type Agreed = Pick<RowOf<typeof Bakeoff>, 'metrics' | 'discardSeconds'>;

/** A file's distributions are those of the series that were asked for. */
function cacheKey(sha256: string, { metrics, discardSeconds }: Agreed, mapping: RunMapping | null): string {
  const series = new Set(metrics.map((metric) => `${metric.series}\n${metric.metric}`));
  return [sha256, mapping?.sha256 ?? '', String(discardSeconds), ...[...series].sort()].join('\n\n');
}

/** Keeps what was read of a file at hand; the oldest make room. */
export function keepSketches(
  desk: Desk,
  { sha256, mapping }: { sha256: string; mapping: RunMapping | null },
  agreed: Agreed,
  sketches: SampleSketch[],
): void {
  const kept = sketchesAtHand(desk);
  kept.set(cacheKey(sha256, agreed, mapping), sketches);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostFiles) break;
    kept.delete(oldest);
  }
}

/**
 * What pictures of these runs are drawn from, in their order. Raw files that were not read yet since the start are read in the background, and
 * fetched before where they are not on this device; a run with one that cannot be had has nothing, and what it lacks is told.
 */
export async function sketchesOfRuns(
  session: Session,
  bakeoff: RowOf<typeof Bakeoff>,
  runs: readonly RunRecord[],
  signal?: AbortSignal,
): Promise<{ sketches: SampleSketch[][]; absent: AbsentFile[] }> {
  const { desk } = session;
  const workspace = desk.workspace();
  const kept = sketchesAtHand(desk);
  const unread = runs.filter(({ files, mapping }) => !kept.has(cacheKey(files[0]!.sha256, bakeoff, mapping)));
  const absent = await bringFiles(
    desk,
    unread.flatMap(({ files }) => files),
    signal,
  );
  const wanted = unread.filter(({ files }) => files.every(({ sha256 }) => workspace.blobs.has(sha256)));
  if (wanted.length > 0) {
    const { result } = desk.jobs.start(sketchJob, {
      title: `Distributions of ${bakeoff.number}`,
      input: {
        runs: wanted.map(({ files, mapping }) => ({
          sha256: files[0]!.sha256,
          mapping,
          files: files.map(({ name, sha256 }) => ({ name, path: workspace.blobs.path(sha256) })),
        })),
        metrics: bakeoff.metrics,
        discardSeconds: bakeoff.discardSeconds,
      },
      ...(signal && { signal }),
    });
    for (const [index, { sha256, sketches }] of (await result).entries()) {
      keepSketches(desk, { sha256, mapping: wanted[index]!.mapping }, bakeoff, sketches);
    }
  }
  const sketches = runs.map(({ files, mapping }) => kept.get(cacheKey(files[0]!.sha256, bakeoff, mapping)) ?? []);
  return { sketches, absent };
}
