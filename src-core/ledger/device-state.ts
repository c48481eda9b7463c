import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** Wraps private keys with the system's key store where there is one (the desktop shell gives it). */
export interface KeyWrapper {
  wrap(bytes: Uint8Array): Uint8Array;
  unwrap(bytes: Uint8Array): Uint8Array;
}

export interface HeldKey {
  chain: string;
  person: string;
  seed: Uint8Array;
}

/**
 * What belongs to this device and must never travel with a workspace: private keys, number letters, and per chain the last number
 * and hash committed. It lies outside the workspace folder and every backup, readable by the owner only, shared by all faces.
 */
export class DeviceState {
  readonly folder: string;
  readonly #db: Database.Database;
  readonly #wrapper: KeyWrapper | null;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(folder: string, wrapper: KeyWrapper | null = null) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    const file = join(folder, 'device.db');
    // Owner-only from its first byte on: SQLite gives its side files the rights of the file. A file that is there is not opened beside
    // SQLite: closing it would take the locks away that another thread's connection holds on it.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    this.#db = new Database(file, { timeout: 10_000 });
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = NORMAL');
    this.#db.pragma('secure_delete = ON');
    this.#wrapper = wrapper;
    this.#db.exec(`
      CREATE TABLE IF NOT EXISTS keys (workspace TEXT NOT NULL, chain TEXT NOT NULL, person TEXT NOT NULL, seed BLOB NOT NULL, wrapped INTEGER NOT NULL, PRIMARY KEY (workspace, chain));
      CREATE TABLE IF NOT EXISTS heads (workspace TEXT NOT NULL, chain TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, retired INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (workspace, chain));
      CREATE TABLE IF NOT EXISTS letters (workspace TEXT NOT NULL, letters TEXT NOT NULL, PRIMARY KEY (workspace, letters));
      CREATE TABLE IF NOT EXISTS recent (folder TEXT PRIMARY KEY, name TEXT NOT NULL, opened INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, content BLOB NOT NULL, wrapped INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL);
    `);
  }

  /**
   * Runs `work` while no other process of this device commits to any copy of a workspace, so that reading a head, committing and
   * recording the new head are one step.
   */
  exclusively<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }

  /** A prepared statement, kept for the next time: every act of a person asks for the same few. */
  #statement(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** This person's chain on this device that is still in use, with its key. */
  activeKey(workspace: string, person: string): HeldKey | null {
    const row = this.#statement(
      `SELECT keys.chain, keys.person, keys.seed, keys.wrapped FROM keys LEFT JOIN heads USING (workspace, chain)
         WHERE workspace = ? AND person = ? AND coalesce(retired, 0) = 0 ORDER BY keys.rowid DESC LIMIT 1`,
    ).get(workspace, person) as { chain: string; person: string; seed: Buffer; wrapped: number } | undefined;
    return row ? this.#held(row) : null;
  }

  /** The person's last key on this device, in use or retired: it countersigns the new one. */
  lastKey(workspace: string, person: string): HeldKey | null {
    const row = this.#statement(
      'SELECT chain, person, seed, wrapped FROM keys WHERE workspace = ? AND person = ? ORDER BY rowid DESC LIMIT 1',
    ).get(workspace, person) as { chain: string; person: string; seed: Buffer; wrapped: number } | undefined;
    return row ? this.#held(row) : null;
  }

  /** Whether a chain's private key lies on this device. */
  holds(workspace: string, chain: string): boolean {
    return this.#statement('SELECT 1 FROM keys WHERE workspace = ? AND chain = ?').get(workspace, chain) !== undefined;
  }

  /** Whether this device holds a chain's key and still goes on with it. */
  isActive(workspace: string, chain: string): boolean {
    return (
      this.#statement(
        `SELECT 1 FROM keys LEFT JOIN heads USING (workspace, chain)
           WHERE workspace = ? AND chain = ? AND coalesce(retired, 0) = 0`,
      ).get(workspace, chain) !== undefined
    );
  }

  keepKey(workspace: string, key: HeldKey): void {
    const seed = Buffer.from(this.#wrapper ? this.#wrapper.wrap(key.seed) : key.seed);
    this.#statement('INSERT INTO keys (workspace, chain, person, seed, wrapped) VALUES (?, ?, ?, ?, ?)').run(
      workspace,
      key.chain,
      key.person,
      seed,
      this.#wrapper ? 1 : 0,
    );
  }

  /** Last number and hash that this device committed on a chain. */
  head(workspace: string, chain: string): { number: number; hash: string } | null {
    const row = this.#statement('SELECT number, hash FROM heads WHERE workspace = ? AND chain = ?').get(
      workspace,
      chain,
    ) as { number: number; hash: string } | undefined;
    return row ?? null;
  }

  /** Last committed number and hash of every chain of a workspace that this device still uses. */
  activeHeads(workspace: string): { chain: string; number: number; hash: string }[] {
    return this.#statement('SELECT chain, number, hash FROM heads WHERE workspace = ? AND retired = 0').all(
      workspace,
    ) as { chain: string; number: number; hash: string }[];
  }

  recordHead(workspace: string, chain: string, number: number, hash: string): void {
    this.#statement(
      `INSERT INTO heads (workspace, chain, number, hash) VALUES (?, ?, ?, ?)
         ON CONFLICT (workspace, chain) DO UPDATE SET number = excluded.number, hash = excluded.hash`,
    ).run(workspace, chain, number, hash);
  }

  /** Ends every chain of a workspace on this device: a restored or copied store must not continue them. */
  retireChains(workspace: string): void {
    this.#statement(
      `INSERT INTO heads (workspace, chain, number, hash, retired) SELECT workspace, chain, 0, '', 1 FROM keys WHERE workspace = ?
         ON CONFLICT (workspace, chain) DO UPDATE SET retired = 1`,
    ).run(workspace);
  }

  /** Every pair of number letters this device has used in a workspace. */
  usedLetters(workspace: string): string[] {
    const rows = this.#statement('SELECT letters FROM letters WHERE workspace = ?').all(workspace) as {
      letters: string;
    }[];
    return rows.map(({ letters }) => letters);
  }

  keepLetters(workspace: string, letters: string): void {
    this.#statement('INSERT OR IGNORE INTO letters (workspace, letters) VALUES (?, ?)').run(workspace, letters);
  }

  /** Forgets everything that this device holds for a workspace that is gone from it: its private keys first of all. */
  forgetKeys(workspace: string): void {
    this.#db.transaction(() => {
      for (const table of ['keys', 'heads', 'letters'])
        this.#statement(`DELETE FROM ${table} WHERE workspace = ?`).run(workspace);
      this.#statement('DELETE FROM settings WHERE key IN (?, ?, ?)').run(
        `letters:${workspace}`,
        `actor:${workspace}`,
        `joining:${workspace}`,
      );
      this.#statement('DELETE FROM leases WHERE name IN (?, ?)').run(`sync:${workspace}`, `joining:${workspace}`);
    })();
  }

  /** Takes what was forgotten out of the log too, where no other process is reading: its bytes would stay there for a while. */
  scrub(): void {
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** Workspace folders that were opened here, the last one first. */
  recentWorkspaces(): { folder: string; name: string; opened: number }[] {
    return this.#statement('SELECT folder, name, opened FROM recent ORDER BY opened DESC').all() as {
      folder: string;
      name: string;
      opened: number;
    }[];
  }

  rememberWorkspace(folder: string, name: string, opened: number): void {
    this.#statement(
      `INSERT INTO recent (folder, name, opened) VALUES (?, ?, ?)
         ON CONFLICT (folder) DO UPDATE SET name = excluded.name, opened = excluded.opened`,
    ).run(folder, name, opened);
  }

  forgetWorkspace(folder: string): void {
    this.#statement('DELETE FROM recent WHERE folder = ?').run(folder);
  }

  setting(key: string): string | null {
    const row = this.#statement('SELECT value FROM settings WHERE key = ?').get(key) as { value: string } | undefined;
    return row?.value ?? null;
  }

  setSetting(key: string, value: string): void {
    this.#statement(
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run(key, value);
  }

  /** Keys of settings that begin so, in order. */
  settingNames(beginning: string): string[] {
    const rows = this.#statement('SELECT key FROM settings WHERE substr(key, 1, ?) = ? ORDER BY key').all(
      beginning.length,
      beginning,
    ) as { key: string }[];
    return rows.map(({ key }) => key);
  }

  forgetSetting(key: string): void {
    this.#statement('DELETE FROM settings WHERE key = ?').run(key);
  }

  /** Keeps a text that only this device's owner may read, such as the tokens of a sign-in; wrapped where there is a key store. */
  keepSecret(name: string, content: string): void {
    const bytes = Buffer.from(content, 'utf8');
    this.#statement(
      `INSERT INTO secrets (name, content, wrapped) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET content = excluded.content, wrapped = excluded.wrapped`,
    ).run(name, this.#wrapper ? Buffer.from(this.#wrapper.wrap(bytes)) : bytes, this.#wrapper ? 1 : 0);
  }

  /** A kept text; null where there is none. Throws `unavailable` where only the desktop application can open it. */
  secret(name: string): string | null {
    const row = this.#statement('SELECT content, wrapped FROM secrets WHERE name = ?').get(name) as
      | { content: Buffer; wrapped: number }
      | undefined;
    return row ? Buffer.from(this.#unwrapped(row.content, row.wrapped !== 0)).toString('utf8') : null;
  }

  /** Names of kept texts that begin so, in order. */
  secretNames(beginning: string): string[] {
    const rows = this.#statement('SELECT name FROM secrets ORDER BY name').all() as { name: string }[];
    return rows.map(({ name }) => name).filter((name) => name.startsWith(beginning));
  }

  forgetSecret(name: string): void {
    this.#statement('DELETE FROM secrets WHERE name = ?').run(name);
  }

  /**
   * Takes or keeps the right to do something that only one process of this device does at a time, until a moment (milliseconds since
   * 1970): false while another holder has it. A holder that died is waited for no longer than its time.
   */
  lease(name: string, holder: string, now: number, until: number): boolean {
    const { changes } = this.#statement(
      `INSERT INTO leases (name, holder, until) VALUES (@name, @holder, @until)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
         WHERE leases.holder = excluded.holder OR leases.until <= @now`,
    ).run({ name, holder, until, now });
    return changes > 0;
  }

  /** Who has such a right, or had it last; null where nobody does. */
  leaseHolder(name: string): string | null {
    const row = this.#statement('SELECT holder FROM leases WHERE name = ?').get(name) as { holder: string } | undefined;
    return row?.holder ?? null;
  }

  /** Gives such a right back before its time; another holder's stays. */
  release(name: string, holder: string): void {
    this.#statement('DELETE FROM leases WHERE name = ? AND holder = ?').run(name, holder);
  }

  close(): void {
    this.#db.close();
  }

  #held(row: { chain: string; person: string; seed: Buffer; wrapped: number }): HeldKey {
    return { chain: row.chain, person: row.person, seed: this.#unwrapped(row.seed, row.wrapped !== 0) };
  }

  #unwrapped(content: Buffer, wrapped: boolean): Uint8Array {
    if (!wrapped) return new Uint8Array(content);
    if (this.#wrapper) return new Uint8Array(this.#wrapper.unwrap(content));
    throw new ProofdeskError({
      code: 'unavailable',
      message:
        'This device keeps its signing keys and sign-ins in its system key store, which only the desktop application can open.',
      hint: 'Use the desktop application, or its own command line (proofdesk as it was installed).',
    });
  }
}
