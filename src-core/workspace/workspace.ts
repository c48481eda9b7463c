import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { FactType, FactValue } from '../../src-shared/kernel/command';
import type { Context } from '../../src-shared/kernel/context';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Erasure, PolicySet } from '../../src-shared/receipts/schema';
import { Person } from '../../src-shared/workspace/schema';
import { BlobStore } from '../blobs/blob-store';
import type { CommandImplementation } from '../commands/implementation';
import { TableReader } from '../commands/state';
import { PolicyGate } from '../gate/gate';
import type { DeviceState } from '../ledger/device-state';
import { Journal } from '../ledger/journal';
import { chainsIn, KEY_COMMANDS, type KnownChain } from '../ledger/trust';
import type { WrittenReceipt } from '../ledger/write-receipt';
import { type Connection, createFixedTables, damageOf, openDatabase } from '../store/database';
import { Fold } from '../store/fold';
import { QueryRunner } from '../store/query';
import { SearchIndex } from '../store/search';
import { createEntityTable, quoteName, tablesDigest } from '../store/tables';
import { backUpBeforeMigration } from './backup';
import { type ActingChain, actingChain, endForkedChains, keepFirstKey, lacksFirstKey } from './chains';
import { DATABASE_FILE } from './database-file';
import { dropDraftsAbout } from './drafts';
import { nextNumber } from './numbers';
import { refold } from './refold';

/** Fact values that claim nothing. */
const NEUTRAL: Record<FactType, FactValue> = { long: 0, boolean: false, string: '', set: [] };

export { DATABASE_FILE };

/** Where the store notes an erasure whose traces are still to be removed. */
const ERASURE_DUE = 'erasure-due';

/** What the application knows: its entities and commands, composed from the domains. */
export interface Domain {
  entities: readonly EntityDefinition[];
  commands: readonly CommandImplementation[];
}

export interface WorkspaceOptions {
  folder: string;
  domain: Domain;
  device: DeviceState;
  context: Context;
  /** Name of this device, as receipts of new chains carry it. */
  deviceName: string;
  /** Private keys that are given instead of made, by e-mail: sample people only. */
  seedOf?: (email: string) => Uint8Array | null;
}

/** One open workspace: its store, its ledger, its gate. Several processes may have one open. */
export class Workspace {
  readonly folder: string;
  readonly context: Context;
  readonly device: DeviceState;
  readonly deviceName: string;
  readonly definitions: ReadonlyMap<string, EntityDefinition>;
  readonly connection: Connection;
  readonly runner: QueryRunner;
  readonly reader: TableReader;
  readonly journal: Journal;
  readonly search: SearchIndex;
  readonly blobs: BlobStore;
  readonly domain: Domain;
  #folder: Fold;
  #commands: Map<string, CommandImplementation>;
  #gate: PolicyGate | null = null;
  #chains: Map<string, KnownChain> | null = null;
  #chainsAt: string | null = null;
  #id: string | null = null;
  readonly #seedOf: (email: string) => Uint8Array | null;

  private constructor(options: WorkspaceOptions, connection: Connection) {
    this.folder = options.folder;
    this.context = options.context;
    this.device = options.device;
    this.deviceName = options.deviceName;
    this.domain = options.domain;
    this.#seedOf = options.seedOf ?? (() => null);
    this.definitions = new Map(options.domain.entities.map((definition) => [definition.name, definition]));
    this.#commands = new Map(options.domain.commands.map((command) => [command.declaration.name, command]));
    this.connection = connection;
    this.runner = new QueryRunner(connection);
    this.reader = new TableReader(this.runner);
    this.journal = new Journal(connection);
    this.search = new SearchIndex(this.runner);
    this.blobs = new BlobStore(join(options.folder, 'blobs'), this.runner, options.context);
    this.#folder = new Fold(connection, options.domain.entities);
  }

