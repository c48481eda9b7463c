import { elementIn, elementsIn, type XmlElement } from './xml';

/** Stands for what is no text: a picture, a formula, a footnote. It makes a changed place of any that holds one. */
export const OBJECT = '\ufffc';

/** What is of no account for the text: looks, marks of proofing, bookmarks. */
const SILENT = new Set([
  'w:pPr',
  'w:rPr',
  'w:tblPr',
  'w:tblGrid',
  'w:trPr',
  'w:tcPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:sectPr',
  'w:proofErr',
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:commentRangeEnd',
  'w:commentRangeStart',
  'w:commentReference',
  'w:annotationRef',
  'w:lastRenderedPageBreak',
  'w:instrText',
  'w:fldChar',
  'w:permStart',
  'w:permEnd',
  'w:delText',
  'w:delInstrText',
  'w:moveFromRangeStart',
  'w:moveFromRangeEnd',
  'w:moveToRangeStart',
  'w:moveToRangeEnd',
  'w:pgNum',
  'w:tblPrEx',
]);
/** Text that was struck out under tracked changes. */
const STRUCK = new Set(['w:del', 'w:moveFrom']);
const ADDED = new Set(['w:ins', 'w:moveTo']);
const THROUGH = new Set([
  'w:r',
  'w:hyperlink',
  'w:smartTag',
  'w:customXml',
  'w:fldSimple',
  'w:sdt',
  'w:sdtContent',
  'w:dir',
  'w:bdo',
]);

/** Text of a place, with what else was found there. */
export interface Reading {
  text: string;
  /** Names of those who changed it under tracked changes. */
  trackedBy: Set<string>;
  /** Ids of comments that begin here. */
  comments: string[];
}

export const nothingRead = (): Reading => ({ text: '', trackedBy: new Set(), comments: [] });

/** Reads the runs of a paragraph or of anything inside one: what was added counts, what was struck out does not. */
export function readRuns(element: XmlElement, into: Reading): void {
  for (const child of elementsIn(element)) {
    const { name } = child;
    if (name === 'w:commentRangeStart' || name === 'w:commentReference') {
      const id = child.attributes.get('w:id');
      if (id !== undefined && !into.comments.includes(id)) into.comments.push(id);
    } else if (name === 'w:t') into.text += child.children.filter((one) => typeof one === 'string').join('');
    else if (name === 'w:tab') into.text += '\t';
    else if (name === 'w:br' || name === 'w:cr') into.text += '\n';
    else if (name === 'w:noBreakHyphen') into.text += '-';
    else if (name === 'w:softHyphen' || SILENT.has(name)) continue;
    else if (STRUCK.has(name)) into.trackedBy.add(child.attributes.get('w:author') ?? '');
    else if (ADDED.has(name)) {
      into.trackedBy.add(child.attributes.get('w:author') ?? '');
      readRuns(child, into);
    } else if (THROUGH.has(name)) readRuns(child, into);
    else into.text += OBJECT;
  }
}

/** Paragraphs one under the other, a line each; a table or anything else inside stands as an object. */
export function readParagraphs(blocks: readonly XmlElement[], into: Reading): void {
  let first = true;
  let joins = false;
  for (const block of blocks) {
    if (SILENT.has(block.name)) {
      // Comments may begin between paragraphs as well.
      readRuns({ ...block, children: [block] }, into);
      continue;
    }
    if (!first && !joins) into.text += '\n';
    first = false;
    joins = false;
    if (block.name === 'w:p') {
      readRuns(block, into);
      // A paragraph whose end was struck out runs on into the next.
      const mark = elementIn(elementIn(block, 'w:pPr') ?? block, 'w:rPr');
      if (mark && elementIn(mark, 'w:del')) {
        into.trackedBy.add(elementIn(mark, 'w:del')!.attributes.get('w:author') ?? '');
        joins = true;
      }
    } else if (block.name === 'w:ins' || block.name === 'w:moveTo') {
      into.trackedBy.add(block.attributes.get('w:author') ?? '');
      readParagraphs(elementsIn(block), into);
    } else into.text += OBJECT;
  }
}
