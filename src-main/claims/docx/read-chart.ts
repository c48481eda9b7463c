import { sha256 } from '../../../src-core/ledger/digests';
import { redlineText } from '../../../src-shared/claims';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { RECORD_NAMESPACE } from './parts';
import { type ExportRecord, exportRecordSchema, readTag } from './record';
import { nothingRead, readParagraphs } from './text-of';
import { type OpenedPackage, openPackage } from './unpack';
import { holdsObject, type Stretch, stretchesOf } from './walk';
import { elementsIn } from './xml';

/** A cell that may be edited, as it was exported and as it came back. */
export interface ReturnedCell {
  /** `<element id>/mapping`, `chart/summary`. */
  place: string;
  label: string;
  before: string;
  after: string;
  changed: boolean;
  /** Who changed it under tracked changes; what they added counts, what they struck out does not. */
  trackedBy: string[];
}

export interface ReturnedChart {
  workspace: string;
  /** Id and number of the chart, and the version that was exported. */
  chart: string;
  number: string;
  version: number;
  cells: ReturnedCell[];
  /** Comments, with the editable place beside which they stand; null where there is none. */
  comments: { place: string | null; author: string; text: string }[];
}

/**
 * Reads a chart that was exported as a Word file and edited. Only what stands in the cells that may be edited may have changed.
 *
 * @throws ProofdeskError `bad-input` for a file that is none of ours, is damaged or too large, or was changed in another place, which
 * is named with what it says and what it said.
 */
export function readChartDocx(bytes: Uint8Array, file: string): ReturnedChart {
  const opened = openPackage(bytes, file);
  const record = recordOf(opened);
  const body = elementsIn(opened.document, 'w:body')[0];
  if (!body) throw refuse(file, 'has no body', 'Take the file as it was exported, and edit it in Word.');
  const stretches = stretchesOf(body);
  const foot = opened.feet.flatMap((part) => stretchesOf(part));
  checkFixed(file, record, [...stretches, ...foot]);
  const read = cellsOf(file, record, stretches);
  return {
    ...{ workspace: record.workspace, chart: record.chart, number: record.number, version: record.version },
    cells: record.cells.map(({ place, label, text }, index) => {
      const { text: after, trackedBy } = read.get(index)!.reading;
      return { place, label, before: text, after, changed: after !== text, trackedBy: [...trackedBy].sort() };
    }),
    comments: commentsOf(opened, record, stretches),
  };
}

function recordOf({ file, custom }: OpenedPackage): ExportRecord {
  for (const part of custom) {
    if (part.attributes.get('xmlns') !== RECORD_NAMESPACE && !part.name.endsWith('exported')) continue;
    const text = part.children.filter((child) => typeof child === 'string').join('');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      value = null;
    }
    const parsed = exportRecordSchema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw refuse(file, 'has a damaged record of what was exported', 'Export the chart again and carry the edits over.');
  }
  throw refuse(
    file,
    'is no claim chart that was exported from here, or the program that saved it left out what Proofdesk keeps in it',
    'Take the file as it was exported, and edit it in Word.',
  );
}

/** Everything but the cells has to be as it was exported. */
function checkFixed(file: string, { fixed }: ExportRecord, stretches: readonly Stretch[]): void {
  const found = stretches.flatMap((stretch) =>
    stretch.kind === 'fixed' && stretch.reading.text.trim() !== '' ? [stretch] : [],
  );
  for (const [at, { place, text }] of fixed.entries()) {
    const stands = found[at]?.reading.text;
    if (stands !== undefined && same(stands, text)) continue;
    // Something was put in before this place if this place stands further on.
    const later = found.findIndex(({ reading }, index) => index > at && same(reading.text, text));
    const before = at === 0 ? 'the beginning' : fixed[at - 1]!.place;
    if (stands !== undefined && later > at) throw elsewhere(file, `after ${before}`, `“${short(stands)}” was added`);
    const gone = fixed.slice(at + 1).some((next) => stands !== undefined && same(next.text, stands));
    if (stands === undefined || gone) throw elsewhere(file, place, `“${short(text)}” was taken out`);
    throw elsewhere(file, place, said(text, stands));
  }
  const extra = found[fixed.length];
  if (extra) {
    const where = extra.row === null ? 'the end' : `row ${extra.row}, column ${extra.column} of a table`;
    throw elsewhere(file, where, `“${short(extra.reading.text)}” was added`);
  }
}

