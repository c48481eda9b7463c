import { baseRowOf } from '../../src-core/store/snapshot-rows';
import { canonicalText } from '../../src-shared/kernel/canonical';
import type { Change } from '../../src-shared/kernel/change';
import { type EntityDefinition, upcast } from '../../src-shared/kernel/entity';
import { mergeChange, NEW_ROW, type RowBook } from '../../src-shared/kernel/merge';
import type { RowView } from '../../src-shared/sync/judge';
import type {
  BlobReference,
  ChainRecord,
  Glance,
  IndexEntry,
  ReceiptRecord,
  RefusedEffect,
  RowKey,
  RowRecord,
  SequenceRecord,
  Wanted,
  WorkspaceStore,
} from '../storage/storage';
import { distinct, keyOf } from './needed';
import { blobsOf, difference, indexEntries, indexedText, initialFields, isIndexed } from './row-traces';

/** The schema number of a row that this version has folded nothing into. */
const UNFOLDED = 0;

/**
 * One transaction's view of a workspace: what was read, and over it what the transaction has changed so far. Reads in bulk, writes once.
 */
export class Unit {
  readonly #store: WorkspaceStore;
  readonly #definitions: ReadonlyMap<string, EntityDefinition>;
  sequence: SequenceRecord;
  readonly #chains = new Map<string, ChainRecord | null>();
  readonly #chainsChanged = new Set<string>();
  readonly #receipts = new Map<string, ReceiptRecord>();
  readonly #rows = new Map<string, RowRecord | null>();
  /** Rows as the store has them, for what changes in its index. */
  readonly #stored = new Map<string, RowRecord | null>();
  /** Keys of the rows that this transaction has put, by entity. */
  readonly #putRows = new Map<string, Set<string>>();
  readonly #refused = new Map<string, RefusedEffect[]>();
  readonly #refusedNew: RefusedEffect[] = [];
  readonly #waitsAdded = new Map<string, { key: string; chain: string }>();
  readonly #waitsRemoved = new Map<string, { key: string; chain: string }>();
  /** The store has nothing that waits; it is held, so that nobody else adds any. */
  #nothingWaits = false;
  readonly #erased = new Set<string>();
  readonly #erasedKnown = new Map<string, boolean>();
  readonly #outcomes = new Map<
    string,
    { command: string; outcome: 'accepted' | 'contested' | 'refused' | null } | null
  >();

  constructor(store: WorkspaceStore, sequence: SequenceRecord, definitions: ReadonlyMap<string, EntityDefinition>) {
    this.#store = store;
    this.sequence = sequence;
    this.#definitions = definitions;
  }

  get store(): WorkspaceStore {
    return this.#store;
  }

