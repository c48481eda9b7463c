import type { Change } from '../../src-shared/kernel/change';
import type { FieldClocks } from '../../src-shared/kernel/merge';
import type { Refusal } from '../../src-shared/sync/protocol';

/**
 * Where the server keeps workspaces. Everything is led by the workspace's id, and every decision goes through `transaction`, which
 * holds the workspace's sequence alone: numbers are given one after the other, without gaps, and nobody sees a later one first.
 */
export interface Storage {
  /** Makes a workspace's sequence. False, with nothing changed, where there is one already. */
  found(sequence: SequenceRecord, work: (store: WorkspaceStore) => Promise<void>): Promise<boolean>;
  /**
   * Work that decides: alone in this workspace, all of it kept or nothing. It is given what there was of `wanted` once it was alone. Throws
   * `not-found` for a workspace that is not here.
   */
  transaction<T>(
    workspace: string,
    wanted: Wanted,
    work: (store: WorkspaceStore, found: Glance) => Promise<T>,
  ): Promise<T>;
  /** Work that reads one state, beside everything else. Throws `not-found` for a workspace that is not here. */
  reading<T>(workspace: string, work: (store: StoreReader) => Promise<T>): Promise<T>;
  /** One look at one state, beside everything else, in one exchange with the database. Throws `not-found` as the others do. */
  glance(workspace: string, wanted: Wanted): Promise<Glance>;
  /** Ids of the workspaces that are here, in order, after one, at most `limit`. */
  workspaces(after: string | null, limit: number): Promise<string[]>;
  /** The newest numbers of these workspaces, in one look; one that is not here is left out. */
  numbers(workspaces: readonly string[]): Promise<Map<string, number>>;
  /** Calls back with each newest number, of all processes on this storage, after it was committed. Answers how to stop. */
  listen(heard: (workspace: string, number: number) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** The one row of a workspace that is locked for a decision. */
export interface SequenceRecord {
  workspace: string;
  /** Newest number given, and the hash of its decision; 0 and null at the beginning. */
  number: number;
  hash: string | null;
  /** Last reading of the server's hybrid clock here. */
  clock: string | null;
  /** The server's own chain. */
  chain: string;
  publicKey: string;
  /** The person who uploads, and their account: nobody else may push until the server is appointed. */
  founder: string;
  account: string;
  /** Number of the decision that appointed the server; null during the first upload. */
  appointed: number | null;
  /** The set of policies in force: its row, its digest, and the merge clock by which it is the newest. */
  policies: { id: string; digest: string; clock: string } | null;
  /** Milliseconds since 1970. */
  created: number;
}

/** One chain, as far as it has come in. */
export interface ChainRecord {
  chain: string;
  person: string;
  publicKey: string;
  standing: 'root' | 'announced' | 'unannounced' | 'server';
  /** The account that registered it; only then its receipts may say `account`. */
  account: string | null;
  /** How its device is called, and when it was registered (milliseconds since 1970; null: it came with an upload). */
  device: string;
  registered: number | null;
  /** Its receipts beyond this number do not count; null while it is not revoked. */
  revokedAfter: number | null;
  /** Last receipt that came in, decided or not. Number 0 before the first. */
  number: number;
  hash: string | null;
  at: string | null;
  /** Where that receipt stands in its group; null where it is in none. */
  group: GroupPlace | null;
  /** Last number that was decided, and its merge clock. */
  decided: number;
  clock: string | null;
}

export interface GroupPlace {
  id: string;
  index: number;
  size: number;
}

/** A receipt that came in, with its decision where there is one. */
export interface ReceiptRecord {
  hash: string;
  chain: string;
  number: number;
  actor: string;
  command: string;
  group: GroupPlace | null;
  header: string;
  signature: string;
  /** Readers to the exact text; what was erased is not there. */
  parts: Record<string, string>;
  /** What holds it up, while it is not decided: its act is not whole, or what it builds on is not here. */
  state: 'decided' | 'aside' | 'waiting';
  /** For `waiting`: hashes and rows that it waits for. */
  waitsFor: Awaited;
  decision: DecisionRecord | null;
}

/** What somebody waits for: receipts by hash, and rows that no known receipt has made. */
export interface Awaited {
  hashes: string[];
  rows: { entity: string; id: string }[];
}

export const NOTHING_AWAITED: Awaited = { hashes: [], rows: [] };

export interface DecisionRecord {
  /** The workspace's number. */
  number: number;
  outcome: 'accepted' | 'contested' | 'refused';
  hash: string;
  text: string;
  signature: string;
  /** Why it was refused or contested. */
  refusal: Refusal | null;
}

/** A receipt with its decision, for those who read in order. */
export type DecidedReceipt = ReceiptRecord & { decision: DecisionRecord };

export interface RowKey {
  entity: string;
  id: string;
}

/** Merged state of one row. */
export interface RowRecord extends RowKey {
  schema: number;
  archived: boolean;
  /** Merge clocks of the first creation and the last change. */
  created: string;
  updated: string;
  fields: Record<string, unknown>;
  clocks: FieldClocks;
  /** Changes that this version cannot read, whole, with their merge clocks and the part they came in. Null: none. */
  unknown: (Change & { clock: string; readers: string })[] | null;
  /** Fields that an erasure took. */
  erased: string[];
  /** Number of the decision that changed it last. */
  number: number;
}

/** What a refused receipt would have left behind, so that what builds on it can be told. */
export interface RefusedEffect extends RowKey {
  /** `row`: it made the row. Else the guarded field that it set. */
  effect: string;
  hash: string;
  chain: string;
}

/** A blob that a field names. */
export interface BlobReference extends RowKey {
  digest: string;
  field: string;
  readers: string;
}

/** A value under which a row is found. */
export interface IndexEntry extends RowKey {
  field: string;
  /** Canonical text of the value; a SHA-256 of it where it is longer than 200 characters. */
  value: string;
}

/** Everything that one piece of work writes; written in one go. */
export interface Writes {
  sequence: SequenceRecord;
  chains: ChainRecord[];
  /** New receipts, and ones whose state or decision is new. */
  receipts: ReceiptRecord[];
  rows: RowRecord[];
  indexRemoved: IndexEntry[];
  indexAdded: IndexEntry[];
  blobsRemoved: BlobReference[];
  blobsAdded: BlobReference[];
  refusedEffects: RefusedEffect[];
  /** Chains that go on when a receipt is decided (`hash`) or a row is there (`entity/id`). */
  waitsAdded: { key: string; chain: string }[];
  waitsRemoved: { key: string; chain: string }[];
  /** Digests of parts and blobs that an erasure lists: their bodies go, and never come back. Snapshots go too, they hold values of them. */
  erased: string[];
  /** Whether others are told of the newest number. */
  notify: boolean;
}

/** A snapshot that was made: its signed manifest and its pages, with every leaf's body. */
export interface StoredSnapshot {
  number: number;
  manifest: string;
  pages: string[];
}

/** What a look at a workspace asks for. */
export interface Wanted {
  /** Ids of chains. */
  chains?: readonly string[];
  /** Hashes of receipts, of which only what became of them is told. */
  receipts?: readonly string[];
  rows?: readonly RowKey[];
  /** Digests of parts that an erasure may have listed. */
  digests?: readonly string[];
}

/** What was found of it, as the calls of `StoreReader` for each of them would answer. */
export interface Glance {
  sequence: SequenceRecord;
  chains: ChainRecord[];
  known: KnownReceipt[];
  rows: RowRecord[];
  refusedEffects: RefusedEffect[];
  erased: string[];
  /** Whether any chain of the workspace waits for anything. */
  waits: boolean;
}

/** What became of a receipt; `outcome` null: it is here and not decided. */
export interface KnownReceipt {
  hash: string;
  command: string;
  outcome: DecisionRecord['outcome'] | null;
}

export interface StoreReader {
  sequence(): Promise<SequenceRecord>;
  /** Several of the following at once. */
  glance(wanted: Wanted): Promise<Glance>;
  chains(ids: readonly string[]): Promise<ChainRecord[]>;
  /** Chains of a person, or all of them, in order of their ids, after one. */
  chainsOf(person: string | null, after: string | null, limit: number): Promise<ChainRecord[]>;
  receipts(hashes: readonly string[]): Promise<ReceiptRecord[]>;
  /** Which of these receipts are here, and what became of them, without their texts. */
  known(hashes: readonly string[]): Promise<KnownReceipt[]>;
  receiptAt(chain: string, number: number): Promise<ReceiptRecord | null>;
  /** A chain's receipts that are not decided, in their order. */
  undecided(chain: string, after: number, limit: number): Promise<ReceiptRecord[]>;
  /** Decided receipts in order of their numbers. */
  decided(after: number, limit: number): Promise<DecidedReceipt[]>;
  rows(keys: readonly RowKey[]): Promise<RowRecord[]>;
  /** Rows of an entity by the value of one of its indexed fields, in order of their ids. */
  rowsWhere(entity: string, field: string, value: string): Promise<RowRecord[]>;
  /** Rows in order of entity and id, after one; of one entity where that is said. */
  rowsAfter(after: RowKey | null, limit: number, entity?: string): Promise<RowRecord[]>;
  refusedEffects(keys: readonly RowKey[]): Promise<RefusedEffect[]>;
  waiting(keys: readonly string[]): Promise<{ key: string; chain: string }[]>;
  /** Which of these digests an erasure has listed. */
  erased(digests: readonly string[]): Promise<string[]>;
  /** How many digests erasures have listed: the same number says that nothing was erased in between. */
  erasedCount(): Promise<number>;
  blobReferences(digest: string): Promise<BlobReference[]>;
  /** The newest snapshot's number; null where there is none. */
  snapshotNumber(): Promise<number | null>;
  snapshotManifest(number: number): Promise<string | null>;
  snapshotPage(number: number, page: number): Promise<string | null>;
}

export interface WorkspaceStore extends StoreReader {
  /** Writes; what fails of it may do so only when the work is kept. */
  write(writes: Writes): Promise<void>;
  /** Keeps a snapshot, and drops all but the newest two. */
  keepSnapshot(snapshot: StoredSnapshot): Promise<void>;
}
