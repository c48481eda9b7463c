import { parseCsv } from '../../kernel/csv-text';
import { ProofdeskError } from '../../kernel/errors';
import { jsonOf } from '../../kernel/json-text';
import { type PriceSheet, priceSheetSchema } from './price-sheet';

/** The columns of a price sheet as a table, in the order in which it is written. */
export const priceColumns = ['label', 'amount', 'currency', 'per', 'quantity', 'months', 'date', 'source'] as const;

/**
 * Reads a price sheet from JSON (a list of prices) or from comma-separated text with a header. Throws `bad-input` naming the line and
 * the column, or the place in the JSON.
 */
export function readPriceSheet(text: string, name: string): PriceSheet {
  const json = /^\s*\[/.test(text);
  const lines: number[] = [];
  const rows = json ? jsonOf(text, name, { file: name }) : fromTable(text, name, lines);
  const parsed = priceSheetSchema.safeParse(rows);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const [row, ...rest] = issue?.path ?? [];
  const field = rest.map(String).join('.');
  const line = typeof row === 'number' ? lines[row] : undefined;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${name}: ${line === undefined ? '' : `line ${line}, `}${field || 'the whole'} ${issue?.message ?? 'does not fit'}.`,
    where: { file: name, ...(line !== undefined && { line }), ...(field && { field }) },
    hint: `Each price has ${priceColumns.join(', ')}; amounts are written like 1250.50, dates like 2026-05-31.`,
  });
}

function fromTable(text: string, name: string, lines: number[]): unknown[] {
  const [header, ...rows] = parseCsv(text);
  const columns = (header?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const strange = columns.filter((column) => !(priceColumns as readonly string[]).includes(column));
  if (columns.length === 0 || strange.length > 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} is no price sheet: line 1 has ${strange.length > 0 ? `the column “${strange[0]}”` : 'no columns'}.`,
      where: { file: name, line: 1 },
      hint: `Its columns are ${priceColumns.join(', ')}; quantity and months may be left out.`,
    });
  }
  return rows.flatMap(({ cells, line }) => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    lines.push(line);
    const known = columns.flatMap((column, index) => {
      const cell = cells[index]?.trim() ?? '';
      if (cell === '') return [];
      return [[column, column === 'months' && /^\d+$/.test(cell) ? Number(cell) : cell]];
    });
    return [Object.fromEntries(known)];
  });
}
