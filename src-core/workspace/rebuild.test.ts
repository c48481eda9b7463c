import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addNote, changeNote, type DecidedWorld, decidedWorld, notesOf } from '../../test/sync/decided-world';
import { forkedChain, pendingPage } from '../sync';
import { adoptTables, checkRebuild, foldBeside } from './rebuild';

let world: DecidedWorld;
beforeEach(() => {
  world = decidedWorld();
});
afterEach(() => world.close());

it('tables that were folded before receipts were taken out are not taken over', () => {
  const { first, founder } = world;
  world.say(first, founder, [addNote('n1')]);
  for (const text of ['zero', 'one', 'two']) world.say(first, founder, [changeNote('n1', { text })]);
  const folded = foldBeside(first, join(world.root, 'beside.db'));
  // Two leave their chain and one begins another: there are as many receipts less as the server has said words more.
  const { chain, number } = first.journal.byOrdinal(first.journal.lastOrdinal() - 1)!;
  const hashes = pendingPage(first).hashes.slice(-2);
  forkedChain(first, { chain, number }, new Set(hashes));
  expect(notesOf(first)).toMatchObject([{ text: 'zero' }]);
  expect(adoptTables(first, join(world.root, 'beside.db'), { ...folded, differing: ['note'] })).toBe(false);
  expect(notesOf(first)).toMatchObject([{ text: 'zero' }]);
  expect(checkRebuild(first).differences).toEqual([]);
});

it('what a newer version wrote of a row in parts of several readers is compared part by part', () => {
  const { first, founder } = world;
  const fields = { title: 'A', price: '1', contact: 'Somebody' };
  world.write(first, founder, 'note.say', [{ entity: 'note', schema: 9, id: 'n9', op: 'create', fields }]);
  expect(first.connection.prepare('SELECT count(*) AS n FROM unknown_changes').get()).toEqual({ n: 3 });
  expect(checkRebuild(first).differences).toEqual([]);
});
