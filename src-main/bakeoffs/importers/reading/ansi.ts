// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with a control character
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** Text without the escape sequences that colour it on a terminal. */
export function plainText(text: string): string {
  return text.includes('\u001b') ? text.replace(escapes, '') : text;
}
