import type { ReceiptHeader, ReceiptPart, SignedReceipt } from '../../src-shared/kernel/receipt';
import type { Connection } from '../store/database';
import { QueryRunner } from '../store/query';
import { joinLeaves, type SnapshotRow } from '../store/snapshot-rows';

/** A receipt as the store keeps it: exact texts beside the columns that are searched. */
export interface StoredReceipt {
  ordinal: number;
  hash: string;
  chain: string;
  number: number;
  at: string;
  actor: string;
  command: string;
  group_id: string | null;
  /** `local`: committed on this device; `imported`: carried here in a file; `pulled`: brought by the server. */
  origin: 'local' | 'imported' | 'pulled';
  header: string;
  signature: string;
  /** Number of the server's decision; null while there is none, and in a workspace without a server. */
  place: number | null;
  standing: Standing | null;
  /** By it `latest` and `set` fields come together; null: by `at`. */
  merge_clock: string | null;
}

/**
 * How a receipt stands with the server; null in a workspace that has none. `pending`: committed here and not decided; `aside`: kept there
 * until the rest of its act has come; `waiting`: builds on a receipt that the server has not seen; `refused` and `discarded` (refused, and
 * its author is done with it) are not in the tables.
 */
export type Standing = 'pending' | 'aside' | 'waiting' | 'accepted' | 'contested' | 'refused' | 'discarded';

/** What `append` is given: unless said, a receipt stands as the workspace has it, with a server or without. */
export type NewReceipt = Omit<StoredReceipt, 'ordinal' | 'place' | 'standing' | 'merge_clock'> &
  Partial<Pick<StoredReceipt, 'place' | 'standing' | 'merge_clock'>>;

/** Whether a receipt is not decided yet, in SQL as the index has it. */
export const PENDING = "standing IN ('pending', 'aside', 'waiting')";

/** The order in which receipts count: as the server decided, then as they were committed here. */
export const EFFECTIVE_ORDER = 'place IS NULL, place, ordinal';

/** Whether a receipt is in the tables. */
export const counts = ({ standing }: Pick<StoredReceipt, 'standing'>): boolean =>
  standing !== 'refused' && standing !== 'discarded';

/** Whether `a` comes before `b` in the order in which receipts count. */
export function comesBefore(
  a: Pick<StoredReceipt, 'place' | 'ordinal'>,
  b: Pick<StoredReceipt, 'place' | 'ordinal'>,
): boolean {
  if (a.place !== null && b.place !== null) return a.place < b.place;
  if (a.place !== null || b.place !== null) return a.place !== null;
  return a.ordinal < b.ordinal;
}

/** Where a reading in the order in which receipts count has got to. */
export interface EffectivePosition {
  place: number | null;
  ordinal: number;
}

export interface StoredPart {
  readers: string;
  digest: string;
  /** Exact text; null when erased or withheld. */
  body: string | null;
}

/** The list of receipts in the store. Reads and appends; decides nothing. */
export class Journal {
  readonly #runner: QueryRunner;

  constructor(connection: Connection) {
    this.#runner = new QueryRunner(connection);
  }

