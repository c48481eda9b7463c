import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { ORPCError } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { Context } from '../../src-shared/kernel/context';
import { type ErrorRecord, errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import { errorRecordSchema, fromWire } from '../../src-shared/kernel/wire';
import { type ServerSession, serverContract, sessionSchema } from '../../src-shared/sync/server-contract';
import { plainAddress, type SignIns } from './sessions';

export type ServerClient = ContractRouterClient<typeof serverContract>;

/** A request that gets no whole answer in this time is given up, in milliseconds: bodies are at most some megabytes. */
const REQUEST_TIME = 60_000;
/** Tokens are renewed this long before they end, in milliseconds. */
const RENEW_BEFORE = 30_000;
/** Bodies from this size on are compressed. */
const COMPRESS_FROM = 1_024;

const zipped = promisify(gzip);

export interface ConnectionOptions {
  address: string;
  signIns: SignIns;
  context: Context;
  /** Ends every request that is under way. */
  signal?: AbortSignal;
  /** Milliseconds; see `REQUEST_TIME`. */
  requestTime?: number;
}

/**
 * One server as this device talks to it: calls of its contract, raw requests for blobs, with the device's sign-in put to each and renewed when
 * it is about to end. Every failure is a ProofdeskError: `unavailable` with `details.kind` `offline` where the server cannot be reached or
 * does not answer in time, `forbidden` with `details.signIn` where a new sign-in is wanted, else what the server says.
 */
export class ServerConnection {
  readonly address: string;
  readonly api: ServerClient;
  readonly #options: ConnectionOptions;
  #renewing: Promise<void> | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.address = plainAddress(options.address);
    this.api = createORPCClient(
      new OpenAPILink(serverContract, {
        url: this.address,
        fetch: (request) => this.#send(request),
        customErrorResponseBodyDecoder: (body, response) => {
          const record = errorRecordSchema.safeParse(body);
          if (!record.success) return null;
          return new ORPCError(record.data.code, {
            status: response.status,
            message: record.data.message,
            data: withWait(record.data, response),
          });
        },
        interceptors: [
          async ({ next }) => {
            try {
              return await next();
            } catch (thrown) {
              throw thrown instanceof ProofdeskError ? thrown : fromWire(thrown);
            }
          },
        ],
      }),
    );
  }

  /** Whether there is a sign-in to work with. It may have ended at the server: the next call says so. */
  get signedIn(): boolean {
    return this.#options.signIns.at(this.address) !== null;
  }

  /** Which sign-in is worked with, and the account at the server; null where nobody is signed in. */
  get signIn(): { id: string; account: string; name: string | null } | null {
    const session = this.#options.signIns.at(this.address);
    return session && { id: session.id, account: session.account, name: session.name };
  }

  /**
   * A raw request to a path of the server (`/v1/…`), signed in. Answers of 200 to 299, and those whose status is in `expected`, are given back as
   * they are; every other is thrown as what the server said.
   */
  async raw(path: string, init: RequestInit = {}, expected: readonly number[] = []): Promise<Response> {
    const response = await this.#send(new Request(this.address + path, init), init.signal ?? null);
    if (response.ok || expected.includes(response.status)) return response;
    throw new ProofdeskError(await recordOf(response));
  }

  /** The header that signs in a WebSocket, with a token that lasts for now. */
  async authorization(): Promise<Record<string, string>> {
    await this.#renewInTime();
    const token = this.#options.signIns.at(this.address)?.accessToken;
    return token ? { authorization: `Bearer ${token}` } : {};
  }

  async #send(request: Request, stop: AbortSignal | null = null): Promise<Response> {
    const body = request.body ? Buffer.from(await request.arrayBuffer()) : null;
    const headers = new Headers(request.headers);
    let sent = body;
    if (body && body.length >= COMPRESS_FROM && headers.get('content-type')?.includes('json')) {
      sent = await zipped(body);
      headers.set('content-encoding', 'gzip');
    }
    headers.delete('content-length');
    const attempt = async (): Promise<Response> => {
      const authorization = isOpen(request) ? {} : await this.authorization();
      for (const [name, value] of Object.entries(authorization)) headers.set(name, value);
      return this.#fetch(request.url, { method: request.method, headers, body: sent }, stop);
    };
    const answer = await attempt();
    if (answer.status !== 401 || isOpen(request)) return answer;
    const record = await recordOf(answer.clone());
    if (record.details?.['signIn'] !== 'expired' || !this.signedIn) return answer;
    await this.#renew();
    return attempt();
  }

  async #fetch(url: string, init: RequestInit, stop: AbortSignal | null): Promise<Response> {
    const limit = AbortSignal.timeout(this.#options.requestTime ?? REQUEST_TIME);
    const signals = [limit, stop, this.#options.signal].filter((signal) => signal instanceof AbortSignal);
    try {
      return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.any(signals) });
    } catch (error) {
      if (stop?.aborted || this.#options.signal?.aborted)
        throw new ProofdeskError({ code: 'cancelled', message: 'The request was ended here.' }, { cause: error });
      throw offline(this.address, limit.aborted, error);
    }
  }

  async #renewInTime(): Promise<void> {
    const session = this.#options.signIns.at(this.address);
    if (session && session.accessExpires - this.#options.context.now() < RENEW_BEFORE) await this.#renew();
  }

  /** New tokens for the refresh token. Many calls that want it at once share one renewal. */
  #renew(): Promise<void> {
    this.#renewing ??= this.#renewed().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renewed(): Promise<void> {
    const { signIns, context } = this.#options;
    const session = signIns.at(this.address);
    if (!session) return;
    const response = await this.#fetch(
      `${this.address}/v1/sessions/refresh`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ refreshToken: session.refreshToken }),
      },
      null,
    );
    if (!response.ok) {
      const record = await recordOf(response);
      // Another process of this device may have renewed it meanwhile: then its tokens are good.
      const present = signIns.at(this.address);
      if (present && present.refreshToken !== session.refreshToken && present.accessExpires > context.now()) return;
      throw new ProofdeskError(record);
    }
    const fresh: ServerSession = sessionSchema.parse(await response.json());
    signIns.keep(this.address, { ...fresh, id: session.id, name: session.name });
  }
}

