import { resolve } from 'node:path';
import { type ErrorRecord, errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import { type Figures, figuresOfSeries } from './figures';
import { type HarnessSource, openHarnessFile } from './harness-file';
import type {
  Better,
  HarnessFile,
  Importer,
  Json,
  ParseContext,
  ParsedRun,
  ParsedSeries,
  ParseWarning,
  TableReader,
} from './importers/interface';
import { importers as allImporters, listFormats, recognise } from './importers/registry';
import { type AppliedMapping, readMapped } from './mapped/mapped-run';
import { type FileGroup, groupsOf } from './run-files';
import { delimitedTables } from './tables/delimited-tables';
import { startOf, withoutWarmUp } from './warm-up';

/** How reading went. The first alone may be stored without a person's confirmation. */
export type ParseState = 'ok' | 'ok-with-warnings' | 'ok-with-failures' | 'ok-no-samples' | 'empty';

/** One run as it was read, with its single measurements. */
export interface HarnessRun {
  /** Name of the file, or of the first of several. */
  file: string;
  /** Names of all files that were read together. */
  files: string[];
  tool: string;
  format: string;
  parse: ParseState;
  series: RunSeries[];
  totals: { [name: string]: Json };
  metadata: { [name: string]: Json };
  warnings: ParseWarning[];
  /** Seconds from the run's start that are left out of all figures. */
  discardedSeconds?: number;
  /** The earliest time in its files, in milliseconds since 1970; absent where they have none. */
  startedMs?: number;
}

/** A series of a run; `withheld` says why none of its figures may be used. */
export type RunSeries = ParsedSeries & { withheld?: string };

/** One series as `proofdesk inspect` prints it: names, figures, then what else the file says of it. */
export type InspectedSeries = {
  key: string;
  metric: string;
  unit: string;
  better: Better;
  source: ParsedSeries['source'];
  value?: number;
  rate?: number;
  errors?: number;
} & Figures & { [detail: string]: Json | Figures['percentiles'] };

/** What `proofdesk inspect` prints for one run. */
export interface Inspection {
  file: string;
  tool: string;
  format: string;
  parse: ParseState;
  series: InspectedSeries[];
  totals: { [name: string]: Json };
  metadata: { [name: string]: Json };
  warnings: ParseWarning[];
}

export interface InspectOptions {
  signal?: AbortSignal | undefined;
  /** Called with the share of the bytes that were read, from 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
  /** The readers to choose from; all of them unless a test says otherwise. */
  importers?: readonly Importer[];
  /** Seconds from the run's start whose samples are left out of every figure. */
  discardSeconds?: number | undefined;
  /** Read through this instead of by a reader of a known harness. */
  mapping?: AppliedMapping | undefined;
}

/**
 * Reads one run from its file, or from the several files that belong to it. Throws `bad-input` with file and place for what is
 * damaged or of no known format, `not-found` for a missing file, `cancelled` when the signal says so.
 */
export async function parsedRun(
  sources: HarnessSource | readonly HarnessSource[],
  options: InspectOptions = {},
): Promise<HarnessRun> {
  const list = Array.isArray(sources) ? (sources as readonly HarnessSource[]) : [sources as HarnessSource];
  let size = 0;
  let read = 0;
  const onRead = (bytes: number): void => {
    read += bytes;
    options.onProgress?.(size === 0 ? 1 : Math.min(1, read / size));
  };
  const paths = new Map<HarnessFile, string>();
  for (const source of list) {
    const file = await openHarnessFile(source, { signal: options.signal, onRead });
    paths.set(file, 'path' in source ? source.path : source.name);
    size += file.size;
  }
  const files = [...paths.keys()];
  const run = options.mapping
    ? await readThrough(options.mapping, files, paths, list, options)
    : await readFiles(files, paths, {
        ...options,
        tables: delimitedTables(onDisk(list, files), { signal: options.signal, onProgress: options.onProgress }),
      });
  options.onProgress?.(1);
  return run;
}

/** The files that lie on disk, where a database can read them. */
function onDisk(sources: readonly HarnessSource[], files: readonly HarnessFile[]): Map<HarnessFile, string> {
  return new Map(
    files.flatMap((file, index) => {
      const source = sources[index]!;
      return 'path' in source ? [[file, source.path] as const] : [];
    }),
  );
}

/** Reads one file through a mapping. */
async function readThrough(
  mapping: AppliedMapping,
  files: readonly HarnessFile[],
  paths: ReadonlyMap<HarnessFile, string>,
  sources: readonly HarnessSource[],
  options: InspectOptions,
): Promise<HarnessRun> {
  const [file, ...more] = files;
  if (more.length > 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'A mapping reads one file, and these are several.',
      where: { file: paths.get(more[0]!)! },
    });
  }
  const warnings: ParseWarning[] = [];
  const run = await readMapped(mapping, file!, sources[0]!, contextOf(paths, warnings, options), options);
  const tool = mapping.content.tool;
  return finished({ file: file!.name, files: [file!.name], tool }, run, warnings, options.discardSeconds);
}

