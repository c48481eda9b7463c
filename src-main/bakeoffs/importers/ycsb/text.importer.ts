import type { Importer, Json, ParsedRun } from '../interface';
import { consoleLines } from '../reading/console';
import { decimal } from '../reading/quantities';
import { headText, isBlank } from '../reading/text';
import { Measurements } from './measurements';
import { metrics } from './metrics';

const format = 'ycsb-text';
const measurement = /^\[([^\]]+)\], (.+), (\S+)$/;
const raw = /^([A-Za-z][\w-]*),(\d{10,}),(\d+)$/;
const rawHeader = /^[\w-]+ latency raw data: op, timestamp\(ms\), latency\(us\)$/;
const status = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[:.]\d+ \d+ sec: \d+ operations;/;

/**
 * YCSB's text export, as it is printed at the end of a run: lines of `[KIND], what, number`. Status lines and other output around
 * it are passed over; output without the `[OVERALL]` section is of a run that did not end and is refused.
 */
export const importer: Importer = {
  tool: 'ycsb',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    const marked =
      /^\s*\[(OVERALL|TOTAL_GCs?|[A-Z-]+)\], (RunTime\(ms\)|Throughput\(ops\/sec\)|Operations|Total Operations|\w+Latency\((us|ms)\)), /m.test(
        text,
      ) || text.split('\n', 400).some((line) => status.test(line) || rawHeader.test(line.trim()));
    return marked ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const measurements = new Measurements();
    const metadata: { [name: string]: Json } = {};
    let last = 1;
    for (const { text, line } of await consoleLines(file!, context)) {
      last = line;
      const parts = measurement.exec(text);
      const point = parts ? null : raw.exec(text);
      if (point) measurements.addRaw(point[1]!, Number(point[2]), Number(point[3]));
      else if (!parts) takeOther(text, metadata);
      else {
        const value = decimal(parts[3]!);
        const absent = value === undefined && /^-?(NaN|Infinity|∞)$/.test(parts[3]!);
        if ((value === undefined && !absent) || !measurements.add(parts[1]!, parts[2]!, value)) {
          throw context.refusal(file!, {
            message: `“${text.slice(0, 80)}” has no number where one should be; the file is damaged.`,
            where: { line },
          });
        }
      }
    }
    const series = measurements.series();
    if (!measurements.complete && !series.some(({ samples }) => samples)) {
      throw context.refusal(file!, {
        message: 'There is no [OVERALL] section: the run did not end, or its summary went elsewhere.',
        where: { line: last },
        hint: 'Import what YCSB printed to its standard output, or the file of -p exportfile.',
      });
    }
    return {
      format,
      outcome: series.length === 0 ? 'ok-no-samples' : 'ok',
      series,
      totals: measurements.totals(),
      metadata: { ...metadata, ...measurements.metadata() },
    };
  },
};

/** The command line and the version, which stand before the measurements. */
function takeOther(text: string, metadata: { [name: string]: Json }): void {
  const command = /^Command line: (.+)$/.exec(text)?.[1];
  const version = /^YCSB Client (\d\S*)$/.exec(text)?.[1];
  if (version !== undefined) metadata.toolVersion = version;
  if (command === undefined) return;
  metadata.command = command;
  const threads = decimal(/(?:^| )-threads (\d+)/.exec(command)?.[1]);
  const target = decimal(/(?:^| )-target (\d+)/.exec(command)?.[1]);
  if (threads !== undefined) metadata.clients = threads;
  if (target !== undefined) metadata.targetRate = target;
}
