import { type ErrorCode, errorRecord, messageWithHint, ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncState } from '../../src-shared/sync/contract';
import { isOffline } from './connection';

/** What a failed round means for the ones after it, and for the person. */
export interface Failure {
  /**
   * `offline`: tried again, later each time · `limited`: after as long as the server says · `signed-out`, `removed`, `update`: only once
   * something has changed · `contradicts`: seldom, its word does not hold · `failed`: something else, here or there; as `offline` ·
   * `ended`: it was ended here, and says nothing.
   */
  kind: 'offline' | 'limited' | 'signed-out' | 'removed' | 'update' | 'contradicts' | 'failed' | 'ended';
  /** Milliseconds that the server asks to be left alone for; with `limited` only. */
  wait: number | null;
  says: string;
}

/** Whether something thrown is one of our errors, with this code. */
export const isProofdeskError = (thrown: unknown, code: ErrorCode): thrown is ProofdeskError =>
  thrown instanceof ProofdeskError && thrown.code === code;

/** Whether a file cannot be had just now for a reason that is its own: others are fetched all the same. */
export const isAboutOneFile = (thrown: unknown): boolean =>
  isProofdeskError(thrown, 'not-found') ||
  (isProofdeskError(thrown, 'unavailable') && thrown.details?.['kind'] === 'altered');

const UNKNOWN_THERE =
  'The server knows nothing of this workspace any more: it may have been set up anew, or another one is at its address. Everything is still here; ask whoever runs it.';

const WORK_GOES_ON = 'Work goes on here; what is new is sent when the connection is back.';

/** What something thrown in a round means. */
export function failureOf(thrown: unknown): Failure {
  const { message, hint, details: known } = errorRecord(thrown);
  // What can be done about a server that does not answer is said where somebody waits for it; here nobody does.
  const says = messageWithHint({ message, hint: known?.['kind'] === 'offline' ? WORK_GOES_ON : hint });
  const failure = (kind: Failure['kind'], wait: number | null = null): Failure => ({ kind, wait, says });
  if (!(thrown instanceof ProofdeskError)) return failure('failed');
  const { code, details = {} } = thrown;
  if (code === 'cancelled') return failure('ended');
  if (details['kind'] === 'server-contradicts') return failure('contradicts');
  if (typeof details['retryAfter'] === 'number') return failure('limited', details['retryAfter'] * 1_000);
  if (details['signIn'] !== undefined) return failure('signed-out');
  if (details['membership'] === 'ended') return failure('removed');
  if (details['protocol'] !== undefined) return failure('update');
  if (isOffline(thrown) || details['kind'] === 'unexplained') return failure('offline');
  // A server that has no such workspace, or never let this account in: not the one that this came from.
  if (code === 'not-found') return { kind: 'contradicts', wait: null, says: UNKNOWN_THERE };
  return failure('failed');
}

/** The state that a failure puts a workspace into; null where it is shown by its sentence alone. */
export function stateAfter({ kind }: Failure): SyncState | null {
  switch (kind) {
    case 'offline':
    case 'signed-out':
    case 'removed':
    case 'update':
    case 'contradicts':
      return kind;
    default:
      return null;
  }
}
