import type { HarnessFile, Importer, Json, ParseContext, PrintedFigures } from '../interface';
import { embeddedJson } from '../reading/embedded-json';
import { asNumber, asObject } from '../reading/json';
import { percentileName, present } from '../reading/quantities';
import { numberApart, warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { metrics, type Report, seriesOf, totalsOf } from './metrics';

const format = 'vegeta-report-json';
const nanosecondsPerMillisecond = 1e6;

/** Vegeta's report as JSON (`vegeta report -type=json`); other output around it is passed over. */
export const importer: Importer = {
  tool: 'vegeta',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^[ \t]*\{/m.test(text) || !/"latencies"\s*:\s*\{/.test(text)) return null;
    return /"(?:bytes_in|status_codes)"\s*:\s*\{/.test(text) ? { format, by: 'content' } : null;
  },

  async parse([file], context) {
    const found = (await embeddedJson(file!, context)).flatMap(({ value, line }) => {
      const document = asObject(value);
      return document && asObject(document.latencies) ? [{ document, line }] : [];
    });
    // `-every` prints the report of the same attack again and again; the last one is the whole.
    const reports = found.filter(({ document }, index) => {
      const next = found[index + 1]?.document;
      return next === undefined || document.earliest === undefined || next.earliest !== document.earliest;
    });
    if (reports.length === 0)
      throw context.refusal(file!, { message: 'There is no report of Vegeta in the document.', where: { line: 1 } });
    if (reports.length > 1) warnOfSeveral(file!, context, reports.length, reports[1]!.line);
    const read = reports.map(({ document, line }) => reportOf(document, line, file!, context));
    const series = read.flatMap((report) => seriesOf(report, 'all'));
    numberApart(series);
    const one = read.length === 1 ? read[0]! : undefined;
    return {
      format,
      outcome: read.every(({ requests }) => requests === 0) ? 'ok-no-samples' : 'ok',
      series,
      totals: one ? totalsOf(one) : {},
      metadata: {
        loadModel: 'open',
        ...(one && metadataOf(reports[0]!.document, one)),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

function metadataOf(document: Record<string, unknown>, report: Report): { [name: string]: Json } {
  const text = (name: string): string | undefined => {
    const value = document[name];
    // Go's zero time stands for none.
    return typeof value === 'string' && !value.startsWith('0001-01-01') ? value : undefined;
  };
  const errors = Array.isArray(document.errors)
    ? document.errors.filter((one) => typeof one === 'string').slice(0, 100)
    : [];
  return {
    ...(present({ startedAt: text('earliest'), finishedAt: text('end') }) as {
      [name: string]: Json;
    }),
    ...(Object.keys(report.statusCodes).length > 0 && { statusCodes: report.statusCodes }),
    ...(errors.length > 0 && { errorMessages: errors }),
  };
}

function reportOf(document: Record<string, unknown>, line: number, file: HarnessFile, context: ParseContext): Report {
  const figure = (object: Record<string, unknown> | undefined, name: string): number | undefined => {
    const value = object?.[name];
    if (value === undefined || value === null) return undefined;
    const number = asNumber(value);
    if (number !== undefined && number >= 0) return number;
    throw context.refusal(file, {
      message: `“${name}” is ${JSON.stringify(value)}; the report is damaged.`,
      where: { line },
    });
  };
  const latencies = asObject(document.latencies)!;
  const requests = figure(document, 'requests');
  const milliseconds = (name: string): number | undefined => {
    const value = figure(latencies, name);
    return value === undefined ? undefined : value / nanosecondsPerMillisecond;
  };
  const seconds = (name: string): number | undefined => {
    const value = figure(document, name);
    return value === undefined ? undefined : value / 1e9;
  };
  // Programs that use Vegeta as a library may print the report before they close it; then only sums and extremes are there.
  const open = (figure(latencies, 'total') ?? 0) > 0 && latencies.mean === 0;
  if (open) {
    context.warn({
      code: 'unfinished-report',
      message: 'The report was printed before it was finished: mean, percentiles, rate and duration are missing.',
      where: { file: file.name, line },
    });
  }
  const percentiles: Record<string, number> = {};
  for (const name of Object.keys(latencies)) {
    const percent = /^(\d+(?:\.\d+)?)th$/.exec(name)?.[1];
    const value = percent === undefined ? undefined : milliseconds(name);
    if (value !== undefined && !open && requests !== 0) percentiles[percentileName(Number(percent))] = value;
  }
  const latency: PrintedFigures = {
    ...present({
      mean: open || requests === 0 ? undefined : milliseconds('mean'),
      min: milliseconds('min'),
      max: milliseconds('max'),
    }),
    ...(Object.keys(percentiles).length > 0 && { percentiles }),
  };
  const statusCodes = Object.fromEntries(
    Object.keys(asObject(document.status_codes) ?? {}).map((code) => [
      code,
      figure(asObject(document.status_codes), code) ?? 0,
    ]),
  );
  const closed = <T>(value: T | undefined): T | undefined => (open ? undefined : value);
  return {
    latency,
    requests,
    statusCodes,
    rate: closed(figure(document, 'rate')),
    throughput: closed(figure(document, 'throughput')),
    success: closed(figure(document, 'success')),
    attackSeconds: closed(seconds('duration')),
    waitSeconds: closed(seconds('wait')),
    totals: present({
      bytesIn: figure(asObject(document.bytes_in), 'total'),
      bytesOut: figure(asObject(document.bytes_out), 'total'),
    }) as { [name: string]: Json },
  };
}
