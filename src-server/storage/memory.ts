import type {
  BlobReference,
  ChainRecord,
  DecidedReceipt,
  Glance,
  ReceiptRecord,
  RefusedEffect,
  RowKey,
  RowRecord,
  SequenceRecord,
  Storage,
  StoredSnapshot,
  StoreReader,
  Wanted,
  WorkspaceStore,
  Writes,
} from './storage';
import { unknownWorkspace } from './unknown-workspace';

/** Joins what together names one thing; no part holds this character. */
const join = (...parts: (string | number)[]): string => parts.join('\u0000');
const rowKey = ({ entity, id }: RowKey): string => join(entity, id);

/** One workspace in memory. Records are never changed, only replaced. */
interface Shelf {
  sequence: SequenceRecord;
  chains: Map<string, ChainRecord>;
  receipts: Map<string, ReceiptRecord>;
  /** Hash by chain and number. */
  places: Map<string, string>;
  /** Hashes by the workspace's number, from 1. */
  decided: string[];
  rows: Map<string, RowRecord>;
  index: Map<string, Set<string>>;
  blobs: Map<string, Map<string, BlobReference>>;
  refused: Map<string, RefusedEffect[]>;
  waits: Map<string, Set<string>>;
  erased: Set<string>;
  snapshots: Map<number, StoredSnapshot>;
}

/** A storage that keeps everything in memory, for simulations and tests. */
export class MemoryStorage implements Storage {
  readonly #shelves = new Map<string, Shelf>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #listeners = new Set<(workspace: string, number: number) => void>();

  async found(sequence: SequenceRecord, work: (store: WorkspaceStore) => Promise<void>): Promise<boolean> {
    if (this.#shelves.has(sequence.workspace)) return false;
    const shelf: Shelf = {
      sequence,
      chains: new Map(),
      receipts: new Map(),
      places: new Map(),
      decided: [],
      rows: new Map(),
      index: new Map(),
      blobs: new Map(),
      refused: new Map(),
      waits: new Map(),
      erased: new Set(),
      snapshots: new Map(),
    };
    this.#shelves.set(sequence.workspace, shelf);
    try {
      await this.#alone(sequence.workspace, () => work(this.#store(shelf)));
      return true;
    } catch (error) {
      this.#shelves.delete(sequence.workspace);
      throw error;
    }
  }

  transaction<T>(
    workspace: string,
    wanted: Wanted,
    work: (store: WorkspaceStore, found: Glance) => Promise<T>,
  ): Promise<T> {
    return this.#alone(workspace, async () => {
      const store = this.#store(this.#shelf(workspace));
      return work(store, await store.glance(wanted));
    });
  }

  async reading<T>(workspace: string, work: (store: StoreReader) => Promise<T>): Promise<T> {
    // Alone as well: nothing here keeps older states.
    return this.#alone(workspace, () => work(this.#store(this.#shelf(workspace))));
  }

  glance(workspace: string, wanted: Wanted): Promise<Glance> {
    return this.reading(workspace, (store) => store.glance(wanted));
  }

  async workspaces(after: string | null, limit: number): Promise<string[]> {
    return [...this.#shelves.keys()]
      .filter((id) => after === null || id > after)
      .sort()
      .slice(0, limit);
  }

  async numbers(workspaces: readonly string[]): Promise<Map<string, number>> {
    return new Map(
      workspaces.flatMap((workspace) => {
        const shelf = this.#shelves.get(workspace);
        return shelf ? [[workspace, shelf.sequence.number] as const] : [];
      }),
    );
  }

  async listen(heard: (workspace: string, number: number) => void): Promise<() => Promise<void>> {
    this.#listeners.add(heard);
    return async () => {
      this.#listeners.delete(heard);
    };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }

  /** A storage of its own with all that is here now. */
  copy(): MemoryStorage {
    const copied = new MemoryStorage();
    for (const [id, shelf] of this.#shelves) copied.#shelves.set(id, copyOf(shelf));
    return copied;
  }

  async #alone<T>(workspace: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(workspace) ?? Promise.resolve();
    const turn = before.catch(() => {}).then(work);
    this.#turns.set(workspace, turn);
    return turn;
  }

  #shelf(workspace: string): Shelf {
    const shelf = this.#shelves.get(workspace);
    if (!shelf) throw unknownWorkspace();
    return shelf;
  }

  #store(shelf: Shelf): WorkspaceStore {
    const present = <T>(values: (T | undefined)[]): T[] => values.filter((value): value is T => value !== undefined);
    const sortedRows = (): RowRecord[] => [...shelf.rows.values()].sort(byKey);
    const store: WorkspaceStore = {
      sequence: async () => shelf.sequence,
      glance: async ({ chains = [], receipts = [], rows = [], digests = [] }) => ({
        sequence: shelf.sequence,
        chains: await store.chains(chains),
        known: await store.known(receipts),
        rows: await store.rows(rows),
        refusedEffects: await store.refusedEffects(rows),
        erased: await store.erased(digests),
        waits: [...shelf.waits.values()].some((waiting) => waiting.size > 0),
      }),
      chains: async (ids) => present(ids.map((id) => shelf.chains.get(id))),
      chainsOf: async (person, after, limit) =>
        [...shelf.chains.values()]
          .filter((chain) => (person === null || chain.person === person) && (after === null || chain.chain > after))
          .sort((a, b) => (a.chain < b.chain ? -1 : 1))
          .slice(0, limit),
      receipts: async (hashes) => present(hashes.map((hash) => shelf.receipts.get(hash))),
      known: async (hashes) =>
        present(hashes.map((hash) => shelf.receipts.get(hash))).map(({ hash, command, decision }) => ({
          hash,
          command,
          outcome: decision?.outcome ?? null,
        })),
      receiptAt: async (chain, number) => shelf.receipts.get(shelf.places.get(join(chain, number)) ?? '') ?? null,
      undecided: async (chain, after, limit) => {
        const found: ReceiptRecord[] = [];
        for (let number = after + 1; found.length < limit; number += 1) {
          const receipt = shelf.receipts.get(shelf.places.get(join(chain, number)) ?? '');
          if (!receipt) break;
          if (!receipt.decision) found.push(receipt);
        }
        return found;
      },
      decided: async (after, limit) =>
        shelf.decided.slice(after, after + limit).map((hash) => shelf.receipts.get(hash) as DecidedReceipt),
      rows: async (keys) => present(keys.map((key) => shelf.rows.get(rowKey(key)))),
      rowsWhere: async (entity, field, value) =>
        present(
          [...(shelf.index.get(join(entity, field, value)) ?? [])].sort().map((id) => shelf.rows.get(join(entity, id))),
        ),
      rowsAfter: async (after, limit, entity) =>
        sortedRows()
          .filter((row) => (entity === undefined || row.entity === entity) && (after === null || byKey(row, after) > 0))
          .slice(0, limit),
      refusedEffects: async (keys) => keys.flatMap((key) => shelf.refused.get(rowKey(key)) ?? []),
      waiting: async (keys) =>
        keys.flatMap((key) => [...(shelf.waits.get(key) ?? [])].map((chain) => ({ key, chain }))),
      erased: async (digests) => digests.filter((digest) => shelf.erased.has(digest)),
      erasedCount: async () => shelf.erased.size,
      blobReferences: async (digest) => [...(shelf.blobs.get(digest)?.values() ?? [])],
      snapshotNumber: async () => (shelf.snapshots.size > 0 ? Math.max(...shelf.snapshots.keys()) : null),
      snapshotManifest: async (number) => shelf.snapshots.get(number)?.manifest ?? null,
      snapshotPage: async (number, page) => shelf.snapshots.get(number)?.pages[page] ?? null,
      write: async (writes) => {
        write(shelf, writes);
        if (!writes.notify) return;
        for (const heard of this.#listeners) heard(shelf.sequence.workspace, shelf.sequence.number);
      },
      keepSnapshot: async (snapshot) => {
        shelf.snapshots.set(snapshot.number, snapshot);
        for (const number of [...shelf.snapshots.keys()].sort((a, b) => b - a).slice(2)) shelf.snapshots.delete(number);
      },
    };
    return store;
  }
}

