/**
 * The object that a script assigns to its first variable (`var stats = { type: "GROUP", … }`), as JSON text: names without quotation
 * marks get them, what follows the object is left out. Nothing of the script is run. Lines stay the same.
 */
export function jsonOfScript(text: string): string {
  const begin = text.indexOf('{');
  if (begin < 0) return '';
  const pieces: string[] = [text.slice(0, begin).replace(/[^\n]/g, '')];
  const token = /"(?:[^"\\]|\\[\s\S])*"|[{}[\]]|[A-Za-z_$][\w$]*(?=\s*:)/g;
  let depth = 0;
  let copied = begin;
  token.lastIndex = begin;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    if (found === '{' || found === '[') depth += 1;
    else if (found === '}' || found === ']') {
      depth -= 1;
      if (depth === 0) {
        pieces.push(text.slice(copied, token.lastIndex));
        return pieces.join('');
      }
    } else if (!found.startsWith('"')) {
      pieces.push(text.slice(copied, match.index), `"${found}"`);
      copied = token.lastIndex;
    }
  }
  pieces.push(text.slice(copied));
  return pieces.join('');
}
