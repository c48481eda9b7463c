import type { Detection, Importer, MetricDeclaration } from './interface';
import { isBlank } from './reading/text';

/** Every `*.importer.ts` below this folder: a new format is a new file and nothing else. */
const modules = import.meta.glob<{ importer: Importer }>('./*/*.importer.ts', { eager: true });

/** The readers of all formats, in the order of their files' names. */
export const importers: readonly Importer[] = Object.keys(modules)
  .sort()
  .map((path) => modules[path]!.importer);

/** One line of the list of formats. */
export interface FormatListing {
  tool: string;
  format: string;
  metrics: readonly MetricDeclaration[];
}

/** Every format that can be read, for help texts and the import screen. */
export function listFormats(): FormatListing[] {
  return importers.flatMap(({ tool, formats, metrics }) => formats.map((format) => ({ tool, format, metrics })));
}

export interface Recognised extends Detection {
  importer: Importer;
}

const weight = { content: 2, shape: 1, name: 0 } as const;

/**
 * The reader for a file with these first bytes. A mark in the content outweighs a mere likeness; the name counts only for a file
 * without content. Null when no format fits.
 */
export function recognise(head: Uint8Array, name: string, among: readonly Importer[] = importers): Recognised | null {
  const blank = isBlank(head);
  const looked = withoutLongBlanks(head);
  const found = among.flatMap((importer): Recognised[] => {
    const detection = importer.detect(looked, name);
    return detection && (detection.by === 'name') === blank ? [{ ...detection, importer }] : [];
  });
  return found.sort((a, b) => weight[b.by] - weight[a.by])[0] ?? null;
}

/** White space in a row beyond this many bytes tells nothing about a format. */
const longestBlank = 64;

/** The bytes with every longer stretch of white space cut to that: thousands of blank lines must not cost each reader a search in each. */
function withoutLongBlanks(head: Uint8Array): Uint8Array {
  let kept: Uint8Array | null = null;
  let length = 0;
  let run = 0;
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at]!;
    run = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) ? run + 1 : 0;
    if (run > longestBlank) {
      kept ??= head.slice();
      continue;
    }
    if (kept) kept[length] = byte;
    length += 1;
  }
  return kept ? kept.subarray(0, length) : head;
}
