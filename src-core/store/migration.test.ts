import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addNote, changeNote, type DecidedWorld, decidedWorld, notesOf } from '../../test/sync/decided-world';
import { verifyLedger } from '../ledger/verify';
import { listBackups } from '../workspace/backup';
import { checkRebuild } from '../workspace/rebuild';
import { createFixedTables, STORE_VERSION, storeVersion } from './database';

let world: DecidedWorld;
beforeEach(() => {
  world = decidedWorld();
});
afterEach(() => world.close());

/** Turns a store into one of the first version: without what it did not have. */
function makeFirstVersion(file: string): void {
  const db = new Database(file);
  for (const table of [
    'decisions',
    'refusals',
    'conflicts',
    'push_notes',
    'replaced_receipts',
    'snapshot_leaves',
    'rows_to_fold',
    'sync_state',
  ])
    db.exec(`DROP TABLE ${table}`);
  db.exec('DROP INDEX receipts_place; DROP INDEX receipts_pending');
  for (const column of ['place', 'standing', 'merge_clock']) db.exec(`ALTER TABLE receipts DROP COLUMN ${column}`);
  db.pragma('user_version = 1');
  db.close();
}

it('a store of the first version is copied whole, and goes on as it was', async () => {
  world.say(world.first, world.founder, [addNote('n1', { price: '4' })]);
  const before = notesOf(world.first);
  const { folder } = world.first;
  world.first.close();
  const file = join(folder, 'workspace.db');
  makeFirstVersion(file);
  expect(storeVersion(file)).toBe(1);

  const opened = world.again(world.first);
  expect(storeVersion(file)).toBe(STORE_VERSION);
  expect(notesOf(opened)).toEqual(before);
  const [backup] = listBackups(folder);
  expect(storeVersion(backup!.file)).toBe(1);
  // Nobody has a server after it: what was committed is confirmed, and so is what is committed now.
  expect(opened.journal.isJoined()).toBe(false);
  world.say(opened, world.founder, [changeNote('n1', { text: 'later' })]);
  expect(opened.journal.touching('note', 'n1').map(({ standing, place }) => [standing, place])).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(checkRebuild(opened).differences).toEqual([]);
  expect((await verifyLedger(opened.journal, opened.chains())).fault).toBeNull();
  // The next opening copies nothing more.
  world.again(opened);
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
});

it('a migrated store has the tables and columns of a new one', () => {
  world.first.close();
  const file = join(world.first.folder, 'workspace.db');
  makeFirstVersion(file);
  const opened = world.again(world.first);
  const fresh = new Database(':memory:');
  createFixedTables(fresh);
  const shape = (db: Database.Database) =>
    (
      db.prepare("SELECT name, tbl_name FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY name").all() as {
        name: string;
        tbl_name: string;
      }[]
    )
      .filter(({ name }) => !name.startsWith('sqlite_'))
      .map(({ name, tbl_name }) => [
        name,
        (db.pragma(`table_info("${tbl_name}")`) as { name: string }[]).map((one) => one.name).sort(),
      ]);
  const entities = new Set(opened.domain.entities.map(({ name }) => name));
  const own = shape(opened.connection).filter(
    ([name]) => ![...entities].some((entity) => name === entity || String(name).startsWith(`${entity}_`)),
  );
  expect(own).toEqual(shape(fresh));
  fresh.close();
});

it('a migration that ends in the middle leaves the store as it was, and the next opening makes it whole', () => {
  world.say(world.first, world.founder, [addNote('n1', { price: '4' })]);
  const before = notesOf(world.first);
  const { folder } = world.first;
  world.first.close();
  const file = join(folder, 'workspace.db');
  makeFirstVersion(file);
  // In the way of an index, after the columns and before the rest.
  const store = () => new Database(file);
  let db = store();
  db.exec('CREATE TABLE receipts_place (x)');
  db.close();
  expect(() => world.again(world.first)).toThrow('receipts_place');
  expect(storeVersion(file)).toBe(1);
  db = store();
  expect((db.pragma('table_info(receipts)') as { name: string }[]).map(({ name }) => name)).not.toContain('place');
  expect(db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'decisions'").get()).toBeUndefined();
  db.exec('DROP TABLE receipts_place');
  db.close();
  // What a copy that was cut off has left stands for nothing.
  writeFileSync(join(folder, 'backups', '.2026-11-12T08-00-00Z.db.partial'), 'half');
  const opened = world.again(world.first);
  expect(notesOf(opened)).toEqual(before);
  expect(checkRebuild(opened).differences).toEqual([]);
  expect(listBackups(folder).every((backup) => storeVersion(backup.file) === 1)).toBe(true);
});

it('a store that cannot be copied first is not changed, and the error says what to do', () => {
  const { folder } = world.first;
  world.first.close();
  const file = join(folder, 'workspace.db');
  makeFirstVersion(file);
  writeFileSync(join(folder, 'backups'), 'no folder');
  expect(() => world.again(world.first)).toThrow(
    expect.objectContaining({ code: 'unavailable', where: { file: join(folder, 'backups') } }),
  );
  expect(storeVersion(file)).toBe(1);
  rmSync(join(folder, 'backups'));
  world.again(world.first);
  expect(storeVersion(file)).toBe(STORE_VERSION);
});
