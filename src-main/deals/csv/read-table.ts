import { CsvError, parse } from 'csv-parse/sync';
import { type FileRow, importLimit, looksLikeHeader, type Reading } from '../../../src-shared/deals';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { decodeText } from './decode';

/** A file of rows: how it was read, its headers, its rows. */
export interface CsvTable {
  reading: Required<Reading>;
  headers: string[];
  rows: FileRow[];
}

const delimiters = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

/**
 * Reads a file of rows (RFC 4180, with the usual other delimiters). What the caller does not say about it is detected. Throws `bad-input`
 * with line and column for text that is no table: quotes left open, a row with more cells than there are columns, no rows at all, or more
 * than `limit`.
 */
export function readTable(bytes: Uint8Array, file: string, given: Reading, limit = importLimit): CsvTable {
  const decoded = decodeText(bytes, file, given.encoding);
  const { encoding } = decoded;
  // One kind of line break, also inside of cells: the parser counts lines by it.
  const text = decoded.text.replace(/\r\n?/g, '\n');
  const delimiter = given.delimiter ?? detectDelimiter(text);
  const records = parseRecords(text, delimiter, file);
  const [first] = records;
  if (!first) throw badTable(file, 'The file holds no rows.', 1);
  const header = given.header ?? looksLikeHeader(first.cells);
  const columns = header ? first.cells.length : Math.max(...records.map(({ cells }) => cells.length));
  const headers = Array.from(
    { length: columns },
    (_, index) => (header && first.cells[index]?.trim()) || `Column ${index + 1}`,
  );
  const rows = header ? records.slice(1) : records;
  for (const { line, cells } of rows) {
    if (cells.length > columns && cells.slice(columns).some((cell) => cell.trim() !== '')) {
      throw badTable(
        file,
        `Line ${line} has ${cells.length} cells, but there are ${columns} columns.`,
        line,
        columns + 1,
      );
    }
  }
  if (rows.length === 0) throw badTable(file, 'Below its headers the file holds no rows.', 1);
  if (rows.length > limit) {
    throw badTable(file, `The file has ${rows.length} rows; one import takes ${limit}.`, rows[limit]!.line);
  }
  return { reading: { encoding, delimiter, header }, headers, rows };
}

function parseRecords(text: string, delimiter: Delimiter, file: string): FileRow[] {
  try {
    const parsed = parse(text, {
      delimiter,
      record_delimiter: '\n',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // Spaces around quotes are common in hand-made files.
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return withFirstLines(parsed, text).filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    throw csvProblem(thrown, file);
  }
}

/** csv-parse says on which line a record ends; a row is known by the line on which it begins. */
function withFirstLines(parsed: readonly { record: string[]; info: { lines: number } }[], text: string): FileRow[] {
  const blank = new Set<number>();
  for (const [index, line] of text.split('\n').entries()) if (line.trim() === '') blank.add(index + 1);
  let next = 1;
  return parsed.map(({ record, info }) => {
    while (blank.has(next) && next < info.lines) next += 1;
    const line = Math.min(next, info.lines);
    next = info.lines + 1;
    return { line, cells: record };
  });
}

function csvProblem(error: CsvError, file: string): ProofdeskError {
  const facts = error as CsvError & { lines?: number; column?: number | string };
  const column = typeof facts.column === 'number' ? facts.column + 1 : undefined;
  const sentences: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: 'A quotation mark is opened and never closed.',
    CSV_INVALID_CLOSING_QUOTE: 'Text follows a closing quotation mark.',
    INVALID_OPENING_QUOTE: 'A quotation mark stands in the middle of a cell that does not begin with one.',
  };
  return new ProofdeskError(
    {
      code: 'bad-input',
      message: sentences[error.code] ?? `The file is no table: ${error.message}`,
      where: { file, line: facts.lines, column },
      hint: 'Quotation marks inside a quoted cell are written twice.',
    },
    { cause: error },
  );
}

/**
 * The delimiter that cuts most of the first lines into the same number of cells, and into more than one; of equal ones the first in the
 * list. A file of one column has none, and a comma is taken.
 */
export function detectDelimiter(text: string): Delimiter {
  const lines = outsideQuotes(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const wanted = counts[0] ?? 0;
    if (wanted === 0) continue;
    const agreeing = counts.filter((count) => count === wanted).length / counts.length;
    const score = agreeing * 100 + Math.min(wanted, 50);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The text without what stands in quotation marks, so that delimiters inside of them do not count. */
function outsideQuotes(text: string): string {
  return text.slice(0, 200_000).replace(/"(?:[^"]|"")*"/g, '');
}

function badTable(file: string, message: string, line: number, column?: number): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message,
    where: { file, line, ...(column && { column }) },
    hint: 'Check the delimiter and the headers of the file.',
  });
}
