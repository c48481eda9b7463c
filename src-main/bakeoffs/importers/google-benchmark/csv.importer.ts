import type { Importer, Json, ParsedRun } from '../interface';
import { DelimitedRows } from '../reading/delimited';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { headText, isBlank, TextReader } from '../reading/text';
import { contextLine } from './console';
import { metadataOf, metrics, outcomeOf, type Row, reportOf, tellAggregates } from './rows';

const format = 'google-benchmark-csv';
const firstColumns = ['name', 'iterations', 'real_time', 'cpu_time', 'time_unit'];

/** Google Benchmark's CSV reporter: a row for each repetition and for each aggregate. */
export const importer: Importer = {
  tool: 'google-benchmark',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    return /^name,iterations,real_time,cpu_time,time_unit\b/m.test(headText(head)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const text = new TextReader(file!, context);
    const table = new DelimitedRows(',', (bytes, line) => text.decode(bytes, line));
    const skipped = new SkippedRows();
    const rows: Row[] = [];
    let facts: { [name: string]: Json } = {};
    let names: string[] | undefined;
    await table.read(file!, context, () => {
      const fields = table.fields();
      // What stood on the error stream comes before the header; a report of several parts has a header each.
      if (fields[0] === 'name' && firstColumns.every((name, index) => fields[index] === name)) {
        names = fields;
        const doubled = names.find((name, index) => names!.indexOf(name) !== index);
        if (doubled !== undefined) {
          throw context.refusal(file!, {
            message: `The header names “${doubled}” twice.`,
            where: { line: table.line },
          });
        }
      } else if (!names) facts = { ...facts, ...contextLine(fields.join(',')) };
      else {
        const row = rowOf(names, fields, table.unclosed);
        if ('reason' in row) skipped.add(row, { line: table.line });
        else rows.push(row);
      }
    });
    const failure = skipped.first();
    if (rows.length === 0 && failure) {
      throw context.refusal(file!, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context);
    tellAggregates(rows);
    const report = reportOf(rows, file!, context);
    for (const series of report.series) {
      // One row is one figure; only with several repetitions is there a distribution.
      const { samples } = series;
      if (samples?.values.length !== 1) continue;
      delete series.samples;
      delete series.repetitions;
      Object.assign(series, { source: 'summary-only', value: samples.values[0], printed: { n: 1 } });
    }
    return {
      format,
      outcome: outcomeOf(report),
      series: report.series,
      totals: { ...(skipped.total > 0 && { skippedRows: skipped.total }) },
      metadata: {
        ...facts,
        ...metadataOf(report),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

const decimal = /^-?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/;
const noNumber = /^[-+]?(nan|inf(inity)?)(\([^)]*\))?$/i;
const notCounters = new Set([...firstColumns, 'label', 'error_occurred', 'error_message']);

function rowOf(names: readonly string[], fields: readonly string[], unclosed: boolean): Row | Unusable {
  const field = (name: string): string => fields[names.indexOf(name)] ?? '';
  const name = field('name');
  if (unclosed) return { reason: 'a quotation mark is never closed (the file may be cut off)' };
  if (name === '') return { reason: 'it has no name' };
  if (field('error_occurred') === 'true') return { name, timeUnit: '', counters: [], error: field('error_message') };
  if (fields.length !== names.length) {
    return { reason: 'it has another number of fields than the header (the file may be cut off)' };
  }
  const numbers = new Map<string, number>();
  for (const [index, column] of names.entries()) {
    const value = fields[index]!;
    if (value === '' || notCounters.has(column) !== ['iterations', 'real_time', 'cpu_time'].includes(column)) continue;
    if (noNumber.test(value)) continue;
    const number = decimal.test(value) ? Number(value) : Number.NaN;
    if (!Number.isFinite(number)) return { reason: `“${column}” is no number`, value };
    numbers.set(column, number);
  }
  const [realTime, cpuTime] = [numbers.get('real_time'), numbers.get('cpu_time')];
  if (realTime === undefined && !noNumber.test(field('real_time'))) return { reason: 'it has no time' };
  const iterations = numbers.get('iterations');
  const unit = field('time_unit');
  const fitted = /_(BigO|RMS)$/.exec(name)?.[1];
  return {
    name,
    timeUnit: unit === '' ? 'ns' : unit,
    counters: [...numbers].filter(([column]) => !notCounters.has(column)),
    ...(realTime !== undefined && { realTime }),
    ...(cpuTime !== undefined && { cpuTime }),
    ...(iterations !== undefined && { iterations }),
    ...(field('label') !== '' && { label: field('label') }),
    ...(fitted === 'BigO' && {
      complexity: {
        bigO: unit,
        ...(realTime !== undefined && { realCoefficient: realTime }),
        ...(cpuTime !== undefined && { cpuCoefficient: cpuTime }),
      },
    }),
    ...(fitted === 'RMS' && realTime !== undefined && { complexity: { rms: realTime } }),
  };
}