  /** Loads in one look what is not loaded yet: chains, what became of receipts, rows, and which digests were erased. */
  async load(asked: Wanted): Promise<void> {
    const { chains, receipts, rows, digests } = distinct(asked);
    const wanted = {
      chains: chains.filter((id) => !this.#chains.has(id)),
      receipts: receipts.filter((hash) => !this.#outcomes.has(hash)),
      rows: rows.filter((key) => !this.#rows.has(keyOf(key))),
      digests: digests.filter((digest) => !this.#erasedKnown.has(digest)),
    };
    if (Object.values(wanted).every((list) => list.length === 0)) return;
    this.know(wanted, await this.#store.glance(wanted));
  }

  /** Takes what was found of what is wanted, each once and none of it loaded yet. */
  know({ chains = [], receipts = [], rows = [], digests = [] }: Wanted, found: Glance): void {
    this.#nothingWaits = !found.waits;
    for (const id of chains) this.#chains.set(id, null);
    for (const chain of found.chains) this.#chains.set(chain.chain, chain);
    for (const hash of receipts) this.#outcomes.set(hash, null);
    for (const { hash, command, outcome } of found.known) this.#outcomes.set(hash, { command, outcome });
    for (const key of rows) {
      this.#rows.set(keyOf(key), null);
      this.#stored.set(keyOf(key), null);
    }
    for (const row of found.rows) this.#keep(row);
    for (const effect of found.refusedEffects)
      this.#refused.set(keyOf(effect), [...(this.#refused.get(keyOf(effect)) ?? []), effect]);
    for (const digest of digests) this.#erasedKnown.set(digest, false);
    for (const digest of found.erased) this.#erasedKnown.set(digest, true);
  }

  // --- chains ---------------------------------------------------------------------------------------------------------------

  loadChains(chains: readonly string[]): Promise<void> {
    return this.load({ chains });
  }

  /** A chain that was loaded; null where there is none. */
  chain(id: string): ChainRecord | null {
    return this.#chains.get(id) ?? null;
  }

  putChain(chain: ChainRecord): void {
    this.#chains.set(chain.chain, chain);
    this.#chainsChanged.add(chain.chain);
  }

  // --- rows -----------------------------------------------------------------------------------------------------------------

  loadRows(rows: readonly RowKey[]): Promise<void> {
    return this.load({ rows });
  }

  #keep(row: RowRecord): void {
    const key = keyOf(row);
    this.#stored.set(key, row);
    this.#rows.set(key, this.#present(row));
  }

  /** A row that another version wrote as this one has it: new fields as they begin, and folded what could not be read then. */
  #present(row: RowRecord): RowRecord {
    const definition = this.#definitions.get(row.entity);
    if (!definition) return row;
    const { unknown, ...known } = row;
    let present: RowRecord = row;
    if (row.schema < definition.schema && row.schema !== UNFOLDED) {
      const base = baseRowOf(definition, { ...known, unknown: [] });
      if (base) {
        const fields = { ...initialFields(definition), ...base.fields };
        present = { ...row, schema: definition.schema, fields, clocks: base.clocks };
      }
    }
    const readable = (unknown ?? []).filter(({ schema }) => schema <= definition.schema);
    if (readable.length === 0) return present;
    const rest = unknown!.filter(({ schema }) => schema > definition.schema);
    present = { ...present, unknown: rest.length > 0 ? rest : null };
    for (const { clock, readers: _, ...change } of readable)
      for (const current of upcast(definition, change)) present = this.#folded(definition, present, current, clock);
    return { ...present, number: row.number };
  }

  /** A row that was loaded; null where there is none. */
  row(entity: string, id: string): RowRecord | null {
    return this.#rows.get(keyOf({ entity, id })) ?? null;
  }

  async rowLater(entity: string, id: string): Promise<RowRecord | null> {
    await this.loadRows([{ entity, id }]);
    return this.row(entity, id);
  }

  view(entity: string, id: string): RowView | undefined {
    const row = this.row(entity, id);
    return row ? { archived: row.archived, unknown: row.unknown !== null, fields: row.fields } : undefined;
  }

  /** Rows of an entity whose fields equal these values, as the transaction sees them; archived ones too. In order of creation. */
  async rowsWhere(definition: EntityDefinition, where: Readonly<Record<string, unknown>>): Promise<RowRecord[]> {
    const indexed = Object.entries(where).find(
      ([field, value]) => value !== null && value !== undefined && isIndexed(definition, field),
    );
    const found = indexed
      ? await this.#store.rowsWhere(definition.name, indexed[0], indexedText(indexed[1]))
      : await this.#all(definition.name);
    for (const row of found) if (!this.#rows.has(keyOf(row))) this.#keep(row);
    const matches = (row: RowRecord): boolean =>
      row.entity === definition.name &&
      row.schema !== UNFOLDED &&
      Object.entries(where).every(([field, value]) => {
        if (value === undefined) return true;
        const present = field === 'id' ? row.id : field === 'archived' ? row.archived : (row.fields[field] ?? null);
        return canonicalText(present) === canonicalText(value);
      });
    // What the store has, and what this transaction has made so.
    const keys = new Set([...found.map(keyOf), ...(this.#putRows.get(definition.name) ?? [])]);
    return [...keys]
      .map((key) => this.#rows.get(key) ?? null)
      .filter((row): row is RowRecord => row !== null && matches(row))
      .sort((a, b) => (a.created !== b.created ? (a.created < b.created ? -1 : 1) : a.id < b.id ? -1 : 1));
  }

  async #all(entity: string): Promise<RowRecord[]> {
    const found: RowRecord[] = [];
    for (let after: RowKey | null = null; ; after = found.at(-1)!) {
      const page = await this.#store.rowsAfter(after, 1_000, entity);
      found.push(...page);
      if (page.length < 1_000) return found;
    }
  }

  /** Folds a change of an accepted receipt into its row, which must be loaded. */
  fold(change: Change, clock: string, readers: string): void {
    const definition = this.#definitions.get(change.entity);
    if (!definition || change.schema > definition.schema) {
      const row = this.row(change.entity, change.id) ?? this.#unfolded(change, clock);
      const unknown = [...(row.unknown ?? []), { ...change, clock, readers }];
      this.#put({ ...row, unknown, number: this.sequence.number });
      return;
    }
    for (const current of upcast(definition, change)) this.#fold(definition, current, clock);
  }

  #fold(definition: EntityDefinition, change: Change, clock: string): void {
    this.#put(this.#folded(definition, this.row(change.entity, change.id), change, clock));
  }

  #folded(definition: EntityDefinition, present: RowRecord | null, change: Change, clock: string): RowRecord {
    const folded = present !== null && present.schema !== UNFOLDED ? present : null;
    const book: RowBook = folded
      ? {
          clocks: folded.clocks,
          archived: folded.archived,
          created: folded.created,
          updated: folded.updated,
          erased: new Set(folded.erased),
        }
      : NEW_ROW;
    const merged = mergeChange(definition, book, change, clock, (field) => folded?.fields[field] ?? null);
    return {
      entity: change.entity,
      id: change.id,
      schema: definition.schema,
      archived: merged.archived,
      created: merged.created,
      updated: merged.updated,
      fields: { ...(folded?.fields ?? initialFields(definition)), ...merged.written },
      clocks: merged.clocks,
      unknown: present?.unknown ?? null,
      erased: folded?.erased ?? [],
      number: this.sequence.number,
    };
  }

  #unfolded(change: Change, clock: string): RowRecord {
    return {
      entity: change.entity,
      id: change.id,
      schema: UNFOLDED,
      archived: false,
      created: clock,
      updated: clock,
      fields: {},
      clocks: {},
      unknown: null,
      erased: [],
      number: this.sequence.number,
    };
  }

  #put(row: RowRecord): void {
    const key = keyOf(row);
    this.#rows.set(key, row);
    const put = this.#putRows.get(row.entity);
    if (put) put.add(key);
    else this.#putRows.set(row.entity, new Set([key]));
  }

  /** Forgets a person: what is personal about them goes, for good. */
  async erasePerson(person: string): Promise<void> {
    for (const definition of this.#definitions.values()) {
      const names = Object.entries(definition.fields)
        .filter(([, { readers }]) => readers === 'personal')
        .map(([name]) => name)
        .sort();
      if (names.length === 0) continue;
      const rows =
        definition.personalOf === 'id'
          ? [await this.rowLater(definition.name, person)]
          : await this.rowsWhere(definition, { [definition.personalOf]: person });
      for (const row of rows) {
        if (row === null || row.schema === UNFOLDED) continue;
        const clocks = { ...row.clocks };
        const fields = { ...row.fields };
        for (const name of names) {
          delete clocks[name];
          fields[name] = null;
        }
        this.#put({ ...row, fields, clocks, erased: names, number: this.sequence.number });
      }
    }
  }

  // --- receipts -------------------------------------------------------------------------------------------------------------

  putReceipt(receipt: ReceiptRecord): void {
    this.#receipts.set(receipt.hash, receipt);
    this.#outcomes.set(receipt.hash, { command: receipt.command, outcome: receipt.decision?.outcome ?? null });
  }

  /** Receipts that this transaction has put. */
  receipt(hash: string): ReceiptRecord | undefined {
    return this.#receipts.get(hash);
  }

  /** Loads what became of receipts that others name. */
  loadOutcomes(receipts: readonly string[]): Promise<void> {
    return this.load({ receipts });
  }

  /** What became of a receipt: null where it is not here, `outcome` null where it is not decided. */
  outcome(hash: string): { command: string; outcome: 'accepted' | 'contested' | 'refused' | null } | null {
    return this.#outcomes.get(hash) ?? null;
  }

  async receiptLater(hash: string): Promise<ReceiptRecord | null> {
    return this.#receipts.get(hash) ?? (await this.#store.receipts([hash]))[0] ?? null;
  }

  async receiptAt(chain: string, number: number): Promise<ReceiptRecord | null> {
    for (const receipt of this.#receipts.values()) {
      if (receipt.chain === chain && receipt.number === number) return receipt;
    }
    return this.#store.receiptAt(chain, number);
  }

  // --- what was refused, what waits, what was erased ------------------------------------------------------------------------

  refusedEffects(entity: string, id: string): readonly RefusedEffect[] {
    return this.#refused.get(keyOf({ entity, id })) ?? [];
  }

  putRefusedEffect(effect: RefusedEffect): void {
    this.#refused.set(keyOf(effect), [...this.refusedEffects(effect.entity, effect.id), effect]);
    this.#refusedNew.push(effect);
  }

  addWait(key: string, chain: string): void {
    this.#waitsRemoved.delete(`${key} ${chain}`);
    this.#waitsAdded.set(`${key} ${chain}`, { key, chain });
  }

  /** Chains that wait for one of these, which they do no longer. */
  async takeWaits(keys: Iterable<string>): Promise<Set<string>> {
    const wanted = new Set(keys);
    const found = [
      ...(this.#nothingWaits ? [] : await this.#store.waiting([...wanted])).filter(
        ({ key, chain }) => !this.#waitsRemoved.has(`${key} ${chain}`),
      ),
      ...[...this.#waitsAdded.values()].filter(({ key }) => wanted.has(key)),
    ];
    for (const wait of found) {
      this.#waitsAdded.delete(`${wait.key} ${wait.chain}`);
      this.#waitsRemoved.set(`${wait.key} ${wait.chain}`, wait);
    }
    return new Set(found.map(({ chain }) => chain));
  }

  isErased(digest: string): boolean {
    return this.#erased.has(digest) || this.#erasedKnown.get(digest) === true;
  }

  erase(digests: readonly string[]): void {
    for (const digest of digests) this.#erased.add(digest);
  }

  // --- writing --------------------------------------------------------------------------------------------------------------

  /** Writes everything that changed. */
  async write(notify: boolean): Promise<void> {
    const rows: RowRecord[] = [];
    const index = { removed: [] as IndexEntry[], added: [] as IndexEntry[] };
    const blobs = { removed: [] as BlobReference[], added: [] as BlobReference[] };
    for (const [key, row] of this.#rows) {
      const before = this.#stored.get(key) ?? null;
      if (row === null || row === before) continue;
      rows.push(row);
      const definition = this.#definitions.get(row.entity);
      if (!definition) continue;
      difference(before && indexEntries(definition, before), indexEntries(definition, row), index);
      difference(before && blobsOf(definition, before), blobsOf(definition, row), blobs);
    }
    await this.#store.write({
      sequence: this.sequence,
      chains: [...this.#chainsChanged].map((id) => this.#chains.get(id)!),
      receipts: [...this.#receipts.values()],
      rows,
      indexRemoved: index.removed,
      indexAdded: index.added,
      blobsRemoved: blobs.removed,
      blobsAdded: blobs.added,
      refusedEffects: this.#refusedNew,
      waitsAdded: [...this.#waitsAdded.values()],
      waitsRemoved: [...this.#waitsRemoved.values()],
      erased: [...this.#erased],
      notify,
    });
  }
}
