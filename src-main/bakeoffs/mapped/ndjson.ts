import { columnsOf, type MappingContent } from '../../../src-shared/bakeoffs';
import type { ParsedRun, Place } from '../importers/interface';
import { asObject, JsonSyntaxError, parseJson, readJson } from '../importers/reading/json';
import { textLines } from '../importers/reading/lines';
import type { Cell } from './cells';
import { GatheredRun } from './gathered-run';
import { rowReader } from './row-reader';
import type { MappedSource } from './source';
import { isElapsed } from './times';

type NdjsonMapping = Extract<MappingContent, { kind: 'ndjson' }>;

/** Reads JSON line by line through its mapping; a file that is one JSON list of objects is read as well. */
export async function readNdjson(source: MappedSource<NdjsonMapping>): Promise<ParsedRun> {
  const { file, context, content } = source;
  const columns = columnsOf(content);
  const gathered = new GatheredRun(file, context, { times: content.time !== null, outcomes: content.outcome !== null });
  const read = rowReader(content, columns, gathered);
  const take = (value: unknown, place: Place): void => {
    const object = asObject(value);
    const unusable = object ? read((at) => fieldOf(object, columns[at]!)) : { reason: 'it is no JSON object' };
    if (unusable) gathered.skipped.add(unusable, place);
  };
  if (startsWithList(file.head)) {
    const list = await readJson(file, context);
    for (const value of list as unknown[]) take(value, {});
  } else {
    for await (const { first, lines } of textLines(file, context)) {
      for (const [index, text] of lines.entries()) {
        if (text.trim() === '') continue;
        const line = first + index;
        let value: unknown;
        try {
          value = parseJson(text);
        } catch (error) {
          if (!(error instanceof JsonSyntaxError)) throw error;
          gathered.skipped.add({ reason: 'it is no JSON (the file may be cut off)' }, { line, column: error.at + 1 });
          continue;
        }
        take(value, { line });
      }
    }
  }
  return gathered.finish({
    format: 'mapped-ndjson',
    noun: 'line',
    repetitions: content.repetitions,
    elapsed: content.time !== null && isElapsed(content.time),
    metadata: {},
  });
}

/** Whether the first sign in the file opens a list. */
export function startsWithList(head: Uint8Array): boolean {
  const first = head.find((byte) => byte !== 0x20 && (byte < 0x09 || byte > 0x0d));
  return first === 0x5b;
}

/** A field of an object: of that very name, else along its points. What is an object or a list itself is no cell. */
export function fieldOf(object: Record<string, unknown>, path: string): Cell {
  let value: unknown;
  if (Object.hasOwn(object, path)) value = object[path];
  else {
    const point = path.indexOf('.');
    if (point < 0) return undefined;
    const inner = Object.hasOwn(object, path.slice(0, point)) ? asObject(object[path.slice(0, point)]) : undefined;
    return inner && fieldOf(inner, path.slice(point + 1));
  }
  return typeof value === 'object' ? undefined : (value as Cell);
}
