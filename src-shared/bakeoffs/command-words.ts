import { ProofdeskError } from '../kernel/errors';

/**
 * Command lines as lists of arguments. What a person types is split at spaces outside quotes and nothing in it is expanded; what is
 * printed for a shell has every argument quoted, so that a shell sees the very same list.
 */

/**
 * The arguments of a typed line: single and double quotes keep spaces together, a backslash outside single quotes takes the next
 * character as it is. No variables, no globs, no substitution. Throws `bad-input` for an open quote or an empty line.
 */
export function splitCommandLine(line: string): string[] {
  const refuse = (message: string) =>
    new ProofdeskError({ code: 'bad-input', message: `The command ${message}: ${line}`, where: { field: 'command' } });
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at]!;
    if (letter === '\\' && quote !== "'") {
      at += 1;
      if (at === line.length) throw refuse('ends with a backslash');
      word = (word ?? '') + line[at]!;
    } else if (quote !== null) {
      if (letter === quote) quote = null;
      else word = (word ?? '') + letter;
    } else if (letter === "'" || letter === '"') {
      quote = letter;
      word ??= '';
    } else if (/\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + letter;
    }
  }
  if (quote !== null) throw refuse('has a quote that is not closed');
  if (word !== null) words.push(word);
  if (words.length === 0 || words[0] === '') throw refuse('names no program');
  return words;
}

/** One argument for a POSIX shell. Throws `bad-input` for a NUL, which no argument can hold. */
export function quotedForShell(argument: string): string {
  checkArgument(argument);
  return `'${argument.replaceAll("'", "'\\''")}'`;
}

/** One argument for PowerShell, to which the typographic single quotes are quotes, too. */
export function quotedForPowerShell(argument: string): string {
  checkArgument(argument);
  return `'${argument.replace(/['‘’‚‛]/g, '$&$&')}'`;
}

function checkArgument(argument: string): void {
  if (!argument.includes('\0')) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: 'An argument of a command must not hold a NUL.',
    where: { field: 'command' },
  });
}

const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** The list as a line for a POSIX shell, with quotes where they are needed; the fact that is recorded of a run. */
export const commandLine = (command: readonly string[]): string =>
  command.map((argument) => (plain.test(argument) ? argument : quotedForShell(argument))).join(' ');

/** Characters that a terminal acts on, or that change the order in which others are read. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const acting = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The list for a person to read: as a line, with what a terminal would act on written as escapes. */
export const visibleCommand = (command: readonly string[]): string =>
  commandLine(command).replace(acting, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
