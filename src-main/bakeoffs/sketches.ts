import type { Bakeoff, Distribution } from '../../src-shared/bakeoffs';
import type { RowOf } from '../../src-shared/kernel/entity';
import type { Desk } from '../desk';
import type { Session } from '../session';
import { pooled, type SampleSketch } from './distribution';
import { requireBakeoff } from './find';
import { sketchJob } from './jobs';
import { type Standing, standingOf } from './standing';

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
function cacheKey(sha256: string, { metrics, discardSeconds }: Agreed): string {
  const series = new Set(metrics.map((metric) => `${metric.series}\n${metric.metric}`));
  return [sha256, String(discardSeconds), ...[...series].sort()].join('\n\n');
}

/** Keeps what was read of a file at hand; the oldest make room. */
export function keepSketches(desk: Desk, sha256: string, agreed: Agreed, sketches: SampleSketch[]): void {
  const kept = sketchesAtHand(desk);
  kept.set(cacheKey(sha256, agreed), sketches);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostFiles) break;
    kept.delete(oldest);
  }
}

/** Distributions by workload of both sides. Raw files that were not read yet since the start are read in the background. */
export async function distributions(session: Session, bakeoff: string): Promise<Distribution[]> {
  const { desk } = session;
  const workspace = desk.workspace();
  const row = requireBakeoff(session, bakeoff);
  const standing = standingOf(workspace.reader, row);
  const kept = sketchesAtHand(desk);
  const wanted = standing.runs
    .map(({ files }) => files)
    .filter(
      (files) => !kept.has(cacheKey(files[0]!.sha256, row)) && files.every(({ sha256 }) => workspace.blobs.has(sha256)),
    );
  if (wanted.length > 0) {
    const { result } = desk.jobs.start(sketchJob, {
      title: `Distributions of ${row.number}`,
      input: {
        runs: wanted.map((files) => ({
          sha256: files[0]!.sha256,
          files: files.map(({ name, sha256 }) => ({ name, path: workspace.blobs.path(sha256) })),
        })),
        metrics: row.metrics,
        discardSeconds: row.discardSeconds,
      },
    });
    for (const { sha256, sketches } of await result) keepSketches(desk, sha256, row, sketches);
  }
  return drawn(standing, kept, row);
}

function drawn(
  { runs, compared }: Standing,
  kept: ReadonlyMap<string, SampleSketch[]>,
  agreed: Agreed,
): Distribution[] {
  const series = new Map(agreed.metrics.map((metric) => [`${metric.series}\n${metric.metric}`, metric]));
  return [...series.values()].flatMap(({ series: key, metric }) => {
    const of = (side: 'ours' | 'theirs') =>
      runs.flatMap((run, index) =>
        compared[index]!.side === side
          ? (kept
              .get(cacheKey(run.files[0]!.sha256, agreed))
              ?.filter((one) => one.key === key && one.metric === metric) ?? [])
          : [],
      );
    const [ours, theirs] = [of('ours'), of('theirs')];
    const unit = (ours[0] ?? theirs[0])?.unit;
    return unit === undefined ? [] : [{ key, metric, unit, ours: pooled(ours), theirs: pooled(theirs) }];
  });
}