function contextOf(
  paths: ReadonlyMap<HarnessFile, string>,
  warnings: ParseWarning[],
  options: InspectOptions & { tables?: TableReader },
): ParseContext {
  return {
    signal: options.signal,
    tables: options.tables,
    discardSeconds: options.discardSeconds,
    warn: (warning) => warnings.push(warning),
    refusal: (file, { message, where, hint }) =>
      new ProofdeskError({
        code: 'bad-input',
        message,
        where: { file: paths.get(file) ?? file.name, ...where },
        ...(hint !== undefined && { hint }),
      }),
  };
}

function finished(
  named: Pick<HarnessRun, 'file' | 'files' | 'tool'>,
  run: ParsedRun,
  warnings: ParseWarning[],
  discardSeconds: number | undefined,
): HarnessRun {
  const { format, series, totals, metadata } = run;
  const whole: HarnessRun = {
    ...named,
    ...{ format, parse: stateOf(run, warnings), series, totals, metadata, warnings },
    // A reader that left the warm-up out gives stretches from where it ended.
    ...startOf({ series }, run.discarded ? discardSeconds : 0),
  };
  return discardSeconds ? withoutWarmUp(whole, discardSeconds, run.discarded === true) : whole;
}

async function readFiles(
  files: readonly HarnessFile[],
  paths: ReadonlyMap<HarnessFile, string>,
  options: InspectOptions & { tables: TableReader },
): Promise<HarnessRun> {
  const [first] = files;
  const recognised = recognise(first!.head, first!.name, options.importers ?? allImporters);
  if (!recognised) throw unrecognised(first!, paths.get(first!)!);
  const { importer, format } = recognised;
  const warnings: ParseWarning[] = [];
  const named = { file: first!.name, files: files.map(({ name }) => name), tool: importer.tool };
  if (recognised.by === 'name') {
    return { ...named, format, parse: 'empty', series: [], totals: {}, metadata: {}, warnings };
  }
  const run = await importer.parse(files, contextOf(paths, warnings, options));
  return finished(named, run, warnings, options.discardSeconds);
}

function stateOf(run: ParsedRun, warnings: readonly ParseWarning[]): ParseState {
  return run.outcome === 'ok' && warnings.length > 0 ? 'ok-with-warnings' : run.outcome;
}

/** Tells the error of a file that no reader knows from that of a damaged one. */
const unrecognisedDetails = { unrecognised: true };

/** Whether this is the error of a file that no reader knows, so that a mapping may read it. */
export function isUnrecognised({ details }: Pick<ErrorRecord, 'details'>): boolean {
  return details?.['unrecognised'] === true;
}

function unrecognised(file: HarnessFile, path: string): ProofdeskError {
  const tools = [...new Set(listFormats().map(({ tool }) => tool))].join(', ');
  if (file.size === 0) {
    return new ProofdeskError({
      code: 'bad-input',
      message: 'The file is empty, and its name does not tell what it should be.',
      where: { file: path, byte: 0 },
    });
  }
  return new ProofdeskError({
    code: 'bad-input',
    message: 'This is no result file of a known harness.',
    where: { file: path, line: 1 },
    hint: `Known harnesses: ${tools}. Anything else is read through a mapping of its columns or lines: “Map columns” in the window, \`proofdesk mapping draft FILE\` on the command line.`,
    details: unrecognisedDetails,
  });
}

