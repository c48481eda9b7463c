import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries } from '../interface';
import { type EmbeddedJson, embeddedJson } from '../reading/embedded-json';
import { asNumber, asObject } from '../reading/json';
import { numberApart, warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { instant } from '../reading/timestamps';
import { directionsOfJob } from './json-job';
import { metrics } from './metrics';
import { seriesOfDirection } from './series';

const format = 'fio-json';

/**
 * fio's JSON output (`--output-format=json` and `json+`) of version 2, in microseconds and KiB, and of version 3, in nanoseconds
 * and bytes; also of clients (`--client`), and with other text around it. With `--status-interval` the last document counts.
 */
export const importer: Importer = {
  tool: 'fio',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    return /"fio version"\s*:\s*"/.test(headText(head)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const documents = (await embeddedJson(file!, context, { bareNumbers: true })).filter(
      ({ value }) => asObject(value)?.['fio version'] !== undefined,
    );
    if (documents.length === 0) {
      throw context.refusal(file!, { message: 'The text has no JSON document of fio.', where: { line: 1 } });
    }
    const last = documents.length > 1 && documents.every(isFurtherStatus) ? documents.slice(-1) : documents;
    if (last.length > 1) warnOfSeveral(file!, context, last.length, last[1]!.line);
    const runs = last.map((document) => readDocument(document, file!, context));
    const series = runs.flatMap((run) => run.series);
    numberApart(series);
    const failed = runs.some((run) => run.failed);
    return {
      format,
      outcome: series.length === 0 ? 'ok-no-samples' : failed ? 'ok-with-failures' : 'ok',
      series,
      totals: runs[0]!.totals,
      metadata: { ...runs[0]!.metadata, ...(last !== documents && { statusReports: documents.length }) },
    };
  },
};

/**
 * Whether a document is the first, or continues the one before it: the same jobs, each with no less work done. So the documents
 * of `--status-interval` are told from those of several executions.
 */
function isFurtherStatus({ value }: EmbeddedJson, index: number, all: EmbeddedJson[]): boolean {
  if (index === 0) return true;
  const work = (document: unknown): [string, number][] =>
    jobsOf(asObject(document) ?? {}).map((job) => [
      String(job.jobname),
      ['read', 'write', 'trim', 'mixed'].reduce((sum, name) => sum + (asNumber(asObject(job[name])?.runtime) ?? 0), 0),
    ]);
  const [now, before] = [work(value), work(all[index - 1]!.value)];
  return (
    now.length >= before.length &&
    before.every(([name, done], at) => name === now[at]![0] && done <= now[at]![1]) &&
    now.some(([, done], at) => done > (before[at]?.[1] ?? 0))
  );
}

function jobsOf(document: Record<string, unknown>): Record<string, unknown>[] {
  const list = Array.isArray(document.jobs) ? document.jobs : document.client_stats;
  return (Array.isArray(list) ? list : []).map(asObject).filter((job) => job !== undefined);
}

function readDocument(
  { value, line }: EmbeddedJson,
  file: HarnessFile,
  context: ParseContext,
): { series: ParsedSeries[]; failed: boolean; totals: ParsedRun['totals']; metadata: ParsedRun['metadata'] } {
  const document = asObject(value)!;
  if (!Array.isArray(document.jobs) && !Array.isArray(document.client_stats)) {
    throw context.refusal(file, { message: 'The document of fio has no list of jobs.', where: { line } });
  }
  const version = String(document['fio version']);
  const jobs = jobsOf(document);
  const directions = jobs.flatMap((job, index) => {
    const { damaged, found } = directionsOfJob(job, index, jobs, version);
    if (damaged !== undefined) {
      throw context.refusal(file, { message: `Job ${index + 1}: ${damaged}; the file is damaged.`, where: { line } });
    }
    return found;
  });
  const errors = jobs.filter((job) => (asNumber(job.error) ?? 0) !== 0);
  const durations = directions.flatMap(({ runtimeMs }) => runtimeMs ?? []);
  // Under --client the last entry sums the others up.
  const single = directions.filter(({ key }) => !/(^|: )All clients\//.test(key));
  const operations = (single.length > 0 ? single : directions).flatMap(({ totalIos }) => totalIos ?? []);
  return {
    series: directions.flatMap(seriesOfDirection),
    failed: errors.length > 0,
    totals: {
      ...(operations.length > 0 && { count: operations.reduce((sum, ios) => sum + ios, 0) }),
      ...(durations.length > 0 && { durationSeconds: Math.max(...durations) / 1000 }),
    },
    metadata: metadataOf(document, version, jobs, errors),
  };
}

function metadataOf(
  document: Record<string, unknown>,
  version: string,
  jobs: readonly Record<string, unknown>[],
  errors: readonly Record<string, unknown>[],
): ParsedRun['metadata'] {
  const starts = jobs.flatMap(({ job_start: start }) => asNumber(start) ?? []);
  const started = starts.length > 0 ? instant(Math.min(...starts)) : undefined;
  const seconds = asNumber(document.timestamp_ms) ?? (asNumber(document.timestamp) ?? Number.NaN) * 1000;
  const reported = instant(seconds);
  return {
    fioVersion: version,
    toolVersion: version.replace(/^fio-/, ''),
    ...(started !== undefined && { startedAt: started }),
    ...(reported !== undefined && { reportedAt: reported }),
    ...(asObject(document['global options']) && { globalOptions: textsOf(document['global options']) }),
    jobs: jobs.map((job) => ({ name: String(job.jobname), options: textsOf(job['job options']) })),
    ...(errors.length > 0 && {
      failedJobs: errors.map((job) => ({ name: String(job.jobname), error: asNumber(job.error)! })),
    }),
  };
}

const textsOf = (value: unknown): { [name: string]: Json } =>
  Object.fromEntries(Object.entries(asObject(value) ?? {}).map(([name, option]) => [name, String(option)]));
