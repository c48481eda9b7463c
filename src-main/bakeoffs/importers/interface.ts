/**
 * What a reader of one harness format is. A reader knows its format and nothing of Proofdesk: it gets bytes and a context
 * and returns figures. Everything it may use lies in this folder (`reading/` has the common tools).
 */

/** Which way a metric is good. `n/a` where the file does not say and no convention exists. */
export type Better = 'lower' | 'higher' | 'n/a';

/** A metric a format can yield. `name` is `*` for metrics that the test script names itself. */
export interface MetricDeclaration {
  name: string;
  unit: string;
  better: Better;
  about: string;
}

/** A value that JSON can carry. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Where in a file: lines and columns count from 1, bytes from 0. Only the parts that are known. */
export interface Place {
  line?: number;
  column?: number;
  byte?: number;
}

/** Why a file cannot be read: a sentence for a person, the place, and how to mend it. */
export interface Problem {
  message: string;
  where?: Place;
  hint?: string;
}

/** Something a person must know, and confirm, before the figures are used. */
export interface ParseWarning {
  /** Names the kind, such as `skipped-rows`, so that a confirmation can name it too. */
  code: string;
  message: string;
  where?: Place & { file?: string };
}

/** One file as a reader sees it: text in UTF-8 (or in a one-byte encoding), never with a byte-order mark. */
export interface HarnessFile {
  /** Name for people; the path below the folder that was given, with forward slashes. */
  readonly name: string;
  /** How many bytes the file has on disk. */
  readonly size: number;
  /** The first bytes, up to `headLength`, for recognising a format. */
  readonly head: Uint8Array;
  /** What the file was before it was made UTF-8: `utf-8`, `utf-8-bom`, `utf-16le`, `utf-16be`. */
  readonly encoding: string;
  /** What to add to a position in `chunks()` to get the byte in the file; null where no such number exists (UTF-16, gzip). */
  readonly byteOffset: number | null;
  /** The whole content, piece by piece. Reports progress and stops when the work is cancelled. A piece may be reused after the next one is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** The rows of a delimited file, to be queried in SQL (DuckDB's) where they lie instead of being read one by one. */
export interface QueriedRows {
  /** The rows of an answer, each a list of values: numbers, texts, truth values or null. */
  all(sql: string): Promise<(number | string | boolean | null)[][]>;
}

/** How a delimited file is laid out, and what of it is wanted. */
export interface DelimitedLayout {
  delimiter: string;
  header: boolean;
  /** How many columns there are. In `select` they are texts named `c0`, `c1` … */
  columns: number;
  /** What is kept of each row: the list of expressions of a `SELECT`. `measurements` is then the table with that, and `row` its order. */
  select: string;
}

/** Queries over files that are too large to hold. */
export interface TableReader {
  /**
   * Gives the rows of a file to `use` and returns what that returns. Null, so that the reader goes through the file row by row, where
   * the file is small, compressed or not UTF-8, or where a row does not fit the layout.
   */
  delimited<T>(file: HarnessFile, layout: DelimitedLayout, use: (rows: QueriedRows) => Promise<T>): Promise<T | null>;
}

/** What a reader may say while it works. */
export interface ParseContext {
  readonly signal: AbortSignal | undefined;
  /**
   * Seconds from the start of the run (the earliest time in the file) whose samples are wanted in no figure. Whoever asks leaves them
   * out of `samples` itself; a reader that gives `counts` does it and says so with `discarded`.
   */
  readonly discardSeconds?: number | undefined;
  /** Absent where no large files are to be expected. */
  readonly tables?: TableReader | undefined;
  /** Adds a warning to the result. */
  warn(warning: ParseWarning): void;
  /** The error to throw when `file` cannot be read. */
  refusal(file: HarnessFile, problem: Problem): Error;
}

/** Single measurements in the order of the file. The arrays have the same length. */
export interface Samples {
  readonly values: Float64Array;
  /** The time that the file gives each sample, in milliseconds since 1970: its start in JMeter, its end in k6. NaN where it is missing. */
  readonly times?: Float64Array | undefined;
  /** 1 where the sample failed, where the file says so. */
  readonly failed?: Uint8Array | undefined;
  /** What each sample was measured on, such as the id of a data set's item: samples of two runs with equal ids can be paired. */
  readonly items?: readonly string[] | undefined;
}

/**
 * All measurements of a series as the values that occur and how often: as exact as the measurements themselves, without their
 * order. For results with more rows than should be held one by one.
 */
export interface ValueCounts {
  /** Each value once, ascending. */
  readonly values: Float64Array;
  /** How often it occurs, at least once. */
  readonly counts: Float64Array;
  /** How many of them failed, where the file says so of each. */
  readonly failed?: Float64Array;
}

/** What happened in each stretch of a run: the arrays have one entry a stretch. Percentiles are type 7; NaN where nothing was measured. */
export interface Timeline {
  /** When the first stretch begins, in milliseconds since 1970. */
  readonly start: number;
  /** How long each stretch is, in milliseconds. */
  readonly width: number;
  readonly count: Float64Array;
  readonly failed: Float64Array;
  readonly median: Float64Array;
  readonly p95: Float64Array;
  readonly p99: Float64Array;
  readonly max: Float64Array;
}

/** Figures as the tool printed them, in the unit of the series. */
export interface PrintedFigures {
  n?: number;
  mean?: number;
  median?: number;
  min?: number;
  max?: number;
  stddev?: number;
  /** By name: `p90`, `p99.9`. */
  percentiles?: Record<string, number>;
}

/** One row of results: what was measured (`metric`) on which workload (`key`). */
export interface ParsedSeries {
  key: string;
  metric: string;
  unit: string;
  better: Better;
  source: 'samples' | 'histogram' | 'summary-only';
  /** Where the file has single measurements. */
  samples?: Samples;
  /** Instead of `samples`, where there are too many to hold. */
  counts?: ValueCounts;
  /** Over the run's time, where `counts` stand for the samples and the file has times. */
  timeline?: Timeline;
  /**
   * Each sample is a complete execution of the benchmark (a hyperfine run, a repetition of Google Benchmark, one of `-count`) and
   * counts as a run of its own. Absent where the samples are single requests or calls within one execution.
   */
  repetitions?: true;
  /** Where it has only figures, or has both. */
  printed?: PrintedFigures;
  /** The one figure of a series without a distribution. */
  value?: number;
  /** The same per second, where the tool prints it. */
  rate?: number;
  /** Failed requests or samples of this series. */
  errors?: number;
  /** How many were tried in all, where those that failed are not among the samples or `n`. */
  attempts?: number;
  /** Further facts of this series, shown as they are. */
  details?: { [name: string]: Json };
}

/** What a reader returns. */
export interface ParsedRun {
  /** The exact format, one of the importer's `formats`. */
  format: string;
  outcome: 'ok' | 'ok-with-failures' | 'ok-no-samples' | 'empty';
  /** What `discardSeconds` asks for is left out of all series already; `totals` are of the whole run in any case. */
  discarded?: true;
  series: ParsedSeries[];
  totals: { [name: string]: Json };
  /** What the file says about the run: version, command, start, duration, virtual users… */
  metadata: { [name: string]: Json };
}

/** What `detect` found: the format, and whether the content says so or (for a file without content) only its name. */
export interface Detection {
  format: string;
  by: 'content' | 'shape' | 'name';
}

/** A reader of one format, or of formats that are one thing in two layouts. */
export interface Importer {
  tool: string;
  formats: readonly string[];
  metrics: readonly MetricDeclaration[];
  /**
   * Recognises a file by its first bytes; null when it is something else. `content` is a mark that no other format has, `shape`
   * a likeness that a mark of another format outweighs. The name decides only where `head` holds nothing but white space.
   */
  detect(head: Uint8Array, name: string): Detection | null;
  /** For results that are several files: the groups among `names` (all files of one folder and below) that are one run each. */
  together?(names: readonly string[]): string[][];
  /** Reads the file, or the files of one group in the order of `together`. Throws `context.refusal(…)` for what cannot be read. */
  parse(files: readonly HarnessFile[], context: ParseContext): Promise<ParsedRun>;
}

/** How many bytes `HarnessFile.head` has at most. */
export const headLength = 256 * 1024;
