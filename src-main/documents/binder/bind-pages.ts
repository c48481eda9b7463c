import { AFRelationship, PDFDocument, PDFHexString, PDFName, type PDFRef, rgb, StandardFonts } from 'pdf-lib';
import type { Attachment } from '../inputs';

/** Pages that follow one another in a binder, and the name that they have in its outline. */
export interface BoundPart {
  title: string;
  pdf: PDFDocument;
}

export interface BoundFile {
  title: string;
  author: string;
  language: string;
  /** Seconds since 1970. */
  created: number;
  parts: readonly BoundPart[];
  /** Words before the number of a page, and between it and their count. */
  numbering: (page: number, pages: number) => string;
}

/** Distance of the number of a page from its lower edge, points: below what documents of ours print at their foot. */
const FOOT = 12;
const SIZE = 7;

/**
 * Binds pages into one file, numbers them through, and puts files inside. pdf-lib writes it, so it is no PDF/A; each document that is bound
 * in lies inside as the PDF/A that it was. Same parts in, same bytes out.
 *
 * @returns a function that writes the file with these files inside; the first call fixes the pages.
 */
export async function bindPages(file: BoundFile): Promise<(attachments: readonly Attachment[]) => Promise<Uint8Array>> {
  const bound = await PDFDocument.create({ updateMetadata: false });
  const moment = new Date(file.created * 1000);
  bound.setTitle(file.title);
  bound.setAuthor(file.author);
  bound.setLanguage(file.language);
  bound.setProducer('Proofdesk');
  bound.setCreator('Proofdesk');
  bound.setCreationDate(moment);
  bound.setModificationDate(moment);
  const begins: { title: string; page: PDFRef }[] = [];
  for (const { title, pdf } of file.parts) {
    const pages = await bound.copyPages(pdf, pdf.getPageIndices());
    for (const [at, page] of pages.entries()) {
      bound.addPage(page);
      if (at === 0) begins.push({ title, page: page.ref });
    }
  }
  const font = await bound.embedFont(StandardFonts.Helvetica);
  const count = bound.getPageCount();
  for (const [at, page] of bound.getPages().entries()) {
    const text = file.numbering(at + 1, count);
    const width = font.widthOfTextAtSize(text, SIZE);
    const box = page.getCropBox();
    page.drawText(text, {
      x: box.x + (box.width - width) / 2,
      y: box.y + FOOT,
      size: SIZE,
      font,
      color: rgb(0.33, 0.32, 0.29),
    });
  }
  addOutline(bound, begins);
  const inside = new Set<string>();
  return async (attachments) => {
    for (const { name, bytes, mediaType, description, relationship } of attachments) {
      if (inside.has(name)) continue;
      inside.add(name);
      await bound.attach(bytes, name, {
        mimeType: mediaType,
        description,
        creationDate: moment,
        modificationDate: moment,
        afRelationship: {
          data: AFRelationship.Data,
          source: AFRelationship.Source,
          supplement: AFRelationship.Supplement,
        }[relationship],
      });
    }
    return bound.save({ useObjectStreams: true, updateFieldAppearances: false, addDefaultPage: false });
  };
}

/** One entry for each part (ISO 32000-2, 12.3.3), so that a reader can jump to it. */
function addOutline(bound: PDFDocument, begins: readonly { title: string; page: PDFRef }[]): void {
  if (begins.length === 0) return;
  const { context } = bound;
  const root = context.nextRef();
  const refs = begins.map(() => context.nextRef());
  for (const [at, { title, page }] of begins.entries()) {
    const entry = context.obj({
      Title: PDFHexString.fromText(title),
      Parent: root,
      Dest: [page, 'XYZ', null, null, null],
      ...(at > 0 && { Prev: refs[at - 1]! }),
      ...(at < refs.length - 1 && { Next: refs[at + 1]! }),
    });
    context.assign(refs[at]!, entry);
  }
  context.assign(root, context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)!, Count: refs.length }));
  bound.catalog.set(PDFName.of('Outlines'), root);
  bound.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}
