import { join } from 'node:path';
import { filesNotHere } from '../../../src-core/blobs/missing-file';
import {
  BenchmarkRun,
  type ChartFigure,
  type ChartFile,
  type ChartFormat,
  type ChartKind,
  type ComparedRow,
  type TimeMeasure,
} from '../../../src-shared/bakeoffs';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { AbsentFile } from '../../files-on-demand';
import { resourcesFolder } from '../../installation';
import type { Session } from '../../session';
import { requireBakeoff } from '../find';
import { sketchesOfRuns } from '../sketches';
import { type Standing, standingOf } from '../standing';
import { type DrawnRun, intervalFigure, measurementFigures, orderFigure } from './chart-figures';
import { chartCsv } from './chart-table';
import { pngJob } from './png-job';

/** Which pictures: of a bakeoff's runs laid over each other, or of one run alone. */
export interface ChartsAsk {
  bakeoff: string;
  run?: string | undefined;
}

/**
 * Every picture that can be drawn, with the figures it shows. Raw files that were not read since the start are read in the background, and
 * fetched where they are not on this device; runs that could not be drawn without theirs are told with why.
 */
export async function chartsOf(
  session: Session,
  ask: ChartsAsk,
  signal?: AbortSignal,
): Promise<{ figures: ChartFigure[]; absent: AbsentFile[] }> {
  const bakeoff = requireBakeoff(session, ask.bakeoff);
  const standing = standingOf(session.desk.workspace().reader, bakeoff);
  if (ask.run !== undefined) return measured(session, standing, ask.run, signal);
  const { comparison } = standing;
  const { figures, absent } = await measured(session, standing, undefined, signal);
  return {
    figures: [
      ...(comparison.rows.length > 0 ? [intervalFigure(comparison.rows)] : []),
      ...figures,
      ...orders(standing, comparison.rows),
    ],
    absent,
  };
}

/** The pictures of single measurements: of all runs that count, or of one, counted or not. */
async function measured(
  session: Session,
  { bakeoff, contenders, runs }: Standing,
  run: string | undefined,
  signal: AbortSignal | undefined,
): ReturnType<typeof chartsOf> {
  const one = run === undefined ? undefined : session.desk.workspace().reader.get(BenchmarkRun, run);
  const drawn = run === undefined ? runs : one?.bakeoff === bakeoff.id ? [one] : [];
  const { sketches, absent } = await sketchesOfRuns(session, bakeoff, drawn, signal);
  const sideOf = new Map(contenders.map(({ id, side }) => [id, side]));
  const figures = measurementFigures(
    bakeoff.metrics,
    drawn.map(
      ({ id, name, contender }, index): DrawnRun => ({
        id,
        name,
        side: sideOf.get(contender) ?? 'ours',
        sketches: sketches[index]!,
      }),
    ),
  );
  return { figures, absent };
}

function orders({ runs }: Standing, rows: readonly ComparedRow[]): ChartFigure[] {
  const names = new Map(runs.map(({ id, name }) => [id, name]));
  return rows.flatMap((row) => orderFigure(row, (run) => names.get(run) ?? run) ?? []);
}

export interface ChartExport extends ChartsAsk {
  kind: ChartKind;
  row?: string | undefined;
  measure?: TimeMeasure | undefined;
  format: ChartFormat;
  disclosure?: 'internal' | 'nda' | 'public' | undefined;
}

/** What stands on everything that is made of a competitor whose licence forbids publishing. */
const internalMark = 'Internal use only';

const mediaTypes: Record<ChartFormat, string> = { svg: 'image/svg+xml', png: 'image/png', csv: 'text/csv' };

/**
 * One picture as a file. Throws `forbidden` where the competitor is marked for internal use and the file is to leave the house;
 * `not-found` for a row or picture that is not there, or for a raw file; `unavailable` for one that cannot be fetched now.
 */