/** A run as `proofdesk inspect` prints it: figures instead of single measurements. */
export function inspectionOf(run: HarnessRun): Inspection {
  const { file, tool, format, parse, totals, metadata, warnings } = run;
  return { file, tool, format, parse, series: run.series.map(inspectedSeries), totals, metadata, warnings };
}

/** One series with its figures. */
export function inspectedSeries(series: ParsedSeries): InspectedSeries {
  const { key, metric, unit, better, source, value, rate, errors, details } = series;
  return {
    key,
    metric,
    unit,
    better,
    source,
    ...figuresOfSeries(series),
    ...(value !== undefined && { value }),
    ...(rate !== undefined && { rate }),
    ...(errors !== undefined && { errors }),
    ...details,
  };
}

/** What came of several paths: the runs that could be read, and what could not be, each with its place. */
export interface InspectOutcome {
  results: Inspection[];
  problems: ErrorRecord[];
  /** Files of a folder that are no result of a harness. */
  passedOver: string[];
}

/**
 * Inspects one path: an object for a file (read together with the files of the same run beside it), an array for a folder,
 * unless the folder is one result. Throws for what cannot be read.
 */
export async function inspectPath(path: string, options: InspectOptions = {}): Promise<Inspection | Inspection[]> {
  const { groups, whole, folder } = await groupsOf(path, options.importers ?? allImporters);
  const results: Inspection[] = [];
  for (const [index, group] of groups.entries()) {
    const onProgress = (share: number): void => options.onProgress?.((index + share) / groups.length);
    results.push(named(inspectionOf(await parsedRun(group, { ...options, onProgress })), group, folder));
  }
  return whole ? results[0]! : results;
}

/** Inspects several paths; what cannot be read is listed as a problem and does not keep the others from being read. */
export async function inspectPaths(paths: readonly string[], options: InspectOptions = {}): Promise<InspectOutcome> {
  const outcome: InspectOutcome = { results: [], problems: [], passedOver: [] };
  const seen = new Set<string>();
  for (const [index, path] of paths.entries()) {
    try {
      const { groups, passedOver, folder } = await groupsOf(path, options.importers ?? allImporters);
      outcome.passedOver.push(...passedOver);
      for (const [at, group] of groups.entries()) {
        const id = group.map(({ path: one }) => resolve(one)).join('\n');
        if (seen.has(id)) continue;
        seen.add(id);
        const onProgress = (share: number): void =>
          options.onProgress?.((index + (at + share) / groups.length) / paths.length);
        try {
          const found = inspectionOf(await parsedRun(group, { ...options, onProgress }));
          outcome.results.push(named(found, group, folder));
        } catch (error) {
          collect(error, outcome.problems);
        }
      }
    } catch (error) {
      collect(error, outcome.problems);
    }
  }
  return outcome;
}

/** A result of files in several folders has the name of the folder that they share, as it has when that folder is named itself. */
function named(found: Inspection, group: FileGroup, folder: string | undefined): Inspection {
  if (folder !== undefined) return { ...found, file: folder };
  const folders = group.map(({ name }) => name.slice(0, name.lastIndexOf('/') + 1));
  if (new Set(folders).size < 2) return found;
  let shared = folders[0]!;
  for (const one of folders) {
    while (!one.startsWith(shared)) shared = shared.slice(0, shared.lastIndexOf('/', shared.length - 2) + 1);
  }
  return shared === '' ? found : { ...found, file: shared };
}

/** Keeps what is wrong with a file; a cancelled work and faults of our own end everything. */
function collect(error: unknown, problems: ErrorRecord[]): void {
  if (!(error instanceof ProofdeskError) || error.code === 'cancelled') throw error;
  problems.push(errorRecord(error));
}
