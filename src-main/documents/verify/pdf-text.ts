import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFPage, PDFRawStream } from 'pdf-lib';
import { streamBytes } from './pdf-file';

/**
 * The text that a document of ours shows, page by page: what its text operators draw, by each font's own table from codes to
 * characters (ToUnicode, ISO 32000-2, 9.10.3). Made for comparing two documents of Proofdesk with each other; it knows what the
 * typesetter writes and no more.
 */
export function pageTexts(document: PDFDocument, file: string): string[] {
  return document.getPages().map((page) => {
    const pieces: string[] = [];
    show(pageDrawing(page, file), page.node.Resources(), pieces, 0);
    return pieces.join('');
  });

  function show(content: Buffer, resources: PDFDict | undefined, pieces: string[], depth: number): void {
    if (depth > 12) return;
    let font: Decoder | null = null;
    const operands: Token[] = [];
    for (const token of tokens(content)) {
      if (token.kind !== 'operator') {
        operands.push(token);
        continue;
      }
      const last = operands.at(-1);
      const named = operands.find((operand) => operand.kind === 'name');
      if (token.text === 'Tf' && named?.kind === 'name') font = fontOf(resources, named.text);
      else if (token.text === 'Tj' || token.text === 'TJ') {
        // In a font without a table, text is seen and not read: it must not go unnoticed.
        for (const operand of operands) {
          if (operand.kind === 'string')
            pieces.push(font ? font(operand.bytes) : '\ufffd'.repeat(operand.bytes.length));
        }
      } else if (token.text === 'Do' && last?.kind === 'name') {
        const form = resources?.lookupMaybe(PDFName.of('XObject'), PDFDict)?.lookup(PDFName.of(last.text));
        if (form instanceof PDFRawStream && form.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Form')) {
          show(
            Buffer.from(streamBytes(form, file)),
            form.dict.lookupMaybe(PDFName.of('Resources'), PDFDict),
            pieces,
            depth + 1,
          );
        }
      } else if (token.text === 'ET') pieces.push(' ');
      operands.length = 0;
    }
  }

  function fontOf(resources: PDFDict | undefined, name: string): Decoder | null {
    const font = resources?.lookupMaybe(PDFName.of('Font'), PDFDict)?.lookupMaybe(PDFName.of(name), PDFDict);
    const table = font?.lookup(PDFName.of('ToUnicode'));
    if (!font || !(table instanceof PDFRawStream)) return null;
    const known = decoders.get(table);
    if (known) return known;
    const decoder = decoderOf(Buffer.from(streamBytes(table, file)).toString('latin1'));
    decoders.set(table, decoder);
    return decoder;
  }
}

/** What a page draws, as its operators stand; its parts are one after the other (ISO 32000-2, 7.8.2). */
export function pageDrawing(page: PDFPage, file: string): Buffer {
  const contents = page.node.Contents();
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((_, index) => contents.lookup(index)) : [contents];
  return Buffer.concat(
    streams.flatMap((stream) => (stream instanceof PDFRawStream ? [streamBytes(stream, file), Buffer.from('\n')] : [])),
  );
}

/** The same text however its lines fell: without spaces and places to break. */
export const comparable = (text: string): string => text.replace(/[\s\u200b\u00ad]+/g, '').normalize('NFC');

type Decoder = (codes: Buffer) => string;
const decoders = new WeakMap<PDFRawStream, Decoder>();

/** Reads the `bfchar` and `bfrange` sections of a ToUnicode table; codes have two bytes. */
function decoderOf(table: string): Decoder {
  const characters = new Map<number, string>();
  const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const section of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code, unicode] of section[1]!.matchAll(/<([0-9a-f]+)>\s*<((?:[0-9a-f]{4})+)>/gi)) {
      characters.set(Number.parseInt(code!, 16), text(unicode!));
    }
  }
  for (const section of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, unicode] of section[1]!.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*<([0-9a-f]{4})>/gi)) {
      const first = Number.parseInt(from!, 16);
      const last = Math.min(Number.parseInt(to!, 16), first + 65_535);
      for (let code = first; code <= last; code += 1) {
        characters.set(code, String.fromCharCode(Number.parseInt(unicode!, 16) + code - first));
      }
    }
  }
  return (codes) => {
    let result = '';
    for (let at = 0; at + 1 < codes.length; at += 2) result += characters.get(codes.readUInt16BE(at)) ?? '\ufffd';
    return result;
  };
}

type Token = { kind: 'operator' | 'name' | 'number'; text: string } | { kind: 'string'; bytes: Buffer };

const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));

/** The tokens of a content stream; arrays and dictionaries are passed through as their members. */
function* tokens(content: Buffer): Generator<Token> {
  let at = 0;
  while (at < content.length) {
    const byte = content[at]!;
    if (WHITE.has(byte)) at += 1;
    else if (byte === 0x25) {
      while (at < content.length && content[at] !== 10 && content[at] !== 13) at += 1;
    } else if (byte === 0x28) {
      const [bytes, next] = literal(content, at);
      yield { kind: 'string', bytes };
      at = next;
    } else if (byte === 0x3c && content[at + 1] !== 0x3c) {
      const end = content.indexOf(0x3e, at);
      const digits = content.toString('latin1', at + 1, end < 0 ? content.length : end).replace(/\s+/g, '');
      yield { kind: 'string', bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex') };
      at = end < 0 ? content.length : end + 1;
    } else if (DELIMITERS.has(byte) && byte !== 0x2f) at += 1;
    else {
      const start = byte === 0x2f ? at + 1 : at;
      at += 1;
      while (at < content.length && !WHITE.has(content[at]!) && !DELIMITERS.has(content[at]!)) at += 1;
      const text = content.toString('latin1', start, at);
      yield { kind: byte === 0x2f ? 'name' : /^[+-]?[\d.]/.test(text) ? 'number' : 'operator', text };
    }
  }
}

const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** A literal string `(…)` with its escapes (ISO 32000-2, 7.3.4.2). */
function literal(content: Buffer, from: number): [Buffer, number] {
  const bytes: number[] = [];
  let depth = 1;
  let at = from + 1;
  while (at < content.length) {
    const byte = content[at]!;
    at += 1;
    if (byte === 0x5c) {
      const octal = /^[0-7]{1,3}/.exec(content.toString('latin1', at, at + 3))?.[0];
      if (octal) {
        bytes.push(Number.parseInt(octal, 8) & 0xff);
        at += octal.length;
      } else {
        const character = String.fromCharCode(content[at] ?? 0);
        at += 1;
        if (character === '\r' && content[at] === 10) at += 1;
        else if (character !== '\n' && character !== '\r') bytes.push(ESCAPES[character] ?? character.charCodeAt(0));
      }
      continue;
    }
    if (byte === 0x28) depth += 1;
    if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) break;
    }
    bytes.push(byte);
  }
  return [Buffer.from(bytes), at];
}
