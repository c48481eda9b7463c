import { inflateSync } from 'node:zlib';
import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';
import { ProofdeskError } from '../../../src-shared/kernel/errors';

/** A document of ours has at most 20 MB of evidence and some of pages; larger files are not ours. */
const LARGEST_FILE = 128 * 1024 * 1024;
/** All streams of a file together, expanded. Evidence is compressed a second time inside its own files and does not count here. */
const LARGEST_EXPANDED = 512 * 1024 * 1024;
const MOST_STREAMS = 50_000;
const MOST_ATTACHMENTS = 5_000;
const DEEPEST_NAME_TREE = 16;

/** A PDF with its embedded files read out. */
export interface OpenedPdf {
  document: PDFDocument;
  /** Name and content, in the file's order; a name that occurs twice is listed twice. */
  attachments: { name: string; bytes: Uint8Array }[];
}

const FETCH_AGAIN = 'Copy or download it again, or ask the sender for it: of what is here, nothing can be checked.';

/** Whether the end marker stands near the end, as it must (ISO 32000-1, 7.5.5); readers allow some bytes after it. */
const endsAsPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(-1024)).includes('%%EOF');

/**
 * Opens a PDF from an unknown hand, with its embedded files.
 *
 * @throws ProofdeskError `bad-input` as {@link loadPdf} does, and for embedded files that cannot be read.
 */
export async function openPdf(bytes: Uint8Array, file: string): Promise<OpenedPdf> {
  const document = await loadPdf(bytes, file);
  return readable(file, () => ({ document, attachments: readAttachments(document, file) }));
}

/**
 * Loads a PDF from an unknown hand: size and expansion are bounded before it is parsed, and whatever a parser may stumble over
 * becomes one error.
 *
 * @throws ProofdeskError `bad-input` for what is too large, encrypted, cut off or otherwise no PDF that can be read.
 */
export async function loadPdf(bytes: Uint8Array, file: string): Promise<PDFDocument> {
  if (bytes.length > LARGEST_FILE) throw refuse(file, 'is larger than any document of Proofdesk');
  if (!endsAsPdf(bytes)) {
    throw refuse(file, 'is cut off: its end is missing', { byte: bytes.length, hint: FETCH_AGAIN });
  }
  boundExpansion(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), file);
  return readable(file, () => PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true }));
}

/** Reads something out of a PDF; what the parser stumbles over is told in our own words. */
export async function readable<T>(file: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof ProofdeskError) throw cause;
    if (cause instanceof EncryptedPDFError) {
      throw refuse(file, 'is protected by a password', {
        cause,
        hint: 'Save it without the password and take that file.',
      });
    }
    throw refuse(file, 'is damaged: its inside cannot be read as a PDF', {
      cause,
      byte: placeOf(cause),
      hint: FETCH_AGAIN,
    });
  }
}

/** Expands every stream once with a bound, so that the parser cannot be made to expand more than that. */
function boundExpansion(bytes: Buffer, file: string): void {
  let left = LARGEST_EXPANDED;
  let count = 0;
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.toString('latin1', Math.max(0, at - 3), at) === 'end') continue;
    let start = at + 6;
    if (bytes[start] === 0x0d) start += 1;
    if (bytes[start] === 0x0a) start += 1;
    // The low four bits of a zlib stream's first byte say "deflate" (RFC 1950).
    if ((bytes[start]! & 0x0f) !== 8) continue;
    count += 1;
    if (count > MOST_STREAMS) throw refuse(file, 'has more parts than any document of Proofdesk');
    try {
      left -= inflateSync(bytes.subarray(start), { maxOutputLength: left }).length;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
        throw refuse(file, 'expands to more than any document of Proofdesk');
      }
      // No zlib stream after all, or a damaged one: the parser or a digest will say so.
    }
  }
}

function readAttachments(document: PDFDocument, file: string): OpenedPdf['attachments'] {
  const names = document.catalog.lookupMaybe(PDFName.of('Names'), PDFDict);
  const root = names?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict);
  const found: OpenedPdf['attachments'] = [];
  if (root) walk(root, 0);
  return found;

  function walk(node: PDFDict, depth: number): void {
    if (depth > DEEPEST_NAME_TREE) throw refuse(file, 'nests its embedded files too deeply');
    const kids = node.lookupMaybe(PDFName.of('Kids'), PDFArray);
    for (let index = 0; index < (kids?.size() ?? 0); index += 1) walk(kids!.lookup(index, PDFDict), depth + 1);
    const pairs = node.lookupMaybe(PDFName.of('Names'), PDFArray);
    for (let index = 0; index + 1 < (pairs?.size() ?? 0); index += 2) {
      if (found.length >= MOST_ATTACHMENTS) throw refuse(file, `has more than ${MOST_ATTACHMENTS} embedded files`);
      const name = pairs!.lookup(index);
      if (!(name instanceof PDFString || name instanceof PDFHexString))
        throw refuse(file, 'has an embedded file without a name');
      const stream = pairs!
        .lookup(index + 1, PDFDict)
        .lookup(PDFName.of('EF'), PDFDict)
        .lookup(PDFName.of('F'));
      if (!(stream instanceof PDFRawStream))
        throw refuse(file, `has no content for its embedded file ${name.decodeText()}`);
      found.push({ name: name.decodeText(), bytes: streamBytes(stream, file) });
    }
  }
}

/** The content of a stream: plain, or deflated once, as Proofdesk writes them. */
export function streamBytes(stream: PDFRawStream, file: string): Uint8Array {
  const filter = stream.dict.lookup(PDFName.of('Filter'));
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  if (filter === undefined || (filter instanceof PDFArray && filter.size() === 0)) return stream.contents;
  if (only !== PDFName.of('FlateDecode')) throw refuse(file, 'packs its parts in a way that Proofdesk does not');
  try {
    return inflateSync(stream.contents, { maxOutputLength: LARGEST_EXPANDED });
  } catch (cause) {
    throw refuse(file, 'has a damaged part', { cause, hint: FETCH_AGAIN });
  }
}

/** The byte at which the parser stumbled, where it tells: its message ends in `{"line":…,"column":…,"offset":…}`. */
function placeOf(cause: unknown): number | undefined {
  const offset = /"offset":(\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1];
  return offset === undefined ? undefined : Number(offset);
}

function refuse(
  file: string,
  why: string,
  { byte, hint, cause }: { byte?: number | undefined; hint?: string; cause?: unknown } = {},
): ProofdeskError {
  const where = { file, ...(byte !== undefined && { byte }) };
  return new ProofdeskError({ code: 'bad-input', message: `${file} ${why}.`, where, ...(hint && { hint }) }, { cause });
}
