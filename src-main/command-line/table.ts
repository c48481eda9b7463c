/** One column of a table for a person. */
export interface TableColumn<Row> {
  title: string;
  value(row: Row): string | number | null | undefined;
  /** Numbers are set to the right, so that their places stand below each other. */
  right?: boolean;
}

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** East Asian wide and fullwidth ranges, and emoji, take two columns of a terminal (Unicode Standard Annex 11). */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segments.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/** What comes from a file or another person's typing must not move the cursor or colour the terminal. */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}

/** Rows below a line of titles, in columns as wide as their widest cell; says so in a word when there are none. */
export function table<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[], empty = 'None.'): string {
  if (rows.length === 0) return `${empty}\n`;
  const cells = rows.map((row) =>
    columns.map((column) => {
      const value = column.value(row);
      return value === null || value === undefined || value === '' ? '–' : printable(String(value));
    }),
  );
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.title), ...cells.map((row) => displayWidth(row[index]!))),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => {
        const space = ' '.repeat(widths[index]! - displayWidth(text));
        return columns[index]!.right ? space + text : text + space;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return `${[line(columns.map((column) => column.title)), rule, ...cells.map(line)].join('\n')}\n`;
}

/** Names and values below each other, the values in one column. */
export function facts(pairs: readonly (readonly [name: string, value: string | number | null | undefined])[]): string {
  const width = Math.max(...pairs.map(([name]) => displayWidth(name)));
  return pairs
    .map(([name, value]) => {
      const text = value === null || value === undefined || value === '' ? '–' : printable(String(value));
      return `${name}${' '.repeat(width - displayWidth(name))}  ${text}\n`;
    })
    .join('');
}
