import type { ReceiptHeader, ReceiptPart, SignedReceipt } from '../../src-shared/kernel/receipt';
import type { Connection } from '../store/database';
import { QueryRunner } from '../store/query';

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
  /** `local`: committed on this device; `imported`: carried here in a file. */
  origin: 'local' | 'imported';
  header: string;
  signature: string;
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
  append(receipt: Omit<StoredReceipt, 'ordinal'>, parts: readonly StoredPart[]): number {
    const { lastInsertRowid } = this.#runner
      .statement(
        `INSERT INTO receipts (hash, chain, number, at, actor, command, group_id, origin, header, signature)
         VALUES (@hash, @chain, @number, @at, @actor, @command, @group_id, @origin, @header, @signature)`,
      )
      .run(receipt);
    const ordinal = Number(lastInsertRowid);
    for (const { readers, digest, body } of parts) {
      this.#runner
        .statement('INSERT INTO parts (ordinal, readers, digest, body) VALUES (?, ?, ?, ?)')
        .run(ordinal, readers, digest, body);
    }
    return ordinal;
  }

  byHash(hash: string): StoredReceipt | undefined {
    return this.#runner.statement('SELECT * FROM receipts WHERE hash = ?').get(hash) as StoredReceipt | undefined;
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

  parts(ordinal: number): StoredPart[] {
    return this.#runner
      .statement("SELECT readers, digest, body FROM parts WHERE ordinal = ? ORDER BY readers <> 'shared', readers")
      .all(ordinal) as StoredPart[];
  }

  /** Parts of all receipts between two ordinals (both included), by ordinal. */
  partsBetween(first: number, last: number): Map<number, StoredPart[]> {
    const rows = this.#runner
      .statement('SELECT ordinal, readers, digest, body FROM parts WHERE ordinal BETWEEN ? AND ?')
      .all(first, last) as (StoredPart & { ordinal: number })[];
    const parts = new Map<number, StoredPart[]>();
    for (const row of rows) {
      const list = parts.get(row.ordinal);
      if (list) list.push(row);
      else parts.set(row.ordinal, [row]);
    }
    return parts;
  }

  /** Receipts that touched a row, oldest first. */
  touching(entity: string, id: string): StoredReceipt[] {
    return this.#runner
      .statement(
        'SELECT receipts.* FROM touched JOIN receipts USING (ordinal) WHERE entity = ? AND id = ? ORDER BY ordinal',
      )
      .all(entity, id) as StoredReceipt[];
  }

  /** Receipts of the given commands, in order. */
  concerningKeys(commands: readonly string[]): StoredReceipt[] {
    return this.#runner
      .statement(`SELECT * FROM receipts WHERE command IN (${commands.map(() => '?').join(', ')}) ORDER BY ordinal`)
      .all(...commands) as StoredReceipt[];
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
