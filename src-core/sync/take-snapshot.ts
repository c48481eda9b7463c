import { hash as digestOf } from 'node:crypto';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { newId } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { GrowingTree } from '../../src-shared/sync/merkle';
import type { SnapshotLeaf, SnapshotManifest } from '../../src-shared/sync/protocol';
import { sha256 } from '../ledger/digests';
import { signatureHolds } from '../ledger/keys';
import { baseRowOf, joinLeaves, type SnapshotRow } from '../store/snapshot-rows';
import { quoteName } from '../store/tables';
import type { Workspace } from '../workspace/workspace';
import { inPieces, turnOfOthers } from './pieces';
import { changingWhatCounts, contradiction, decisionHead, foldOf, requireServer, setSyncState, TAKING } from './state';

/** Rows read, or cleared away, at a time. */
const ROWS = 200;

export interface SnapshotTaking {
  /** Hears fractions from 0 to 1. */
  onProgress?: (fraction: number) => void;
  /** Ends it between two pieces: it throws `cancelled`, with nothing of it left in the tables. */
  signal?: AbortSignal | undefined;
}

/**
 * Fills a workspace that was just joined from a snapshot: every leaf is held against its digest, their order and all digests against the
 * signed root. Then the tables are usable, and pulls go on after `manifest.number`.
 *
 * It is done in pieces of some milliseconds, each a transaction of its own, so that other calls of the process need not wait. Until the last
 * one `requireWhole` lets nobody use the tables; whatever ends it before clears them, after a crash the next attempt does.
 *
 * Throws `bad-input` (kind `server-contradicts`) where something does not hold, and `unavailable` (kind `other-version`) where the server or this
 * device knows what the other does not: then nothing is in the tables, and the workspace is pulled from its first receipt on.
 */
export async function takeSnapshot(
  workspace: Workspace,
  manifest: SnapshotManifest,
  pages: AsyncIterable<readonly SnapshotLeaf[]> | Iterable<readonly SnapshotLeaf[]>,
  { onProgress = () => {}, signal }: SnapshotTaking = {},
): Promise<void> {
  const server = requireServer(workspace);
  if (workspace.journal.count() > 0 || decisionHead(workspace).number > 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'Receipts are here already; a snapshot is for a new device.',
    });
  }
  const { signature, ...unsigned } = manifest;
  if (manifest.workspace !== workspace.id) throw contradiction('the snapshot is of another workspace');
  if (!signatureHolds(server.publicKey, Buffer.from(canonicalText(unsigned)), signature))
    throw contradiction('the snapshot is not signed by this workspace’s server');
  const { connection } = workspace;
  const taking = newId(workspace.context);
  setSyncState(workspace, TAKING, taking);
  /** A piece of it, unless another process has begun it anew meanwhile. */
  const whole = (piece: () => void): void =>
    connection
      .transaction(() => {
        if (workspace.journal.state(TAKING) !== taking) throw begunElsewhere();
        piece();
      })
      .immediate();
  // What a crash of the machine takes of it is fetched again; the last commit has all of it on disk.
  connection.pragma('synchronous = NORMAL');
  try {
    await clear(workspace, whole);
    await keepLeaves({ workspace, manifest, pages, whole, signal, onProgress: (part) => onProgress(0.5 * part) });
    const clock = await fillTables({ workspace, whole, signal, onProgress: (part) => onProgress(0.5 + 0.5 * part) });
    connection.pragma('synchronous = FULL');
    changingWhatCounts(workspace, () => {
      if (workspace.journal.state(TAKING) !== taking) throw begunElsewhere();
      setSyncState(workspace, 'base', String(manifest.number));
      if (manifest.decision !== null) setSyncState(workspace, 'base-decision', manifest.decision);
      if (clock !== null) workspace.setMeta('clock', clock);
      setSyncState(workspace, TAKING, null);
    });
  } catch (thrown) {
    if (connection.open && workspace.journal.state(TAKING) === taking) await abandon(workspace, whole);
    throw thrown;
  } finally {
    if (connection.open) connection.pragma('synchronous = FULL');
    workspace.forgetChains();
  }
}

interface Step {
  workspace: Workspace;
  whole(piece: () => void): void;
  signal: AbortSignal | undefined;
  onProgress(part: number): void;
}

