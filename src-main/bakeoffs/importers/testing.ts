import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Inspection, type InspectOptions, inspectionOf, parsedRun } from '../inspect';
import type { HarnessFile, Importer, ParseContext, ParsedRun, ParseWarning } from './interface';

/** Where the harness fixtures lie. */
export const fixtures = join(import.meta.dirname, '../../../test/fixtures/harness');

/** The paths of all result files of the tools that are read, without their sidecars. */
export function fixturePaths(): string[] {
  return readdirSync(fixtures, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath !== fixtures && !/\.expected\.\w+$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Inspects text or bytes as if they were a file of that name. */
export async function inspectText(
  name: string,
  content: string | Uint8Array,
  options: InspectOptions = {},
): Promise<Inspection> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return inspectionOf(await parsedRun({ name, bytes }, options));
}

/** The error that reading throws, or fails when it throws none. */
export async function refusalOf(name: string, content: string | Uint8Array): Promise<unknown> {
  const outcome = await inspectText(name, content).then(
    (inspection) => ({ inspection }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error(`it was read: ${JSON.stringify(outcome.inspection).slice(0, 300)}`);
}

/** Calls a reader directly, with the content in pieces of `pieceLength` bytes. */
export async function parseInPieces(
  importer: Importer,
  content: Uint8Array,
  pieceLength: number,
): Promise<{ run: ParsedRun; warnings: ParseWarning[] }> {
  const file: HarnessFile = {
    name: 'pieces',
    size: content.length,
    head: content,
    encoding: 'utf-8',
    byteOffset: 0,
    async *chunks() {
      // The same memory each time, as a reader has to expect.
      const piece = new Uint8Array(pieceLength);
      for (let at = 0; at < content.length; at += pieceLength) {
        const part = content.subarray(at, at + pieceLength);
        piece.fill(0xff);
        piece.set(part);
        yield piece.subarray(0, part.length);
      }
    },
  };
  const warnings: ParseWarning[] = [];
  const context: ParseContext = {
    signal: undefined,
    warn: (warning) => warnings.push(warning),
    refusal: (_, { message }) => new Error(message),
  };
  return { run: await importer.parse([file], context), warnings };
}