/** Calls that carry no sign-in: what a server is, and how one begins or renews a sign-in. */
function isOpen({ method, url }: Request): boolean {
  const path = new URL(url).pathname;
  return path.endsWith('/v1/about') || (method === 'POST' && /\/v1\/sessions(\/refresh)?$/.test(path));
}

/** What a server's refusal says; where it is not in its shape (a proxy in between), what its status says. */
async function recordOf(response: Response): Promise<ErrorRecord> {
  const text = await response.text().catch(() => '');
  const read = errorRecordSchema.safeParse(jsonOf(text));
  if (read.success) return withWait(read.data, response);
  return {
    code: response.status === 404 ? 'not-found' : 'unavailable',
    message: `The server answered with ${response.status} ${response.statusText}`.trim(),
    hint: 'Something between this device and the server may have answered for it. It is tried again.',
    details: { status: response.status },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Puts the seconds that a server asks to be left alone for into the details of its refusal. */
function withWait(record: ErrorRecord, response: { headers: unknown }): ErrorRecord {
  const { headers } = response;
  const header =
    headers instanceof Headers
      ? headers.get('retry-after')
      : ((headers as Record<string, string | undefined> | undefined)?.['retry-after'] ?? null);
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) ? { ...record, details: { ...record.details, retryAfter: seconds } } : record;
}

function offline(address: string, late: boolean, cause: unknown): ProofdeskError {
  return new ProofdeskError(
    {
      code: 'unavailable',
      message: late ? `${address} did not answer in time.` : `${address} cannot be reached.`,
      hint: 'Work goes on here; what is new is sent when the connection is back.',
      details: { kind: 'offline', why: errorRecord(cause).message },
    },
    { cause },
  );
}

/** Whether a failure means that the server cannot be reached just now, rather than that it said something. */
export const isOffline = (thrown: unknown): boolean =>
  thrown instanceof ProofdeskError && (thrown.details?.['kind'] === 'offline' || thrown.code === 'unavailable');
