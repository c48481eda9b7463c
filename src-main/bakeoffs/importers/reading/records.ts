import type { HarnessFile, ParseContext } from '../interface';
import { DelimitedRows } from './delimited';
import type { SkippedRows, Unusable } from './skipped';
import { TextReader } from './text';

/** One row below a header: its values by the names of the columns, without white space at their ends. */
export interface DelimitedRecord {
  readonly line: number;
  /** The names of all columns, in the order of the file. */
  readonly columns: readonly string[];
  value(column: string): string | undefined;
}

/**
 * Goes through a delimited file with a header; `use` takes a row or says why it cannot be used, which is added to `skipped`. Rows of
 * another length than the header are skipped, empty rows are nothing, and the header again is passed over with a warning.
 * Returns the names of the columns. Throws the context's refusal for a header that names a column twice.
 */
export async function eachRecord(
  file: HarnessFile,
  context: ParseContext,
  skipped: SkippedRows,
  use: (record: DelimitedRecord) => Unusable | undefined,
  delimiter = ',',
): Promise<string[]> {
  const text = new TextReader(file, context);
  const rows = new DelimitedRows(delimiter, (bytes, line) => text.decode(bytes, line));
  let names: string[] | undefined;
  const places = new Map<string, number>();
  await rows.read(file, context, () => {
    const fields = rows.fields().map((field) => field.trim());
    if (fields.length === 1 && fields[0] === '') return;
    if (!names) {
      names = fields;
      for (const [index, name] of names.entries()) {
        if (places.has(name)) {
          throw context.refusal(file, { message: `The header names “${name}” twice.`, where: { line: rows.line } });
        }
        places.set(name, index);
      }
      return;
    }
    const { line } = rows;
    if (fields.length === names.length && fields.every((field, index) => field === names![index])) {
      context.warn({
        code: 'repeated-header',
        message: `The header stands again in line ${line}: results of several runs seem to be in one file.`,
        where: { file: file.name, line },
      });
      return;
    }
    if (fields.length !== names.length || rows.unclosed) {
      skipped.add({ reason: 'it has another number of fields than the header (the file may be cut off)' }, { line });
      return;
    }
    const unusable = use({
      line,
      columns: names,
      value: (column) => {
        const index = places.get(column);
        return index === undefined ? undefined : fields[index];
      },
    });
    if (unusable) skipped.add(unusable, { line });
  });
  return names ?? [];
}
