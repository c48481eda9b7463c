import type { Importer, Json, ParsedRun, ParsedSeries, PrintedFigures } from '../interface';
import { DelimitedRows } from '../reading/delimited';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { headText, isBlank, TextReader } from '../reading/text';
import { metrics, nameApart } from './json.importer';

const format = 'hyperfine-csv';
const figures = ['mean', 'stddev', 'median', 'min', 'max'] as const;

/** hyperfine's CSV export: the figures of each command in seconds, without the single executions. */
export const importer: Importer = {
  tool: 'hyperfine',
  formats: [format],
  metrics: metrics.filter(({ name }) => name === 'wall_time'),

  detect(head) {
    if (isBlank(head)) return null;
    const names = headText(head).split(/\r?\n/, 1)[0]!.split(',');
    const marks = ['mean', 'user', 'system', 'min', 'max'];
    return names[0] === 'command' && marks.every((mark) => names.includes(mark)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const text = new TextReader(file!, context);
    const rows = new DelimitedRows(',', (bytes, line) => text.decode(bytes, line));
    const skipped = new SkippedRows();
    const series: ParsedSeries[] = [];
    let names: string[] | undefined;
    await rows.read(file!, context, () => {
      const fields = rows.fields();
      if (!names) {
        names = fields;
        const doubled = names.find((name, index) => names!.indexOf(name) !== index);
        if (doubled !== undefined) {
          throw context.refusal(file!, { message: `The header names “${doubled}” twice.`, where: { line: rows.line } });
        }
      } else if (fields.length !== names.length || rows.unclosed) {
        skipped.add(cutOff, { line: rows.line });
      } else {
        const wrong = problemOf(names, fields);
        if (wrong) skipped.add(wrong, { line: rows.line });
        else series.push(seriesOf(names, fields));
      }
    });
    const failure = skipped.first();
    if (series.length === 0 && failure) {
      throw context.refusal(file!, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context);
    nameApart(series);
    return {
      format,
      outcome: series.length === 0 ? 'empty' : 'ok',
      series,
      totals: { ...(skipped.total > 0 && { skippedRows: skipped.total }) },
      metadata: {
        commands: series.map(({ key }) => key),
        samples: 'the CSV export has no single executions: no percentiles and no rank test are possible',
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

const cutOff: Unusable = { reason: 'it has another number of fields than the header (the file may be cut off)' };
const seconds = /^\d+(\.\d+)?([eE][-+]?\d+)?$/;

/** Why a row cannot be used. An absent standard deviation (one run) is no reason. */
function problemOf(names: string[], fields: string[]): Unusable | undefined {
  for (const name of [...figures, 'user', 'system']) {
    const value = names.includes(name) ? fields[names.indexOf(name)]! : '';
    const usable = value === '' ? name !== 'mean' : seconds.test(value) && Number.isFinite(Number(value));
    if (!usable) return { reason: `“${name}” is no time in seconds`, value };
  }
  return undefined;
}

function seriesOf(names: string[], fields: string[]): ParsedSeries {
  const printed: PrintedFigures = {};
  const reported: { [name: string]: Json } = {};
  const parameters: { [name: string]: Json } = {};
  names.forEach((name, index) => {
    const value = fields[index]!;
    if (name.startsWith('parameter_')) parameters[name.slice('parameter_'.length)] = value;
    else if (value !== '' && (figures as readonly string[]).includes(name))
      printed[name as (typeof figures)[number]] = Number(value);
    else if (value !== '' && (name === 'user' || name === 'system')) reported[name] = Number(value);
  });
  return {
    key: fields[names.indexOf('command')]!,
    metric: 'wall_time',
    unit: 's',
    better: 'lower',
    source: 'summary-only',
    printed,
    details: { reported, parameters },
  };
}
