import { columnsOf, type MappingContent } from '../../../src-shared/bakeoffs';
import type { ParsedRun } from '../importers/interface';
import { DelimitedRows } from '../importers/reading/delimited';
import { GatheredRun } from './gathered-run';
import { type CellOf, rowReader } from './row-reader';
import { decoderOf, listed, type MappedSource } from './source';
import { isElapsed } from './times';

type CsvMapping = Extract<MappingContent, { kind: 'csv' }>;

/** The names of the columns as a mapping reads them from the first row; their places where there is no header. */
export function columnNames(content: Pick<CsvMapping, 'header'>, fields: readonly string[]): string[] {
  return fields.map((field, index) => (content.header ? field.trim() : String(index + 1)));
}

/** Whether a row is one that the mapping leaves out before anything is looked at: before the header, a comment, or blank. */
export function isBeside(
  content: Pick<CsvMapping, 'skipLines' | 'comment'>,
  line: number,
  fields: readonly string[],
): boolean {
  if (line <= content.skipLines) return true;
  const first = fields[0]!.trim();
  return (fields.length === 1 && first === '') || (content.comment !== '' && first.startsWith(content.comment));
}

/** Reads a delimited file through its mapping, row by row. */
export async function readCsv(source: MappedSource<CsvMapping>): Promise<ParsedRun> {
  const { file, context, content } = source;
  const columns = columnsOf(content);
  const gathered = new GatheredRun(file, context, { times: content.time !== null, outcomes: content.outcome !== null });
  const read = rowReader(content, columns, gathered);
  const rows = new DelimitedRows(content.delimiter, decoderOf(source));
  let names: string[] | undefined;
  let places: number[] = [];
  const cell: CellOf = (place) => rows.field(places[place]!);
  await rows.read(file, context, () => {
    const { line } = rows;
    if (line <= content.skipLines) return;
    const first = rows.field(0);
    if (rows.columns === 1 && first.trim() === '') return;
    if (content.comment !== '' && first.trimStart().startsWith(content.comment)) return;
    if (!names) {
      const fields = rows.fields();
      names = columnNames(content, fields);
      places = columns.map((column) => placeIn(names!, column, source, line));
      if (content.header) return;
    }
    if (rows.columns !== names.length || rows.unclosed) {
      gathered.skipped.add(
        { reason: 'it has another number of fields than the first row (the file may be cut off)' },
        { line },
      );
      return;
    }
    if (
      content.header &&
      first.trim() === names[0] &&
      rows.fields().every((field, at) => field.trim() === names![at])
    ) {
      context.warn({
        code: 'repeated-header',
        message: `The header stands again in line ${line}: results of several runs seem to be in one file.`,
        where: { file: file.name, line },
      });
      return;
    }
    const unusable = read(cell);
    if (unusable) gathered.skipped.add(unusable, { line });
  });
  return gathered.finish({
    format: 'mapped-csv',
    noun: 'row',
    repetitions: content.repetitions,
    elapsed: content.time !== null && isElapsed(content.time),
    metadata: {},
  });
}

/** Where a column stands; throws the context's refusal where it is missing or named twice. */
function placeIn(
  names: readonly string[],
  column: string,
  { file, context }: MappedSource<CsvMapping>,
  line: number,
): number {
  const place = names.indexOf(column);
  if (place < 0) {
    throw context.refusal(file, {
      message: `There is no column “${column}” in this file.`,
      where: { line },
      hint: `Its columns are ${listed(names)}.`,
    });
  }
  const again = names.indexOf(column, place + 1);
  if (again < 0) return place;
  throw context.refusal(file, {
    message: `The header names “${column}” twice, in columns ${place + 1} and ${again + 1}.`,
    where: { line },
    hint: 'Skip the header line in the mapping and name columns by their places.',
  });
}
