import { stat } from 'node:fs/promises';
import { digestOfFile } from '../../src-core/files/file-digest';
import {
  type ImportWarning,
  importersVersion,
  type Metric,
  measureUnit,
  type RunMapping,
  type RunObservations,
  type RunTimelines,
  type SeriesSummary,
  type StoredRunFigure,
} from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type SampleSketch, sketchesOf } from './distribution';
import { sampleCount } from './figures';
import { type HarnessRun, inspectedSeries, parsedRun } from './inspect';
import { observationsOf } from './observe';
import { measureDefinition, measureRun, seriesOf } from './run-measure';
import { timelinesOf } from './run-timelines';
import { costFigure } from './work-of-run';

/** A file to read: its name for people, and where its bytes lie. */
export interface FileToRead {
  name: string;
  path: string;
}

/** One run as it was read for a bakeoff: nothing of it is stored yet. */
export interface ReadRun {
  /** The files of the run, in the order in which they are read. */
  files: { name: string; sha256: string; bytes: number }[];
  /** Of the first file. */
  sha256: string;
  /** Of all files. */
  bytes: number;
  tool: string;
  format: string;
  parse: HarnessRun['parse'];
  importer: string;
  /** Through which it was read; null for results of known harnesses. */
  mapping: RunMapping | null;
  series: SeriesSummary[];
  seriesCount: number;
  figures: StoredRunFigure[];
  warnings: ImportWarning[];
  totals: HarnessRun['totals'];
  facts: HarnessRun['metadata'];
  /** Whether all single measurements of the rows are in the file, so that percentiles are exact. */
  exact: boolean;
  /** Where a percentile or a median of a row is not from single measurements: whose it is, the same for all such rows; else null. */
  percentilesBy: 'histogram' | 'printed' | null;
  observed: RunObservations;
  /** Where rows are about faults. */
  timelines: RunTimelines | null;
  /** When it began, in milliseconds since 1970. */
  startedMs: number | null;
  sketches: SampleSketch[];
}

export interface ReadRunOptions {
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
  discardSeconds?: number;
  /** Read through this instead of by a reader of a known harness. */
  mapping?: RunMapping | null | undefined;
}

/** Figures of series that are kept with a run, in bytes of JSON; the file itself has all. */
const seriesRoom = 80_000;
const mostSeries = 2000;
const mostWarnings = 200;

/**
 * Reads the result of one run for a bakeoff, a file or the several files that belong together: their digests, the series, and the
 * figure by which the run enters each row. Throws `bad-input` with line, column or byte for a file that cannot be read, and when a
 * file changed while it was read.
 */
