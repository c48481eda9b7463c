import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { ORPCError, ValidationError } from '@orpc/contract';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { Context } from '../../src-shared/kernel/context';
import { type ErrorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import { errorRecordSchema, fromWire } from '../../src-shared/kernel/wire';
import { serverContract } from '../../src-shared/sync/server-contract';
import { Renewal, strangeAnswer } from './renewal';
import { serverAt } from './server-address';
import type { SignIns } from './sessions';
import { unreachable } from './unreachable';

export type ServerClient = ContractRouterClient<typeof serverContract>;

/** A request that gets no whole answer in this time is given up, in milliseconds: bodies are at most some megabytes. */
const REQUEST_TIME = 60_000;
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
  readonly #renewal: Renewal;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.address = serverAt(options.address);
    this.#renewal = new Renewal({
      address: this.address,
      signIns: options.signIns,
      context: options.context,
      fetch: (url, init, time) => this.#fetch(url, init, null, time),
      recordOf,
    });
    this.api = createORPCClient(
      new OpenAPILink(serverContract, {
        url: this.address,
        fetch: (request) => this.#send(request),
        customErrorResponseBodyDecoder: (body, response) => {
          const read = errorRecordSchema.safeParse(body);
          const record = read.success ? withWait(read.data, response) : unexplained(response.status, '');
          return new ORPCError(record.code, { status: response.status, message: record.message, data: record });
        },
        plugins: [new ResponseValidationPlugin(serverContract)],
        interceptors: [
          async ({ next }) => {
            try {
              return await next();
            } catch (thrown) {
              if (thrown instanceof ProofdeskError) throw thrown;
              if (thrown instanceof ValidationError || !(thrown instanceof ORPCError))
                throw strangeAnswer(this.address);
              throw fromWire(thrown);
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
    const response = await this.#send(new Request(this.address + path, init));
    if (response.ok || expected.includes(response.status)) return response;
    throw new ProofdeskError(await recordOf(response));
  }

  /** The header that signs in a WebSocket, with a token that lasts for now. */
  async authorization(): Promise<Record<string, string>> {
    await this.#renewal.inTime();
    const token = this.#options.signIns.at(this.address)?.accessToken;
    return token ? { authorization: `Bearer ${token}` } : {};
  }

  async #send(request: Request): Promise<Response> {
    const stop = request.signal;
    const body = request.body ? Buffer.from(await request.arrayBuffer()) : null;
    const headers = new Headers(request.headers);
    let sent = body;
    if (body && body.length >= COMPRESS_FROM && headers.get('content-type')?.includes('json')) {
      sent = await zipped(body);
      headers.set('content-encoding', 'gzip');
    }
    headers.delete('content-length');
    const attempt = async (): Promise<{ answer: Response; token: string | null }> => {
      if (!isOpen(request)) await this.#renewal.inTime();
      const token = isOpen(request) ? null : (this.#options.signIns.at(this.address)?.accessToken ?? null);
      if (token) headers.set('authorization', `Bearer ${token}`);
      else headers.delete('authorization');
      return { answer: await this.#fetch(request.url, { method: request.method, headers, body: sent }, stop), token };
    };
    const { answer, token } = await attempt();
    if (answer.status !== 401 || token === null) return answer;
    const why = (await recordOf(answer.clone())).details?.['signIn'];
    // A renewal ends the tokens before it: another process may have made one, or its answer may have got lost on the way here.
    if (this.#options.signIns.at(this.address)?.accessToken === token) {
      if (why !== 'expired' && why !== 'unknown') return answer;
      await this.#renewal.now(token);
    }
    return (await attempt()).answer;
  }

  async #fetch(
    url: string,
    init: RequestInit,
    stop: AbortSignal | null,
    time = this.#options.requestTime ?? REQUEST_TIME,
  ): Promise<Response> {
    const limit = AbortSignal.timeout(time);
    const signals = [limit, stop, this.#options.signal].filter((signal) => signal instanceof AbortSignal);
    const asked = () => fetch(url, { ...init, redirect: 'error', signal: AbortSignal.any(signals) });
    try {
      // A server that was started anew has closed the connection that was kept to it: that says nothing of the one that is there now.
      return await asked().catch((error: unknown) => {
        if (!wasClosed(error) || !['GET', 'HEAD'].includes(init.method ?? 'GET')) throw error;
        return asked();
      });
    } catch (error) {
      if (stop?.aborted || this.#options.signal?.aborted)
        throw new ProofdeskError({ code: 'cancelled', message: 'The request was ended here.' }, { cause: error });
      throw unreachable(this.address, limit.aborted, error);
    }
  }
}

/** Whether a request failed only because the other side had closed its connection before. */
const wasClosed = (error: unknown): boolean =>
  error instanceof Error && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'UND_ERR_SOCKET';

/** Calls that carry no sign-in: what a server is, and how one begins or renews a sign-in. */
function isOpen({ method, url }: Request): boolean {
  const path = new URL(url).pathname;
  return path.endsWith('/v1/about') || (method === 'POST' && /\/v1\/sessions(\/refresh)?$/.test(path));
}

/** What a server's refusal says; where it is not in its shape (a proxy in between), what its status says. */
export async function recordOf(response: Response): Promise<ErrorRecord> {
  const text = await response.text().catch(() => '');
  const read = errorRecordSchema.safeParse(jsonOf(text));
  if (read.success) return withWait(read.data, response);
  const record = unexplained(response.status, response.statusText);
  // What asks only whether something is there (HEAD) is refused without a body; how long to wait stands beside it.
  return response.status === 429 ? withWait(record, response) : record;
}

/** A refusal by something that is no Proofdesk server. */
function unexplained(status: number, words: string): ErrorRecord {
  return {
    code: status === 404 ? 'not-found' : 'unavailable',
    message: `The server answered with ${status} ${words}`.trim(),
    hint: 'Something between this device and the server may have answered for it. It is tried again.',
    details: { kind: 'unexplained', status },
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

/** Whether a failure means that the server cannot be reached just now, rather than that it said something. */
export const isOffline = (thrown: unknown): boolean =>
  thrown instanceof ProofdeskError && (thrown.details?.['kind'] === 'offline' || thrown.code === 'unavailable');
