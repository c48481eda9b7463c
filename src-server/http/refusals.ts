import { ORPCError } from '@orpc/contract';
import type { ErrorCode, ErrorRecord } from '../../src-shared/kernel/errors';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { toWire } from '../../src-shared/kernel/wire';
import { isFullDisk } from '../database/full-disk';

/** An error of HTTP's own kind: it has a status that the code alone does not give, and may bring headers. */
export class Refusal extends ProofdeskError {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, record: ErrorRecord, headers: Record<string, string> = {}) {
    super(record);
    this.status = status;
    this.headers = headers;
  }
}

const refusal = (
  status: number,
  code: ErrorCode,
  message: string,
  hint?: string,
  headers: Record<string, string> = {},
): Refusal => new Refusal(status, { code, message, ...(hint && { hint }) }, headers);

/** Nobody is signed in, or no longer. `expired`: new tokens are to be had for the refresh token. */
export const notSignedIn = (why: 'missing' | 'expired' | 'unknown' | 'revoked'): Refusal =>
  new Refusal(
    401,
    {
      code: 'forbidden',
      message: why === 'expired' ? 'The sign-in has expired.' : 'This needs a sign-in.',
      hint: why === 'expired' ? 'Ask for new tokens with the refresh token.' : 'Sign in at the server.',
      details: { signIn: why },
    },
    { 'www-authenticate': why === 'missing' ? 'Bearer' : 'Bearer error="invalid_token"' },
  );

/** A workspace that is not there and one that is not the asker's look the same. */
export const noSuchWorkspace = (): Refusal =>
  refusal(404, 'not-found', 'There is no such workspace for this account.', 'Join it with an invitation first.');

/** Whoever was in the workspace and is not any more. */
export const noLongerMember = (): Refusal =>
  new Refusal(403, {
    code: 'forbidden',
    message: 'You are no longer in this workspace.',
    hint: 'What was not sent can be written to a file before the workspace goes from this device.',
    details: { membership: 'ended' },
  });

export const notAllowed = (message: string): Refusal => refusal(403, 'forbidden', message);
export const notFound = (what: string): Refusal => refusal(404, 'not-found', `There is no such ${what}.`);
export const badRequest = (message: string, hint?: string): Refusal => refusal(400, 'bad-input', message, hint);
export const conflict = (message: string, hint?: string): Refusal => refusal(409, 'stale', message, hint);
export const tooLarge = (limit: number): Refusal =>
  refusal(
    413,
    'bad-input',
    `That is more than the ${limit} bytes that this route takes.`,
    'Send it in smaller pieces.',
    {
      connection: 'close',
    },
  );
export const tooSlow = (): Refusal =>
  refusal(408, 'unavailable', 'The request did not arrive in time.', undefined, { connection: 'close' });
export const tooMany = (seconds: number): Refusal =>
  refusal(429, 'unavailable', 'Too many requests in a short time.', `Try again in ${seconds} seconds.`, {
    'retry-after': String(seconds),
  });
export const overQuota = (): Refusal =>
  refusal(507, 'unavailable', 'The workspace’s files have reached their quota.', 'Ask who runs the server for more.');

const diskFull = (): Refusal =>
  refusal(
    507,
    'unavailable',
    'The server’s disk is full.',
    'What is pending stays on the device and is sent again; tell whoever runs the server.',
  );

/** Any thrown value as status, headers and the one error shape. What is the program's own fault says nothing of its inside. */
export function refusalOf(thrown: unknown): { status: number; headers: Record<string, string>; record: ErrorRecord } {
  const inside = thrown instanceof ORPCError && thrown.cause instanceof Refusal ? thrown.cause : thrown;
  const cause = !(inside instanceof ProofdeskError) && isFullDisk(inside) ? diskFull() : inside;
  if (cause instanceof Refusal) return { status: cause.status, headers: cause.headers, record: cause.toRecord() };
  const wire = toWire(thrown);
  const record = wire.data;
  // A body that is no JSON, or a route's schema that it does not fit, is the asker's fault and may be told.
  if (thrown instanceof ORPCError && thrown.status === 400 && record.code === 'internal') {
    return { status: 400, headers: {}, record: { code: 'bad-input', message: 'The request cannot be read.' } };
  }
  if (record.code !== 'internal') return { status: wire.status, headers: {}, record };
  return {
    status: 500,
    headers: {},
    record: {
      code: 'internal',
      message: 'Something failed inside the server.',
      hint: 'Try again; the server’s log has the cause under this request’s id.',
    },
  };
}