export async function readRun(
  named: FileToRead | readonly FileToRead[],
  metrics: readonly Metric[],
  options: ReadRunOptions = {},
): Promise<ReadRun> {
  const files: readonly FileToRead[] = Array.isArray(named) ? named : [named as FileToRead];
  const before = await Promise.all(files.map(({ path }) => stat(path)));
  const progress = sharedProgress(
    before.reduce((sum, { size }) => sum + size, 0),
    options.onProgress,
  );
  // The digests do not wait for the figures: a large file is read for both at once.
  const [digests, run] = await Promise.all([
    digestsOf(files, options.signal, progress.onRead),
    parsedRun(
      files.map(({ name, path }) => ({ name, path })),
      { ...options, onProgress: progress.onFigures, mapping: options.mapping ?? undefined },
    ),
  ]);
  const read = await Promise.all(
    files.map(async ({ name, path }, index) => {
      const [was, is] = [before[index]!, await stat(path)];
      if (was.mtimeMs === is.mtimeMs && was.size === is.size) return { name, sha256: digests[index]!, bytes: is.size };
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${name} changed while it was read.`,
        where: { file: name },
        hint: 'Wait until the harness has finished writing it.',
      });
    }),
  );
  const bytes = read.reduce((sum, one) => sum + one.bytes, 0);
  return { files: read, sha256: read[0]!.sha256, bytes, ...runOf(run, metrics), mapping: options.mapping ?? null };
}

/** How much of the work the digest is; it tells how far it is from its first piece on, before a database has begun. */
const digestShare = 0.1;

/** Progress of the digests and of the figures as one, which never goes back. */
function sharedProgress(size: number, tell: ((share: number) => void) | undefined) {
  let [digested, figured] = [0, 0];
  const told = (): void => tell?.(digestShare * (size === 0 ? 1 : digested / size) + (1 - digestShare) * figured);
  return {
    onRead(bytes: number): void {
      digested = Math.min(size, digested + bytes);
      told();
    },
    onFigures(share: number): void {
      figured = Math.max(figured, share);
      told();
    },
  };
}

/** One after the other, so that many small files are not all open at once. */
async function digestsOf(
  files: readonly FileToRead[],
  signal: AbortSignal | undefined,
  onRead: (bytes: number) => void,
): Promise<string[]> {
  const digests: string[] = [];
  for (const { path } of files) digests.push(await digestOf(path, signal, onRead));
  return digests;
}

/** What a bakeoff takes from a run that was read. */
export function runOf(
  run: HarnessRun,
  metrics: readonly Metric[],
): Omit<ReadRun, 'files' | 'sha256' | 'bytes' | 'mapping'> {
  const asked = metrics.flatMap(({ series, metric }) => seriesOf(run, series, metric) ?? []);
  return {
    tool: run.tool,
    format: run.format,
    parse: run.parse,
    importer: `${run.format} ${importersVersion}`,
    series: summaries(run, new Set(asked)),
    seriesCount: run.series.length,
    figures: figuresOf(run, metrics),
    warnings: warningsOf(run),
    totals: run.totals,
    facts: run.metadata,
    exact: asked.length > 0 && asked.every(({ source }) => source === 'samples'),
    percentilesBy: percentilesBy(run, metrics),
    observed: observationsOf(run, metrics),
    timelines: timelinesOf(run, metrics),
    startedMs: run.startedMs ?? null,
    sketches: sketchesOf(asked),
  };
}

/** How the harness arrived at the percentiles that it gives instead of measurements. */
function percentilesBy(run: HarnessRun, metrics: readonly Metric[]): ReadRun['percentilesBy'] {
  const ranked = metrics.filter(({ measure: { kind } }) => kind === 'percentile' || kind === 'median');
  const sources = new Set(ranked.flatMap(({ series, metric }) => seriesOf(run, series, metric)?.source ?? []));
  const [only] = sources;
  if (sources.size !== 1 || only === undefined || only === 'samples') return null;
  return only === 'histogram' ? 'histogram' : 'printed';
}

/** The figure of a run in each row, with the unit and direction that its series has. */
export function figuresOf(run: HarnessRun, metrics: readonly Metric[]): StoredRunFigure[] {
  return metrics.map((metric): StoredRunFigure => {
    const { measure } = metric;
    if (measure.kind === 'cost') return costFigure(run, { ...metric, measure });
    if (measure.kind === 'underFault') return unfaulted(run, metric);
    const { value, samples, enough, reason } = measureRun(run, metric.series, metric.metric, measure);
    const series = seriesOf(run, metric.series, metric.metric);
    return {
      metric: metric.id,
      value: value !== null && Number.isFinite(value) ? value : null,
      samples,
      enough,
      ...(reason !== undefined && { reason }),
      ...(series && measureDefinition(series, measure)),
      ...(series && repetitionsOf(series, metric)),
    };
  });
}

/** A figure under fault follows from the run's course and the faults that are recorded of it; it is put in where both are at hand. */
export function unfaulted(run: HarnessRun, { id, series: key, metric, measure }: Metric): StoredRunFigure {
  const series = seriesOf(run, key, metric);
  const own = measureUnit(measure) ?? (series && { unit: series.unit, better: 'lower' as const });
  return { metric: id, value: null, samples: series ? sampleCount(series) : 0, enough: false, ...own };
}

/** Most executions in one file that count one by one; more are single calls of something, not runs. */
const mostRepetitions = 500;

/** The figures of the complete executions in a series. A statistic over one execution is the execution's own figure. */
function repetitionsOf(
  { repetitions, samples }: HarnessRun['series'][number],
  { measure }: Metric,
): Pick<StoredRunFigure, 'repetitions'> {
  const values = repetitions && (measure.kind === 'median' || measure.kind === 'mean') ? samples?.values : undefined;
  return values && values.length > 1 && values.length <= mostRepetitions ? { repetitions: [...values] } : {};
}

async function digestOf(
  path: string,
  signal: AbortSignal | undefined,
  onRead: (bytes: number) => void,
): Promise<string> {
  try {
    return await digestOfFile(path, { signal, onRead });
  } catch (thrown) {
    if (signal?.aborted) throw new ProofdeskError({ code: 'cancelled', message: 'Reading was cancelled.' });
    throw thrown;
  }
}

/** Summaries of the rows' own series first, then of others while there is room. */
function summaries(run: HarnessRun, asked: ReadonlySet<HarnessRun['series'][number]>): SeriesSummary[] {
  const ordered = [...asked, ...run.series.filter((series) => !asked.has(series))];
  const kept: SeriesSummary[] = [];
  let bytes = 0;
  for (const series of ordered) {
    const summary = summaryOf(inspectedSeries(series));
    bytes += JSON.stringify(summary).length;
    if (kept.length >= asked.size && (bytes > seriesRoom || kept.length >= mostSeries)) break;
    kept.push(summary);
  }
  return kept;
}

function summaryOf(series: ReturnType<typeof inspectedSeries>): SeriesSummary {
  const { key, metric, unit, better, source, n, mean, median, min, max, stddev, percentiles, value, rate, errors } =
    series;
  const figures = { n, mean, median, min, max, stddev, percentiles, value, rate, errors };
  const known = Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined));
  return { key, metric, unit, better, source, ...known };
}

function warningsOf(run: HarnessRun): ImportWarning[] {
  const warnings = run.warnings.map(({ code, message, where }) => ({
    code,
    message: message.slice(0, 2000),
    ...(where && { where }),
  }));
  if (warnings.length <= mostWarnings) return warnings;
  const more = warnings.length - mostWarnings + 1;
  return [
    ...warnings.slice(0, mostWarnings - 1),
    { code: 'more-warnings', message: `There are ${more} further warnings of this kind; inspect the file to see all.` },
  ];
}
