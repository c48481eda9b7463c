import type { HarnessFile, Importer, Json, ParseContext, PrintedFigures } from '../interface';
import { blocksOf, type ConsoleLine, consoleLines, findLine } from '../reading/console';
import { amount, count, percentileName, present } from '../reading/quantities';
import { numberApart, warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { goDuration } from './durations';
import { metrics, type Report, seriesOf, totalsOf } from './metrics';

const format = 'vegeta-report-text';
/** `Latencies     [min, mean, 50, 90, 95, 99, max]  375µs, …`: what the values are, and the values. */
const row = /^(Requests|Duration|Latencies|Bytes In|Bytes Out|Success|Status Codes)\s+\[([^\]]*)\]\s*(.*)$/;
const begins = /^Requests\s+\[total/;

/** Vegeta's report for people (`vegeta report`), of any version since 3.0; several reports in a file are told apart. */
export const importer: Importer = {
  tool: 'vegeta',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    return /\bRequests\s+\[total/.test(text) && /\bLatencies\s+\[[^\]]*\bmean\b/.test(text)
      ? { format, by: 'content' }
      : null;
  },

  async parse([file], context) {
    const lines = await consoleLines(file!, context);
    const { blocks } = blocksOf(lines, ({ text }) => begins.test(text));
    const reports = blocks.map((block) => reportOf(block, file!, context));
    if (reports.length === 0)
      throw context.refusal(file!, { message: 'There is no report of Vegeta.', where: { line: 1 } });
    if (reports.length > 1) warnOfSeveral(file!, context, reports.length, blocks[1]![0]!.line);
    const series = reports.flatMap((report) => seriesOf(report, 'all'));
    numberApart(series);
    const one = reports.length === 1 ? reports[0]! : undefined;
    return {
      format,
      outcome: reports.every(({ requests }) => requests === 0) ? 'ok-no-samples' : 'ok',
      series,
      totals: one ? totalsOf(one) : {},
      metadata: {
        loadModel: 'open',
        ...(one && Object.keys(one.statusCodes).length > 0 && { statusCodes: one.statusCodes }),
        ...errorsOf(blocks),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

/** What stands below `Error Set:` up to the end of the report. */
function errorsOf(blocks: readonly ConsoleLine[][]): { errorMessages?: string[] } {
  if (blocks.length !== 1) return {};
  const block = blocks[0]!;
  const at = block.findIndex(({ text }) => text === 'Error Set:');
  const messages =
    at < 0
      ? []
      : block
          .slice(at + 1, at + 101)
          .map(({ text }) => text)
          .filter((text) => text !== '```');
  return messages.length > 0 ? { errorMessages: messages } : {};
}

function reportOf(block: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): Report {
  const values = (name: string, read: (text: string) => number | undefined): Map<string, number> => {
    const at = findLine(block, new RegExp(`^${name}\\s+\\[`))?.at;
    const parts = at && row.exec(at.text);
    if (!parts) return new Map();
    const names = parts[2]!.split(',').map((one) => one.trim());
    const texts = parts[3]!.split(',').map((one) => one.trim());
    if (texts.length !== names.length) {
      throw context.refusal(file, {
        message: `The row “${name}” names ${names.length} values and has ${texts.length}.`,
        where: { line: at.line },
        hint: 'The output may be cut off.',
      });
    }
    return new Map(
      names.map((one, index) => {
        const value = read(texts[index]!);
        if (value !== undefined) return [one, value];
        throw context.refusal(file, {
          message: `“${one}” of the row “${name}” is no figure.`,
          where: { line: at.line },
        });
      }),
    );
  };
  const requests = values('Requests', amount);
  const durations = values('Duration', goDuration);
  const latencies = values('Latencies', goDuration);
  const n = requests.get('total');
  const none = n === 0;
  const percentiles = Object.fromEntries(
    [...latencies]
      .filter(([name]) => /^[\d.]+$/.test(name))
      .map(([name, value]) => [percentileName(Number(name)), value]),
  );
  const latency: PrintedFigures = none
    ? {}
    : {
        ...present({ mean: latencies.get('mean'), min: latencies.get('min'), max: latencies.get('max') }),
        ...(Object.keys(percentiles).length > 0 && { percentiles }),
      };
  const success = values('Success', (text) => amount(text.replace(/%$/, ''))).get('ratio');
  const seconds = (name: string): number | undefined => {
    const value = durations.get(name);
    return value === undefined ? undefined : value / 1000;
  };
  return {
    latency,
    requests: n,
    rate: requests.get('rate'),
    throughput: requests.get('throughput'),
    success: success === undefined ? undefined : success / 100,
    statusCodes: codesOf(block),
    attackSeconds: seconds('attack'),
    waitSeconds: seconds('wait'),
    totals: present({
      bytesIn: values('Bytes In', amount).get('total'),
      bytesOut: values('Bytes Out', amount).get('total'),
    }) as {
      [name: string]: Json;
    },
  };
}

function codesOf(block: readonly ConsoleLine[]): Record<string, number> {
  const text = row.exec(findLine(block, /^Status Codes\s+\[/)?.at.text ?? '')?.[3] ?? '';
  return Object.fromEntries(
    [...text.matchAll(/(?:^|\s)(\d{1,3}):(\d+)(?=\s|$)/g)].flatMap(([, code, number]) => {
      const value = count(number);
      return value === undefined ? [] : [[code!, value]];
    }),
  );
}
