import { headText } from '../importers/reading/text';

/** A row in the beginning of a delimited file. */
export interface HeadRow {
  line: number;
  fields: string[];
}

/** The first rows of a delimited file, as far as the beginning that is at hand holds them whole. For a look; files are read by `DelimitedRows`. */
export function headRows(head: Uint8Array, delimiter: string, most: number): HeadRow[] {
  const text = headText(head);
  const rows: HeadRow[] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let line = 1;
  let begin = 1;
  for (let at = 0; at < text.length && rows.length < most; at += 1) {
    const sign = text[at]!;
    if (sign === '\n') line += 1;
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && field === '') quoted = true;
    else if (sign === delimiter) {
      fields.push(field);
      field = '';
    } else if (sign === '\n') {
      rows.push({ line: begin, fields: [...fields, field.replace(/\r$/, '')] });
      fields = [];
      field = '';
      begin = line;
    } else field += sign;
  }
  if (rows.length < most && !quoted && (field !== '' || fields.length > 0))
    rows.push({ line: begin, fields: [...fields, field] });
  return rows;
}
