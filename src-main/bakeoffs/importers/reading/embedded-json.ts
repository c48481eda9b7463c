import type { HarnessFile, ParseContext } from '../interface';
import { JsonSyntaxError, parseJson, placeInText } from './json';
import { wholeText } from './lines';

/** One JSON document of a file that may hold several, or other text around it. */
export interface EmbeddedJson {
  readonly value: unknown;
  /** Line on which the document begins. */
  readonly line: number;
}

/** More documents than this are no output of one tool. */
const mostDocuments = 100_000;

/**
 * The JSON documents of a text in which other lines may stand before, between and after them, as happens when a program's
 * warnings are redirected into the same file. A document begins at a bracket at the start of a line, or right after the one
 * before it. Throws the context's refusal, with the place, for a document that is damaged or cut off; a text without any
 * document gives an empty list.
 */
export async function embeddedJson(
  file: HarnessFile,
  context: ParseContext,
  options: { bareNumbers?: boolean } = {},
): Promise<EmbeddedJson[]> {
  const text = await wholeText(file, context);
  const found: EmbeddedJson[] = [];
  let line = 1;
  let counted = 0;
  for (let begin = nextBeginning(text, 0, true); begin >= 0; ) {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < begin; at = text.indexOf('\n', at + 1)) line += 1;
    counted = begin;
    const end = endOfDocument(text, begin);
    try {
      found.push({ value: parseJson(text.slice(begin, end), options), line });
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      throw context.refusal(file, {
        message: `The JSON is damaged: ${error.message}.`,
        where: placeInText(text, begin + error.at, file),
        hint: 'Export the results again; a file that was cut off cannot be used.',
      });
    }
    if (found.length > mostDocuments) {
      throw context.refusal(file, {
        message: `The file has more than ${mostDocuments} JSON documents.`,
        where: placeInText(text, begin, file),
      });
    }
    begin = nextBeginning(text, end, false);
  }
  return found;
}

const beginning = /^[ \t]*[{[]/gm;
/** What follows the bracket of a document. A word or a time in brackets, such as “[WARN]” or “[2026-01-01 …]”, is none. */
const opening = /^(?:\{\s*(?:["}]|$)|\[\s*(?:[[\]{"]|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\s*[,\]]|$))/;

/** Where the next document begins at or after `from`; -1 when there is none. */
function nextBeginning(text: string, from: number, lineStart: boolean): number {
  if (!lineStart) {
    let at = from;
    while (at < text.length && ' \t\r\n'.includes(text[at]!)) at += 1;
    if (text[at] === '{' || text[at] === '[') return at;
  }
  beginning.lastIndex = from;
  for (let match = beginning.exec(text); match; match = beginning.exec(text)) {
    const at = match.index + match[0].length - 1;
    if (opening.test(text.slice(at, at + 200))) return at;
    if (match[0].length === 0) beginning.lastIndex += 1;
  }
  return -1;
}

/** Behind the bracket that closes the document, or the end of the text when it is never closed. */
function endOfDocument(text: string, begin: number): number {
  let depth = 0;
  const marks = /["{}[\]]/g;
  marks.lastIndex = begin;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const character = mark[0];
    if (character === '"') {
      const close = endOfString(text, mark.index);
      if (close < 0) return text.length;
      marks.lastIndex = close + 1;
    } else if (character === '{' || character === '[') depth += 1;
    else {
      depth -= 1;
      if (depth === 0) return mark.index + 1;
    }
  }
  return text.length;
}

/** The closing quotation mark of the string that begins at `at`; -1 when there is none. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}
