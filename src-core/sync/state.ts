import { z } from 'zod';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Fold } from '../store/fold';
import type { Workspace } from '../workspace/workspace';

const serverSchema = z.object({
  /** Base address, as the person gave it or the invitation said. */
  address: z.string(),
  /** The server's own chain in this workspace, and the key that signs its decisions. */
  chain: z.string(),
  publicKey: z.string(),
});
export type KnownServer = z.infer<typeof serverSchema>;

/** The server of a workspace; null for one that is on this device alone. */
export function serverOf(workspace: Workspace): KnownServer | null {
  const kept = workspace.journal.state('server');
  return kept === null ? null : serverSchema.parse(JSON.parse(kept));
}

/** As `serverOf`; throws `bad-input` where there is none. */
export function requireServer(workspace: Workspace): KnownServer {
  const server = serverOf(workspace);
  if (server) return server;
  throw new ProofdeskError({
    code: 'bad-input',
    message: 'This workspace has no server.',
    hint: 'Upload it first, or join one by invitation.',
  });
}

/** Under it stands, while a snapshot is taken, whose taking it is: the tables are half full until it is gone. */
export const TAKING = 'taking-snapshot';

/** It stands from a joining's first step until everything that there was has come. */
export const JOINING = 'joining';

/** Notes that a workspace is only coming here, or that it has come. */
export const noteJoining = (workspace: Workspace, coming: boolean): void =>
  setSyncState(workspace, JOINING, coming ? '1' : null);

/**
 * Throws `unavailable` while a workspace or a snapshot of it is being fetched, or after that was broken off by a crash: the tables say too little
 * to be used.
 */
export function requireWhole({ journal, folder }: Workspace): void {
  if (journal.state(TAKING) === null && journal.state(JOINING) === null) return;
  throw new ProofdeskError({
    code: 'unavailable',
    message: 'Only a part of this workspace is on this device: it is being fetched, or that was broken off.',
    where: { file: folder },
    hint: 'If nothing fetches it any more, join it again: it is fetched anew into the same folder.',
    details: { kind: 'half-here' },
  });
}

/** Notes something about this device's syncing, or forgets it. Also for whoever does the network part, under names of its own. */
export function setSyncState(workspace: Workspace, key: string, value: string | null): void {
  if (value === null) workspace.runner.statement('DELETE FROM sync_state WHERE key = ?').run(key);
  else
    workspace.runner
      .statement(
        'INSERT INTO sync_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, value);
}

/** The last decision that is applied here: the next pull asks for what comes after it. */
export function decisionHead(workspace: Workspace): { number: number; hash: string | null } {
  const last = workspace.runner.statement('SELECT number, hash FROM decisions ORDER BY number DESC LIMIT 1').get() as
    | { number: number; hash: string }
    | undefined;
  const base = workspace.journal.base();
  if (base !== null && (last === undefined || last.number < base)) {
    return { number: base, hash: workspace.journal.state('base-decision') };
  }
  return last ?? { number: 0, hash: null };
}

/** From now on receipts of this chain say that a signed-in account stands behind them. Called once the server has registered its key. */
export function noteRegistered(workspace: Workspace, chain: string): void {
  setSyncState(workspace, `registered:${chain}`, 'account');
}

/** Groups of readers whose parts this device may hold; null before the first pull. */
export function readersHere(workspace: Workspace): string[] | null {
  const kept = workspace.journal.state('readers');
  return kept === null ? null : z.array(z.string()).parse(JSON.parse(kept));
}

/** One change of what counts: a transaction of its own, after which caches of derived figures are out of date. */
export function changingWhatCounts<T>(workspace: Workspace, work: () => T): T {
  return workspace.connection
    .transaction(() => {
      const answer = work();
      setSyncState(workspace, 'revision', String(workspace.journal.revision() + 1));
      return answer;
    })
    .immediate();
}

const folds = new WeakMap<Workspace, Fold>();

/** The fold of many receipts at once: what can be searched is brought up to date when it is told to. */
export function foldOf(workspace: Workspace): Fold {
  let fold = folds.get(workspace);
  if (!fold) {
    fold = new Fold(workspace.connection, workspace.domain.entities, { indexing: 'when-told' });
    folds.set(workspace, fold);
  }
  return fold;
}

/** The error for a server whose word does not hold: nothing of it was taken. */
export function contradiction(why: string, details: Record<string, unknown> = {}): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `What the server sent does not hold: ${why}. Nothing of it was taken.`,
    hint: 'Work goes on here, and it is tried again. If it stays, tell whoever runs the server.',
    details: { kind: 'server-contradicts', ...details },
  });
}
