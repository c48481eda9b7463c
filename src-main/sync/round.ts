import {
  type AppliedPage,
  historyHead,
  readersChange,
  requireWhole,
  serverOf,
  setSyncState,
  takeHistory,
  takeParts,
  unsentCount,
} from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { PROTOCOL, type Pulled } from '../../src-shared/sync/protocol';
import { sendFiles } from './blobs';
import { registerOwnChains } from './chains';
import type { ServerConnection } from './connection';
import { breath, endedBy, exchange, goOn, type SyncPlace } from './exchange';
import { NOTES, partsNote } from './notes';
import { fetchPinned } from './pins';
import { type AbsentFiles, fetchSmallFiles } from './small-files';
import type { TaskNews } from './tasks';

/** Parts and older receipts that are asked for at once. */
const PAGE = 300;
/** Older receipts that are written down in one go. */
const TAKEN_AT_ONCE = 100;

/** A round of a running process, which has other things to do as well. */
export interface RoundPlace extends SyncPlace {
  /** Whom the account is. */
  person: string;
  /** Sends again what the server keeps undecided: in the first round after a start. */
  kept: boolean;
  /** Somebody wants it now, or it is the first one after a start: what was refused for a while is tried again. */
  asked: boolean;
  /** Files that the server did not have when they were asked for. */
  given: Set<string>;
  /** Likewise, but to be asked for again. */
  absent: AbsentFiles;
  /** Whether something more urgent waits: what is done behind the rest then goes on in a later round. */
  interrupted(): boolean;
  /** Takes away what may not be read any more: off the thread that answers calls. */
  withdraw(readers: readonly string[] | null): Promise<void>;
  /** Holds the tables against the whole history, likewise. */
  checkHistory(): Promise<void>;
  /** Removes the traces of an erasure that counts now. */
  forgetErased(): void;
}

/**
 * One round with the server: what is pending goes there, what is there comes here; then what rights brought or took, files, and the history
 * behind a snapshot. Answers whether something is left that may wait. Everything that was reached is in the store, wherever it ends.
 */
export async function syncRound(place: RoundPlace): Promise<{ more: boolean }> {
  const { workspace, connection } = place;
  requireWhole(workspace);
  await registerOwnChains(workspace, connection, place.person);
  const { answer, erased } = await exchange(place, { kept: place.kept });
  if (erased || workspace.erasureDue() !== null) place.forgetErased();
  if (answer) await followRights(place, answer.readers);
  if (workspace.journal.state('withdrawing') !== null) await place.withdraw(null);
  if (place.interrupted()) return { more: true };
  await sendFiles(place);
  if (place.interrupted()) return { more: true };
  await fetchPinned(place);
  if (place.interrupted()) return { more: true };
  await fetchSmallFiles(place);
  return { more: place.interrupted() || (await fetchHistory(place)) };
}

/** Sends everything that can be sent, with everything fetched that comes meanwhile: an upload. Files follow with the rounds. */
export async function pushEverything(
  workspace: Workspace,
  connection: ServerConnection,
  options: { say?: (news: TaskNews) => void; signal?: AbortSignal } = {},
): Promise<void> {
  const total = unsentCount(workspace);
  const say = (_page?: AppliedPage): void =>
    options.say?.({ stage: 'Sending receipts', done: Math.max(0, total - unsentCount(workspace)), total });
  say();
  const { answer } = await exchange({ workspace, connection, signal: options.signal, applied: say });
  if (answer) readersChange(workspace, answer.readers);
  say();
}

/** Parts that the person may read from now on are fetched, those that they may not any more are taken away. */
async function followRights(place: RoundPlace, readers: readonly string[]): Promise<void> {
  const { workspace } = place;
  const { granted, withdrawn } = readersChange(workspace, readers);
  // What is pending was sent before: the server decides it with the rights that the person had.
  if (withdrawn.length > 0) await place.withdraw(withdrawn);
  for (const group of granted) await fetchParts(place, group);
}

async function fetchParts(place: RoundPlace, readers: string): Promise<void> {
  const { workspace, connection } = place;
  const cursor = partsNote(readers);
  for (let next: number | null = Number(workspace.journal.state(cursor) ?? 0); next !== null; ) {
    goOn(place);
    const answer = await connection.api.parts(
      {
        workspace: workspace.id,
        protocol: PROTOCOL.newest,
        readers,
        after: next,
        limit: PAGE,
      },
      endedBy(place),
    );
    goOn(place);
    takeParts(workspace, readers, answer);
    setSyncState(workspace, cursor, answer.next === null ? null : String(answer.next));
    next = answer.next;
    await breath();
  }
  place.granted?.();
}

/** Some of the receipts from before a snapshot. True when more of them are to come. */
async function fetchHistory(place: RoundPlace): Promise<boolean> {
  const { workspace, connection } = place;
  const head = historyHead(workspace);
  if (head === null) return false;
  if (head.number < head.until) {
    const { pulled } = await connection.api.pull(
      {
        workspace: workspace.id,
        protocol: PROTOCOL.newest,
        after: head.number,
        limit: PAGE,
      },
      endedBy(place),
    );
    goOn(place);
    if (!(await takeInPieces(place, pulled))) return true;
  }
  await place.checkHistory();
  return false;
}

/** Some at a time, so that other calls get their turn; an act that is longer than that whole. True when the last one before the snapshot is here. */
async function takeInPieces(place: RoundPlace, pulled: readonly Pulled[]): Promise<boolean> {
  const { workspace } = place;
  const first = historyHead(workspace)?.number ?? 0;
  for (let from = 0, size = TAKEN_AT_ONCE; from < pulled.length; ) {
    goOn(place);
    if (await takeHistory(workspace, pulled.slice(from, from + size))) return true;
    const taken = (historyHead(workspace)?.number ?? 0) - first;
    if (taken > from) size = TAKEN_AT_ONCE;
    else if (from + size >= pulled.length) return false;
    else size *= 2;
    from = taken;
    await breath();
  }
  return false;
}

/** Where a workspace's rounds go; null without a server, or before it is known whom the account is. */
export function roundsOf(workspace: Workspace): { address: string; person: string } | null {
  if (workspace.isEmpty) return null;
  const server = serverOf(workspace);
  const person = workspace.journal.state(NOTES.person);
  return server && person !== null ? { address: server.address, person } : null;
}
