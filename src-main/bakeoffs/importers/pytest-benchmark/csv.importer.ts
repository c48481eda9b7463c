import type { Importer, Json, ParsedRun, ParsedSeries } from '../interface';
import { DelimitedRows } from '../reading/delimited';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { headText, isBlank, TextReader } from '../reading/text';
import { metrics, tellApart } from './json.importer';

const format = 'pytest-benchmark-csv';
const header = /^(?:name|"name"),(?:[^\r\n]*,)?(?:min|max|mean|median|stddev|iqr|outliers|ops|rounds|iterations)\b/;
const figures = ['min', 'max', 'mean', 'median', 'stddev'] as const;
const seconds = /^\d+(\.\d*)?([eE][-+]?\d+)?$/;

/** The CSV that `pytest-benchmark compare --csv` writes: the chosen figures of each test, in seconds, without the rounds. */
export const importer: Importer = {
  tool: 'pytest-benchmark',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const [first = ''] = headText(head).split(/\r?\n/, 1);
    if (!header.test(first) || /(^|,)(real_time|cpu_time)(,|$)/.test(first)) return null;
    const known = first
      .split(',')
      .filter((name) => /^(min|max|mean|stddev|median|iqr|ops|rounds|iterations)$/.test(name));
    return known.length >= 3 && known.some((name) => /^(iqr|ops|rounds|iterations)$/.test(name))
      ? { format, by: 'content' }
      : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const text = new TextReader(file!, context);
    const table = new DelimitedRows(',', (bytes, line) => text.decode(bytes, line));
    const skipped = new SkippedRows();
    const series: ParsedSeries[] = [];
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
      } else {
        const found = table.unclosed ? cutOff : seriesOf(names, fields);
        if ('reason' in found) skipped.add(found, { line: table.line });
        else series.push(found);
      }
    });
    const failure = skipped.first();
    if (series.length === 0 && failure) {
      throw context.refusal(file!, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context);
    nameByParameters(series);
    tellApart(series);
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

function seriesOf(names: readonly string[], fields: readonly string[]): ParsedSeries | Unusable {
  if (fields.length !== names.length) return cutOff;
  const field = (name: string): string => fields[names.indexOf(name)] ?? '';
  const printed: Record<string, number> = {};
  for (const name of [...figures, 'rounds'] as const) {
    const value = field(name);
    if (value === '') continue;
    const number = seconds.test(value) ? Number(value) : Number.NaN;
    if (!Number.isFinite(number)) return { reason: `“${name}” is no time in seconds`, value };
    printed[name === 'rounds' ? 'n' : name] = number;
  }
  if (printed.n === 1) delete printed.stddev;
  const parameters: { [name: string]: Json } = {};
  for (const [index, name] of names.entries()) {
    if (name.startsWith('param:')) parameters[name.slice('param:'.length)] = fields[index]!;
  }
  return {
    key: field('name'),
    metric: 'wall_time',
    unit: 's',
    better: 'lower',
    source: 'summary-only',
    printed,
    ...(Object.keys(parameters).length > 0 && { details: { parameters } }),
  };
}

/** The rows of one test with other parameters have the same name; the parameters tell them apart. */
function nameByParameters(series: ParsedSeries[]): void {
  const count = new Map<string, number>();
  for (const { key } of series) count.set(key, (count.get(key) ?? 0) + 1);
  for (const one of series) {
    const parameters = Object.entries((one.details?.parameters ?? {}) as Record<string, Json>);
    const given = parameters.filter(([, value]) => value !== '');
    if (count.get(one.key)! < 2 || given.length === 0) continue;
    one.key = `${one.key} (${given.map(([name, value]) => `${name}=${String(value)}`).join(', ')})`;
  }
}
