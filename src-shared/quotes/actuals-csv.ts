import { decimalEvidence, plainFigure } from '../deals';
import { parseCsv } from '../kernel/csv-text';
import { ProofdeskError } from '../kernel/errors';
import { parseMajor } from '../kernel/money';

/** A row of a file of actual figures as it was read; `problem` says in a sentence why it cannot be recorded. */
export interface ActualRow {
  /** Line of the file, from 1. */
  line: number;
  /** The quote's number as it stands there. */
  number: string;
  quote: string | null;
  month: string;
  revenueMinor: number | null;
  costMinor: number | null;
  problem: string | null;
}

interface KnownQuote {
  id: string;
  currency: string;
  accepted: boolean;
}

const columns = ['quote', 'month', 'revenue', 'cost'] as const;

/**
 * Reads a table with the columns quote, month, revenue and cost, in any order. Amounts are in major units of the quote's currency; nothing
 * that can be read two ways is guessed. Throws `bad-input` for a text without these columns.
 */
export function readActualRows(text: string, file: string, find: (number: string) => KnownQuote | null): ActualRow[] {
  const [head, ...rows] = parseCsv(text).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const missing = columns.filter((column) => !names.includes(column));
  if (!head || missing.length > 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The file has no column “${missing[0] ?? columns[0]}” in its first row.`,
      where: { file, line: head?.line ?? 1 },
      hint: 'Its columns are quote, month, revenue and cost: Q-A7-0001, 2026-11, 1200.50, 480.00.',
    });
  }
  const at = (column: (typeof columns)[number], cells: readonly string[]) =>
    (cells[names.indexOf(column)] ?? '').trim();
  const seen = new Set<string>();
  return rows.map(({ line, cells }) => {
    const number = at('quote', cells);
    const month = at('month', cells);
    const quote = find(number);
    const row: ActualRow = {
      line,
      number,
      quote: quote?.id ?? null,
      month,
      revenueMinor: null,
      costMinor: null,
      problem: null,
    };
    const key = `${number}\n${month}`;
    if (!quote) return { ...row, problem: number === '' ? 'It names no quote.' : `There is no quote ${number}.` };
    if (!quote.accepted) return { ...row, problem: `${number} was not accepted.` };
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
      return { ...row, problem: `“${month}” is no month. Write it as 2026-11.` };
    }
    if (seen.has(key)) return { ...row, problem: `${number} has ${month} on an earlier line already.` };
    seen.add(key);
    const revenue = minorOf(at('revenue', cells), quote.currency, 'revenue');
    const cost = minorOf(at('cost', cells), quote.currency, 'cost');
    return {
      ...row,
      revenueMinor: typeof revenue === 'number' ? revenue : null,
      costMinor: typeof cost === 'number' ? cost : null,
      problem: typeof revenue === 'string' ? revenue : typeof cost === 'string' ? cost : null,
    };
  });
}

/** An amount in minor units, or the sentence that says why it is none. */
function minorOf(figure: string, currency: string, what: string): number | string {
  if (figure === '') return `It has no ${what}.`;
  const evidence = decimalEvidence(figure);
  if (evidence === 'either')
    return `The ${what} “${figure}” can be read two ways. Write it without groups, as 1234.56.`;
  const plain = plainFigure(figure, evidence ?? 'point');
  if (plain === null) return `The ${what} “${figure}” is no amount.`;
  try {
    return parseMajor(plain, currency, what);
  } catch (thrown) {
    return `${(thrown as Error).message}.`;
  }
}
