import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { loadPdf, readable } from './verify/pdf-file';
import { comparable, pageTexts } from './verify/pdf-text';

/** What somebody wrote into the form of a file. */
export interface ReadForm {
  /** Values by the fields' whole names; an empty text where a field is empty, `Off` where nothing is picked. */
  values: Map<string, string>;
  /** Lines drawn by hand over the field of this name: points in the page's measure, from its left upper corner. */
  drawnOver(name: string): [number, number][][];
  /** The text of the pages without what stands in fields, so that two copies of a sheet can be compared; null where it cannot be read. */
  text: string | null;
}

const MOST_FIELDS = 500;
const DEEPEST_FIELD = 8;
const LONGEST_VALUE = 4_000;
/** How far beside a field, in points, a line may begin or end and still belong to it. */
const NEAR = 30;

/**
 * Reads the fields of a form that came back. Nothing is believed of them: only texts, names and drawn lines are taken.
 *
 * @throws ProofdeskError `bad-input` for what is no PDF that can be read, and for a form far larger than any of ours.
 */
export async function readForm(bytes: Uint8Array, file: string): Promise<ReadForm> {
  const document = await loadPdf(bytes, file);
  return readable(file, () => {
    const { values, widgets } = readFields(document, file);
    return {
      values,
      drawnOver: (name) => drawnOver(document, widgets.get(name) ?? []),
      text: pagesText(document, file),
    };
  });
}

function pagesText(document: PDFDocument, file: string): string | null {
  try {
    return pageTexts(document, file).map(comparable).join('\f');
  } catch (error) {
    // Written anew by a program that packs pages in another way: the caller says that they cannot be compared.
    if (error instanceof ProofdeskError) return null;
    throw error;
  }
}

function readFields(document: PDFDocument, file: string) {
  const values = new Map<string, string>();
  const widgets = new Map<string, PDFDict[]>();
  const form = document.catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
  const roots = form?.lookupMaybe(PDFName.of('Fields'), PDFArray);
  let seen = 0;
  const walk = (list: PDFArray, parent: string, depth: number): void => {
    for (let index = 0; index < list.size(); index += 1) {
      seen += 1;
      if (seen > MOST_FIELDS || depth > DEEPEST_FIELD) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: `${file} has a larger form than any sheet of Proofdesk.`,
          where: { file },
        });
      }
      const field = list.lookup(index, PDFDict);
      const own = textOf(field.lookup(PDFName.of('T')));
      const name = own === null ? parent : parent ? `${parent}.${own}` : own;
      if (own !== null) values.set(name, fieldValue(field));
      if (field.get(PDFName.of('Subtype')) === PDFName.of('Widget')) {
        widgets.set(name, [...(widgets.get(name) ?? []), field]);
      }
      const kids = field.lookupMaybe(PDFName.of('Kids'), PDFArray);
      if (kids) walk(kids, name, depth + 1);
    }
  };
  if (roots) walk(roots, '', 0);
  return { values, widgets };
}

const textOf = (value: unknown): string | null =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : null;

function fieldValue(field: PDFDict): string {
  const value = field.lookup(PDFName.of('V'));
  const text = value instanceof PDFName ? value.decodeText() : (textOf(value) ?? '');
  return text.slice(0, LONGEST_VALUE);
}

/** Lines of ink annotations that lie over a field (ISO 32000-2, 12.5.6.13); y is turned to count from above. */
function drawnOver(document: PDFDocument, widgets: readonly PDFDict[]): [number, number][][] {
  const boxes = widgets.map((widget) => widget.lookup(PDFName.of('Rect'), PDFArray).asRectangle());
  const within = ([x, y]: [number, number]) =>
    boxes.some(
      (box) => x > box.x - NEAR && x < box.x + box.width + NEAR && y > box.y - NEAR && y < box.y + box.height + NEAR,
    );
  const strokes: [number, number][][] = [];
  for (const page of document.getPages()) {
    const annotations = page.node.Annots();
    for (let index = 0; index < (annotations?.size() ?? 0); index += 1) {
      const annotation = annotations!.lookup(index);
      if (!(annotation instanceof PDFDict) || annotation.get(PDFName.of('Subtype')) !== PDFName.of('Ink')) continue;
      const lists = annotation.lookupMaybe(PDFName.of('InkList'), PDFArray);
      for (let stroke = 0; stroke < (lists?.size() ?? 0); stroke += 1) {
        const points = pointsOf(lists!.lookup(stroke, PDFArray));
        if (points.length > 0 && points.some(within)) strokes.push(points.map(([x, y]) => [x, -y]));
      }
    }
  }
  return strokes;
}

function pointsOf(list: PDFArray): [number, number][] {
  const numbers = list.asArray().map((_, index) => list.lookup(index));
  const points: [number, number][] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [x, y] = [numbers[at], numbers[at + 1]];
    if (x instanceof PDFNumber && y instanceof PDFNumber) points.push([x.asNumber(), y.asNumber()]);
  }
  return points;
}
