import { parseDocumentData } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { brandFiles } from './brand';
import { documentCharts } from './charts';
import type { DocumentRequest } from './compile';
import { checkOwnTemplate } from './own-template';
import type { DocumentResources } from './resources';
import { glyphHint, missingGlyphs, pageFiles, textFonts } from './set-page';
import { shownChart } from './shown-charts';
import { type PagePicture, svgPages } from './svg-pages';
import { typesetterFor } from './typesetter';

/** What is set for looking at it: the pages of a document, unsigned and with nothing embedded. */
export interface PreviewRequest {
  document: Omit<DocumentRequest, 'receipts' | 'evidence'>;
  /** Digests of pages that the caller has. */
  have: readonly string[];
  /** Pages of which pictures are wanted; absent: all. */
  pages?: readonly number[] | undefined;
}

export interface Preview {
  pages: (Omit<PagePicture, 'svg'> & { svg: string | null })[];
  /** On which page each block begins, by its place among the blocks. */
  places: Record<string, number>;
  /** Text that no font can show. */
  missing: { message: string; hint: string } | null;
  problem: {
    message: string;
    file: string | null;
    line: number | null;
    column: number | null;
    hint: string | null;
  } | null;
}

/** Stands at the foot of a preview: what goes in is not sealed yet, and the page must not change with what is not on it. */
const UNSEALED = '0'.repeat(64);

/** The pages of a document as they will look. Where they cannot be set, why and where. */
export function previewPages({ document, have, pages }: PreviewRequest, resources: DocumentResources): Preview {
  try {
    const data = parseDocumentData(document.data);
    if (document.template) checkOwnTemplate(document.template);
    const template = document.template ?? resources.templates[data.kind];
    if (!template) throw new ProofdeskError({ code: 'internal', message: `There is no template for ${data.kind}.` });
    const brand = brandFiles(data, document.brandFiles ?? {});
    const fonts = [...resources.fonts, ...brand.fonts];
    const pictures = [
      ...(brand.logo ? [{ path: `/brand/${brand.logo.name}`, bytes: brand.logo.bytes }] : []),
      ...brand.pictures.map(({ name, bytes }) => ({ path: `/brand/${name}`, bytes })),
      ...documentCharts(data, textFonts(resources, brand.fonts)).map(({ name, svg }) => ({
        path: `/charts/${name}`,
        bytes: Buffer.from(shownChart(svg, fonts, brand.fonts)),
      })),
    ];
    const { page, files } = pageFiles({ data, template, fonts, pictures, attachments: [], inputsDigest: UNSEALED });
    const { svg, marks } = typesetterFor(fonts).picture(files, '/main.typ', 'studio-block');
    const had = new Set(have);
    const wanted = pages && new Set(pages);
    const missing = missingGlyphs(page, fonts);
    const places: Record<string, number> = {};
    for (const { at, page: number } of marks as { at: number; page: number }[]) places[at] ??= number;
    return {
      pages: svgPages(svg).map((one) => ({
        ...one,
        svg: had.has(one.digest) || (wanted && !wanted.has(one.number)) ? null : one.svg,
      })),
      places,
      missing: missing && { message: missing.message, hint: glyphHint },
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof ProofdeskError) || error.code !== 'bad-input') throw error;
    const { file, line, column } = (error.where ?? {}) as { file?: string; line?: number; column?: number };
    return {
      pages: [],
      places: {},
      missing: null,
      problem: {
        message: error.message,
        file: file ?? null,
        line: line ?? null,
        column: column ?? null,
        hint: error.hint ?? null,
      },
    };
  }
}
