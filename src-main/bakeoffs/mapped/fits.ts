import { columnsOf, type MappingContent } from '../../../src-shared/bakeoffs';
import type { HarnessSource } from '../harness-file';
import { openHarnessFile } from '../harness-file';
import { plainText } from '../importers/reading/ansi';
import { asObject } from '../importers/reading/json';
import { headText } from '../importers/reading/text';
import { columnNames, isBeside } from './csv';
import { headRows } from './head-rows';
import { fieldOf } from './ndjson';
import { isParquet, typesOf, withParquet } from './parquet';
import { firstMatch, linePatterns, longestLine } from './patterns';

/** What of a file is looked at to find the mappings that fit it; made once a file. */
export interface FileHead {
  head: Uint8Array;
  /** Of Parquet. */
  columns: string[] | null;
}

/** Looks at the beginning of a file; of a Parquet file at its list of columns. */
export async function fileHead(source: HarnessSource): Promise<FileHead> {
  const { head } = await openHarnessFile(source);
  if (!isParquet(head)) return { head, columns: null };
  try {
    return { head, columns: [...(await withParquet(source, {}, typesOf)).keys()] };
  } catch {
    // A damaged file fits no mapping; reading it through one says what is wrong.
    return { head, columns: [] };
  }
}

/** Whether a mapping was made for files such as this: all its columns are there, or a pattern of it with values fits a line. */
export function mappingFits(content: MappingContent, { head, columns }: FileHead): boolean {
  if ((content.kind === 'parquet') !== (columns !== null)) return false;
  switch (content.kind) {
    case 'parquet':
      return columnsOf(content).every((column) => columns!.includes(column));
    case 'csv': {
      const first = headRows(head, content.delimiter, 1 + content.skipLines + 50).find(
        ({ line, fields }) => !isBeside(content, line, fields),
      );
      const names = first ? columnNames(content, first.fields) : [];
      return names.length > 1 && columnsOf(content).every((column) => names.includes(column));
    }
    case 'ndjson': {
      const objects = firstObjects(head);
      const outcomes = new Set(content.outcome ? [content.outcome.column] : []);
      return (
        objects.length > 0 &&
        columnsOf(content).every(
          (column) => outcomes.has(column) || objects.some((object) => fieldOf(object, column) !== undefined),
        )
      );
    }
    case 'text': {
      const patterns = linePatterns(content);
      return headLines(head).some((line) => (firstMatch(patterns, line)?.step.pattern.values.length ?? 0) > 0);
    }
  }
}

/** Lines that are looked at. */
const mostLines = 400;

/** The first lines of a file as patterns see them. */
export function headLines(head: Uint8Array): string[] {
  return headText(head)
    .split(/\r?\n/, mostLines)
    .map((line) => plainText(line.slice(0, longestLine)));
}

/** The objects in the first lines, or in the beginning of a list. */
export function firstObjects(head: Uint8Array): Record<string, unknown>[] {
  const lines = headText(head).split(/\r?\n/, mostLines);
  return lines.flatMap((line): Record<string, unknown>[] => {
    try {
      const object = asObject(JSON.parse(line));
      return object ? [object] : [];
    } catch {
      return [];
    }
  });
}
