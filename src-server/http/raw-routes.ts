import { isIP } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { BLOB_PIECE_BYTES } from '../../src-shared/sync/protocol';
import { receiptEvent } from '../audit/events';
import type { Blobs } from '../blobs/blobs';
import { bearer, type InWorkspace } from '../identity/access';
import { sameSecret } from '../identity/secrets';
import type { Metrics } from '../operations/metrics';
import type { Sync } from '../sync';
import { readBody } from './body';
import { type ListenerParts, type RawCall, send } from './listener';
import { badRequest, noSuchWorkspace, notAllowed, refusalOf } from './refusals';

export interface RawParts {
  blobs: Blobs;
  sync: Sync;
  metrics: Metrics;
  metricsToken: string | null;
  document(): Promise<string>;
  /** Throws where the server cannot work just now. */
  ready(): Promise<void>;
}

/** Receipts that the audit stream reads at once. */
const AUDIT_PAGE = 500;

const within = (call: RawCall): InWorkspace => {
  if (!call.access.within) throw noSuchWorkspace();
  return call.access.within;
};

/** A whole number of a query; throws `bad-input` for anything else. */
function wholeNumber(query: URLSearchParams, name: string, otherwise?: number): number {
  const text = query.get(name);
  if (text === null && otherwise !== undefined) return otherwise;
  if (text === null || !/^\d{1,15}$/.test(text)) throw badRequest(`${name}: a whole number is wanted.`);
  return Number(text);
}

const json = (call: RawCall, value: unknown, headers: Record<string, string> = {}, status = 200) =>
  send(call.request, call.response, { status, body: Buffer.from(JSON.stringify(value)) }, headers);

/** What is served beside the contract: files, the audit stream, the document, health and metrics. */
export function rawRoutes(parts: RawParts): ListenerParts['raw'] {
  const { blobs, sync, metrics } = parts;
  return {
    async 'blob-head'(call) {
      const { size, offset } = await blobs.look(call.parameters['digest']!, within(call));
      call.response.setHeader('upload-offset', offset);
      if (size !== null) call.response.setHeader('content-length', size);
      call.response.statusCode = size === null ? 404 : 200;
      call.response.end();
    },

    async 'blob-get'(call) {
      const digest = call.parameters['digest']!;
      const range = call.request.headers.range;
      const from = range === undefined ? 0 : Number(/^bytes=(\d{1,15})-$/.exec(range)?.[1] ?? Number.NaN);
      if (Number.isNaN(from)) throw badRequest('range: only “bytes=<first>-” is served.');
      const { size, stream } = await blobs.read(digest, within(call), from);
      const { response } = call;
      response.statusCode = range === undefined ? 200 : 206;
      if (range !== undefined) response.setHeader('content-range', `bytes ${from}-${size - 1}/${size}`);
      response.setHeader('content-type', 'application/octet-stream');
      response.setHeader('content-disposition', 'attachment');
      response.setHeader('content-length', size - from);
      metrics.blobBytes.inc({ direction: 'sent' }, size - from);
      await pipeline(stream, response);
    },

    async 'blob-put'(call) {
      const reader = within(call);
      if (reader.account === null) throw notAllowed('Only a person may upload.');
      const offset = wholeNumber(call.query, 'offset', 0);
      const size = wholeNumber(call.query, 'size');
      const bytes = await readBody(call.request, BLOB_PIECE_BYTES);
      const state = await blobs.take(
        call.parameters['digest']!,
        { ...reader, account: reader.account },
        { offset, size, bytes },
      );
      metrics.blobBytes.inc({ direction: 'received' }, bytes.length);
      await json(call, state, { 'upload-offset': String(state.offset) });
    },

    async audit(call) {
      const { workspace, asker } = within(call);
      const limit = wholeNumber(call.query, 'limit', Number.MAX_SAFE_INTEGER);
      const after = wholeNumber(call.query, 'after', 0);
      const read = (from: number, left: number) =>
        sync.pull(workspace, asker, { after: from, limit: Math.min(left, AUDIT_PAGE) });
      // The first page before the status, so that a refusal is one.
      const first = await read(after, Math.max(limit, 1));
      async function* lines(): AsyncGenerator<string> {
        let [page, from, left] = [first, after, limit];
        while (left > 0 && page.pulled.length > 0) {
          // A pull ends with a whole act, which may be more than was asked for.
          const events = page.pulled.slice(0, left).map((pulled) => `${JSON.stringify(receiptEvent(pulled))}\n`);
          yield events.join('');
          from += events.length;
          left -= events.length;
          if (left > 0) page = await read(from, left);
        }
      }
      call.response.statusCode = 200;
      call.response.setHeader('content-type', 'application/x-ndjson');
      await pipeline(lines, call.response);
    },

    async document(call) {
      await send(call.request, call.response, { status: 200, body: Buffer.from(await parts.document()) });
    },

    alive: (call) => json(call, { status: 'alive' }),

    async ready(call) {
      try {
        await parts.ready();
      } catch (thrown) {
        const { record } = refusalOf(thrown);
        return json(call, { status: 'not ready', why: record.message }, {}, 503);
      }
      await json(call, { status: 'ready' });
    },

    async metrics(call) {
      const { remoteAddress } = call.request.socket;
      const loopback = remoteAddress === '127.0.0.1' || remoteAddress === '::1' || remoteAddress === '::ffff:127.0.0.1';
      const forwarded = call.request.headers['x-forwarded-for'] !== undefined;
      // A web page on this computer can turn its own host name to this address, but not call it as this computer calls itself.
      const host = (call.request.headers.host ?? '').replace(/:\d+$/, '');
      const named = host === 'localhost' || isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0;
      const token = bearer(call.request);
      const known = parts.metricsToken !== null && token !== null && sameSecret(token, parts.metricsToken);
      if (!known && (parts.metricsToken !== null || !loopback || forwarded || !named))
        throw notAllowed('Metrics are for who runs the server.');
      call.response.setHeader('content-type', metrics.mediaType);
      call.response.end(await metrics.text());
    },
  };
}
