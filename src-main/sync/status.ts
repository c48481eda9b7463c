import { decisionHead, historyHead, openConflictCount, serverOf } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import type { SyncState, SyncStatus } from '../../src-shared/sync/contract';
import { syncStates } from '../../src-shared/sync/contract';
import { unsentFileCount } from './blobs';
import { NOTES, uploadBegun } from './notes';
import type { SignIns } from './sessions';
import { untakenFiles } from './untaken-files';

/** What only the running process knows. */
export interface Present {
  running: boolean;
  contact: { at: number; skew: number; number: number } | null;
}

const NONE: SyncStatus = {
  state: 'none',
  address: null,
  account: null,
  signedIn: false,
  person: null,
  pending: 0,
  waiting: 0,
  attention: 0,
  uploads: 0,
  lastContact: null,
  offlineSince: null,
  skew: null,
  number: 0,
  serverNumber: 0,
  history: null,
  problem: null,
};

/** How a workspace stands with its server, from its store and what the running process has heard. Takes a few milliseconds at most. */
export function syncStatus(workspace: Workspace | null, signIns: SignIns, present: Present | null): SyncStatus {
  if (!workspace || workspace.isEmpty) return NONE;
  const server = serverOf(workspace);
  if (!server) return NONE;
  if (uploadBegun(workspace)) {
    return {
      ...NONE,
      problem: `Its upload to ${server.address} was begun and is not through. If nothing uploads it just now, upload it again: it goes on where it was.`,
    };
  }
  const { journal } = workspace;
  const noted = (key: string): number | null => {
    const kept = journal.state(key);
    return kept === null ? null : Number(kept);
  };
  const signIn = signInOf(signIns, server.address);
  const pending = journal.pendingCount();
  const { number } = decisionHead(workspace);
  const serverNumber = Math.max(number, present?.contact?.number ?? noted(NOTES.serverNumber) ?? 0);
  const uploads = unsentFileCount(workspace);
  const problem = problemOf(workspace);
  const head = historyHead(workspace);
  return {
    state: stateOf({
      removed: journal.state(NOTES.removed) !== null,
      signedIn: signIn !== null,
      problem: problem.state,
      sending: pending > waitingCount(workspace) || serverNumber > number || uploads > 0,
    }),
    address: server.address,
    account: signIn?.name ?? null,
    signedIn: signIn !== null,
    person: journal.state(NOTES.person),
    pending,
    waiting: waitingCount(workspace),
    attention: attentionCount(workspace),
    uploads,
    lastContact: present?.contact?.at ?? noted(NOTES.contact),
    offlineSince: noted(NOTES.offlineSince),
    skew: present?.contact?.skew ?? noted(NOTES.skew),
    number,
    serverNumber,
    history: head === null ? null : head.until === 0 ? 1 : head.number / head.until,
    problem: problem.says,
  };
}

/** Null also where this process cannot open the key store that it lies in: the round's problem says so. */
function signInOf(signIns: SignIns, address: string): { name: string | null } | null {
  try {
    return signIns.at(address);
  } catch {
    return null;
  }
}

function stateOf(now: { removed: boolean; signedIn: boolean; problem: SyncState | null; sending: boolean }): SyncState {
  if (now.removed) return 'removed';
  if (now.problem === 'update' || now.problem === 'contradicts') return now.problem;
  if (!now.signedIn) return 'signed-out';
  if (now.problem !== null) return now.problem;
  return now.sending ? 'sending' : 'synced';
}

function problemOf({ journal }: Workspace): { state: SyncState | null; says: string | null } {
  const kept = journal.state(NOTES.problem);
  if (kept === null) return { state: null, says: null };
  const { state, says } = JSON.parse(kept) as { state: string | null; says: string };
  return { state: syncStates.find((one) => one === state) ?? null, says };
}

const count = ({ runner }: Workspace, sql: string): number => (runner.statement(sql).get() as { n: number }).n;

/** Receipts that the server waits with, for others that have not come. */
const waitingCount = (workspace: Workspace): number =>
  count(workspace, "SELECT count(*) AS n FROM receipts WHERE standing = 'waiting'");

/** Entries of the inbox that somebody has to do something about; what waits for another device needs patience only. */
function attentionCount(workspace: Workspace): number {
  return (
    count(
      workspace,
      `SELECT count(DISTINCT coalesce(group_id, hash)) AS n FROM refusals JOIN receipts USING (hash)
       WHERE standing = 'refused' AND settled IS NULL`,
    ) +
    openConflictCount(workspace) +
    count(workspace, "SELECT count(*) AS n FROM push_notes WHERE status = 'invalid'") +
    untakenFiles(workspace).length
  );
}
