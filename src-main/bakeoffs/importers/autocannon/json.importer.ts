import type { HarnessFile, Importer, Json, ParseContext } from '../interface';
import { embeddedJson } from '../reading/embedded-json';
import { asNumber, asObject } from '../reading/json';
import { present } from '../reading/quantities';
import { warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { type CannonRun, figuresOf, metrics, runOf } from './results';

const format = 'autocannon-json';

/** autocannon's JSON (`--json`): one result, several one a line, or a list; what else was printed around them is passed over. */
export const importer: Importer = {
  tool: 'autocannon',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^[ \t]*[{[]/m.test(text) || !/"latency"\s*:\s*\{/.test(text) || !/"requests"\s*:\s*\{/.test(text))
      return null;
    return /"(?:pipelining|non2xx)"\s*:/.test(text) ? { format, by: 'content' } : null;
  },

  async parse([file], context) {
    const found = (await embeddedJson(file!, context)).flatMap(({ value, line }) =>
      (Array.isArray(value) ? value : [value]).flatMap((one) => {
        const result = asObject(one);
        return result && asObject(result.latency) && asObject(result.requests) ? [{ result, line }] : [];
      }),
    );
    if (found.length === 0) {
      throw context.refusal(file!, {
        message: 'There is no result of autocannon in the document.',
        where: { line: 1 },
      });
    }
    if (found.length > 1) warnOfSeveral(file!, context, found.length, found[1]!.line);
    const runs = found.map(({ result, line }) => cannonRun(result, line, file!, context));
    return runOf(format, runs, file!.encoding === 'utf-8' ? {} : { encoding: file!.encoding });
  },
};

function cannonRun(result: Record<string, unknown>, line: number, file: HarnessFile, context: ParseContext): CannonRun {
  const requests = asObject(result.requests)!;
  const counted = (name: string, value: unknown): number | undefined => {
    if (value === undefined || value === null) return undefined;
    const number = asNumber(value);
    if (number !== undefined && number >= 0) return number;
    throw context.refusal(file, {
      message: `“${name}” is ${JSON.stringify(value)}; the file is damaged.`,
      where: { line },
    });
  };
  const of = (name: string): number | undefined => counted(name, result[name]);
  const latency = figuresOf(result.latency);
  for (const value of [latency.mean, latency.min, latency.max, ...Object.values(latency.percentiles ?? {})])
    counted('latency', value);
  const count = counted('totalCount', asObject(result.latency)!.totalCount) ?? counted('total', requests.total);
  const [errors, timeouts, non2xx, mismatches] = [of('errors'), of('timeouts'), of('non2xx'), of('mismatches')];
  const throughput = counted('average', requests.average) ?? counted('mean', requests.mean);
  const text = (name: string): string | undefined =>
    typeof result[name] === 'string' ? (result[name] as string) : undefined;
  return {
    name: text('title') ?? text('url'),
    latency,
    requests: { ...present({ n: of('samples') }), ...figuresOf(requests) },
    bytes: { ...present({ n: of('samples') }), ...figuresOf(result.throughput) },
    count,
    // Time-outs are among the errors already.
    errors:
      errors === undefined && non2xx === undefined ? undefined : (errors ?? 0) + (non2xx ?? 0) + (mismatches ?? 0),
    totals: present({
      connectionErrors: errors,
      // Requests without an answer are not among those that were measured.
      attempts: count === undefined || !errors ? undefined : count + errors,
      timeouts,
      non2xx,
      mismatches,
      resets: of('resets'),
      durationSeconds: of('duration'),
      throughput,
      throughputUnit: throughput === undefined ? undefined : 'requests/s',
      connections: of('connections'),
      bytesRead: counted('total', asObject(result.throughput)?.total),
      requestsSent: counted('sent', requests.sent),
    }) as { [name: string]: Json },
    metadata: {
      ...present({
        url: text('url'),
        title: text('title'),
        startedAt: text('start'),
        finishedAt: text('finish'),
        concurrency: of('connections'),
        pipelining: of('pipelining'),
        workers: of('workers'),
      }),
      ...statusCodes(result.statusCodeStats),
    } as { [name: string]: Json },
  };
}

function statusCodes(value: unknown): { [name: string]: Json } {
  const codes = Object.entries(asObject(value) ?? {}).flatMap(([code, entry]): [string, number][] => {
    const number = asNumber(asObject(entry)?.count);
    return number === undefined ? [] : [[code, number]];
  });
  return codes.length > 0 ? { statusCodes: Object.fromEntries(codes) } : {};
}
