import type { FilePeek } from '../../../src-shared/bakeoffs';
import { type HarnessSource, openHarnessFile } from '../harness-file';
import { asObject } from '../importers/reading/json';
import { headText } from '../importers/reading/text';
import { type Cell, cellText } from './cells';
import { firstObjects, headLines } from './fits';
import { headRows } from './head-rows';
import { startsWithList } from './ndjson';
import { cellExpression, isParquet, typesOf, withParquet } from './parquet';

/** Rows and lines that are shown. */
const mostRows = 20;
const mostLines = 200;
const mostColumns = 200;
const longestShown = 400;

/** What the beginning of a file shows, for making a mapping of it. Throws `bad-input` for a Parquet file that is damaged. */
export async function peekInto(source: HarnessSource): Promise<FilePeek> {
  const { head } = await openHarnessFile(source);
  if (isParquet(head)) return peekParquet(source);
  const lines = headLines(head)
    .slice(0, mostLines)
    .map((line) => line.slice(0, longestShown));
  const objects = startsWithList(head) ? objectsOfList(head) : firstObjects(head);
  const jsonLines = lines.filter((line) => line.trim().startsWith('{')).length;
  if (
    objects.length > 0 &&
    (startsWithList(head) || jsonLines * 2 > lines.filter((line) => line.trim() !== '').length)
  ) {
    return { kind: 'ndjson', lines, ...columnsOfObjects(objects) };
  }
  const table = sniffed(head);
  return table ? { kind: 'csv', lines, ...table } : { kind: 'text', columns: [], rows: [], lines };
}

async function peekParquet(source: HarnessSource): Promise<FilePeek> {
  return withParquet(source, {}, async (database, table) => {
    const types = await typesOf(database, table);
    const cells = [...types].flatMap(([name, type]) => {
      const expression = cellExpression(name, type);
      return expression === undefined ? [] : [{ name, expression }];
    });
    const shown = cells.slice(0, mostColumns);
    const rows =
      shown.length === 0
        ? []
        : await database.all(
            `SELECT ${shown.map(({ expression }) => expression).join(', ')} FROM ${table} LIMIT ${mostRows}`,
          );
    return {
      kind: 'parquet',
      columns: shown.map(({ name }) => name),
      rows: rows.map((row) => row.map((cell) => shownCell(cell as Cell))),
      lines: [],
    };
  });
}

const shownCell = (cell: Cell): string | null => cellText(cell)?.slice(0, longestShown) ?? null;

/** The objects at the beginning of a list, as far as they are whole. */
function objectsOfList(head: Uint8Array): Record<string, unknown>[] {
  const text = headText(head);
  for (let end = text.length; end > 0; end = text.lastIndexOf('}', end - 1)) {
    try {
      const list: unknown = JSON.parse(end === text.length ? text : `${text.slice(0, end + 1)}]`);
      return Array.isArray(list) ? list.map(asObject).filter((one) => one !== undefined) : [];
    } catch {
      if (text.length - end > 20_000) return [];
    }
  }
  return [];
}

function columnsOfObjects(objects: readonly Record<string, unknown>[]): Pick<FilePeek, 'columns' | 'rows'> {
  const cells = objects.slice(0, mostRows * 10).map((object) => new Map(pathsOf(object, '')));
  const columns = [...new Set(cells.flatMap((row) => [...row.keys()]))].slice(0, mostColumns);
  return { columns, rows: cells.slice(0, mostRows).map((row) => columns.map((column) => shownCell(row.get(column)))) };
}

/** The single values of an object with the paths to them. */
function pathsOf(object: Record<string, unknown>, before: string, depth = 0): [string, Cell][] {
  return Object.entries(object).flatMap(([name, value]): [string, Cell][] => {
    const path = `${before}${name}`;
    const inner = asObject(value);
    if (inner) return depth < 4 ? pathsOf(inner, `${path}.`, depth + 1) : [];
    return Array.isArray(value) || path.length > 200 ? [] : [[path, value as Cell]];
  });
}

const delimiters = [',', ';', '\t', '|'];

/** The layout of a delimited file by the sign that cuts most of its first rows into equally many columns; null where none does. */
function sniffed(head: Uint8Array): Omit<FilePeek, 'kind' | 'lines'> | null {
  const tried = delimiters.map((delimiter) => {
    const rows = headRows(head, delimiter, 60).filter(({ fields }) => fields.length > 1 || fields[0]!.trim() !== '');
    const counts = new Map<number, number>();
    for (const { fields } of rows) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
    const [columns = 1, often = 0] =
      [...counts].filter(([count]) => count > 1).sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
    return { delimiter, rows, columns, often };
  });
  const best = tried.sort((a, b) => b.often - a.often || b.columns - a.columns)[0]!;
  // Half of the rows must have that many fields, else it is text in which the sign happens to stand.
  if (best.columns < 2 || best.often * 2 < best.rows.length) return null;
  const whole = best.rows.filter(({ fields }) => fields.length === best.columns);
  const [first, ...others] = whole;
  const isNumber = (field: string): boolean => /^[+-]?\d[\d.,]*$/.test(field.trim());
  const header = !first!.fields.some(isNumber) && new Set(first!.fields.map((field) => field.trim())).size > 1;
  const shown = header ? others : whole;
  const cells = shown.flatMap(({ fields }) => fields.map((field) => field.trim()));
  const decimalComma =
    best.delimiter !== ',' &&
    cells.some((cell) => /^[+-]?\d+,\d+$/.test(cell)) &&
    !cells.some((cell) => /^[+-]?\d+\.\d+$/.test(cell));
  const columns = first!.fields
    .map((field, index) => (header ? field.trim() : String(index + 1)))
    .slice(0, mostColumns);
  return {
    delimiter: best.delimiter,
    header,
    skipLines: first!.line - 1,
    columns,
    rows: shown.slice(0, mostRows).map(({ fields }) => columns.map((_, index) => shownCell(fields[index]))),
    ...(decimalComma && { decimalComma }),
  };
}
