import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gunzip, gzip, inflate } from 'node:zlib';
import { badRequest, Refusal, tooLarge } from './refusals';

const unpackers = { gzip: promisify(gunzip), br: promisify(brotliDecompress), deflate: promisify(inflate) };
const [squeeze, pack] = [promisify(brotliCompress), promisify(gzip)];

/** Answers smaller than this are not worth compressing: they go in the first flight of packets as they are. */
const WORTH_COMPRESSING = 8 * 1_024;

/**
 * The whole body of a request, decompressed, with at most `limit` bytes before and after: what would grow beyond that is not unpacked.
 * Throws refusals (413, 415, 400).
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limit) throw tooLarge(limit);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) throw tooLarge(limit);
    pieces.push(piece);
  }
  const packed = Buffer.concat(pieces);
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity' || packed.length === 0) return packed;
  if (!Object.hasOwn(unpackers, encoding)) {
    throw new Refusal(415, {
      code: 'bad-input',
      message: 'This content encoding is not known here.',
      hint: 'Send gzip, br, deflate or none.',
    });
  }
  try {
    return await unpackers[encoding as keyof typeof unpackers](packed, { maxOutputLength: limit });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw badRequest('The compressed body cannot be unpacked.');
  }
}

/** A body as it is sent: compressed where the asker takes that and it is worth it. */
export async function packed(
  body: Buffer,
  accepted: string | undefined,
): Promise<{ body: Buffer; encoding: 'br' | 'gzip' | null }> {
  if (body.length < WORTH_COMPRESSING || !accepted) return { body, encoding: null };
  const takes = (name: string) => new RegExp(`(^|[ ,])${name}(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`, 'i').test(accepted);
  if (takes('br')) {
    const parameters = { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
    return { body: await squeeze(body, { params: parameters }), encoding: 'br' };
  }
  if (takes('gzip')) return { body: await pack(body, { level: 2 }), encoding: 'gzip' };
  return { body, encoding: null };
}
