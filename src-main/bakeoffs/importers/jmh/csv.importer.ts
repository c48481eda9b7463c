import type { Importer, Json, ParsedRun } from '../interface';
import { DelimitedRows } from '../reading/delimited';
import { GatheredSeries } from '../reading/gathered';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { headText, isBlank, TextReader } from '../reading/text';
import {
  betterOfMode,
  betterOfSecondary,
  javaNumber,
  metrics,
  modes,
  percentileOf,
  secondaryName,
  withPercentile,
  workloadOf,
} from './measures';

const format = 'jmh-csv';
const header = /^"?Benchmark"?([,;\t])"?Mode"?\1"?Threads"?\1"?Samples"?\1"?Score"?\1/m;

/** JMH's CSV (with commas, or semicolons as `scsv`): the score of each benchmark with its error, without the iterations. */
export const importer: Importer = {
  tool: 'jmh',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    return header.test(headText(head)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const delimiter = header.exec(headText(file!.head))?.[1] ?? ',';
    const text = new TextReader(file!, context);
    const table = new DelimitedRows(delimiter, (bytes, line) => text.decode(bytes, line));
    const skipped = new SkippedRows();
    const gathered = new GatheredSeries();
    let names: string[] | undefined;
    let rows = 0;
    await table.read(file!, context, () => {
      const fields = table.fields();
      if (fields[0] === 'Benchmark' && fields[1] === 'Mode') {
        names = fields;
        const doubled = names.find((name, index) => names!.indexOf(name) !== index);
        if (doubled !== undefined) {
          throw context.refusal(file!, {
            message: `The header names “${doubled}” twice.`,
            where: { line: table.line },
          });
        }
      } else if (names) {
        rows += 1;
        const wrong = table.unclosed ? cutOff : addRow(names, fields, gathered);
        if (wrong) skipped.add(wrong, { line: table.line });
      }
    });
    const failure = skipped.first();
    if (failure && skipped.total === rows) {
      throw context.refusal(file!, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context);
    const series = gathered.finished().filter(({ printed }) => printed !== undefined);
    return {
      format,
      outcome: series.length > 0 ? 'ok' : rows > 0 ? 'ok-no-samples' : 'empty',
      series,
      totals: { ...(skipped.total > 0 && { skippedRows: skipped.total }) },
      metadata: { ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }) },
    };
  },
};

const cutOff: Unusable = { reason: 'it has another number of fields than the header (the file may be cut off)' };

function addRow(names: readonly string[], fields: readonly string[], gathered: GatheredSeries): Unusable | undefined {
  if (fields.length !== names.length) return cutOff;
  const field = (name: string): string => fields[names.indexOf(name)] ?? '';
  const [label, mode, unit] = [field('Benchmark'), field('Mode'), field('Unit')];
  const score = javaNumber(field('Score'));
  if (!(modes as readonly string[]).includes(mode)) return { reason: 'its mode is none of JMH’s', value: mode };
  // NaN is what JMH prints for a benchmark without a result.
  if (score === undefined)
    return /^NaN$/i.test(field('Score')) ? undefined : { reason: 'its score is no number', value: field('Score') };
  if (score < 0) return { reason: 'its score is negative', value: field('Score') };
  const errorColumn = names.find((name) => name.startsWith('Score Error'));
  const error = errorColumn === undefined ? undefined : javaNumber(field(errorColumn));
  const parameters = names.flatMap((name, index) =>
    name.startsWith('Param: ') && fields[index] !== '' ? [[name.slice('Param: '.length), fields[index]!] as const] : [],
  );
  const [benchmark, ...rest] = label.split(':');
  const key = workloadOf(benchmark!, parameters);
  const sub = rest.join(':');
  const percentile = mode === 'sample' ? percentileOf(sub) : undefined;
  if (percentile) {
    const { more } = gathered.of({ key, metric: mode, unit, better: betterOfMode(mode) });
    more.printed = withPercentile(more.printed ?? {}, percentile, score);
    return undefined;
  }
  const metric = sub === '' ? mode : secondaryName(sub);
  const better = sub === '' ? betterOfMode(mode) : betterOfSecondary(metric, unit);
  const named = { key, metric, unit, better };
  const twice = gathered.has(key, metric) && gathered.of(named).more.printed?.mean !== undefined;
  const threads = javaNumber(field('Threads'));
  const { more } = gathered.of(twice ? { ...named, key: `${key} (threads=${field('Threads')})` } : named);
  const samples = javaNumber(field('Samples'));
  const details: { [name: string]: Json } = {
    ...(threads !== undefined && { threads }),
    reported: { score, scoreError: error ?? null },
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
  };
  more.printed = { ...more.printed, ...(samples !== undefined && { n: samples }), mean: score };
  more.details = details;
  return undefined;
}
