import type { Importer, Json, ParsedRun, ParsedSeries, PrintedFigures } from '../interface';
import { asNumber, asObject } from '../reading/json';
import { headText, isBlank } from '../reading/text';
import { documentOf } from './document';
import { metrics, tellApart } from './statistics';

const format = 'tinybench-table-json';
const columns =
  /"(?:Latency (?:avg|average|med|median)|Throughput (?:avg|average|med|median)|Average Time) \((?:ns|ops\/s)\)"\s*:/;

/** tinybench's `bench.table()`: figures as texts for people, such as `29110 ± 7.90%`. */
export const importer: Importer = {
  tool: 'tinybench',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^\s*\[\s*\{/m.test(text) || !/"Task [Nn]ame"\s*:/.test(text)) return null;
    return columns.test(text) || /"Error"\s*:/.test(text) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const rows = await documentOf(file!, context);
    if (!Array.isArray(rows)) {
      throw context.refusal(file!, { message: 'The document is no list of rows.', where: { line: 1 } });
    }
    const failures: [string, string][] = [];
    const named = rows.flatMap((value: unknown, index) => {
      // A task without a result may be null.
      if (value === null) return [];
      const row = asObject(value);
      const name = row?.['Task name'] ?? row?.['Task Name'];
      if (!row || typeof name !== 'string') {
        throw context.refusal(file!, { message: `Row ${index + 1} has no task; the file is damaged.` });
      }
      return [{ key: name, row }];
    });
    tellApart(named);
    const series = named.flatMap(({ key, row }) => {
      if ('Error' in row) failures.push([key, String(row.Error)]);
      return seriesOf(key, row);
    });
    return {
      format,
      outcome: rows.length === 0 ? 'empty' : series.length === 0 ? 'ok-no-samples' : 'ok',
      series,
      totals: { rows: rows.length },
      metadata: {
        ...(failures.length > 0 && { benchmarkErrors: Object.fromEntries(failures) }),
        precision: 'the table has rounded figures; the tasks themselves keep all digits',
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

/** The number at the beginning of a text, with commas between thousands; undefined where there is none. */
function displayed(value: unknown): number | undefined {
  if (typeof value === 'number') return asNumber(value);
  if (typeof value !== 'string') return undefined;
  const digits = /^\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?![\d,.])/.exec(value)?.[1];
  const number = digits === undefined ? Number.NaN : Number(digits.replaceAll(',', ''));
  return Number.isFinite(number) ? number : undefined;
}

function seriesOf(key: string, row: Record<string, unknown>): ParsedSeries[] {
  const cell = (...names: string[]): unknown => names.map((name) => row[name]).find((value) => value !== undefined);
  const n = asNumber(row.Samples);
  const figures = (mean: unknown, median: unknown): PrintedFigures | undefined => {
    const [average, middle] = [displayed(mean), displayed(median)];
    if (average === undefined && middle === undefined) return undefined;
    return {
      ...(n !== undefined && { n }),
      ...(average !== undefined && { mean: average }),
      ...(middle !== undefined && { median: middle }),
    };
  };
  const latency = figures(
    cell('Latency avg (ns)', 'Latency average (ns)', 'Average Time (ns)'),
    cell('Latency med (ns)', 'Latency median (ns)'),
  );
  const throughput = figures(
    cell('Throughput avg (ops/s)', 'Throughput average (ops/s)', 'ops/sec'),
    cell('Throughput med (ops/s)', 'Throughput median (ops/s)'),
  );
  const shown: { [name: string]: Json } = Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'Stack' ? [[name, value] as const] : [],
    ),
  );
  return [
    ...(latency
      ? [
          {
            key,
            metric: 'latency',
            unit: 'ns',
            better: 'lower' as const,
            source: 'summary-only' as const,
            printed: latency,
            details: { shown },
          },
        ]
      : []),
    ...(throughput
      ? [
          {
            key,
            metric: 'throughput',
            unit: 'ops/s',
            better: 'higher' as const,
            source: 'summary-only' as const,
            printed: throughput,
          },
        ]
      : []),
  ];
}
