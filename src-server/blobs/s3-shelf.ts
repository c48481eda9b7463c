import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { S3Settings } from '../settings';
import { type BlobShelf, fileNotThere, requireNames, type Upload } from './shelf';

/** Parts of a multipart upload are at least 5 MiB, all but the last. */
const PART_BYTES = 8 * 1024 * 1024;
const PATIENCE_MILLISECONDS = 60_000;

/** Files in a bucket of an S3-compatible store, addressed by path (`endpoint/bucket/workspace/digest`). */
export function s3Shelf(settings: S3Settings): BlobShelf {
  const client = new AwsClient({
    accessKeyId: settings.keyId,
    secretAccessKey: settings.secret,
    region: settings.region,
    service: 's3',
    retries: 3,
  });
  const base = `${settings.endpoint}/${settings.bucket}`;
  const place = (workspace: string, digest: string): string => {
    requireNames(workspace, digest);
    return `${base}/${workspace}/${digest}`;
  };
  const piece = ({ workspace, digest, uploader }: Upload, offset: number): string => {
    requireNames(workspace, digest, uploader);
    return `${base}/${workspace}/incoming/${digest}-${uploader}-${offset}`;
  };

  /** The store's answer; null for what is not there or, where that is said, not done by this store. */
  async function ask(
    method: string,
    address: string,
    body?: Uint8Array | string,
    headers?: Record<string, string>,
    without: readonly number[] = [],
  ): Promise<Response | null> {
    let answer: Response;
    // Only for the answer to begin: a large file takes as long as its reader does, and who takes nothing is hung up on elsewhere.
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MILLISECONDS);
    try {
      answer = await client.fetch(address, {
        method,
        ...(body !== undefined && { body: body as BodyInit }),
        ...(headers && { headers }),
        signal: patience.signal,
      });
    } catch (error) {
      throw unreachable('it cannot be reached', error);
    } finally {
      clearTimeout(timer);
    }
    if (answer.ok) return answer;
    if (answer.status === 404 || without.includes(answer.status)) return null;
    throw unreachable(`it answered ${answer.status}`);
  }

  async function* contents(upload: Upload, offsets: readonly number[]): AsyncGenerator<Buffer> {
    for (const offset of offsets) {
      const answer = await ask('GET', piece(upload, offset));
      if (!answer) throw unreachable('a piece of an upload is gone');
      yield Buffer.from(await answer.arrayBuffer());
    }
  }

  /** Sends what is joined in parts that the store takes, and gives the file its name only when its digest fits. */
  async function inParts(upload: Upload, pieces: AsyncGenerator<Buffer>): Promise<boolean> {
    const target = place(upload.workspace, upload.digest);
    const hash = createHash('sha256');
    let id: string | null = null;
    const tags: string[] = [];
    let gathered: Buffer[] = [];
    let size = 0;
    const sendPart = async () => {
      if (id === null) {
        const begun = await ask('POST', `${target}?uploads`);
        id = /<UploadId>([^<]+)<\/UploadId>/.exec((await begun?.text()) ?? '')?.[1] ?? null;
        if (id === null) throw unreachable('it began no upload');
      }
      const part = Buffer.concat(gathered);
      [gathered, size] = [[], 0];
      const sent = await ask('PUT', `${target}?partNumber=${tags.length + 1}&uploadId=${encodeURIComponent(id)}`, part);
      tags.push(sent?.headers.get('etag') ?? '');
    };
    for await (const bytes of pieces) {
      hash.update(bytes);
      gathered.push(bytes);
      size += bytes.length;
      if (size >= PART_BYTES) await sendPart();
    }
    const whole = hash.digest('hex') === upload.digest;
    if (id === null) {
      if (whole) await ask('PUT', target, Buffer.concat(gathered));
      return whole;
    }
    if (!whole) {
      // Stores that know no abort let unfinished uploads expire by the bucket's own rule.
      await ask('DELETE', `${target}?uploadId=${encodeURIComponent(id)}`, undefined, undefined, [405, 501]);
      return false;
    }
    if (size > 0) await sendPart();
    const list = tags.map((tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag}</ETag></Part>`);
    await ask(
      'POST',
      `${target}?uploadId=${encodeURIComponent(id)}`,
      `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`,
      { 'content-type': 'application/xml' },
    );
    return true;
  }

  return {
    async keepPiece(upload, offset, bytes) {
      await ask('PUT', piece(upload, offset), bytes);
    },
    join: (upload, offsets) => inParts(upload, contents(upload, offsets)),
    async dropPieces(upload, offsets) {
      for (const offset of offsets) await ask('DELETE', piece(upload, offset));
    },
    async size(workspace, digest) {
      const answer = await ask('HEAD', place(workspace, digest));
      return answer ? Number(answer.headers.get('content-length')) : null;
    },
    async read(workspace, digest, from = 0) {
      const answer = await ask(
        'GET',
        place(workspace, digest),
        undefined,
        from > 0 ? { range: `bytes=${from}-` } : undefined,
      );
      if (!answer?.body) throw fileNotThere();
      return Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
    },
    async drop(workspace, digest) {
      await ask('DELETE', place(workspace, digest));
    },
    async ready() {
      if (!(await ask('HEAD', base))) throw unreachable('the bucket is not there');
    },
  };
}

const unreachable = (why: string, cause?: unknown): ProofdeskError =>
  new ProofdeskError(
    {
      code: 'unavailable',
      message: `Files cannot be kept or fetched just now: the store of files failed (${why}).`,
      hint: 'Try again in a moment; pieces that arrived are kept.',
    },
    { cause },
  );
