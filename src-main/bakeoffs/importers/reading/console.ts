import type { HarnessFile, ParseContext } from '../interface';
import { plainText } from './ansi';
import { textLines } from './lines';
import { headText } from './text';

/** One line of what a program printed, as a person would see it. */
export interface ConsoleLine {
  /** Without colours, without what a carriage return overwrote, without white space at both ends, and cut with “…” after 8 KiB. */
  readonly text: string;
  /** Its number in the file, from 1. */
  readonly line: number;
}

/** More text than this is no summary that a program printed at its end. */
const mostCharacters = 64 * 1024 * 1024;
/** What `tput sgr0` writes beside a colour: the choice of a character set. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with a control character
const characterSets = /\u001b[()][A-Z0-9]/g;

function withoutEscapes(text: string): string {
  return text.includes('\u001b') ? plainText(text.replace(characterSets, '')) : text;
}

/** Lines are cut here: none that these tools print is longer, and patterns then cost little on any line. */
const longestLine = 8 * 1024;

/** A line as it stands on the screen in the end: what a carriage return overwrote is gone, the last text that is not blank stays. */
export function visibleText(line: string): string {
  let text = withoutEscapes(line);
  if (text.includes('\r')) {
    const pieces = text.split('\r').filter((piece) => piece.trim() !== '');
    text = pieces.at(-1) ?? '';
  }
  text = text.trim();
  return text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
}

/**
 * The lines of a program's output that are not blank. Throws the context's refusal for more than 64 MiB of text, or a line of
 * more than 16 MiB.
 */
export async function consoleLines(file: HarnessFile, context: ParseContext): Promise<ConsoleLine[]> {
  const found: ConsoleLine[] = [];
  let characters = 0;
  for await (const { first, lines } of textLines(file, context)) {
    for (const [index, raw] of lines.entries()) {
      characters += raw.length;
      const text = visibleText(raw);
      if (text !== '') found.push({ text, line: first + index });
    }
    if (characters > mostCharacters) {
      throw context.refusal(file, {
        message: 'The output is longer than 64 MiB, more than a summary of this tool can be.',
        where: { line: first },
        hint: 'Keep only what the tool printed itself.',
      });
    }
  }
  return found;
}

/** The first bytes of a file as text without a terminal's escape sequences, for recognising what a program printed. */
export function consoleHead(head: Uint8Array): string {
  return withoutEscapes(headText(head));
}

/** Splits lines into blocks, each beginning with a line for which `begins` holds; what stands before the first is `before`. */
export function blocksOf(
  lines: readonly ConsoleLine[],
  begins: (line: ConsoleLine) => boolean,
): { before: ConsoleLine[]; blocks: ConsoleLine[][] } {
  const before: ConsoleLine[] = [];
  const blocks: ConsoleLine[][] = [];
  for (const line of lines) {
    if (begins(line)) blocks.push([line]);
    else (blocks.at(-1) ?? before).push(line);
  }
  return { before, blocks };
}

/** A line whose parts are what `pattern` captures, with the line that it was. */
export interface Found {
  readonly parts: RegExpExecArray;
  readonly at: ConsoleLine;
}

/** The first line that `pattern` fits. */
export function findLine(lines: readonly ConsoleLine[], pattern: RegExp): Found | undefined {
  for (const at of lines) {
    const parts = pattern.exec(at.text);
    if (parts) return { parts, at };
  }
  return undefined;
}
