import { ProofdeskError } from './errors';

/** A row of a table with the line of the text on which it begins (from 1). */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** Separators that spreadsheets write, by country. */
const separators = [',', ';', '\t'] as const;

/** The separator of a text: the one that its first line has most of outside quotes; a comma where it has none. */
export function csvSeparator(text: string): string {
  const counts = new Map<string, number>(separators.map((separator) => [separator, 0]));
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && counts.has(character)) counts.set(character, counts.get(character)! + 1);
  }
  return [...counts].reduce((best, own) => (own[1] > best[1] ? own : best))[0];
}

/**
 * Reads comma-separated text (RFC 4180, with any of three separators, a byte order mark and any line ends). Blank lines are rows with
 * one empty cell. Throws `bad-input` with line and column for a quote that is not closed or stands inside a cell.
 */
export function parseCsv(text: string): CsvRow[] {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const separator = csvSeparator(source);
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < source.length) {
    const row: CsvRow = { line, cells: [] };
    for (;;) {
      const cell = source[at] === '"' ? quotedCell() : plainCell();
      row.cells.push(cell);
      if (source[at] !== separator) break;
      at += 1;
    }
    rows.push(row);
    if (source[at] === '\r' && source[at + 1] === '\n') at += 1;
    at += 1;
    line += 1;
  }
  return rows;

  function refuse(message: string, start: number): never {
    const column = start - Math.max(source.lastIndexOf('\n', start - 1), source.lastIndexOf('\r', start - 1));
    throw new ProofdeskError({
      code: 'bad-input',
      message: `Line ${line}, column ${column}: ${message}`,
      where: { line, column },
    });
  }

  function plainCell(): string {
    const start = at;
    while (at < source.length && source[at] !== separator && source[at] !== '\n' && source[at] !== '\r') {
      if (source[at] === '"') refuse('a quotation mark inside a cell that does not begin with one', at);
      at += 1;
    }
    return source.slice(start, at);
  }

  function quotedCell(): string {
    const start = at;
    let cell = '';
    at += 1;
    for (;;) {
      const end = source.indexOf('"', at);
      if (end < 0) refuse('a quotation mark that is never closed', start);
      const part = source.slice(at, end);
      line += part.split(/\r\n|\r|\n/).length - 1;
      cell += part;
      at = end + 1;
      if (source[at] !== '"') break;
      cell += '"';
      at += 1;
    }
    if (at < source.length && source[at] !== separator && source[at] !== '\n' && source[at] !== '\r') {
      refuse('text after the closing quotation mark of a cell', at);
    }
    return cell;
  }
}

/** What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"). */
const formulaStart = /^'*[=+\-@\t\r]/;
const plainNumber = /^-?\d+(?:\.\d+)?$/;

/** A cell that no spreadsheet reads as a formula: text that looks like one gets an apostrophe in front. Numbers stay as they are. */
export function guardFormula(cell: string): string {
  return formulaStart.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}

/** A cell as it was before `guardFormula`. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && formulaStart.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Writes rows as comma-separated text with CRLF line ends; no cell becomes a formula. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const safe = guardFormula(text);
    return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
