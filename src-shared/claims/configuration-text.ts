/** A key that was found in a configuration file. */
export interface FoundSetting {
  value: string;
  /** From 1; null where the format has no lines that count (JSON on one line). */
  line: number | null;
}

/**
 * The value of a key in the text of a configuration file: JSON (`cache.size`, `nodes.0.name`), YAML by indentation, sections of INI and
 * TOML (`cache.size` or `[cache] size`), properties, and environment files. Null where the key does not stand in it. Of a key that stands
 * more than once the last counts, as it does for most programs.
 */
export function findSetting(text: string, key: string): FoundSetting | null {
  return ofJson(text, key) ?? ofLines(text, key);
}

function ofJson(text: string, key: string): FoundSetting | null {
  if (!/^\s*[[{]/.test(text)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON after all: YAML's flow style and others begin the same way.
    return null;
  }
  const reached = reach(value, key);
  if (reached === undefined) return null;
  const shown = typeof reached === 'string' ? reached : JSON.stringify(reached);
  const last = key.split('.').at(-1)!;
  const lines = text.split('\n');
  const at = lines.flatMap((line, index) => (line.includes(`"${last}"`) ? [index + 1] : []));
  // Several keys of one name: the line would be a guess.
  return { value: shown, line: at.length === 1 ? at[0]! : null };
}

function reach(value: unknown, key: string): unknown {
  if (value === null || typeof value !== 'object') return undefined;
  if (Object.hasOwn(value, key)) return (value as Record<string, unknown>)[key];
  // Keys may hold points themselves, so the longest beginning goes first.
  for (let at = key.lastIndexOf('.'); at > 0; at = key.lastIndexOf('.', at - 1)) {
    const head = key.slice(0, at);
    if (!Object.hasOwn(value, head)) continue;
    const found = reach((value as Record<string, unknown>)[head], key.slice(at + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

const SECTION = /^\s*\[+\s*([^\]]+?)\s*\]+\s*(?:[#;].*)?$/;
const SETTING = /^(\s*)(?:export\s+|-\s+)?(["']?)([^\s"'=:#;][^"'=:]*?)\2\s*(?:[:=]\s*(.*)|\s+(\S.*))?$/;

function ofLines(text: string, key: string): FoundSetting | null {
  const wanted = key.trim();
  let section = '';
  let above: { indent: number; name: string }[] = [];
  let found: FoundSetting | null = null;
  text.split(/\r?\n/).forEach((line, index) => {
    if (/^\s*(?:[#;]|\/\/|$)/.test(line)) return;
    const opened = SECTION.exec(line);
    if (opened) {
      section = opened[1]!;
      above = [];
      return;
    }
    const setting = SETTING.exec(line);
    if (!setting) return;
    const [, space = '', , name = '', assigned, spaced] = setting;
    const indent = space.length;
    above = above.filter((one) => one.indent < indent);
    const path = [...above.map((one) => one.name), name.trim()].join('.');
    above.push({ indent, name: name.trim() });
    const names = [path, ...(section ? [`${section}.${path}`, `[${section}] ${path}`] : [])];
    if (!names.includes(wanted)) return;
    const value = plainValue(assigned ?? spaced ?? '');
    // A key with nothing behind it opens a block of YAML and sets nothing itself.
    if (value !== '') found = { value, line: index + 1 };
  });
  return found;
}

/** Without quotes, a comment behind it, and a separator at its end. */
function plainValue(raw: string): string {
  const text = raw.trim();
  const quoted = /^(["'])(.*?)\1\s*[,;]?\s*(?:#.*)?$/.exec(text);
  if (quoted) return quoted[2]!;
  return text
    .replace(/\s+(?:#|\/\/).*$/, '')
    .replace(/[,;]$/, '')
    .trim();
}
