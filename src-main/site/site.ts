import { type ErrorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import { isExpected, toWire } from '../../src-shared/kernel/wire';
import type { Session } from '../session';
import { reportUnexpected } from '../unexpected';
import { securityHeaders } from './headers';
import { staticFiles } from './static-files';

export interface SiteOptions {
  /** The folder of the built page. */
  root: string;
  policy: string;
  /** The session of the asking page; with an account when it is a customer view. */
  session(customerAccount: string | null): Promise<Session>;
}

/** Content types that a browser may show in place; everything else is offered as a download. */
const shownInPlace = new Set(['image/png', 'image/jpeg', 'image/webp', 'application/pdf', 'text/plain; charset=utf-8']);

/**
 * Answers what a page asks for besides the contract: its own files, blobs by digest, uploads. The desktop window and the browser host
 * both use it, after they have checked who asks.
 */
export function site(options: SiteOptions): (request: Request) => Promise<Response> {
  const files = staticFiles(options.root);
  return async (request) => {
    try {
      return await route(request);
    } catch (thrown) {
      if (!isExpected(thrown)) reportUnexpected(thrown, new URL(request.url).pathname);
      const wire = toWire(thrown);
      return json({ error: wire.data }, wire.status);
    }
  };

  async function route(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/blob/')) return blob(request, url);
    if (url.pathname === '/upload') return upload(request, url);
    if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed('GET, HEAD');
    const file = await files(url.pathname);
    if (!file) throw new ProofdeskError({ code: 'not-found', message: 'There is no such page.' });
    return new Response(request.method === 'HEAD' ? null : file.content, {
      headers: {
        ...securityHeaders(options.policy),
        'content-type': file.contentType,
        'content-length': String(file.content.byteLength),
        'cache-control': file.cacheControl,
      },
    });
  }

  async function blob(request: Request, url: URL): Promise<Response> {
    if (request.method !== 'GET') return notAllowed('GET');
    const session = await options.session(url.searchParams.get('customer'));
    const digest = url.pathname.slice('/blob/'.length);
    const found = /^[0-9a-f]{64}$/.test(digest) ? await session.desk.readBlob?.(session, digest) : null;
    if (!found) throw new ProofdeskError({ code: 'not-found', message: 'There is no such file that you may read.' });
    const disposition = shownInPlace.has(found.contentType) ? 'inline' : 'attachment';
    return new Response(found.content, {
      headers: {
        ...securityHeaders(),
        'content-type': found.contentType,
        'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
        // By its digest it never changes, but who may read it does.
        'cache-control': 'private, no-cache',
      },
    });
  }

  async function upload(request: Request, url: URL): Promise<Response> {
    if (request.method !== 'POST') return notAllowed('POST');
    if (url.searchParams.has('customer')) {
      throw new ProofdeskError({ code: 'forbidden', message: 'Files are not taken in customer view.' });
    }
    const session = await options.session(null);
    if (!session.desk.intake) {
      throw new ProofdeskError({ code: 'unavailable', message: 'Files can be handed over once a workspace is open.' });
    }
    const name = url.searchParams.get('name') ?? 'file';
    const announced = Number(request.headers.get('content-length') ?? 0);
    const handed = await session.desk.intake.receive(name, request.body ?? nothing(), announced);
    return json(handed, 200);
  }
}

/** A JSON answer that no browser takes for a page. */
export function json(body: unknown, status: number): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...securityHeaders(), 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

/** A refusal as JSON, in the shape in which the command line prints errors. */
export function refusal(record: ErrorRecord, status: number): Response {
  return json({ error: record }, status);
}

/** @param allow the methods that the address takes */
function notAllowed(allow: string): Response {
  const answer = refusal({ code: 'bad-input', message: 'This address does not take that kind of request.' }, 405);
  answer.headers.set('allow', allow);
  return answer;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
