import { quoteName } from '../../src-core/store/tables';
import { setSyncState } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { Deal } from '../../src-shared/deals';
import { Workspace as WorkspaceEntity } from '../../src-shared/workspace';
import { fetchFile } from './blobs';
import { goOn, type SyncPlace } from './exchange';
import { isAboutOneFile } from './failure';
import { pinNote } from './notes';

/** How deep a deal's records lie: its quote's version's document, and one more. */
const DEPTH = 4;

/** Keeps every file of a deal on this device from now on, or no longer: files that are here stay until they are superfluous. Throws `not-found`. */
export function pinDeal(workspace: Workspace, deal: string, pinned: boolean): void {
  workspace.reader.require(Deal, deal);
  setSyncState(workspace, pinNote(deal), pinned ? '1' : null);
}

/** Whether a deal is pinned, how many files its records name, and how many of them are here. */
export function pinnedFiles(workspace: Workspace, deal: string): { pinned: boolean; files: number; here: number } {
  const files = filesOfDeal(workspace, deal);
  return {
    pinned: workspace.journal.state(pinNote(deal)) !== null,
    files: files.length,
    here: files.filter((digest) => workspace.blobs.has(digest)).length,
  };
}

/** Deals whose files are kept here. */
export function pinnedDeals({ runner }: Workspace): string[] {
  const first = pinNote('');
  const rows = runner
    .statement('SELECT key FROM sync_state WHERE key >= ? AND key < ?')
    .all(first, `${first}\u{10ffff}`) as { key: string }[];
  return rows.map(({ key }) => key.slice(first.length));
}

/** Fetches what pinned deals lack, until nothing is missing or something more urgent waits. */
export async function fetchPinned(place: SyncPlace & { interrupted(): boolean; given: Set<string> }): Promise<void> {
  const { workspace } = place;
  for (const deal of pinnedDeals(workspace)) {
    for (const digest of filesOfDeal(workspace, deal)) {
      // What the server does not have yet is asked for again after the next start, or when somebody opens it.
      if (workspace.blobs.has(digest) || place.given.has(digest)) continue;
      goOn(place);
      if (place.interrupted()) return;
      try {
        await fetchFile(place, digest);
      } catch (thrown) {
        if (!isAboutOneFile(thrown)) throw thrown;
        place.given.add(digest);
      }
    }
  }
}

/** Digests of the files that a deal's records name, and of those that every document shows. */
export function filesOfDeal(workspace: Workspace, deal: string): string[] {
  const { runner, definitions } = workspace;
  const links = [...definitions.values()].flatMap(({ name, fields }) =>
    Object.entries(fields)
      // An account's other deals are not this one.
      .filter(([field, { index }]) => index && field !== 'account')
      .map(([field]) => ({ name, field })),
  );
  const found = new Set([deal]);
  const rows: [string, string][] = [[Deal.name, deal]];
  for (let depth = 0, ids = [deal]; depth < DEPTH && ids.length > 0; depth += 1) {
    const next: string[] = [];
    for (const { name, field } of links) {
      const children = runner
        .statement(
          `SELECT id FROM ${quoteName(name)} WHERE ${quoteName(field)} IN (SELECT value FROM json_each(?)) AND archived = 0`,
        )
        .all(JSON.stringify(ids)) as { id: string }[];
      for (const { id } of children) {
        if (found.has(id)) continue;
        found.add(id);
        next.push(id);
        rows.push([name, id]);
      }
    }
    ids = next;
  }
  const named = runner
    .statement(
      `SELECT DISTINCT digest FROM blob_references WHERE entity = ? OR (entity, id) IN
       (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)) ORDER BY digest`,
    )
    .all(WorkspaceEntity.name, JSON.stringify(rows)) as { digest: string }[];
  return named.map(({ digest }) => digest);
}
