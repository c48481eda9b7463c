/**
 * File names that every computer takes: sticks are FAT, and what lies on them is opened on Windows, macOS and Linux. Rules of Win32 names
 * (reserved characters and device names, no point or space at the end) and of FAT (upper and lower case are one).
 */

/** Most characters of a name with its ending; half of what file systems take, so that folders have room beside it. */
const LONGEST = 120;
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** A name as it may stand on any file system; `fallback` where nothing of it is left. */
export function portableName(name: string, fallback = 'document'): string {
  const plain = name
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what file systems refuse
    .replace(/[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  const named = /[^-\s.]/.test(plain) ? plain : fallback;
  const free = DEVICE.test(named) ? `_${named}` : named;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(free)?.[0] ?? '';
  const stem = [...free.slice(0, free.length - ending.length)].slice(0, LONGEST - ending.length).join('');
  return `${stem.replace(/[\s.]+$/u, '') || fallback}${ending}`;
}

/** Portable names, no two of which differ in upper and lower case alone: the second `quote.pdf` is `quote (2).pdf`. */
export function portableNames(names: readonly string[], taken: readonly string[] = []): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return names.map((name) => {
    const free = portableName(name);
    const ending = /\.[A-Za-z0-9]{1,8}$/.exec(free)?.[0] ?? '';
    const stem = free.slice(0, free.length - ending.length);
    let own = free;
    for (let count = 2; used.has(own.toLowerCase()); count += 1) own = `${stem} (${count})${ending}`;
    used.add(own.toLowerCase());
    return own;
  });
}
