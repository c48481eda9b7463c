import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import { sha256 } from '../../src-core/ledger/digests';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { loadPdf, readable } from './verify/pdf-file';
import { comparable, pageDrawing, pageTexts } from './verify/pdf-text';

/** What somebody wrote into the form of a file. */
export interface ReadForm {
  /** Values by the fields' whole names; an empty text where a field is empty, `Off` where nothing is picked. */
  values: Map<string, string>;
  /** Lines drawn by hand over the field of this name: points in the page's measure, from its left upper corner. */
  drawnOver(name: string): Line[];
  /** Kinds of notes, stamps and lines that were put on the pages beside the field of this name. */
  notesBeside(name: string): string[];
  /**
   * What the pages draw and say without what stands in fields, so that two copies of a sheet can be compared; null where another program
   * packed the pages in a way that cannot be read.
   */
  pages: { drawing: string; text: string } | null;
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
      notesBeside: (name) => notesBeside(document, widgets.get(name) ?? []),
      pages: pagesOf(document, file),
    };
  });
}

function pagesOf(document: PDFDocument, file: string): ReadForm['pages'] {
  try {
    const drawings = document.getPages().map((page) => sha256(unwrapped(pageDrawing(page, file).toString('latin1'))));
    return { drawing: drawings.join(' '), text: pageTexts(document, file).map(comparable).join('\f') };
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

/** Without the saving and restoring of the graphics state that programs put around a page when they add to it. */
function unwrapped(drawing: string): string {
  let inner = drawing.trim();
  while (/^q\s/.test(inner) && /\sQ$/.test(inner)) inner = inner.slice(1, -1).trim();
  return inner;
}

type Line = [number, number][];

/** Lines of ink annotations that lie over a field (ISO 32000-2, 12.5.6.13); y is turned to count from above. */
function drawnOver(document: PDFDocument, widgets: readonly PDFDict[]): Line[] {
  return annotations(document)
    .flatMap(inkLines)
    .filter(nearTo(widgets))
    .map((line) => line.map(([x, y]) => [x, -y]));
}

/** What a viewer itself puts on a page, or what opens with it, says nothing of its own. */
const SILENT = new Set(['Widget', 'Link', 'Popup']);

function notesBeside(document: PDFDocument, widgets: readonly PDFDict[]): string[] {
  const near = nearTo(widgets);
  return annotations(document).flatMap((annotation) => {
    const kind = annotation.lookupMaybe(PDFName.of('Subtype'), PDFName)?.decodeText() ?? '';
    if (SILENT.has(kind)) return [];
    const lines = inkLines(annotation);
    return lines.length > 0 && lines.every(near) ? [] : [kind];
  });
}

function annotations(document: PDFDocument): PDFDict[] {
  return document.getPages().flatMap((page) => {
    const list = page.node.Annots();
    const all = (list?.asArray() ?? []).map((_, index) => list!.lookup(index));
    return all.filter((one) => one instanceof PDFDict);
  });
}

function inkLines(annotation: PDFDict): Line[] {
  if (annotation.get(PDFName.of('Subtype')) !== PDFName.of('Ink')) return [];
  const lists = annotation.lookupMaybe(PDFName.of('InkList'), PDFArray);
  return (lists?.asArray() ?? [])
    .map((_, index) => pointsOf(lists!.lookup(index, PDFArray)))
    .filter((line) => line.length > 0);
}

function nearTo(widgets: readonly PDFDict[]): (line: Line) => boolean {
  const boxes = widgets.map((widget) => widget.lookup(PDFName.of('Rect'), PDFArray).asRectangle());
  const beside = (value: number, from: number, size: number) => value > from - NEAR && value < from + size + NEAR;
  return (line) =>
    boxes.some((box) => line.some(([x, y]) => beside(x, box.x, box.width) && beside(y, box.y, box.height)));
}

function pointsOf(list: PDFArray): Line {
  const numbers = list.asArray().map((_, index) => list.lookup(index));
  const points: Line = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [x, y] = [numbers[at], numbers[at + 1]];
    if (x instanceof PDFNumber && y instanceof PDFNumber) points.push([x.asNumber(), y.asNumber()]);
  }
  return points;
}
