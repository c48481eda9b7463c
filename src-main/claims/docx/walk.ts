import { readTag } from './record';
import { nothingRead, OBJECT, type Reading, readParagraphs } from './text-of';
import { elementIn, elementsIn, type XmlElement } from './xml';

/** A stretch of the document in its order: a cell that may be edited, or text that may not. */
export type Stretch =
  | { kind: 'cell'; tag: string; reading: Reading }
  /** `row` and `column` from 1, within a table. */
  | { kind: 'fixed'; row: number | null; column: number | null; reading: Reading; rowTag: string | null };

/** Reads a body, a header or a footer. Empty paragraphs are of no account. */
export function stretchesOf(body: XmlElement): Stretch[] {
  return blocksOf(body).flatMap((block): Stretch[] => {
    if (block.name === 'w:tbl') return tableStretches(block);
    const tag = block.name === 'w:sdt' ? tagOf(block) : null;
    if (tag !== null) return [cell(tag, blocksOf(elementIn(block, 'w:sdtContent') ?? block))];
    const reading = nothingRead();
    readParagraphs([block], reading);
    return isNothing(reading) ? [] : [{ kind: 'fixed', row: null, column: null, reading, rowTag: null }];
  });
}

function tableStretches(table: XmlElement): Stretch[] {
  let row = 0;
  return rowsOf(table).flatMap((line) => {
    row += 1;
    const cells = elementsIn(line).flatMap((child) => {
      if (child.name === 'w:tc') return [{ tag: innerTag(child), content: child }];
      if (child.name !== 'w:sdt') return [];
      const content = elementIn(child, 'w:sdtContent');
      const inside = content ? elementsIn(content, 'w:tc') : [];
      return inside.map((content) => ({ tag: tagOf(child) ?? innerTag(content), content }));
    });
    const rowTag = cells.find(({ tag }) => tag !== null)?.tag ?? null;
    return cells.flatMap(({ tag, content }, index): Stretch[] => {
      if (tag !== null) return [cell(tag, blocksOf(content))];
      const reading = nothingRead();
      readParagraphs(blocksOf(content), reading);
      return isNothing(reading) ? [] : [{ kind: 'fixed', row, column: index + 1, reading, rowTag }];
    });
  });
}

/** Rows, also those that a content control of somebody's own was put around. */
const rowsOf = (table: XmlElement): XmlElement[] =>
  elementsIn(table).flatMap((child) => {
    if (child.name === 'w:tr') return [child];
    const content = child.name === 'w:sdt' ? elementIn(child, 'w:sdtContent') : undefined;
    return content ? rowsOf(content) : [];
  });

/** Paragraphs and tables; content controls that are none of ours are looked through. */
function blocksOf(container: XmlElement): XmlElement[] {
  return elementsIn(container).flatMap((child) => {
    if (child.name !== 'w:sdt' || tagOf(child) !== null) return [child];
    const content = elementIn(child, 'w:sdtContent');
    return content ? blocksOf(content) : [];
  });
}

function cell(tag: string, blocks: readonly XmlElement[]): Stretch {
  const reading = nothingRead();
  const inside = blocks.flatMap((block) =>
    block.name === 'w:sdt' ? blocksOf(elementIn(block, 'w:sdtContent') ?? block) : [block],
  );
  readParagraphs(inside, reading);
  return { kind: 'cell', tag, reading };
}

/** The tag of a content control of ours, or null. A control that shows its placeholder is empty all the same. */
function tagOf(control: XmlElement): string | null {
  const properties = elementIn(control, 'w:sdtPr');
  const tag = properties && elementIn(properties, 'w:tag')?.attributes.get('w:val');
  return tag !== undefined && readTag(tag) ? tag : null;
}

/** The tag of a control of ours somewhere inside a cell, where a program moved it inwards. */
function innerTag(container: XmlElement): string | null {
  for (const child of elementsIn(container)) {
    const found = (child.name === 'w:sdt' ? tagOf(child) : null) ?? innerTag(child);
    if (found !== null) return found;
  }
  return null;
}

const isNothing = ({ text, comments }: Reading): boolean => text.trim() === '' && comments.length === 0;

/** Whether text holds something that is no text. */
export const holdsObject = (text: string): boolean => text.includes(OBJECT);