/** Writes down what came, and holds it against what was signed. */
async function keepLeaves(
  step: Step & {
    manifest: SnapshotManifest;
    pages: AsyncIterable<readonly SnapshotLeaf[]> | Iterable<readonly SnapshotLeaf[]>;
  },
): Promise<void> {
  const { workspace, manifest, pages, whole, signal, onProgress } = step;
  const tree = new GrowingTree((bytes) => digestOf('sha256', bytes, 'buffer'));
  const insert = workspace.runner.statement(
    'INSERT INTO snapshot_leaves (entity, id, readers, digest, body) VALUES (?, ?, ?, ?, ?)',
  );
  let last = '';
  let done = 0;
  for await (const page of pages) {
    await inPieces(page, { whole, between: () => goOn(signal) }, ({ entity, id, readers, digest, body }) => {
      const key = `${entity}\u0000${id}\u0000${readers}`;
      if (key <= last) throw contradiction('the rows of the snapshot are out of order');
      last = key;
      if (body !== null && sha256(body) !== digest)
        throw contradiction(`the ${entity} ${id} in the snapshot was altered`);
      if (!workspace.definitions.has(entity)) throw otherVersion();
      tree.add(Buffer.from(digest, 'hex'));
      insert.run(entity, id, readers, digest, body);
    });
    done += 1;
    onProgress(done / Math.max(1, manifest.pages));
  }
  if (Buffer.from(tree.root()).toString('hex') !== manifest.root)
    throw contradiction('the rows of the snapshot are not those that were signed');
}

/** Puts the rows into their tables and the index. Answers the newest clock of theirs. */
async function fillTables({ workspace, whole, signal, onProgress }: Step): Promise<string | null> {
  const fold = foldOf(workspace);
  const { entities } = workspace.domain;
  let newest = workspace.meta('clock');
  for (const [index, definition] of entities.entries()) {
    for (let after = ''; ; ) {
      const rows = rowsAfter(workspace, definition.name, after);
      if (rows.length === 0) break;
      after = rows.at(-1)!.id;
      await inPieces(rows, { whole, between: () => goOn(signal) }, (row) => {
        if (newest === null || row.updated > newest) newest = row.updated;
        const base = baseRowOf(definition, row);
        // What one of the two has not folded would be shown by halves until the history is here.
        if (!base || row.unknown.length > 0) throw otherVersion();
        fold.putBase(definition, base);
        fold.indexNoted();
      });
    }
    onProgress((index + 1) / entities.length);
  }
  return newest;
}

/** The next rows of the snapshot after an id. */
function rowsAfter({ runner }: Workspace, entity: string, after: string): SnapshotRow[] {
  const leaves = runner
    .statement(
      `SELECT id, body FROM snapshot_leaves WHERE entity = @entity AND body IS NOT NULL AND id > @after AND id <= (
         SELECT max(id) FROM (SELECT DISTINCT id FROM snapshot_leaves
           WHERE entity = @entity AND body IS NOT NULL AND id > @after ORDER BY id LIMIT ${ROWS}))
       ORDER BY id, readers <> 'shared', readers`,
    )
    .all({ entity, after }) as { id: string; body: string }[];
  return joinLeaves(leaves);
}

/** Takes away what an attempt has written, so that nothing but the note that it goes on tells of it. */
async function clear(workspace: Workspace, whole: (piece: () => void) => void): Promise<void> {
  const { runner, domain } = workspace;
  const keys: [table: string, key: string][] = [
    ['search', 'rowid'],
    ['search_rows', '(entity, id, readers)'],
    ['blob_references', '(digest, entity, id, field)'],
    ['snapshot_leaves', '(entity, id, readers)'],
    ...domain.entities.map(({ name }): [string, string] => [quoteName(name), 'id']),
  ];
  for (const [table, key] of keys) {
    const columns = key.replace(/[()]/g, '');
    const some = runner.statement(
      `DELETE FROM ${table} WHERE ${key} IN (SELECT ${columns} FROM ${table} LIMIT ${ROWS / 4})`,
    );
    for (let gone = 1; gone > 0; ) {
      whole(() => {
        gone = some.run().changes;
      });
      if (gone > 0) await turnOfOthers();
    }
  }
}

async function abandon(workspace: Workspace, whole: (piece: () => void) => void): Promise<void> {
  try {
    await clear(workspace, whole);
    whole(() => setSyncState(workspace, TAKING, null));
  } catch {
    // A disk that is full lets nothing be cleared away either: the note stays, and the next attempt does it.
  }
}

function goOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ProofdeskError({ code: 'cancelled', message: 'It was ended here.' });
}

const begunElsewhere = (): ProofdeskError =>
  new ProofdeskError({
    code: 'unavailable',
    message: 'Another Proofdesk on this device fetches this workspace into the same folder.',
    hint: 'Let it finish, and open the workspace then.',
  });

const otherVersion = (): ProofdeskError =>
  new ProofdeskError({
    code: 'unavailable',
    message: 'The server is of another version than this device, and their states differ.',
    hint: 'All receipts are fetched instead.',
    details: { kind: 'other-version' },
  });