export async function exportChart(session: Session, ask: ChartExport, signal?: AbortSignal): Promise<ChartFile> {
  const bakeoff = requireBakeoff(session, ask.bakeoff);
  if (bakeoff.competitorInternalOnly && ask.disclosure !== undefined && ask.disclosure !== 'internal') {
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'This competitor is marked for internal use only, so nothing about it may leave the house.',
      hint: 'Export it as internal.',
    });
  }
  const { contenders } = standingOf(session.desk.workspace().reader, bakeoff);
  const figure = await requireFigure(session, { ...ask, bakeoff: bakeoff.id }, signal);
  const internal = bakeoff.competitorInternalOnly || ask.disclosure === 'internal';
  const mark = internal ? internalMark : null;
  const name = fileName(
    [bakeoff.number, ...(ask.run ? ['run'] : []), figure.id, ...(internal ? ['internal'] : [])],
    ask.format,
  );
  const mediaType = mediaTypes[ask.format];
  if (ask.format === 'csv') return { name, mediaType, encoding: 'text', content: chartCsv(figure.table, mark) };
  // What draws is loaded with the first picture.
  const { pictureSvg } = await import('./picture');
  const svg = pictureSvg(figure, {
    bakeoff: `${bakeoff.number} ${bakeoff.title}`,
    contenders: (['ours', 'theirs'] as const)
      .flatMap((side) => {
        const one = contenders.find((contender) => contender.side === side);
        return one ? [`${side}: ${[one.product, one.version].filter(Boolean).join(' ')}`] : [];
      })
      .join(', '),
    mark,
  });
  if (ask.format === 'svg') return { name, mediaType, encoding: 'text', content: svg };
  const png = await session.desk.jobs.start(pngJob, {
    title: name,
    input: { svg, fonts: join(resourcesFolder(), 'fonts') },
    quiet: true,
    ...(signal && { signal }),
  }).result;
  return { name, mediaType, encoding: 'base64', content: Buffer.from(png).toString('base64') };
}

async function requireFigure(session: Session, ask: ChartExport, signal?: AbortSignal): Promise<ChartFigure> {
  const bakeoff = requireBakeoff(session, ask.bakeoff);
  const { figures, absent } = await chartsOf(session, ask, signal);
  // A file goes out by itself: nothing beside it would say that runs are missing from the picture.
  const [lacking] = ask.kind === 'intervals' || ask.kind === 'order' ? [] : absent;
  if (lacking) {
    const hint = 'Import the same file again, leave its run out, or save the picture where it was imported.';
    throw lacking.why ?? filesNotHere(absent, { soWhat: 'so the picture would lack runs', hint });
  }
  const of = figures.filter(({ kind }) => kind === ask.kind);
  const named = ask.row;
  const metric =
    named === undefined ? undefined : bakeoff.metrics.find(({ id, label }) => id === named || label === named);
  if (named !== undefined && !metric) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `${bakeoff.number} has no row ${named}.`,
      hint: `Its rows: ${bakeoff.metrics.map(({ id }) => id).join(', ')}.`,
    });
  }
  // Pictures of measurements stand under the first row of their series.
  const first = bakeoff.metrics.find(
    ({ series, metric: name }) => series === metric?.series && name === metric?.metric,
  );
  const wanted = ask.kind === 'intervals' ? undefined : ask.kind === 'order' ? metric?.id : first?.id;
  const found = of.find(
    ({ row, drawing }) =>
      (wanted === undefined || row === wanted) &&
      (drawing.kind !== 'time' || drawing.measure === (ask.measure ?? 'median')),
  );
  if (found) return found;
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is nothing to draw: ${reasons[ask.kind]}.`,
  });
}

const reasons: Record<ChartKind, string> = {
  intervals: 'the bakeoff has no rows',
  distribution: 'the files hold no single measurements of this row',
  percentiles: 'the files hold no single measurements of this row',
  time: 'the files give no time of each measurement of this row',
  order: 'no run has a figure in this row',
};

/** A name that every file system takes: `b-a7-0001-distribution-search-median.svg`. */
function fileName(parts: readonly string[], format: ChartFormat): string {
  const stem = parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 120);
  return `${stem}.${format}`;
}