  /** Appends a receipt with its parts and returns its ordinal. */
  append(receipt: NewReceipt, parts: readonly StoredPart[]): number {
    const standing = receipt.standing === undefined ? (this.isJoined() ? 'pending' : null) : receipt.standing;
    const { lastInsertRowid } = this.#runner
      .statement(
        `INSERT INTO receipts (hash, chain, number, at, actor, command, group_id, origin, header, signature, place, standing, merge_clock)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        receipt.hash,
        receipt.chain,
        receipt.number,
        receipt.at,
        receipt.actor,
        receipt.command,
        receipt.group_id,
        receipt.origin,
        receipt.header,
        receipt.signature,
        receipt.place ?? null,
        standing,
        receipt.merge_clock ?? null,
      );
    const ordinal = Number(lastInsertRowid);
    for (const { readers, digest, body } of parts) {
      this.#runner
        .statement('INSERT INTO parts (ordinal, readers, digest, body) VALUES (?, ?, ?, ?)')
        .run(ordinal, readers, digest, body);
    }
    return ordinal;
  }

  /** Whether this workspace has a server: what is committed then stands as pending. */
  isJoined(): boolean {
    return this.state('server') !== null;
  }

  /** What this device notes about its syncing. */
  state(key: string): string | null {
    const row = this.#runner.statement('SELECT value FROM sync_state WHERE key = ?').get(key) as
      | { value: string }
      | undefined;
    return row?.value ?? null;
  }

  /** How receipts of a chain say who signed: `account` once the server has registered the chain for a signed-in person. */
  assuranceOf(chain: string): 'device' | 'account' {
    return this.state(`registered:${chain}`) === null ? 'device' : 'account';
  }

  /** Receipts up to this decision are not folded one by one: a snapshot has them. Null where all are. */
  base(): number | null {
    const kept = this.state('base');
    return kept === null ? null : Number(kept);
  }

  /** Whether receipts of a chain with smaller numbers are here that stand behind the snapshot. */
  goesOnAfterBase(chain: string, number: number): boolean {
    const row = this.#runner
      .statement('SELECT 1 FROM receipts WHERE chain = ? AND number < ? AND (place IS NULL OR place > ?) LIMIT 1')
      .get(chain, number, this.base() ?? 0);
    return row !== undefined;
  }

  byHash(hash: string): StoredReceipt | undefined {
    return this.#runner.statement('SELECT * FROM receipts WHERE hash = ?').get(hash) as StoredReceipt | undefined;
  }

  /** Those of these hashes that are here, by hash. */
  byHashes(hashes: readonly string[]): Map<string, StoredReceipt> {
    const rows = this.#runner
      .statement('SELECT * FROM receipts WHERE hash IN (SELECT value FROM json_each(?))')
      .all(JSON.stringify(hashes)) as StoredReceipt[];
    return new Map(rows.map((row) => [row.hash, row]));
  }

  byOrdinal(ordinal: number): StoredReceipt | undefined {
    return this.#runner.statement('SELECT * FROM receipts WHERE ordinal = ?').get(ordinal) as StoredReceipt | undefined;
  }

  at(chain: string, number: number): StoredReceipt | undefined {
    return this.#runner.statement('SELECT * FROM receipts WHERE chain = ? AND number = ?').get(chain, number) as
      | StoredReceipt
      | undefined;
  }

  /** Last receipt of a chain. */
  head(chain: string): StoredReceipt | undefined {
    return this.#runner.statement('SELECT * FROM receipts WHERE chain = ? ORDER BY number DESC LIMIT 1').get(chain) as
      | StoredReceipt
      | undefined;
  }

  /** The last number of a chain that counts among what was decided before another number of the workspace; 0 where there is none. */
  lastCounting(chain: string, place: number): number {
    const row = this.#runner
      .statement(
        `SELECT coalesce(max(number), 0) AS last FROM receipts
         WHERE chain = ? AND place < ? AND standing IN ('accepted', 'contested')`,
      )
      .get(chain, place) as { last: number };
    return row.last;
  }

  /** The receipts of one act, in order. */
  group(id: string): StoredReceipt[] {
    return this.#runner
      .statement('SELECT * FROM receipts WHERE group_id = ? ORDER BY ordinal')
      .all(id) as StoredReceipt[];
  }

  /** Every receipt in the workspace's local order, without holding them all. */
  *each(after = 0): IterableIterator<StoredReceipt> {
    // A statement of its own: an open iterator keeps it busy.
    const statement = this.#runner.connection.prepare('SELECT * FROM receipts WHERE ordinal > ? ORDER BY ordinal');
    yield* statement.iterate(after) as IterableIterator<StoredReceipt>;
  }

  /** Up to `limit` receipts after an ordinal, in order. */
  batch(after: number, limit: number): StoredReceipt[] {
    return this.#runner
      .statement('SELECT * FROM receipts WHERE ordinal > ? ORDER BY ordinal LIMIT ?')
      .all(after, limit) as StoredReceipt[];
  }

  /** Up to `limit` receipts after a position, in the order in which they count; refused ones are among them. */
  inEffect(after: EffectivePosition | null, limit: number): StoredReceipt[] {
    const decided =
      after !== null && after.place === null
        ? []
        : (this.#runner
            .statement('SELECT * FROM receipts WHERE place > ? ORDER BY place LIMIT ?')
            .all(after?.place ?? 0, limit) as StoredReceipt[]);
    if (decided.length === limit) return decided;
    const pending = this.#runner
      .statement('SELECT * FROM receipts WHERE place IS NULL AND ordinal > ? ORDER BY ordinal LIMIT ?')
      .all(after?.place === null ? after.ordinal : 0, limit - decided.length) as StoredReceipt[];
    return decided.concat(pending);
  }

  /** Up to `limit` receipts along the chains, one chain after the other. */
  alongChains(after: { chain: string; number: number } | null, limit: number): StoredReceipt[] {
    return this.#runner
      .statement('SELECT * FROM receipts WHERE (chain, number) > (?, ?) ORDER BY chain, number LIMIT ?')
      .all(after?.chain ?? '', after?.number ?? 0, limit) as StoredReceipt[];
  }

  /** Whether receipts of this store were put in order by a server. */
  hasPlaces(): boolean {
    return this.#runner.statement('SELECT 1 FROM receipts WHERE place IS NOT NULL LIMIT 1').get() !== undefined;
  }

  /** How many receipts are not decided yet. */
  pendingCount(): number {
    return (this.#runner.statement(`SELECT count(*) AS n FROM receipts WHERE ${PENDING}`).get() as { n: number }).n;
  }

  parts(ordinal: number): StoredPart[] {
    return this.#runner
      .statement("SELECT readers, digest, body FROM parts WHERE ordinal = ? ORDER BY readers <> 'shared', readers")
      .all(ordinal) as StoredPart[];
  }

  /** Parts of these receipts, by ordinal. */
  partsOf(ordinals: readonly number[]): Map<number, StoredPart[]> {
    const rows = this.#runner
      .statement(
        `SELECT ordinal, readers, digest, body FROM parts WHERE ordinal IN (SELECT value FROM json_each(?))
         ORDER BY ordinal, readers <> 'shared', readers`,
      )
      .all(JSON.stringify(ordinals)) as (StoredPart & { ordinal: number })[];
    const parts = new Map<number, StoredPart[]>();
    for (const row of rows) {
      const list = parts.get(row.ordinal);
      if (list) list.push(row);
      else parts.set(row.ordinal, [row]);
    }
    return parts;
  }

  /** Receipts that touched a row, in the order in which they count; refused ones are left out. */
  touching(entity: string, id: string): StoredReceipt[] {
    return this.#runner
      .statement(
        `SELECT receipts.* FROM touched JOIN receipts USING (ordinal)
         WHERE entity = ? AND id = ? AND coalesce(standing, '') NOT IN ('refused', 'discarded') ORDER BY ${EFFECTIVE_ORDER}`,
      )
      .all(entity, id) as StoredReceipt[];
  }

  /** Receipts of the given commands, in the order in which they count, refused ones too. */
  concerningKeys(commands: readonly string[]): StoredReceipt[] {
    return this.#runner
      .statement(
        `SELECT * FROM receipts WHERE command IN (${commands.map(() => '?').join(', ')}) ORDER BY ${EFFECTIVE_ORDER}`,
      )
      .all(...commands) as StoredReceipt[];
  }

  /** Rows as the snapshot has them that the older receipts wait behind: of one entity, or one of them. */
  leaves(entity: string, id?: string): SnapshotRow[] {
    const rows = this.#runner
      .statement(
        `SELECT id, body FROM snapshot_leaves WHERE entity = ? AND body IS NOT NULL ${id === undefined ? '' : 'AND id = ?'}
         ORDER BY id, readers <> 'shared', readers`,
      )
      .all(...(id === undefined ? [entity] : [entity, id])) as { id: string; body: string }[];
    return joinLeaves(rows);
  }

  /** A number that changes whenever a server's word changes what counts here; the newest ordinal tells the rest. */
  revision(): number {
    return Number(this.state('revision') ?? 0);
  }

  /** The last receipt's ordinal; 0 when there is none. */
  lastOrdinal(): number {
    return (this.#runner.statement('SELECT coalesce(max(ordinal), 0) AS last FROM receipts').get() as { last: number })
      .last;
  }

  /** Acts of several receipts that some receipt after an ordinal belongs to: how many there should be, and how many are here. */
  groupsAfter(ordinal: number): { id: string; size: number; present: number }[] {
    return this.#runner
      .statement(
        `SELECT group_id AS id, max(json_extract(header, '$.group.size')) AS size, count(*) AS present FROM receipts
         WHERE group_id IN (SELECT group_id FROM receipts WHERE ordinal > ? AND group_id IS NOT NULL) GROUP BY group_id`,
      )
      .all(ordinal) as { id: string; size: number; present: number }[];
  }

  count(): number {
    return (this.#runner.statement('SELECT count(*) AS n FROM receipts').get() as { n: number }).n;
  }

  /** The receipt as it travels. */
  signed(receipt: StoredReceipt, mayRead: (readers: string) => boolean = () => true): SignedReceipt {
    const parts = this.parts(receipt.ordinal).filter(({ readers, body }) => body !== null && mayRead(readers));
    return {
      header: receipt.header,
      signature: receipt.signature,
      parts: Object.fromEntries(parts.map(({ readers, body }) => [readers, body!])),
    };
  }
}

/** A stored header as data. */
export function parseHeader(text: string): ReceiptHeader {
  return JSON.parse(text) as ReceiptHeader;
}

/** A stored part as data. */
export function parsePart(text: string): ReceiptPart {
  return JSON.parse(text) as ReceiptPart;
}
