import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Access } from '../identity/access';
import { bearer, type Gatekeeper } from '../identity/access';
import { secretHash } from '../identity/secrets';
import type { Logger } from '../operations/logs';
import type { Metrics } from '../operations/metrics';
import { packed, readBody } from './body';
import type { Call } from './call';
import type { Answer } from './contract-handler';
import type { RateLimit } from './rate-limit';
import { badRequest, notAllowed, notFound, Refusal, refusalOf, tooMany } from './refusals';
import type { Matched, RawRoute } from './routes';

/** A request that a raw route answers by itself. */
export interface RawCall {
  request: IncomingMessage;
  response: ServerResponse;
  access: Access;
  parameters: Record<string, string>;
  query: URLSearchParams;
}

export interface ListenerParts {
  match(method: string, path: string): Matched | false | null;
  gatekeeper: Gatekeeper;
  contract(request: Request, call: Call): Promise<Answer | null>;
  raw: Record<Exclude<RawRoute, 'notify'>, (call: RawCall) => Promise<void>>;
  notify(request: IncomingMessage, socket: Duplex, head: Buffer, access: Access): void;
  limits: { token: RateLimit; address: RateLimit };
  metrics: Metrics;
  log: Logger;
  trustedProxies: readonly string[];
  patience?: Patience;
  now(): number;
}

/** How long slow clients are waited for, in milliseconds. */
export interface Patience {
  /** Whole requests must arrive within this; pieces of files are 4 MiB, so a slow line of 300 kbit/s still can. */
  request: number;
  headers: number;
  /** A reader who takes nothing for this long is hung up on. */
  stalled: number;
  /** How often it is looked who is too slow. */
  look: number;
}
const PATIENCE: Patience = { request: 120_000, headers: 10_000, stalled: 60_000, look: 2_000 };
const LONGEST_ADDRESS = 2_048;

const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};

/** The server's HTTP: finds the route, decides who may, limits, reads, answers, counts and logs. */
export function listener(parts: ListenerParts): Server {
  const patience = parts.patience ?? PATIENCE;
  const server = createServer(
    {
      requestTimeout: patience.request,
      headersTimeout: patience.headers,
      connectionsCheckingInterval: patience.look,
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16 * 1024,
      insecureHTTPParser: false,
    },
    (request, response) => void answer(parts, request, response),
  );
  server.setTimeout(patience.stalled);
  server.maxRequestsPerSocket = 10_000;
  server.on('upgrade', (request, socket, head) => void upgrade(parts, request, socket, head));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy();
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
    hangUp(
      socket,
      `HTTP/1.1 ${error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      patience.stalled,
    );
  });
  return server;
}

/** Says the last word on a connection. Who does not hang up as well is hung up on after `milliseconds`: a half of it would stay for ever. */
function hangUp(socket: Duplex, text: string, milliseconds: number): void {
  const late = setTimeout(() => socket.destroy(), milliseconds);
  socket.once('close', () => clearTimeout(late));
  socket.end(text);
  // What still comes is not wanted; only when it is taken is the end of it seen.
  socket.resume();
}

async function answer(parts: ListenerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const id = randomUUID();
  let route = 'none';
  for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
  response.setHeader('x-request-id', id);
  response.once('close', () => {
    const seconds = (performance.now() - started) / 1_000;
    const status = response.writableFinished ? response.statusCode : 499;
    parts.metrics.requests.inc({ route, method: known(request.method), status });
    parts.metrics.seconds.observe({ route }, seconds);
    parts.log.info(
      { request: id, route, method: known(request.method), status, milliseconds: Math.round(seconds * 1_000) },
      'answered',
    );
  });
  const report = (thrown: unknown) => parts.log.error({ request: id, route, error: thrown }, 'failed');
  try {
    const { url, matched } = find(parts, request);
    route = matched.route.path;
    const access = await admit(parts, request, matched);
    if (matched.route.raw === 'notify') throw badRequest('This address is for a WebSocket.');
    if (matched.route.raw) {
      const { parameters } = matched;
      return await parts.raw[matched.route.raw]({ request, response, access, parameters, query: url.searchParams });
    }
    const penalise = (requests: number): void => {
      const session = access.who.kind === 'session' ? access.who.session : null;
      parts.log.warn({ request: id, route, session }, 'receipts that do not hold were sent');
      parts.limits.token.take(secretHash(bearer(request) ?? ''), requests);
    };
    const call: Call = { access, answerHeaders: {}, report, penalise };
    const answered = await parts.contract(await whole(request, url, matched), call);
    if (!answered) throw notFound('address');
    await send(request, response, answered, call.answerHeaders);
  } catch (thrown) {
    await fail(request, response, thrown, report);
  }
}

async function upgrade(parts: ListenerParts, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  socket.on('error', () => socket.destroy());
  try {
    const { matched } = find(parts, request);
    if (matched.route.raw !== 'notify') throw notFound('address');
    parts.notify(request, socket, head, await admit(parts, request, matched));
  } catch (thrown) {
    const { status, record } = refusalOf(thrown);
    if (record.code === 'internal') parts.log.error({ route: 'notify', error: thrown }, 'failed');
    const body = JSON.stringify(record);
    hangUp(
      socket,
      `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      (parts.patience ?? PATIENCE).stalled,
    );
  }
}

