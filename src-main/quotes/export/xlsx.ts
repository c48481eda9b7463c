import { unzipSync, zipSync } from 'fflate';
import type { CellObject, Row } from 'write-excel-file/node';
import type { TableExportLabels } from '../../../src-shared/documents';
import { minorUnitDigits } from '../../../src-shared/kernel/money';
import type { Cell, ExportTable } from './tables';

/** The one time that every entry carries, the earliest a zip archive can say; in local parts, since that is how it is written. */
const EPOCH = new Date(1980, 0, 1);

/** Digits that a spreadsheet keeps of a number; longer ones stay text, so that none is rounded unseen. */
const DIGITS = 15;

/** A sheet of names and values that stands before the tables. */
export type Facts = readonly (readonly [string, Cell])[];

/**
 * The tables as a workbook: one sheet each, the first with what the quote is. Cells from content are text or numbers, never formulas;
 * money is a number with the currency's decimals. Same tables, same bytes.
 */
export async function exportXlsx(
  tables: readonly ExportTable[],
  facts: Facts,
  labels: TableExportLabels,
  currency: string,
): Promise<Uint8Array> {
  // Reached only when somebody exports a spreadsheet: starting up does not wait for it.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const cell = (value: Cell | undefined): CellObject | null => spreadsheetCell(value ?? null, currency);
  const heading = (value: string, right: boolean): CellObject => ({
    value,
    type: String,
    fontWeight: 'bold',
    align: right ? 'right' : 'left',
    wrap: true,
    alignVertical: 'bottom',
    bottomBorderStyle: 'thin',
  });
  const sheets = [
    {
      sheet: labels.sheets.quote,
      columns: [{ width: 22 }, { width: 44 }],
      data: facts.map(
        ([name, value]): Row => [
          { value: name, type: String, fontWeight: 'bold' },
          { align: 'left', ...cell(value) },
        ],
      ),
    },
    ...tables.map((table) => ({
      sheet: labels.sheets[table.name],
      stickyRowsCount: 1,
      columns: table.columns.map(({ width }) => ({ width: width ?? 12 })),
      data: [
        table.columns.map(({ key, right = false }) => heading(labels.columns[key], right)),
        ...table.rows.map((row): Row => table.columns.map(({ key }) => cell(row[key]))),
      ],
    })),
  ];
  return sameBytes(await writeXlsxFile(sheets).toBuffer());
}

function spreadsheetCell(cell: Cell, currency: string): CellObject | null {
  if (cell === null) return null;
  if ('text' in cell) return { value: printable(cell.text), type: String };
  if ('day' in cell) return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  const decimal = 'money' in cell ? cell.money : 'number' in cell ? cell.number : cell.percent;
  if (decimal.replace(/[-.]/g, '').replace(/^0+/, '').length > DIGITS) {
    return { value: decimal, type: String, align: 'right' };
  }
  const places = 'money' in cell ? minorUnitDigits(currency) : (decimal.split('.')[1]?.length ?? 0);
  return { value: Number(decimal), type: Number, format: `#,##0${places > 0 ? `.${'0'.repeat(places)}` : ''}` };
}

/** Text without the controls that XML cannot hold. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these characters are not allowed in XML 1.0.
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** The archive once more with its entries in order and one time for all: the library writes the time of day into it. */
function sameBytes(archive: Uint8Array): Uint8Array {
  const entries = Object.entries(unzipSync(archive)).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(entries), { mtime: EPOCH, level: 6 });
}
