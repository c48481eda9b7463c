import { describe, expect, it } from 'vitest';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { decodeText } from './decode';
import { detectDelimiter, readTable } from './read-table';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readTable(utf8(text), 'deals.csv', {});
const utf16 = (text: string, big: boolean, mark: boolean) => {
  const units = [...(mark ? '\ufeff' : ''), ...text].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from(units.flatMap((unit) => (big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])));
};
function record(run: () => unknown) {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof ProofdeskError) return thrown.toRecord();
    throw thrown;
  }
  throw new Error('It was expected to fail.');
}

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', utf8('Firma;Zürich'), 'utf-8'],
    ['UTF-8 with its mark', utf8('\ufeffFirma;Zürich'), 'utf-8'],
    ['UTF-16 with its mark', utf16('Firma;Zürich', false, true), 'utf-16le'],
    ['UTF-16, big end first', utf16('Firma;Zürich', true, true), 'utf-16be'],
    ['UTF-16 without a mark', utf16('Firma;Zürich', false, false), 'utf-16le'],
    ['Windows-1252', Uint8Array.from([...utf8('Firma;Z'), 0xfc, ...utf8('rich')]), 'windows-1252'],
  ])('%s is detected', (_name, bytes, encoding) => {
    expect(decodeText(bytes, 'a.csv')).toEqual({ text: 'Firma;Zürich', encoding });
  });

  it('is taken as chosen, and what does not fit it is named by its byte', () => {
    expect(decodeText(utf8('Zürich'), 'a.csv', 'windows-1252').text).toBe('ZÃ¼rich');
    const bytes = Uint8Array.from([...utf8('ab'), 0xff, ...utf8('cd')]);
    expect(record(() => decodeText(bytes, 'a.csv', 'utf-8'))).toMatchObject({
      code: 'bad-input',
      where: { file: 'a.csv', byte: 2 },
    });
  });

  it('refuses what is empty or no text', () => {
    expect(record(() => decodeText(new Uint8Array(), 'a.csv'))).toMatchObject({
      code: 'bad-input',
      where: { byte: 0 },
    });
    const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 8, 0, 0, 0, 1, 2, 3]);
    expect(record(() => decodeText(zip, 'a.xlsx'))).toMatchObject({
      message: 'The file is no text: it holds zero bytes.',
    });
  });
});

describe('a table', () => {
  it.each([
    ['a,b,c\n1,2,3', ','],
    ['a;b;c\n1,5;2;3', ';'],
    ['a\tb\n1,5\t2', '\t'],
    ['"a;b",c\n"d;e",f', ','],
    ['title\nalone', ','],
  ])('%j has its delimiter detected', (text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter);
  });

  it('is read with quotes, line breaks inside of cells, blank lines and short rows, each row by its first line', () => {
    const table = read(
      'Deal,Company,Notes\r\n\r\n"Pilot ""A""",Helix,"two\r\nlines"\r\nRenewal,Orion\r\n,,\r\n\r\nThird,Orion,\r\n',
    );
    expect(table.headers).toEqual(['Deal', 'Company', 'Notes']);
    expect(table.rows).toEqual([
      { line: 3, cells: ['Pilot "A"', 'Helix', 'two\nlines'] },
      { line: 5, cells: ['Renewal', 'Orion'] },
      { line: 8, cells: ['Third', 'Orion', ''] },
    ]);
  });

  it('without headers names its columns by their place', () => {
    const table = read('Pilot,Helix,12000\nRenewal,Orion,5000');
    expect(table.reading.header).toBe(false);
    expect(table.headers).toEqual(['Column 1', 'Column 2', 'Column 3']);
    expect(table.rows).toHaveLength(2);
  });

  it.each([
    ['a quote never closed', 'Deal,Company\r\nA,B\r\n"C,D\r\nE,F', { line: 4 }],
    ['text behind a closing quote', 'Deal,Company\n"A"x,B', { line: 2 }],
    ['more cells than columns', 'Deal,Company\nA,B\nC,D,E', { line: 3, column: 3 }],
    ['nothing below the headers', 'Deal,Company\n', { line: 1 }],
    ['nothing at all', '\n\n', { line: 1 }],
  ])('%s is refused with its place', (_name, text, where) => {
    expect(record(() => read(text))).toMatchObject({ code: 'bad-input', where: { file: 'deals.csv', ...where } });
  });
});
