import type { Workspace } from '../../src-core/workspace/workspace';

/**
 * A text that changes whenever rows of these entities do: the newest receipt that touched each, and how often a server's word changed what
 * counts. Files that rows of `cites` name are
 * counted too, since a device may be given the rest of a row later, without a receipt.
 */
export function sinceWhen({ runner, journal }: Workspace, entities: readonly string[], cites: string): string {
  const newest = runner.statement('SELECT MAX(ordinal) AS ordinal FROM touched WHERE entity = ?');
  const cited = runner.statement('SELECT COUNT(*) AS files FROM blob_references WHERE entity = ?').get(cites);
  return JSON.stringify([entities.map((entity) => newest.get(entity)), cited, journal.revision()]);
}