/** Programs differ in the spaces at the ends of paragraphs. */
const tidy = (text: string): string => text.replace(/[ \t\u00a0]+(?=\n|$)/g, '').trim();
const same = (a: string, b: string): boolean => tidy(a) === tidy(b);

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').replaceAll('\ufffc', '▢').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};

/** What of a place changed, in words: the first change of it with the words before. */
function said(before: string, after: string): string {
  if (holdsObject(after)) return 'a picture, a note or another object was put in';
  const pieces = redlineText(tidy(before), tidy(after));
  const removed = pieces.find(({ kind }) => kind === 'removed')?.text ?? '';
  const added = pieces.find(({ kind }) => kind === 'added')?.text ?? '';
  if (removed.trim() === '') return `“${short(added)}” was added`;
  if (added.trim() === '') return `“${short(removed)}” was taken out`;
  return `it says “${short(added)}” where it was exported with “${short(removed)}”`;
}

function elsewhere(file: string, place: string, what: string): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `${file} was changed outside of the cells that may be edited: ${/^(?:after|the end)/.test(place) ? '' : 'at '}${place}, ${what}.`,
    where: { file, field: place },
    hint: 'Put this place back as it was, and make the change in a shaded cell, as a comment, or in Proofdesk.',
    details: { place },
  });
}

function refuse(file: string, why: string, hint: string): ProofdeskError {
  return new ProofdeskError({ code: 'bad-input', message: `${file} ${why}.`, where: { file }, hint });
}

/** The cells by their number. Each has to be there once, with text alone in it, and to be the one that was exported. */
function cellsOf(file: string, { cells }: ExportRecord, stretches: readonly Stretch[]) {
  const found = new Map<number, Extract<Stretch, { kind: 'cell' }>>();
  for (const stretch of stretches) {
    if (stretch.kind !== 'cell') continue;
    const { index, digest } = readTag(stretch.tag)!;
    const cell = cells[index];
    if (!cell || sha256(cell.text).slice(0, 32) !== digest)
      throw elsewhere(file, cell?.label ?? 'a cell', 'the cell is not the one that was exported');
    if (found.has(index)) throw elsewhere(file, cell.label, 'the cell stands there twice');
    if (holdsObject(stretch.reading.text))
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${file} holds a picture, a table, a footnote or another object in ${cell.label}; only text can be taken in.`,
        where: { file, field: cell.place },
        hint: 'Take it out; attach pictures as evidence in Proofdesk.',
      });
    found.set(index, stretch);
  }
  const missing = cells.find((_, index) => !found.has(index));
  if (missing) throw elsewhere(file, missing.label, 'the cell was taken out, or lost its mark');
  return found;
}

function commentsOf({ comments }: OpenedPackage, { cells }: ExportRecord, stretches: readonly Stretch[]) {
  const places = new Map<string, string>();
  for (const stretch of stretches) {
    const tag = stretch.kind === 'cell' ? stretch.tag : stretch.rowTag;
    const place = tag === null ? undefined : cells[readTag(tag)!.index]?.place;
    if (place !== undefined) for (const id of stretch.reading.comments) places.set(id, place);
  }
  return (comments ? elementsIn(comments, 'w:comment') : []).flatMap((comment) => {
    const reading = nothingRead();
    readParagraphs(elementsIn(comment), reading);
    const text = reading.text.replaceAll('\ufffc', '').trim();
    const id = comment.attributes.get('w:id') ?? '';
    return text === ''
      ? []
      : [{ place: places.get(id) ?? null, author: comment.attributes.get('w:author') ?? '', text }];
  });
}
