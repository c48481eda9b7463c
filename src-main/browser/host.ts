import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Desk } from '../desk';
import { type Seat, sessionAt } from '../session';
import { contentSecurityPolicy, refusal, site } from '../site';
import { reportUnexpected } from '../unexpected';
import { misaddressed } from './addressing';
import { Admission } from './admission';
import { entryPage } from './entry-page';

export interface BrowserHostOptions {
  /** May still be opening: pages are served meanwhile, calls wait for it. */
  desk: Desk | Promise<Desk>;
  /** The folder of the built page. */
  root: string;
  /** 0 or absent: any free one. */
  port?: number;
  /** Who acts at first in each browser. */
  actor?: string | null | Promise<string | null>;
}

export interface BrowserHost {
  readonly port: number;
  /** An address that signs one browser in, once. Each call gives a new one. */
  newAddress(): string;
  close(): Promise<void>;
}

/** The longest token that is read, in bytes; ours have 43. */
const longestToken = 128;

/**
 * Serves the application to a browser on this computer: bound to 127.0.0.1, answering only under its own name, to its own pages, and
 * (but for the page that signs in) only to a browser that was signed in.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    throw new ProofdeskError(
      {
        code: 'unavailable',
        message: `Port ${options.port} of this computer cannot be used: ${error.code === 'EADDRINUSE' ? 'another program has it' : error.message}.`,
        hint: 'Choose another with --port, or leave it out to take any free one.',
      },
      { cause: error },
    );
  });
  const { port } = server.address() as AddressInfo;
  const admission = new Admission(port);
  const policy = contentSecurityPolicy([`ws://127.0.0.1:${port}`, `ws://localhost:${port}`]);
  const seated = new WeakSet<Seat>();
  const sessionOf = async (seat: Seat, customerAccount: string | null) => {
    const desk = await options.desk;
    const actor = (await options.actor) ?? null;
    if (!seated.has(seat)) seat.actor = actor;
    seated.add(seat);
    return sessionAt(seat, { desk, face: 'browser', customerAccount });
  };

  const answer = async (request: IncomingMessage): Promise<Response> => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const why = misaddressed(request.headers, port, !reads);
    if (why) return refusal({ code: 'forbidden', message: why }, 403);
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    const seat = admission.seatOf(request.headers.cookie);
    if (url.pathname === '/session' && request.method === 'POST') return signIn(request, seat);
    if (!seat) {
      const page = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
      return page ? entryPage() : refusal(notSignedIn, 401);
    }
    if (url.pathname === '/session')
      return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
    const serve = site({ root: options.root, policy, session: (account) => sessionOf(seat, account) });
    return serve(webRequest(request, url));
  };

  const signIn = async (request: IncomingMessage, seat: Seat | null): Promise<Response> => {
    const cookie = admission.exchange(await shortBody(request));
    if (cookie === null) return refusal({ code: 'forbidden', message: 'This address has been used already.' }, 403);
    // A browser that is signed in keeps its seat, and with it its person.
    const headers = new Headers({ 'cache-control': 'no-store' });
    if (!seat) headers.set('set-cookie', cookie);
    return new Response(null, { status: 204, headers });
  };

  server.on('request', (request, response) => {
    answer(request)
      .then((result) => send(result, request, response))
      .catch((error: unknown) => {
        reportUnexpected(error, `${request.method} ${request.url}`);
        response.destroy();
      });
  });

  const open = new Set<{ terminate(): void }>();
  const connect = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    const seat = admission.seatOf(request.headers.cookie);
    if (misaddressed(request.headers, port, true) || url.pathname !== '/rpc')
      return refuseUpgrade(socket, '403 Forbidden');
    if (!seat) return refuseUpgrade(socket, '401 Unauthorized');
    const { acceptWebSocket } = await import('./web-socket');
    acceptWebSocket(request, socket, head, sessionOf(seat, url.searchParams.get('customer')), open);
  };
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    connect(request, socket, head).catch((error: unknown) => {
      reportUnexpected(error, 'WebSocket');
      socket.destroy();
    });
  });

  return {
    port,
    newAddress: () => `http://127.0.0.1:${port}/#token=${admission.newToken()}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.terminate();
      server.closeAllConnections();
      await closed;
    },
  };
}

const notSignedIn = {
  code: 'forbidden',
  message: 'This browser is not signed in.',
  hint: 'Open the address that Proofdesk printed when it started.',
} as const;

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

async function shortBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) {
    text += String(piece);
    if (text.length > longestToken) return '';
  }
  return text;
}

function webRequest(request: IncomingMessage, url: URL): Request {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return new Request(url, {
    method: request.method,
    headers,
    // `duplex` is required for a streamed body and missing from the DOM's type.
    ...(reads ? {} : ({ body: Readable.toWeb(request), duplex: 'half' } as RequestInit)),
  });
}

async function send(answer: Response, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (!answer.body) {
    response.end();
    return;
  }
  await pipeline(Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream), response).catch((error) => {
    // The browser went away in the middle; there is nobody left to tell.
    if (!request.destroyed) throw error;
  });
}
