import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type SignedReceipt, signedReceiptSchema } from '../../src-shared/kernel/receipt';
import type { Journal } from './journal';

/** The first line of a file of receipts; one signed receipt a line follows. */
const headSchema = z.object({
  format: z.literal('proofdesk-receipts'),
  version: z.literal(2),
  workspace: z.string(),
});

/** A file of receipts as one document, as the first version wrote it. */
export const receiptFileSchema = z.object({
  format: z.literal('proofdesk-receipts'),
  version: z.literal(1),
  workspace: z.string(),
  receipts: z.array(signedReceiptSchema),
});
export type ReceiptFile = z.infer<typeof receiptFileSchema>;

/** A receipt holds 256 KiB; as text within text it may take four times that. */
const LINE_LIMIT_BYTES = 1024 * 1024;
/** One document has to be read whole; beyond this it does not belong into memory. */
const DOCUMENT_LIMIT_BYTES = 64 * 1024 * 1024;
const PIECE = 64 * 1024;

/** Receipts that come from elsewhere, read as often as needed and never held at once. */
export interface ReceiptSource {
  /** For messages. */
  name: string | undefined;
  workspace: string;
  /** Each receipt, with its line where there are lines and how far the reading is (from 0 to 1). */
  receipts(): Iterable<{ receipt: SignedReceipt; line: number | null; read: number }>;
}

/** The lines of a file of receipts: its head, then each receipt with the parts that may be read. */
export function* receiptLines(
  journal: Journal,
  workspace: string,
  options: { after?: number; mayRead?: (part: string) => boolean } = {},
): IterableIterator<string> {
  yield `${JSON.stringify({ format: 'proofdesk-receipts', version: 2, workspace } satisfies z.infer<typeof headSchema>)}\n`;
  for (const receipt of journal.each(options.after ?? 0))
    yield `${JSON.stringify(journal.signed(receipt, options.mayRead))}\n`;
}

/** Receipts of a document that is at hand. Throws `bad-input` for anything else. */
export function documentSource(document: unknown, name?: string): ReceiptSource {
  const parsed = receiptFileSchema.safeParse(document);
  if (!parsed.success) {
    throw noReceipts(name, { field: parsed.error.issues[0]?.path.map(String).join('.') });
  }
  const { receipts, workspace } = parsed.data;
  return {
    name,
    workspace,
    *receipts() {
      for (const [index, receipt] of receipts.entries())
        yield { receipt, line: null, read: (index + 1) / receipts.length };
    },
  };
}

/** Receipts of a file of any size; `bad-input` with the line when it is none, or one of its lines cannot be read. */
export function fileSource(path: string, name: string): ReceiptSource {
  const first = firstLine(path, name);
  const head = first === null ? null : headSchema.safeParse(parsed(first));
  if (!head?.success) return documentSource(wholeDocument(path, name), name);
  return {
    name,
    workspace: head.data.workspace,
    *receipts() {
      let line = 0;
      for (const { text, read } of linesOf(path, name)) {
        line += 1;
        if (line === 1 || text === '') continue;
        const receipt = signedReceiptSchema.safeParse(parsed(text));
        if (!receipt.success) throw noReceipts(name, { line }, `Line ${line} is no receipt. Nothing was changed.`);
        yield { receipt: receipt.data, line, read };
      }
    },
  };
}

function* linesOf(path: string, name: string): IterableIterator<{ text: string; read: number }> {
  const handle = openSync(path, 'r');
  try {
    const { size } = fstatSync(handle);
    const piece = Buffer.alloc(PIECE);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    let done = 0;
    let line = 0;
    for (;;) {
      const bytes = readSync(handle, piece, 0, PIECE, done);
      if (bytes === 0) break;
      done += bytes;
      rest += decoder.write(piece.subarray(0, bytes));
      let begin = 0;
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', begin)) {
        line += 1;
        yield { text: rest.slice(begin, end).replace(/\r$/, ''), read: done / size };
        begin = end + 1;
      }
      rest = rest.slice(begin);
      if (rest.length > LINE_LIMIT_BYTES) {
        throw noReceipts(
          name,
          { line: line + 1 },
          `Line ${line + 1} is longer than a receipt can be. Nothing was changed.`,
        );
      }
    }
    rest += decoder.end();
    if (rest !== '') yield { text: rest, read: 1 };
  } finally {
    closeSync(handle);
  }
}

/** The first line, if there is an end to it within what a head may take. */
function firstLine(path: string, name: string): string | null {
  try {
    for (const { text } of linesOf(path, name)) return text;
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
  }
  return null;
}

function wholeDocument(path: string, name: string): unknown {
  const handle = openSync(path, 'r');
  try {
    const { size } = fstatSync(handle);
    if (size > DOCUMENT_LIMIT_BYTES) {
      throw noReceipts(
        name,
        {},
        `${name} is no file with one receipt a line, and too large (${Math.ceil(size / 1024 ** 2)} MiB) to be read as one document.`,
      );
    }
    const bytes = Buffer.alloc(size);
    let read = 0;
    while (read < size) {
      const count = readSync(handle, bytes, read, size - read, read);
      if (count === 0) break;
      read += count;
    }
    return parsed(bytes.toString('utf8', 0, read));
  } finally {
    closeSync(handle);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What cannot be read is no receipt; the caller says where.
    return undefined;
  }
}

function noReceipts(
  name: string | undefined,
  where: { line?: number; field?: string },
  message = 'This is not a file of receipts.',
): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message,
    where: { ...(name ? { file: name } : {}), ...where },
    hint: 'Have it written again with `proofdesk receipt export`.',
  });
}
