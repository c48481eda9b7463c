/**
 * Where values of a JSON text stand: the character at which each path's value begins, for paths such as `skus.3.rate`. For text that
 * parses; of a path that is not there, the nearest one above it. Works without recursion.
 */
export function placesInJson(text: string, paths: readonly string[]): Map<string, number> {
  const wanted = new Set(paths.flatMap((path) => prefixes(path)));
  const starts = new Map<string, number>();
  const stack: { array: boolean; key: string; index: number }[] = [];
  let expectsName = false;
  const path = (): string => stack.map(({ array, key, index }) => (array ? String(index) : key)).join('.');
  const note = (at: number): void => {
    const own = path();
    if (wanted.has(own) && !starts.has(own)) starts.set(own, at);
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '{' || character === '[') {
      note(at);
      stack.push({ array: character === '[', key: '', index: 0 });
      expectsName = character === '{';
    } else if (character === '}' || character === ']') {
      stack.pop();
      expectsName = false;
    } else if (character === ',') {
      const top = stack.at(-1);
      if (top?.array) top.index += 1;
      else expectsName = true;
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (expectsName) {
        stack.at(-1)!.key = JSON.parse(text.slice(at, end + 1)) as string;
        expectsName = false;
      } else note(at);
      at = end;
    } else if (!/[\s:]/.test(character)) {
      note(at);
      while (at + 1 < text.length && !/[\s,\]}]/.test(text[at + 1]!)) at += 1;
    }
  }
  return new Map(
    paths.flatMap((own): [string, number][] => {
      const found = prefixes(own).findLast((prefix) => starts.has(prefix));
      return found === undefined ? [] : [[own, starts.get(found)!]];
    }),
  );
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}

/** `a`, `a.1`, `a.1.b` for `a.1.b`; the whole text comes first. */
function prefixes(path: string): string[] {
  const parts = path === '' ? [] : path.split('.');
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('.'))];
}