  /** Opens the store in a folder, making an empty one where there is none. Tables of an older shape are rebuilt from receipts. */
  static open(options: WorkspaceOptions): Workspace {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const file = join(options.folder, DATABASE_FILE);
    // Owner-only from its first byte on: SQLite gives its side files the rights of the file.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    backUpBeforeMigration(options.folder, options.context.now());
    const connection = openDatabase(file);
    try {
      const workspace = new Workspace(options, connection);
      workspace.#prepareTables();
      return workspace;
    } catch (error) {
      connection.close();
      throw damageOf(error, file);
    }
  }

  #prepareTables(): void {
    const digest = tablesDigest(this.domain.entities);
    if (this.meta('tables') === digest) return;
    this.connection
      .transaction(() => {
        if (this.meta('tables') === digest) return;
        refold(this, this.connection);
        this.setMeta('tables', digest);
      })
      .immediate();
  }

  /** The workspace's id; throws `not-found` while it is empty. */
  get id(): string {
    this.#id ??= this.meta('workspace');
    if (!this.#id) {
      throw new ProofdeskError({
        code: 'not-found',
        message: 'There is no workspace in this folder yet.',
        where: { file: this.folder },
        hint: 'Make one with `proofdesk workspace create`, or from the start screen.',
      });
    }
    return this.#id;
  }

  get isEmpty(): boolean {
    return this.meta('workspace') === null;
  }

  /** Gives an empty store its id. Only genesis and imports into an empty store call this. */
  found(id: string): void {
    this.setMeta('workspace', id);
    this.#id = id;
  }

  meta(key: string): string | null {
    const row = this.runner.statement('SELECT value FROM meta WHERE key = ?').get(key) as { value: string } | undefined;
    return row?.value ?? null;
  }

  setMeta(key: string, value: string): void {
    this.runner
      .statement('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
      .run(key, value);
  }

  /** A command by its name; throws `not-found` for one that this version does not have. */
  command(name: string): CommandImplementation {
    const command = this.#commands.get(name);
    if (!command) throw new ProofdeskError({ code: 'not-found', message: `There is no command ${name}.` });
    return command;
  }

  /** The acting person with their roles; throws `forbidden` for somebody who is not (or no longer) in the workspace. */
  actor(person: string): { id: string; roles: readonly string[] } {
    const row = this.reader.get(Person, person);
    if (!row || row.archived) {
      throw new ProofdeskError({
        code: 'forbidden',
        message: 'This person is not a member of the workspace.',
        hint: 'Choose who you are with the person switcher, or with --as.',
      });
    }
    return { id: row.id, roles: row.roles };
  }

  /** The policy gate over the set in force. */
  gate(): PolicyGate {
    const newest = this.runner
      .statement(`SELECT id, digest FROM ${quoteName(PolicySet.name)} ORDER BY _created DESC, id DESC LIMIT 1`)
      .get() as { id: string; digest: string } | undefined;
    if (!newest)
      throw new ProofdeskError({ code: 'internal', message: 'No policies are installed in this workspace.' });
    if (this.#gate?.digest !== newest.digest) {
      this.#gate = new PolicyGate(this.reader.get(PolicySet, newest.id)!.policies);
    }
    return this.#gate!;
  }

  /** Whether some policy permits a person to run a command at all, facts left at their harmless values. */
  mayRun(person: string, name: string): boolean {
    const { facts } = this.command(name).declaration;
    const neutral = Object.fromEntries(Object.entries(facts ?? {}).map(([fact, type]) => [fact, NEUTRAL[type]]));
    for (const positive of [false, true]) {
      const values = Object.fromEntries(
        Object.entries(neutral).map(([fact, value]) => [fact, typeof value === 'boolean' ? positive : value]),
      );
      const { decision } = this.gate().decide({
        actor: this.actor(person),
        command: name,
        resource: { entity: '', id: '' },
        facts: values as Record<string, FactValue>,
        approvals: [],
      });
      if (decision !== 'deny') return true;
    }
    return false;
  }

  /** Names of the entities that a receipt touched. */
  entitiesTouched(ordinal: number): string[] {
    const rows = this.runner.statement('SELECT DISTINCT entity FROM touched WHERE ordinal = ?').all(ordinal) as {
      entity: string;
    }[];
    return rows.map(({ entity }) => entity);
  }

  isContested(hash: string): boolean {
    return this.runner.statement('SELECT 1 FROM contested WHERE hash = ?').get(hash) !== undefined;
  }

  /** Every chain's key and standing, read from the receipts. Kept until another receipt about keys arrives. */
  chains(): Map<string, KnownChain> {
    const { version } = this.runner
      .statement(
        `SELECT count(*) || ' ' || count(place) || ' ' || count(CASE WHEN standing IN ('refused', 'discarded') THEN 1 END) AS version FROM receipts
         WHERE command IN (${KEY_COMMANDS.map((name) => `'${name}'`).join(', ')})`,
      )
      .get() as { version: string };
    if (!this.#chains || this.#chainsAt !== version) {
      this.#chains = chainsIn(this.journal);
      this.#chainsAt = version;
    }
    return this.#chains;
  }

  forgetChains(): void {
    this.#chains = null;
  }

  lettersInUse(): string[] {
    return [...this.chains().values()].map(({ letters }) => letters);
  }

  /** 32 bytes for a new private key: from the sample keys where a person has one there (and no key yet), else fresh. */
  newSeed(person: string, first: boolean): Uint8Array {
    const email = this.isEmpty ? person : (this.reader.get(Person, person)?.email ?? person);
    return (first ? this.#seedOf(email) : null) ?? this.context.randomBytes(32);
  }

  /** The next human number of a series, with this device's letters. Taken for good when the transaction commits. */
  nextNumber(series: string, acting: ActingChain | null): string {
    return nextNumber(this, series, acting);
  }

  /** Hash of the newest receipt of a command that touched a row. For an act of several receipts, the last of the group. */
  receiptOf(entity: string, id: string, command: string): string | null {
    const row = this.runner
      .statement(
        `SELECT hash, group_id FROM touched JOIN receipts USING (ordinal)
         WHERE touched.entity = ? AND touched.id = ? AND command = ? AND coalesce(standing, '') NOT IN ('refused', 'discarded')
         ORDER BY place IS NULL DESC, place DESC, ordinal DESC LIMIT 1`,
      )
      .get(entity, id, command) as { hash: string; group_id: string | null } | undefined;
    if (!row) return null;
    return row.group_id ? (this.journal.group(row.group_id).at(-1)?.hash ?? row.hash) : row.hash;
  }

  /** A snapshot to read from, so that a preview sees one state. */
  reading<T>(work: () => T): T {
    return this.connection.transaction(work).deferred();
  }

  /**
   * One commit: alone on this device, inside one immediate transaction, with the person's chain at hand (opened if need be). The
   * device's record of heads is written before the device is released.
   */
  committing<T>(person: string, work: (acting: ActingChain) => T): T {
    if (lacksFirstKey(this, person)) this.device.exclusively(() => keepFirstKey(this, person));
    return this.device.exclusively(() => {
      const result = this.connection
        .transaction(() => {
          endForkedChains(this);
          this.actor(person);
          const clock = { last: this.meta('clock') };
          const answer = work(actingChain(this, person, clock));
          if (clock.last) this.setMeta('clock', clock.last);
          return answer;
        })
        .immediate();
      this.recordHeads();
      return result;
    });
  }

  /** Notes in the device's state how far each of its chains has got. */
  recordHeads(): void {
    for (const { chain } of this.#ownChains()) {
      const head = this.journal.head(chain);
      if (head) this.device.recordHead(this.id, chain, head.number, head.hash);
    }
  }

  #ownChains(): KnownChain[] {
    return [...this.chains().values()].filter(({ chain }) => this.device.isActive(this.id, chain));
  }

  /** Applies written or imported receipts to the tables; `progress` hears before each how far it is, from 0 to 1. */
  fold(receipts: readonly WrittenReceipt[], contested: boolean, progress?: (fraction: number) => void): void {
    for (const [index, { ordinal, hash, at, parts }] of receipts.entries()) {
      progress?.(index / receipts.length);
      if (contested) {
        this.runner.statement('INSERT OR IGNORE INTO contested (ordinal, hash) VALUES (?, ?)').run(ordinal, hash);
      }
      for (const { readers, changes } of parts) {
        for (const change of changes) {
          this.#folder.apply(change, at, ordinal, readers);
          if (change.entity !== Erasure.name || change.op !== 'create') continue;
          // With a server, what an erasure takes goes when it is accepted: until then it could be refused.
          if (!this.journal.isJoined()) {
            this.takeErased(change.id, change.fields);
            continue;
          }
          dropDraftsAbout(this, String(change.fields['person']));
          this.#folder.erase(String(change.fields['person']));
        }
      }
    }
  }

  /** Carries out an erasure that counts: parts and files are dropped, and what the tables say of the person. */
  takeErased(id: string, fields: Record<string, unknown>): void {
    dropDraftsAbout(this, String(fields['person']));
    this.#forgetParts(fields['parts'] as string[]);
    const remember = this.runner.statement('INSERT OR IGNORE INTO erased_digests (digest) VALUES (?)');
    for (const digest of fields['blobs'] as string[]) {
      remember.run(digest);
      this.blobs.drop(digest);
    }
    this.#folder.erase(String(fields['person']));
    this.setMeta(ERASURE_DUE, id);
  }

  /** Drops parts by their digests, whoever's they are, and remembers that they never come back. */
  #forgetParts(digests: readonly string[]): void {
    const list = JSON.stringify(digests);
    // One reading of all parts: of every part, only those about people have an index by digest.
    this.runner
      .statement('UPDATE parts SET body = NULL WHERE digest IN (SELECT value FROM json_each(?)) AND body IS NOT NULL')
      .run(list);
    this.runner.statement('INSERT OR IGNORE INTO erased_digests (digest) SELECT value FROM json_each(?)').run(list);
  }

  /** The newest erasure whose traces in free pages, side files and backups are still to be removed; null when there is none. */
  erasureDue(): string | null {
    return this.meta(ERASURE_DUE);
  }

  /** Notes that the traces up to this erasure are gone. A newer one stays due. */
  erasureDone(id: string): void {
    this.runner.statement('DELETE FROM meta WHERE key = ? AND value = ?').run(ERASURE_DUE, id);
  }

  /**
   * Drops what this device knows to be erased and what a restored store brings back. True when there was something: the tables were then
   * folded anew.
   */
  dropErased(known: readonly { parts: readonly string[]; blobs: readonly string[] }[]): boolean {
    const parts = known.flatMap((erasure) => erasure.parts);
    const present = this.runner.statement(
      "SELECT 1 FROM parts WHERE digest = ? AND readers GLOB 'personal:*' AND body IS NOT NULL",
    );
    if (!parts.some((digest) => present.get(digest))) return false;
    this.connection
      .transaction(() => {
        this.#forgetParts(parts);
        for (const digest of known.flatMap(({ blobs }) => blobs)) this.blobs.drop(digest);
        refold(this, this.connection);
        this.setMeta(ERASURE_DUE, 'restored');
      })
      .immediate();
    return true;
  }

  /** Makes empty entity tables in a database (this one or a second one). */
  createTables(connection: Connection): void {
    createFixedTables(connection);
    for (const definition of this.domain.entities) createEntityTable(connection, definition);
  }

  /** Changes when another process has committed. */
  dataVersion(): number {
    return Number(this.connection.pragma('data_version', { simple: true }));
  }

  close(): void {
    this.connection.close();
  }
}
