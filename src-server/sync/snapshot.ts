import { createHmac, hash as digestOf } from 'node:crypto';
import { sha256 } from '../../src-core/ledger/digests';
import { canonicalText } from '../../src-shared/kernel/canonical';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { merkleRoot } from '../../src-shared/sync/merkle';
import { type SnapshotLeaf, type SnapshotManifest, snapshotManifestSchema } from '../../src-shared/sync/protocol';
import type { RowKey, RowRecord, StoredSnapshot, StoreReader } from '../storage/storage';
import { type Asker, standingOf } from './readers';
import type { SyncParts } from './sync-parts';

const hashed = (bytes: Uint8Array): Uint8Array => digestOf('sha256', bytes, 'buffer');

/** Rows of one page: reading more at once would keep other calls of a device waiting. */
const PAGE_ROWS = 1_000;
/** Decisions that a snapshot may lie behind before a new one is made: a device pulls them after it. */
const BEHIND = 5_000;

/** The manifest of a snapshot that is new enough, made now where there is none. */
export async function snapshot(parts: SyncParts, workspace: string, asker: Asker): Promise<SnapshotManifest> {
  const { storage } = parts;
  const kept = await storage.reading(workspace, async (store) => {
    await standingOf(store, workspace, asker);
    const newest = await store.snapshotNumber();
    const { number } = await store.sequence();
    return newest !== null && newest >= number - BEHIND ? store.snapshotManifest(newest) : null;
  });
  if (kept) return snapshotManifestSchema.parse(JSON.parse(kept));
  const key = await parts.keyOf(workspace);
  // Salts must be the same for nobody who does not hold the key, and the same again for the same snapshot.
  const secret = Buffer.from(key.sign(Buffer.from(`proofdesk snapshot salts ${workspace}`)));
  for (;;) {
    const { made, erased } = await storage.reading(workspace, async (store) => ({
      made: await makeSnapshot(store, parts.definitions, workspace, secret, key),
      erased: await store.erasedCount(),
    }));
    const keeping = await storage.transaction(workspace, {}, async (store) => {
      // What somebody asked to be forgotten while it was made may be in it.
      if ((await store.erasedCount()) !== erased) return false;
      await store.keepSnapshot(made);
      return true;
    });
    if (keeping) return snapshotManifestSchema.parse(JSON.parse(made.manifest));
  }
}

/** One page of a snapshot: bodies that the asker may not read are withheld. Null where the snapshot or page is not there any more. */
export async function snapshotPage(
  { storage }: SyncParts,
  workspace: string,
  asker: Asker,
  request: { number: number; page: number },
): Promise<SnapshotLeaf[] | null> {
  return storage.reading(workspace, async (store) => {
    const { readers } = await standingOf(store, workspace, asker);
    const page = await store.snapshotPage(request.number, request.page);
    if (page === null) return null;
    return (JSON.parse(page) as SnapshotLeaf[]).map((leaf) =>
      readers.includes(leaf.readers) ? leaf : { ...leaf, body: null },
    );
  });
}

async function makeSnapshot(
  store: StoreReader,
  definitions: ReadonlyMap<string, EntityDefinition>,
  workspace: string,
  secret: Buffer,
  key: { sign(bytes: Uint8Array): string },
): Promise<StoredSnapshot> {
  const { number, hash } = await store.sequence();
  const pages: string[] = [];
  const digests: Uint8Array[] = [];
  let rows = 0;
  for (let after: RowKey | null = null; ; ) {
    const page: RowRecord[] = await store.rowsAfter(after, PAGE_ROWS);
    if (page.length > 0) {
      const leaves = page.flatMap((row) => leavesOf(row, definitions, secret, number));
      for (const { digest } of leaves) digests.push(Buffer.from(digest, 'hex'));
      pages.push(JSON.stringify(leaves));
      rows += page.length;
      after = page.at(-1)!;
    }
    if (page.length < PAGE_ROWS) break;
  }
  const unsigned = {
    workspace,
    number,
    decision: hash,
    pages: pages.length,
    rows,
    root: Buffer.from(merkleRoot(digests, hashed)).toString('hex'),
  };
  const signature = key.sign(Buffer.from(canonicalText(unsigned)));
  return { number, manifest: JSON.stringify({ ...unsigned, signature }), pages };
}

interface LeafGroup {
  fields: Record<string, unknown>;
  clocks: Record<string, unknown>;
  erased: string[];
  unknown: unknown[];
}

/** A row as leaves, one for each group of readers that it has values for; the shared one is always there, and first of its order. */
export function leavesOf(
  row: RowRecord,
  definitions: ReadonlyMap<string, EntityDefinition>,
  secret: Buffer,
  number: number,
): SnapshotLeaf[] {
  const definition = definitions.get(row.entity);
  const groups = new Map<string, LeafGroup>();
  const group = (readers: string): LeafGroup => {
    let found = groups.get(readers);
    if (!found) {
      found = { fields: {}, clocks: {}, erased: [], unknown: [] };
      groups.set(readers, found);
    }
    return found;
  };
  group('shared');
  const readersOf = (field: string): string => definition?.fields[field]?.readers ?? 'shared';
  for (const [field, value] of Object.entries(row.fields)) group(readersOf(field)).fields[field] = value;
  for (const [field, clock] of Object.entries(row.clocks)) group(readersOf(field)).clocks[field] = clock;
  for (const field of row.erased) group(readersOf(field)).erased.push(field);
  for (const { readers, ...change } of row.unknown ?? []) {
    group(readers.startsWith('personal:') ? 'personal' : readers).unknown.push(change);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([readers, { fields, clocks, erased, unknown }]) => {
      const body = canonicalText({
        salt: createHmac('sha256', secret)
          .update(canonicalText([number, row.entity, row.id, readers]))
          .digest('base64url')
          .slice(0, 22),
        schema: row.schema,
        archived: row.archived,
        created: row.created,
        updated: row.updated,
        fields,
        clocks,
        unknown,
        erased,
      });
      return { entity: row.entity, id: row.id, readers, digest: sha256(body), body };
    });
}
