import { ProofdeskError } from '../../../src-shared/kernel/errors';

/** An element of an XML part. Names of WordprocessingML have the prefix `w:`, whatever the file calls it. */
export interface XmlElement {
  name: string;
  attributes: ReadonlyMap<string, string>;
  /** Elements and texts in their order. */
  children: (XmlElement | string)[];
}

const DEEPEST = 200;
const MOST_ELEMENTS = 400_000;
const WORD = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads an XML part of an office file. Document types are refused, as are parts that nest or hold more than such files do.
 *
 * @throws ProofdeskError `bad-input` naming the file, the part and what is wrong.
 */
export function parseXml(bytes: Uint8Array, file: string, part: string): XmlElement {
  const refuse = (why: string): ProofdeskError =>
    new ProofdeskError({
      code: 'bad-input',
      message: `${file} is damaged: its part ${part} ${why}.`,
      where: { file },
      hint: 'Save it again as a Word document (.docx), or take a copy that opens in Word.',
    });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('is not in UTF-8');
  }
  const root: XmlElement = { name: '', attributes: new Map(), children: [] };
  const open: XmlElement[] = [root];
  let elements = 0;
  let at = 0;
  let prefix: string | null = null;
  const named = (name: string): string => {
    if (prefix === null) return name;
    if (prefix === '') return name.includes(':') ? name : `w:${name}`;
    return name.startsWith(`${prefix}:`) ? `w:${name.slice(prefix.length + 1)}` : name;
  };
  while (at < text.length) {
    const begin = text.indexOf('<', at);
    const plain = text.slice(at, begin < 0 ? text.length : begin);
    if (plain !== '' && open.length > 1) open.at(-1)!.children.push(resolved(plain));
    else if (plain.trim() !== '') throw refuse('has text outside of its elements');
    if (begin < 0) break;
    const special = text.startsWith('<!--', begin)
      ? '-->'
      : text.startsWith('<?', begin)
        ? '?>'
        : text.startsWith('<![CDATA[', begin)
          ? ']]>'
          : null;
    if (special !== null) {
      const end = text.indexOf(special, begin);
      if (end < 0) throw refuse('is cut off');
      if (special === ']]>') open.at(-1)!.children.push(text.slice(begin + 9, end));
      at = end + special.length;
      continue;
    }
    if (text.startsWith('<!', begin)) throw refuse('declares a document type, which such files never do');
    const end = tagEnd(text, begin);
    if (end < 0) throw refuse('is cut off');
    const body = text.slice(begin + 1, end);
    at = end + 1;
    if (body.startsWith('/')) {
      const closed = open.pop();
      if (open.length === 0 || closed?.name !== named(body.slice(1).trim())) throw refuse('has tags that do not match');
      continue;
    }
    const empty = body.endsWith('/');
    const name = /^[\p{L}_][\p{L}\p{N}_.:-]*/u.exec(body)?.[0];
    if (name === undefined) throw refuse('has a damaged tag');
    const attributes = attributesOf(empty ? body.slice(name.length, -1) : body.slice(name.length));
    if (prefix === null) {
      const declared = [...attributes].find(([key, value]) => /^xmlns(?::|$)/.test(key) && WORD.has(value))?.[0];
      if (declared !== undefined) prefix = declared === 'xmlns' ? '' : declared.slice(6);
    }
    const attributesNamed = new Map([...attributes].map(([key, value]) => [prefix ? named(key) : key, value]));
    const element: XmlElement = { name: named(name), attributes: attributesNamed, children: [] };
    elements += 1;
    if (elements > MOST_ELEMENTS) throw refuse(`has more than ${MOST_ELEMENTS} elements`);
    open.at(-1)!.children.push(element);
    if (empty) continue;
    open.push(element);
    if (open.length > DEEPEST) throw refuse(`nests more than ${DEEPEST} deep`);
  }
  if (open.length > 1) throw refuse('is cut off');
  const [only, ...others] = root.children.filter((child) => typeof child !== 'string');
  if (!only || others.length > 0) throw refuse('has no single root');
  return only;
}

/** The `>` that ends a tag, outside of quotation marks. */
function tagEnd(text: string, begin: number): number {
  let quotation = '';
  for (let at = begin + 1; at < text.length; at += 1) {
    const character = text[at]!;
    if (quotation !== '') {
      if (character === quotation) quotation = '';
    } else if (character === '"' || character === "'") quotation = character;
    else if (character === '>') return at;
    else if (character === '<') return -1;
  }
  return -1;
}

const attributesOf = (body: string): Map<string, string> =>
  new Map(
    [...body.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((match) => [
      match[1]!,
      resolved((match[2] ?? match[3])!),
    ]),
  );

function resolved(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Elements among the children, of a name if one is given. */
export const elementsIn = (element: XmlElement, name?: string): XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );

/** The first element of this name among the children. */
export const elementIn = (element: XmlElement, name: string): XmlElement | undefined => elementsIn(element, name)[0];
