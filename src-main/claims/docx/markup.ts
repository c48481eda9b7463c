/** The few pieces of WordprocessingML that a claim chart is written with. */

/** Text as a Word file can hold it: line feeds alone, no control characters, no lone surrogates, composed. */
export function fileText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      .toWellFormed()
      .normalize('NFC')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
  );
}

/** The same for text that was written out for a page, without the places to break that only the typesetter needs. */
export const pageText = (text: string): string => fileText(text).replace(/[\u200b\u00ad]/g, '');

export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

interface RunLook {
  bold?: boolean;
  code?: boolean;
  small?: boolean;
}

/** A run of text in one look; tabs are written as Word writes them. */
export function run(text: string, { bold, code, small }: RunLook = {}): string {
  const look = [
    code ? '<w:rStyle w:val="Code"/>' : '',
    bold ? '<w:b/>' : '',
    small ? '<w:sz w:val="16"/><w:szCs w:val="16"/>' : '',
  ].join('');
  const body = text
    .split('\t')
    .map((piece) => (piece === '' ? '' : `<w:t xml:space="preserve">${escaped(piece)}</w:t>`))
    .join('<w:tab/>');
  return `<w:r>${look && `<w:rPr>${look}</w:rPr>`}${body}</w:r>`;
}

/** A paragraph of runs in a style. */
export const paragraph = (runs: string, style?: string): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}${runs}</w:p>`;

/** Paragraphs of a text, one a line. */
export const paragraphsOf = (text: string, style?: string, look?: RunLook): string =>
  text
    .split('\n')
    .map((line) => paragraph(line === '' ? '' : run(line, look), style))
    .join('');

/** A content control around whole paragraphs: it can be filled in, and not be deleted. The tag is what it is known by when it returns. */
export function contentControl(tag: string, title: string, id: number, text: string): string {
  return [
    '<w:sdt><w:sdtPr>',
    `<w:alias w:val="${escaped(title)}"/><w:tag w:val="${escaped(tag)}"/><w:id w:val="${id}"/>`,
    '<w:lock w:val="sdtLocked"/></w:sdtPr>',
    `<w:sdtContent>${paragraphsOf(text, 'Editable')}</w:sdtContent></w:sdt>`,
  ].join('');
}

/** A cell of so many twentieths of a point; Word wants a paragraph at its end. */
export const tableCell = (width: number, content: string, shaded = false): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${shaded ? '<w:shd w:val="clear" w:color="auto" w:fill="FBF6E9"/>' : ''}</w:tcPr>${content}</w:tc>`;

export const tableRow = (cells: string, header = false): string =>
  `<w:tr>${header ? '<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>' : ''}${cells}</w:tr>`;

export function table(widths: readonly number[], rows: string): string {
  const line = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="D6D1C8"/>`;
  return [
    `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((sum, width) => sum + width, 0)}" w:type="dxa"/>`,
    `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(line).join('')}</w:tblBorders>`,
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>',
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>',
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows}</w:tbl>`,
  ].join('');
}
