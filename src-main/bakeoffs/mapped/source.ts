import type { MappingContent } from '../../../src-shared/bakeoffs';
import type { HarnessFile, ParseContext } from '../importers/interface';
import { TextReader } from '../importers/reading/text';

/** A file with the mapping through which it is read. */
export interface MappedSource<Content extends MappingContent> {
  file: HarnessFile;
  context: ParseContext;
  content: Content;
}

const windows1252 = new TextDecoder('windows-1252');

/** Turns bytes of the file into text, in the encoding that the mapping names. */
export function decoderOf({
  file,
  context,
  content,
}: MappedSource<Extract<MappingContent, { encoding: string }>>): (bytes: Uint8Array, line: number) => string {
  if (content.encoding === 'windows-1252' && file.encoding === 'utf-8') return (bytes) => windows1252.decode(bytes);
  const text = new TextReader(file, context);
  return (bytes, line) => text.decode(bytes, line);
}

/** Names of columns in a sentence, no more than it can bear. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => `“${name.slice(0, 40)}”`);
  return `${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`;
}