function copyOf(shelf: Shelf): Shelf {
  return {
    sequence: shelf.sequence,
    chains: new Map(shelf.chains),
    receipts: new Map(shelf.receipts),
    places: new Map(shelf.places),
    decided: [...shelf.decided],
    rows: new Map(shelf.rows),
    index: new Map([...shelf.index].map(([key, ids]) => [key, new Set(ids)])),
    blobs: new Map([...shelf.blobs].map(([key, references]) => [key, new Map(references)])),
    refused: new Map(shelf.refused),
    waits: new Map([...shelf.waits].map(([key, chains]) => [key, new Set(chains)])),
    erased: new Set(shelf.erased),
    snapshots: new Map(shelf.snapshots),
  };
}

function byKey(a: RowKey, b: RowKey): number {
  if (a.entity !== b.entity) return a.entity < b.entity ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function write(shelf: Shelf, writes: Writes): void {
  shelf.sequence = writes.sequence;
  for (const chain of writes.chains) shelf.chains.set(chain.chain, chain);
  for (const receipt of writes.receipts) {
    shelf.receipts.set(receipt.hash, receipt);
    shelf.places.set(join(receipt.chain, receipt.number), receipt.hash);
    if (receipt.decision) shelf.decided[receipt.decision.number - 1] = receipt.hash;
  }
  for (const row of writes.rows) shelf.rows.set(rowKey(row), row);
  for (const { entity, field, value, id } of writes.indexRemoved)
    shelf.index.get(join(entity, field, value))?.delete(id);
  for (const { entity, field, value, id } of writes.indexAdded) {
    const key = join(entity, field, value);
    shelf.index.set(key, (shelf.index.get(key) ?? new Set()).add(id));
  }
  for (const blob of writes.blobsRemoved) shelf.blobs.get(blob.digest)?.delete(join(blob.entity, blob.id, blob.field));
  for (const blob of writes.blobsAdded) {
    const of = shelf.blobs.get(blob.digest) ?? new Map<string, BlobReference>();
    shelf.blobs.set(blob.digest, of.set(join(blob.entity, blob.id, blob.field), blob));
  }
  for (const effect of writes.refusedEffects) {
    shelf.refused.set(rowKey(effect), [...(shelf.refused.get(rowKey(effect)) ?? []), effect]);
  }
  for (const { key, chain } of writes.waitsRemoved) shelf.waits.get(key)?.delete(chain);
  for (const { key, chain } of writes.waitsAdded) shelf.waits.set(key, (shelf.waits.get(key) ?? new Set()).add(chain));
  if (writes.erased.length > 0) erase(shelf, writes.erased);
}

function erase(shelf: Shelf, digests: readonly string[]): void {
  for (const digest of digests) shelf.erased.add(digest);
  shelf.snapshots.clear();
  for (const receipt of shelf.receipts.values()) {
    const declared = (JSON.parse(receipt.header) as { parts: Record<string, string> }).parts;
    const kept = Object.entries(receipt.parts).filter(([readers]) => !shelf.erased.has(declared[readers] ?? ''));
    if (kept.length < Object.keys(receipt.parts).length) {
      shelf.receipts.set(receipt.hash, { ...receipt, parts: Object.fromEntries(kept) });
    }
  }
}