function find(parts: ListenerParts, request: IncomingMessage): { url: URL; matched: Matched } {
  const target = request.url ?? '/';
  if (target.length > LONGEST_ADDRESS)
    throw new Refusal(414, { code: 'bad-input', message: 'The address is too long.' });
  // Pages of the web have no business here: devices and machines send no Origin.
  // A page whose host name was turned to this address sends none with a GET, but its browser says that a page asks.
  const { origin, 'sec-fetch-site': site = 'none', 'sec-fetch-mode': mode } = request.headers;
  // A link that somebody follows shows them the answer, and no page.
  if (origin !== undefined || (site !== 'none' && mode !== 'navigate'))
    throw notAllowed('This server answers no web pages.');
  if (!target.startsWith('/') || !URL.canParse(`http://server${target}`))
    throw badRequest('The address cannot be read.');
  const [path = ''] = target.split('?', 1);
  const matched = parts.match(request.method ?? '', path);
  if (matched === false) throw new Refusal(405, { code: 'usage', message: 'This address takes another method.' });
  if (matched === null) {
    limit(parts, request, null);
    throw notFound('address');
  }
  return { url: new URL(`http://server${target}`), matched };
}

async function admit(parts: ListenerParts, request: IncomingMessage, matched: Matched): Promise<Access> {
  const token = bearer(request);
  const watched = matched.route.raw === 'alive' || matched.route.raw === 'ready' || matched.route.raw === 'metrics';
  // Where no token is wanted none is looked at, so a made-up one has no limit of its own there.
  if (watched || matched.route.needs === 'nobody' || token === null) {
    if (!watched) limit(parts, request, null);
    return parts.gatekeeper.admit(matched, token);
  }
  // Only a token that was good before is asked about whatever its address did: guesses end with what the address has left.
  const key = secretHash(token);
  const good = parts.limits.token.knows(key);
  if (good) limit(parts, request, token);
  else stopGuesses(parts, request);
  try {
    const access = await parts.gatekeeper.admit(matched, token);
    if (!good) parts.limits.token.take(key);
    return access;
  } catch (thrown) {
    // Guessing tokens costs more than asking with a good one, and it is the address that pays.
    if (thrown instanceof Refusal && thrown.status === 401) {
      parts.limits.token.forget(key);
      limit(parts, request, null, 5);
    }
    throw thrown;
  }
}

/** A token that is not known here yet is looked up only for an address that has something left; one that is good costs it nothing. */
function stopGuesses(parts: ListenerParts, request: IncomingMessage): void {
  const wait = parts.limits.address.wait(networkOf(addressOf(request, parts.trustedProxies)));
  if (wait === 0) return;
  parts.metrics.limited.inc({ by: 'address' });
  throw tooMany(wait);
}

/** A good token has a limit of its own; without one, the address has. */
function limit(parts: ListenerParts, request: IncomingMessage, token: string | null, cost = 1): void {
  const by = token === null ? 'address' : 'token';
  const key = token === null ? networkOf(addressOf(request, parts.trustedProxies)) : secretHash(token);
  const wait = parts.limits[by].take(key, cost);
  if (wait === 0) return;
  parts.metrics.limited.inc({ by });
  throw tooMany(wait);
}

/** Where a request came from; what a proxy says counts only where the proxy is one of ours. */
export function addressOf(request: IncomingMessage, trusted: readonly string[]): string {
  const peer = request.socket.remoteAddress ?? 'unknown';
  const plain = peer.startsWith('::ffff:') ? peer.slice(7) : peer;
  if (!trusted.includes(plain)) return plain;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim());
  return forwarded.findLast((address) => address !== '' && !trusted.includes(address)) ?? plain;
}

/** What one customer of a provider has: an IPv4 address, or with IPv6 the first 64 bits, behind which addresses are without number. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const [before, after] = [head, tail].map((part) => part.split(':').filter((group) => group !== '')) as [
    string[],
    string[],
  ];
  const zeros = Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

async function whole(request: IncomingMessage, url: URL, { route }: Matched): Promise<Request> {
  const method = request.method ?? 'GET';
  if (method === 'GET') return new Request(url);
  const body = await readBody(request, route.bodyBytes);
  if (body.length === 0) return new Request(url, { method });
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new Refusal(415, {
      code: 'bad-input',
      message: 'The body must be JSON.',
      hint: 'Send content-type: application/json.',
    });
  }
  // A copy of its own: the bytes of a pooled buffer are not to be shared.
  return new Request(url, { method, headers: { 'content-type': 'application/json' }, body: new Uint8Array(body) });
}

/** Sends one JSON answer, compressed where that is taken. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  headers: Record<string, string> = {},
): Promise<void> {
  const { body, encoding } = await packed(answer.body, request.headers['accept-encoding']?.toString());
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (encoding) response.setHeader('content-encoding', encoding);
  response.setHeader('vary', 'accept-encoding');
  response.setHeader('content-type', 'application/json');
  response.setHeader('content-length', body.length);
  response.statusCode = answer.status;
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function fail(
  request: IncomingMessage,
  response: ServerResponse,
  thrown: unknown,
  report: (thrown: unknown) => void,
): Promise<void> {
  if (request.destroyed && !request.complete) return void response.destroy();
  // Who hangs up in the middle of a file or a stream wants no answer, and nothing of ours has failed.
  if (response.destroyed && (thrown as { code?: unknown }).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
  const { status, headers, record } = refusalOf(thrown);
  if (record.code === 'internal') report(thrown);
  if (response.headersSent) return void response.destroy();
  // What is left of a body that nobody reads would be taken for the next request.
  if (!request.complete) response.setHeader('connection', 'close');
  await send(request, response, { status, body: Buffer.from(JSON.stringify(record)) }, headers);
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);
const known = (method: string | undefined): string => (method && METHODS.has(method) ? method : 'OTHER');
