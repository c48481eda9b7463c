import { serverOf } from '../../src-core/sync';
import { newId } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncTask } from '../../src-shared/sync/contract';
import type { ServerSession } from '../../src-shared/sync/server-contract';
import type { Desk } from '../desk';
import { openInBrowser } from '../open-browser';
import { loopbackCallback } from './callback';
import type { ServerConnection } from './connection';
import { deepLinks } from './deep-links';
import { beginIdentity } from './identity';
import { NOTES } from './notes';
import { plainAddress, serverAt } from './server-address';
import type { TaskNews } from './tasks';
import { noServerOfOurs } from './unreachable';

/** Who began to sign in and did not go on is waited for this long, in milliseconds. */
const TIME_TO_SIGN_IN = 600_000;
/** The server is told of a sign-out for this long at most, in milliseconds: here it counts at once. */
const TIME_TO_SIGN_OUT = 5_000;

export interface SignInOptions {
  /** Opens the provider's page; `false` where it cannot be opened. */
  open?: (url: string) => Promise<boolean>;
  /** Milliseconds; see `TIME_TO_SIGN_IN`. */
  timeLimit?: number;
}

/**
 * Begins a sign-in at a server: the person goes on at its identity provider, in the system's browser where there is one to open, else at the
 * task's `url`. The task ends when they are through, when they call it off, or after ten minutes.
 */
export function signIn(desk: Desk, address: string, options: SignInOptions = {}): SyncTask {
  const server = serverAt(address);
  return desk.sync.tasks.start('sign-in', 'Asking the server how to sign in', async (say, cancelled) => {
    const limit = AbortSignal.timeout(options.timeLimit ?? TIME_TO_SIGN_IN);
    const late = new AbortController();
    const tooLate = () => late.abort(notDoneInTime());
    limit.addEventListener('abort', tooLate, { once: true });
    try {
      await signInAt(desk, server, say, AbortSignal.any([cancelled, late.signal]), options.open ?? openInBrowser);
    } finally {
      limit.removeEventListener('abort', tooLate);
    }
  });
}

async function signInAt(
  desk: Desk,
  server: string,
  say: (news: TaskNews) => void,
  signal: AbortSignal,
  open: (url: string) => Promise<boolean>,
): Promise<void> {
  const connection = desk.sync.connection(server);
  const about = await aboutOf(connection, signal);
  if (about.identity === null) {
    throw new ProofdeskError({
      code: 'unavailable',
      message: `Nobody can sign in at ${server}: it has no identity provider.`,
      hint: 'Whoever runs the server has to name one (docs/operate.md, Identity).',
    });
  }
  const ahead = desk.context.now() - about.now;
  const callback = deepLinks.callback() ?? (await loopbackCallback());
  try {
    const attempt = await beginIdentity({ ...about.identity, redirect: callback.redirect, ahead, signal });
    const arrival = callback.arrival(attempt.state, signal);
    // Until it is awaited, an end of the time limit is nobody's unhandled rejection.
    arrival.catch(() => {});
    const opened = await open(attempt.url);
    say({ stage: 'Waiting for the sign-in in the browser', url: attempt.url, opened });
    const { url, answer } = await arrival;
    try {
      say({ stage: 'Signing in', url: null });
      const { idToken, nonce, name } = await attempt.redeem(url);
      const session = await connection.api.sessions.open({ idToken, nonce }, { signal });
      await keep(desk, connection, session, { name, ahead });
      say({ stage: 'Signed in', account: name });
      answer({ title: 'Signed in', text: 'You are signed in to Proofdesk. Close this page and go back to it.' });
    } catch (thrown) {
      answer({ title: 'Not signed in', text: 'The sign-in did not work out. Proofdesk says why: go back to it.' });
      throw thrown;
    }
  } finally {
    await callback.close();
  }
}

/** What a server says of itself; an address may be typed wrong, and lead to something else or nowhere. */
async function aboutOf(connection: ServerConnection, signal: AbortSignal) {
  try {
    return await connection.api.about(undefined, { signal });
  } catch (thrown) {
    const kind = thrown instanceof ProofdeskError ? thrown.details?.['kind'] : undefined;
    if (kind === 'strange-answer' || kind === 'unexplained') throw noServerOfOurs(connection.address, thrown);
    throw thrown;
  }
}

/** Keeps a sign-in in place of an earlier one, which ends. One of another account than the open workspace's is not taken. */
async function keep(
  desk: Desk,
  connection: ServerConnection,
  session: ServerSession,
  { name, ahead }: { name: string | null; ahead: number },
): Promise<void> {
  const { signIns } = desk.sync;
  const before = signIns.at(connection.address);
  const workspace = desk.openWorkspace();
  const known = workspace && !workspace.isEmpty ? serverOf(workspace) : null;
  const bound =
    known && plainAddress(known.address) === connection.address ? workspace!.journal.state(NOTES.account) : null;
  if (before) await connection.api.sessions.close().catch(() => {});
  signIns.keep(connection.address, { ...session, id: newId(desk.context), name, ahead });
  if (bound !== null && bound !== session.account) {
    await forget(desk, connection);
    throw new ProofdeskError({
      code: 'forbidden',
      message: `The open workspace belongs to another account than ${name ?? 'the one that signed in'}.`,
      hint: 'Sign in with the account that joined it; or close it first, to work with the other account in another workspace.',
    });
  }
  desk.sync.wake();
}

/** Ends the sign-in at a server, there and here; here also where the server cannot be reached. */
export async function signOut(desk: Desk, address: string): Promise<{ signedOut: boolean }> {
  const connection = desk.sync.connection(serverAt(address));
  const signedOut = connection.signedIn;
  if (signedOut) await forget(desk, connection);
  return { signedOut };
}

async function forget(desk: Desk, connection: ServerConnection): Promise<void> {
  const stop = AbortSignal.timeout(TIME_TO_SIGN_OUT);
  // A session that the server does not hear of ends by itself; its tokens are nowhere any more.
  await connection.api.sessions.close(undefined, { signal: stop }).catch(() => {});
  desk.sync.signIns.forget(connection.address);
  desk.sync.wake();
}

/** Servers at which somebody is signed in on this device. */
export function signedInServers(desk: Desk): { address: string; account: string | null }[] {
  const { signIns } = desk.sync;
  return signIns.addresses().map((address) => ({ address, account: signIns.at(address)?.name ?? null }));
}

/** Throws `forbidden` with what to do where nobody is signed in at a server. */
export function requireSignIn(connection: ServerConnection): { account: string; name: string | null } {
  const signedIn = connection.signIn;
  if (signedIn) return signedIn;
  throw new ProofdeskError({
    code: 'forbidden',
    message: `Nobody is signed in at ${connection.address} on this device.`,
    hint: `Sign in first: proofdesk sync sign-in ${connection.address}`,
    details: { signIn: 'missing' },
  });
}

const notDoneInTime = (): ProofdeskError =>
  new ProofdeskError({
    code: 'unavailable',
    message: 'Nobody finished the sign-in in the browser in time.',
    hint: 'Begin it again.',
  });
