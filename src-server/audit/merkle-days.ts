import { createHash } from 'node:crypto';
import type { SigningKey } from '../../src-core/ledger/keys';
import { dayRootText, merklePath, merkleRoot, type Sha256 } from '../../src-shared/sync/merkle';
import type { DecisionText } from '../../src-shared/sync/protocol';
import type { InclusionProof } from '../../src-shared/sync/server-contract';
import type { Database } from '../database/database';
import { conflict, notFound } from '../http/refusals';
import type { DecidedReceipt, Storage } from '../storage/storage';

const sha256: Sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const PAGE = 2_000;

interface DayRow {
  day: string;
  first: number;
  last: number;
  root: string;
}

/**
 * A Merkle tree (RFC 6962) for each day of a workspace that has ended, in UTC. Its leaves are the hashes of the decisions from the day's
 * first number to its last; a decision belongs to the day of its arrival, or to that of the one before where a clock went back, so that
 * days are whole ranges of numbers.
 */
export class MerkleDays {
  readonly #database: Database;
  readonly #storage: Storage;
  readonly #keyOf: (workspace: string) => Promise<SigningKey>;
  readonly #now: () => number;

  constructor(
    database: Database,
    storage: Storage,
    keyOf: (workspace: string) => Promise<SigningKey>,
    now: () => number,
  ) {
    this.#database = database;
    this.#storage = storage;
    this.#keyOf = keyOf;
    this.#now = now;
  }

  /** Root of a day that has ended; throws `not-found` for one without decisions, `stale` for one that has not ended. */
  async root(workspace: string, day: string): Promise<{ day: string; size: number; root: string; signature: string }> {
    if (day >= dayOf(this.#now())) throw conflict('This day has not ended yet (UTC).', 'Ask again tomorrow.');
    await this.#close(workspace);
    const [row] = await this.#database.query<DayRow>(
      'SELECT day, first, last, root FROM merkle_days WHERE workspace = $1 AND day = $2',
      [workspace, day],
    );
    if (!row) throw notFound('decision of that day');
    const size = row.last - row.first + 1;
    return { day, size, root: row.root, signature: await this.#sign(workspace, day, size, row.root) };
  }

  /** That a receipt's decision is in the tree of its day. */
  async proof(workspace: string, hash: string): Promise<InclusionProof> {
    await this.#close(workspace);
    const [receipt] = await this.#storage.reading(workspace, (store) => store.receipts([hash]));
    if (!receipt?.decision) throw notFound('decided receipt');
    const { number, text, signature } = receipt.decision;
    const [row] = await this.#database.query<DayRow>(
      'SELECT day, first, last, root FROM merkle_days WHERE workspace = $1 AND first <= $2 AND last >= $2',
      [workspace, number],
    );
    if (!row) throw conflict('The day of this receipt has not ended yet (UTC).', 'Ask again tomorrow.');
    const leaves: Uint8Array[] = [];
    for (let after = row.first - 1; after < row.last; ) {
      const page = await this.#storage.reading(workspace, (store) =>
        store.decided(after, Math.min(PAGE, row.last - after)),
      );
      for (const { decision } of page) leaves.push(Buffer.from(decision.hash, 'hex'));
      after = page.at(-1)!.decision.number;
    }
    const index = number - row.first;
    const key = await this.#keyOf(workspace);
    return {
      workspace,
      day: row.day,
      leaf: hex(leaves[index]!),
      index,
      size: leaves.length,
      path: merklePath(leaves, index, sha256).map(hex),
      root: row.root,
      decision: { text, signature },
      publicKey: key.publicKey,
      signature: await this.#sign(workspace, row.day, leaves.length, row.root),
    };
  }

  async #sign(workspace: string, day: string, size: number, root: string): Promise<string> {
    return (await this.#keyOf(workspace)).sign(Buffer.from(dayRootText(workspace, day, size, root)));
  }

  /** Works out the days that have ended since the last one that is kept. A day's root never changes, so doing it twice does no harm. */
  async #close(workspace: string): Promise<void> {
    const today = dayOf(this.#now());
    const [kept] = await this.#database.query<DayRow>(
      'SELECT day, first, last, root FROM merkle_days WHERE workspace = $1 ORDER BY last DESC LIMIT 1',
      [workspace],
    );
    let open: { day: string; first: number; leaves: Uint8Array[] } | null = null;
    let after = kept?.last ?? 0;
    let day = kept?.day ?? '';
    for (;;) {
      const page: DecidedReceipt[] = await this.#storage.reading(workspace, (store) => store.decided(after, PAGE));
      for (const { decision } of page) {
        const arrived = dayOf((JSON.parse(decision.text) as DecisionText).arrival);
        if (arrived > day) {
          if (open) await this.#keep(workspace, open);
          if (arrived >= today) return;
          day = arrived;
          open = { day, first: decision.number, leaves: [] };
        } else if (!open) {
          // A clock that went back after its day was closed: these belong to the next day there is.
          open = { day: nextDay(day), first: decision.number, leaves: [] };
          day = open.day;
          if (day >= today) return;
        }
        open!.leaves.push(Buffer.from(decision.hash, 'hex'));
        after = decision.number;
      }
      if (page.length < PAGE) break;
    }
    if (open) await this.#keep(workspace, open);
  }

  async #keep(
    workspace: string,
    { day, first, leaves }: { day: string; first: number; leaves: Uint8Array[] },
  ): Promise<void> {
    await this.#database.query(
      'INSERT INTO merkle_days (workspace, day, first, last, root) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [workspace, day, first, first + leaves.length - 1, hex(merkleRoot(leaves, sha256))],
    );
  }
}

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
const nextDay = (day: string): string => dayOf(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
