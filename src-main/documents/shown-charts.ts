import type { FontFile } from './font-file';
import { textFamilies } from './set-page';
import { typesetterFor } from './typesetter';

/** Size at which texts are measured, points. */
const MEASURED_AT = 100;
/** Most texts whose widths are remembered. */
const REMEMBERED = 4_000;
const widths = new Map<string, number>();

const TEXT = /<text\b([^>]*)>([^<]*(?:<tspan[^>]*>[^<]*<\/tspan>[^<]*)*)<\/text>/g;

/**
 * A picture as a browser is to show it. The fonts of a page are not the machine's: a browser sets a picture's text in another, so each text is
 * given the width that it has on paper, and a family that looks much the same.
 */
export function shownChart(svg: string, fonts: readonly FontFile[], brandFonts: readonly FontFile[]): string {
  const texts = [...svg.matchAll(TEXT)].map(([, , inner]) => plain(inner!)).filter((text) => text.trim() !== '');
  measure(texts, fonts, brandFonts);
  const sizes = fontSizes(svg);
  return svg
    .replace(TEXT, (whole, attributes: string, inner: string, at: number) => {
      const width = widths.get(plain(inner));
      const size = Number(/font-size="([\d.]+)/.exec(attributes)?.[1] ?? sizes(at));
      if (!width || !size || attributes.includes('textLength')) return whole;
      const length = ((width / MEASURED_AT) * size).toFixed(2);
      return `<text${attributes} textLength="${length}" lengthAdjust="spacingAndGlyphs">${inner}</text>`;
    })
    .replace(/font-family="[^"]*"/g, 'font-family="Inter, \'Helvetica Neue\', Arial, sans-serif"');
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#39;': "'",
};
const plain = (inner: string): string =>
  inner.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot|#x27|#39);/g, (entity) => entities[entity]!);

/** The size of text at a place: that of the last element before it that names one. */
function fontSizes(svg: string): (at: number) => number {
  const found = [...svg.matchAll(/<(?:svg|g)\b[^>]*\bfont-size="([\d.]+)/g)].map((match) => ({
    at: match.index,
    size: Number(match[1]),
  }));
  return (at) => found.findLast((one) => one.at < at)?.size ?? 0;
}

/** Measures texts that were not measured before, in the fonts of a page. */
function measure(texts: readonly string[], fonts: readonly FontFile[], brandFonts: readonly FontFile[]): void {
  const unknown = [...new Set(texts)].filter((text) => !widths.has(text));
  if (unknown.length === 0) return;
  const source = `#let given = json("/texts.json")
#context for one in given.texts [#metadata(measure(text(font: given.fonts, fallback: false, size: ${MEASURED_AT}pt, one)).width.pt()) <width>]`;
  const { marks } = typesetterFor(fonts).picture(
    [
      { path: '/measure.typ', bytes: Buffer.from(source) },
      { path: '/texts.json', bytes: Buffer.from(JSON.stringify({ texts: unknown, fonts: textFamilies(brandFonts) })) },
    ],
    '/measure.typ',
    'width',
  );
  if (widths.size > REMEMBERED) widths.clear();
  for (const [at, text] of unknown.entries()) widths.set(text, Number(marks[at]));
}
