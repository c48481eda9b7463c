import type { Importer, ParsedRun } from '../interface';
import { DelimitedRows } from '../reading/delimited';
import { GatheredSeries } from '../reading/gathered';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { headText, isBlank, TextReader } from '../reading/text';
import { metricOf, metrics } from './estimates';

const format = 'criterion-raw-csv';

/** Criterion's `raw.csv`: a row for each sample with its measured value and its iterations. */
export const importer: Importer = {
  tool: 'criterion',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const [first = ''] = headText(head).split(/\r?\n/, 1);
    const marks = /^group,function,value,/.test(first) && /(^|,)iteration_count(,|$)/.test(first);
    return marks && /,(sample_measured_value|sample_time_nanos)(,|$)/.test(first) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const text = new TextReader(file!, context);
    const table = new DelimitedRows(',', (bytes, line) => text.decode(bytes, line));
    const skipped = new SkippedRows();
    const gathered = new GatheredSeries();
    let names: string[] | undefined;
    await table.read(file!, context, () => {
      const fields = table.fields();
      if (!names) {
        names = fields;
        const doubled = names.find((name, index) => names!.indexOf(name) !== index);
        if (doubled !== undefined) {
          throw context.refusal(file!, {
            message: `The header names “${doubled}” twice.`,
            where: { line: table.line },
          });
        }
        // Files of several benchmarks put one after another repeat the header.
      } else if (fields[0] !== 'group' || fields[1] !== 'function') {
        const wrong = table.unclosed ? cutOff : addRow(names, fields, gathered);
        if (wrong) skipped.add(wrong, { line: table.line });
      }
    });
    const series = gathered.finished();
    const failure = skipped.first();
    if (series.length === 0 && failure) {
      throw context.refusal(file!, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context);
    return {
      format,
      outcome: series.length > 0 ? 'ok' : 'empty',
      series,
      totals: { ...(skipped.total > 0 && { skippedRows: skipped.total }) },
      metadata: { ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }) },
    };
  },
};

const cutOff: Unusable = { reason: 'it has another number of fields than the header (the file may be cut off)' };
const decimal = /^\d+(\.\d*)?([eE][-+]?\d+)?$/;

function addRow(names: readonly string[], fields: readonly string[], gathered: GatheredSeries): Unusable | undefined {
  if (fields.length !== names.length) return cutOff;
  const field = (name: string): string => fields[names.indexOf(name)] ?? '';
  const column = names.includes('sample_measured_value') ? 'sample_measured_value' : 'sample_time_nanos';
  const unit = names.includes('unit') ? field('unit') : 'ns';
  const [measured, iterations] = [column, 'iteration_count'].map((name) =>
    decimal.test(field(name)) ? Number(field(name)) : Number.NaN,
  ) as [number, number];
  if (!Number.isFinite(measured)) return { reason: `“${column}” is no measurement`, value: field(column) };
  if (!Number.isFinite(iterations) || iterations <= 0) {
    return { reason: '“iteration_count” is no number of iterations', value: field('iteration_count') };
  }
  const key = [field('group'), field('function'), field('value')].filter((part) => part !== '').join('/');
  gathered.of({ key, metric: metricOf(unit), unit, better: 'lower' }).values.push(measured / iterations);
  return undefined;
}
