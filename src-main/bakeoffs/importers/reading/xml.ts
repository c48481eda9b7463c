import type { HarnessFile, ParseContext } from '../interface';
import { headText, TextReader } from './text';

/** No tag, comment or CDATA section of a result file is longer; beyond it the file is damaged. */
const longestTag = 4 * 1024 * 1024;

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** One tag of an XML file. Text between tags is passed over. */
export interface XmlTag {
  /** The element's name; what could be read of it in a damaged tag. */
  name: string;
  /** `damaged` is a tag in which another one begins. */
  kind: 'open' | 'close' | 'empty' | 'damaged';
  line: number;
  /** An attribute's value with its entities resolved, or undefined. */
  attribute(name: string): string | undefined;
}

/**
 * The tags of an XML file in batches, in the order of the file, whatever the one-byte encoding or UTF-8 it is in. Comments,
 * CDATA and processing instructions are passed over; a document type is refused, since no harness writes one and entities of
 * its own could blow up the text. A tag that is cut off at the end of the file is left out.
 */
export async function* xmlTags(file: HarnessFile, context: ParseContext): AsyncGenerator<XmlTag[]> {
  const decode = valueDecoder(file, context);
  // One character a byte: the marks of XML are ASCII in each of these encodings, and values are decoded when asked for.
  let text = '';
  let line = 1;
  for await (const chunk of file.chunks()) {
    text += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    const scanner = new TagScanner(text, line, decode);
    const tags = scanner.tags();
    if (scanner.documentType !== undefined) {
      throw context.refusal(file, {
        message: 'The file declares a document type, which no harness writes.',
        where: { line: scanner.documentType },
      });
    }
    text = scanner.rest;
    line = scanner.line;
    if (text.length > longestTag) {
      throw context.refusal(file, {
        message: `What begins on line ${line} does not end within 4 MiB; the XML is damaged.`,
        where: { line },
      });
    }
    yield tags;
  }
}

/** Values are in the encoding that the XML declaration names, else UTF-8 or Windows-1252. */
function valueDecoder(file: HarnessFile, context: ParseContext): (value: string, line: number) => string {
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(headText(file.head))?.[1]?.toLowerCase();
  const reader = new TextReader(file, context);
  let decoder: TextDecoder | undefined;
  if (declared !== undefined && !/^utf-?(8|16)/.test(declared)) {
    try {
      decoder = new TextDecoder(declared);
    } catch {
      throw context.refusal(file, {
        message: `The XML says that it is in the encoding “${declared}”, which is not known.`,
        where: { line: 1 },
      });
    }
  }
  return (value, line) => {
    const bytes = Buffer.from(value, 'latin1');
    return decoder ? decoder.decode(bytes) : reader.decode(bytes, line);
  };
}

class TagScanner {
  rest = '';
  documentType: number | undefined;
  #at = 0;

  constructor(
    private readonly text: string,
    public line: number,
    private readonly decode: (value: string, line: number) => string,
  ) {}

  tags(): XmlTag[] {
    const { text } = this;
    const found: XmlTag[] = [];
    for (;;) {
      const begin = text.indexOf('<', this.#at);
      this.#moveTo(begin < 0 ? text.length : begin);
      if (begin < 0) break;
      const close = this.#closingMark(begin);
      if (close === undefined) {
        const tag = this.#tag(begin);
        if (!tag) {
          this.rest = text.slice(begin);
          break;
        }
        found.push(tag);
      } else {
        const end = text.indexOf(close, begin);
        if (this.documentType !== undefined || end < 0) {
          this.rest = text.slice(begin);
          break;
        }
        this.#moveTo(end + close.length);
      }
    }
    return found;
  }

  #moveTo(to: number): void {
    for (let at = this.text.indexOf('\n', this.#at); at >= 0 && at < to; at = this.text.indexOf('\n', at + 1))
      this.line += 1;
    this.#at = to;
  }

  /** What ends a piece of markup that is no tag; undefined for a tag. */
  #closingMark(begin: number): string | undefined {
    const { text } = this;
    if (text.startsWith('<?', begin)) return '?>';
    if (!text.startsWith('<!', begin)) return undefined;
    if (text.startsWith('<!--', begin)) return '-->';
    if (text.startsWith('<![CDATA[', begin)) return ']]>';
    if (/^<!(-?|\[(C(D(A(T(A)?)?)?)?)?)$/.test(text.slice(begin))) return '-->';
    this.documentType = this.line;
    return '>';
  }

  /** The tag that begins here; undefined when its end is not there yet. */
  #tag(begin: number): XmlTag | undefined {
    const { text, line } = this;
    let quotation = '';
    let end = begin + 1;
    for (; end < text.length; end += 1) {
      const character = text[end]!;
      if (character === '<') break;
      if (quotation !== '') {
        if (character === quotation) quotation = '';
      } else if (character === '"' || character === "'") quotation = character;
      else if (character === '>') break;
    }
    if (end >= text.length) return undefined;
    const damaged = text[end] === '<';
    const body = text.slice(begin + 1, end);
    this.#moveTo(damaged ? end : end + 1);
    const name = /^\/?([\w.:-]*)/.exec(body)![1]!;
    const kind =
      damaged || name === '' ? 'damaged' : body.startsWith('/') ? 'close' : body.endsWith('/') ? 'empty' : 'open';
    let attributes: Map<string, string> | undefined;
    const attribute = (wanted: string): string | undefined => {
      attributes ??= new Map(
        [...body.matchAll(/\s([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((match) => [
          match[1]!,
          (match[2] ?? match[3])!,
        ]),
      );
      const value = attributes.get(wanted);
      return value === undefined ? undefined : resolved(this.decode(value, line));
    };
    return { name, kind, line, attribute };
  }
}

/** A value with the five entities of XML and character references resolved; anything else stays as it is written. */
function resolved(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return entities.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
