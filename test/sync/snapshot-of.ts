import { hash as digestOf } from 'node:crypto';
import { sha256 } from '../../src-core/ledger/digests';
import { decodeRow } from '../../src-core/store/tables';
import { decisionHead } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { merkleRoot } from '../../src-shared/sync/merkle';
import type { SnapshotLeaf, SnapshotManifest } from '../../src-shared/sync/protocol';

/** A snapshot made from the tables of a device that has nothing pending, as a server makes one from its rows. */
export function snapshotOf(
  workspace: Workspace,
  sign: (text: string) => string,
  mayRead: (readers: string) => boolean = () => true,
  /** Leaves of entities that this device does not know, the names after all others. */
  more: readonly SnapshotLeaf[] = [],
): { manifest: SnapshotManifest; pages: SnapshotLeaf[][] } {
  const leaves: SnapshotLeaf[] = [];
  let rows = 0;
  for (const definition of [...workspace.definitions.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    for (const raw of workspace.connection.prepare(`SELECT * FROM "${definition.name}" ORDER BY id`).all() as Record<
      string,
      unknown
    >[]) {
      rows += 1;
      const { id, archived, ...values } = decodeRow(definition, raw);
      const clocks = JSON.parse(String(raw['_clocks'])) as Record<string, unknown>;
      const groups = new Map<string, { fields: Record<string, unknown>; clocks: Record<string, unknown> }>([
        ['shared', { fields: {}, clocks: {} }],
      ]);
      for (const [name, clock] of Object.entries(clocks)) {
        const readers = definition.fields[name]!.readers;
        const group = groups.get(readers) ?? { fields: {}, clocks: {} };
        groups.set(readers, group);
        group.fields[name] = values[name];
        group.clocks[name] = clock;
      }
      for (const [readers, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const body = canonicalText({
          salt: 'c2FsdA',
          schema: definition.schema,
          archived,
          created: raw['_created'],
          updated: raw['_updated'],
          ...group,
          unknown: [],
          erased: [],
        });
        leaves.push({
          entity: definition.name,
          id: String(id),
          readers,
          digest: sha256(body),
          body: mayRead(readers) ? body : null,
        });
      }
    }
  }
  leaves.push(...more);
  const pages: SnapshotLeaf[][] = [];
  for (let index = 0; index < leaves.length; index += 2_000) pages.push(leaves.slice(index, index + 2_000));
  const head = decisionHead(workspace);
  const unsigned = {
    workspace: workspace.id,
    number: head.number,
    decision: head.hash,
    pages: pages.length,
    rows,
    root: Buffer.from(
      merkleRoot(
        leaves.map(({ digest }) => Buffer.from(digest, 'hex')),
        (bytes) => digestOf('sha256', bytes, 'buffer'),
      ),
    ).toString('hex'),
  };
  return { manifest: { ...unsigned, signature: sign(canonicalText(unsigned)) }, pages };
}
