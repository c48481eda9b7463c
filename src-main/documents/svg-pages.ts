import { sha256 } from '../../src-core/ledger/digests';

/** A page as a picture that stands on its own. */
export interface PagePicture {
  /** From 1. */
  number: number;
  /** Of the picture: equal pages have equal digests. */
  digest: string;
  /** Points. */
  width: number;
  height: number;
  svg: string;
}

const PAGE = '<g class="typst-page"';

/**
 * Takes the one picture that the typesetter makes of a document apart into its pages. Each page keeps the glyphs and clip paths that it
 * uses and nothing else; invisible text for selection, scripts and styles are left out, so that a page can be shown as an image.
 */
export function svgPages(whole: string): PagePicture[] {
  const start = whole.indexOf(PAGE);
  if (start < 0) return [];
  const definitions = definitionsIn(whole.slice(0, start));
  return whole
    .slice(start, whole.lastIndexOf('</svg>'))
    .split(PAGE)
    .slice(1)
    .map((rest, index) => onePage(rest, index + 1, definitions));
}

/** Text that can be selected lies over the glyphs, in a group of its own. */
const SELECTABLE = /<g transform="scale\(16,-16\)"><foreignObject[^>]*>.*?<\/foreignObject><\/g>/gs;
const HINT =
  /<g transform="[^"]*"(?: data-tid="[^"]*")?><g (?:data-tid="[^"]*" )?class="typst-content-hint"[^>]*><\/g><\/g>/g;
const IDENTITY = / data-tid="[^"]*"/g;

function onePage(rest: string, number: number, definitions: ReadonlyMap<string, string>): PagePicture {
  const width = Number(/data-page-width="([\d.]+)"/.exec(rest)?.[1] ?? 0);
  const height = Number(/data-page-height="([\d.]+)"/.exec(rest)?.[1] ?? 0);
  const inner = rest
    .slice(rest.indexOf('>') + 1)
    .replace(SELECTABLE, '')
    .replace(HINT, '')
    .replace(IDENTITY, '');
  const used = new Set<string>();
  const collect = (text: string): void => {
    for (const [, id] of text.matchAll(/(?:href="|url\()#([^")]+)["')]/g)) {
      const definition = definitions.get(id!);
      if (!definition || used.has(id!)) continue;
      used.add(id!);
      collect(definition);
    }
  };
  collect(inner);
  const defs = [...used]
    .sort()
    .map((id) => definitions.get(id))
    .join('');
  // `inner` ends with the end tag of the page’s group, which began in the part that was cut off.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" fill="none"><defs>${defs}</defs><rect width="${width}" height="${height}" fill="#fff"/><g>${inner}</svg>`;
  return { number, digest: sha256(svg), width, height, svg };
}

/** Glyphs, clip paths, gradients and patterns by their ids. */
function definitionsIn(head: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, defs] of head.matchAll(/<defs[^>]*>(.*?)<\/defs>/gs)) {
    for (const [whole, , id] of defs!.matchAll(
      /<(path|clipPath|linearGradient|radialGradient|pattern|symbol|image|g|mask)\b[^>]*?\bid="([^"]+)"[^>]*?(?:\/>|>.*?<\/\1>)/gs,
    )) {
      found.set(id!, whole);
    }
  }
  return found;
}
