import type { Better, HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries } from '../interface';
import { type ConsoleLine, consoleLines } from '../reading/console';
import { decimal } from '../reading/quantities';
import { headText, isBlank } from '../reading/text';
import { directionOf, metrics } from './metrics';

const format = 'lm-eval-table';
const header =
  /^\s*\|\s*(Tasks?|Groups)\s*\|\s*Version\s*\|(?:.*\|)?\s*Metric\s*\|(?:.*\|)?\s*Value\s*\|(?:.*\|)?\s*Stderr\s*\|/m;
const settings = /^(\S+) \((.*?)\), (?:gen_kwargs: .*?, )?limit: (\S+?), .*num_fewshot: (\S+?), batch_size: (\S+)$/;

/** The table of scores that lm-evaluation-harness prints at its end, with four digits behind the point. */
export const importer: Importer = {
  tool: 'lm-eval',
  formats: [format],
  metrics,

  detect(head) {
    return !isBlank(head) && header.test(headText(head)) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const found = new Map<string, ParsedSeries>();
    const metadata: { [name: string]: Json } = {};
    let columns: string[] | undefined;
    let task = '';
    for (const line of await consoleLines(file!, context)) {
      const cells = cellsOf(line.text);
      if (!cells) {
        takeSettings(line.text, metadata);
        columns = undefined;
      } else if (header.test(line.text)) {
        columns = cells;
        task = '';
      } else if (columns && !cells.every((cell) => /^:?-*:?$/.test(cell))) {
        // A task's name stands only in the first of its rows; a dash before it marks a part of a group.
        task = cells[0] === '' ? task : cells[0]!.replace(/^- */, '');
        const one = seriesOf(cells, columns, task, line, file!, context);
        // Groups stand among the tasks and in a table of their own.
        if (one) found.set(`${one.key}\n${one.metric}`, found.get(`${one.key}\n${one.metric}`) ?? one);
      }
    }
    const series = [...found.values()];
    return { format, outcome: series.length === 0 ? 'empty' : 'ok', series, totals: {}, metadata };
  },
};

/** The cells of a row of the table, without the bars; undefined for another line. */
function cellsOf(text: string): string[] | undefined {
  if (!/^\|.*\|$/.test(text)) return undefined;
  return text
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

function seriesOf(
  cells: readonly string[],
  columns: readonly string[],
  task: string,
  { line }: ConsoleLine,
  file: HarnessFile,
  context: ParseContext,
): ParsedSeries | undefined {
  const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
  const text = cell('Value');
  const value = decimal(text);
  if (cells.length !== columns.length || task === '' || (value === undefined && !/^(N\/A|nan|)$/i.test(text))) {
    throw context.refusal(file, {
      message: 'This row of the table has no score where one should be; the file is damaged.',
      where: { line },
    });
  }
  if (value === undefined) return undefined;
  const [name, filter] = [cell('Metric'), cell('Filter')];
  const arrow = cells[columns.indexOf('Metric') + 1];
  const better: Better = arrow === '↑' ? 'higher' : arrow === '↓' ? 'lower' : directionOf(name, undefined);
  const details: { [name: string]: Json } = {
    stderr: decimal(cell('Stderr')) ?? null,
    ...(cell('n-shot') !== '' && { shots: cell('n-shot') }),
    ...(cell('Version') !== '' && { taskVersion: cell('Version') }),
  };
  const metric = filter === '' ? name : `${name},${filter}`;
  return { key: task, metric, unit: 'score', better, source: 'summary-only', value, details };
}

/** The line above the table: `hf (pretrained=x), gen_kwargs: (None), limit: None, num_fewshot: 5, batch_size: 8`. */
function takeSettings(text: string, metadata: { [name: string]: Json }): void {
  const parts = settings.exec(text);
  if (!parts) return;
  const [, model, modelArgs, limit, shots, batchSize] = parts as unknown as string[];
  metadata.model = model!;
  metadata.modelArgs = modelArgs!;
  metadata.limit = decimal(limit) ?? null;
  metadata.numFewshot = decimal(shots) ?? null;
  metadata.batchSize = batchSize!;
}
