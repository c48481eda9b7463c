import { setSyncState } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { type ErrorRecord, messageWithHint } from '../../src-shared/kernel/errors';
import { untakenNote } from './notes';

/** A file that the server did not take is sent again after this long by itself, later each time, in milliseconds. */
const FIRST_WAIT = 3_600_000;
const LONGEST_WAIT = 86_400_000;

/** A file of this device that the server did not take. */
export interface UntakenFile {
  digest: string;
  name: string;
  /** Bytes. */
  size: number;
  /** When it was refused first, milliseconds since 1970. */
  at: number;
  /** Why, and what can be done. */
  says: string;
}

interface Note {
  at: number;
  says: string;
  times: number;
  again: number;
}

/** Files that the server did not take, the first refused first; they are still here. */
export function untakenFiles(workspace: Workspace): UntakenFile[] {
  return notes(workspace)
    .map(({ digest, name, size, note: { at, says } }) => ({ digest, name, size, at, says }))
    .sort((a, b) => a.at - b.at);
}

/** Those whose time to be sent again has come at `now`; all of them, where somebody asks for it. */
export function dueFiles(workspace: Workspace, now: number, asked: boolean): string[] {
  return notes(workspace)
    .filter(({ note }) => asked || note.again <= now)
    .map(({ digest }) => digest);
}

/** Notes that the server did not take a file, and why. Everything else goes on. */
export function noteUntaken(workspace: Workspace, digest: string, why: ErrorRecord): void {
  const now = workspace.context.now();
  const before = noteOf(workspace, digest);
  const times = (before?.times ?? 0) + 1;
  const note: Note = {
    at: before?.at ?? now,
    says: messageWithHint(why),
    times,
    again: now + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (times - 1)),
  };
  setSyncState(workspace, untakenNote(digest), JSON.stringify(note));
}

/** Lets a file be sent again with the next round. False where there is no such file. */
export function sendAgain(workspace: Workspace, digest: string): boolean {
  const note = noteOf(workspace, digest);
  if (note) setSyncState(workspace, untakenNote(digest), JSON.stringify({ ...note, again: 0 }));
  return note !== null;
}

function noteOf({ journal }: Workspace, digest: string): Note | null {
  const kept = journal.state(untakenNote(digest));
  return kept === null ? null : (JSON.parse(kept) as Note);
}

function notes({ runner }: Workspace): { digest: string; name: string; size: number; note: Note }[] {
  const first = untakenNote('');
  const rows = runner
    .statement(
      `SELECT digest, name, size, value FROM sync_state JOIN blobs ON digest = substr(key, ?)
       WHERE key >= ? AND key < ? AND digest IN (SELECT digest FROM blob_references) ORDER BY key`,
    )
    .all(first.length + 1, first, `${first}\u{10ffff}`) as {
    digest: string;
    name: string;
    size: number;
    value: string;
  }[];
  return rows.map(({ value, ...file }) => ({ ...file, note: JSON.parse(value) as Note }));
}
