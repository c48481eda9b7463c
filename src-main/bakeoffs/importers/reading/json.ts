import { JsonSyntaxError, lineAndColumn, parseJson } from '../../../../src-shared/kernel/json-text';
import type { HarnessFile, ParseContext, Place } from '../interface';
import { wholeText } from './lines';

export { JsonSyntaxError, parseJson };

/** Line and column (in characters) of a position in a text, and its byte in the file where that is known. */
export function placeInText(text: string, at: number, file: HarnessFile): Place {
  const byte = file.byteOffset === null ? {} : { byte: Buffer.byteLength(text.slice(0, at)) + file.byteOffset };
  return { ...lineAndColumn(text, at), ...byte };
}

/** Reads a file that is one JSON document. Throws the context's refusal, with the place, where it is none. */
export async function readJson(
  file: HarnessFile,
  context: ParseContext,
  options: { bareNumbers?: boolean } = {},
): Promise<unknown> {
  const text = await wholeText(file, context);
  try {
    return parseJson(text, options);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw context.refusal(file, {
      message: `The JSON is damaged: ${error.message}.`,
      where: placeInText(text, error.at, file),
      hint: 'Export the results again; a file that was cut off cannot be used.',
    });
  }
}

/** `value` as an object with string keys, or undefined. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** `value` as a finite number, or undefined: what the file does not say is absent. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The entries of an object whose values are objects, in the order of the file. */
export function objectEntries(value: unknown): [string, Record<string, unknown>][] {
  return Object.entries(asObject(value) ?? {}).flatMap(([name, entry]) => {
    const object = asObject(entry);
    return object ? [[name, object] as [string, Record<string, unknown>]] : [];
  });
}
