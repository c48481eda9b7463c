import { afterEach, beforeEach, expect, it } from 'vitest';
import { create } from '../../src-shared/kernel/change';
import { Erasure } from '../../src-shared/receipts/schema';
import { addNote, type DecidedWorld, decidedWorld, notesOf } from '../../test/sync/decided-world';
import { checkRebuild } from '../workspace/rebuild';
import type { Workspace } from '../workspace/workspace';
import { applyPulled, decisionHead, discard, joinWorkspace, noteResults, pendingPage } from '.';

let world: DecidedWorld;
beforeEach(() => {
  world = decidedWorld();
});
afterEach(() => world.close());

const pull = (workspace: Workspace) => applyPulled(workspace, world.server.pull(decisionHead(workspace).number, 1_000));
const decide = (outcome: 'accepted' | 'refused') => {
  for (const receipt of pendingPage(world.first).receipts)
    if (!world.server.knows(receipt)) world.server.decide(receipt, outcome);
};
const bodies = (workspace: Workspace) =>
  workspace.runner.statement("SELECT body FROM parts WHERE readers = 'personal:n1'").all() as { body: string | null }[];

async function erase(): Promise<Workspace> {
  world.say(world.first, world.founder, [addNote('n1', { contact: 'Somebody', text: 'stays' })], 'n1');
  decide('accepted');
  await pull(world.first);
  const other = world.empty('second');
  joinWorkspace(other, world.first.id, world.server.known);
  await pull(other);
  const { digest } = world.first.runner.statement("SELECT digest FROM parts WHERE readers = 'personal:n1'").get() as {
    digest: string;
  };
  world.write(world.first, world.founder, 'person.erase', [
    create(Erasure, 'e1', { person: 'n1', parts: [digest], blobs: [] }),
  ]);
  expect(notesOf(world.first)).toMatchObject([{ contact: null, text: 'stays' }]);
  expect(bodies(world.first).every(({ body }) => body !== null)).toBe(true);
  return other;
}

it('an erasure takes parts when it is accepted, on every device', async () => {
  const other = await erase();
  decide('accepted');
  expect(await pull(world.first)).toMatchObject({ erased: true });
  expect(await pull(other)).toMatchObject({ erased: true });
  for (const workspace of [world.first, other]) {
    expect(bodies(workspace).every(({ body }) => body === null)).toBe(true);
    expect(workspace.erasureDue()).toBe('e1');
    expect(notesOf(workspace)).toMatchObject([{ contact: null, _erased: '["contact"]' }]);
    expect(checkRebuild(workspace).differences).toEqual([]);
  }
  // Who joins later gets the parts from a server that still has them: they are dropped on arrival.
  const late = world.empty('third');
  joinWorkspace(late, world.first.id, world.server.known);
  await pull(late);
  expect(bodies(late).every(({ body }) => body === null)).toBe(true);
  expect(notesOf(late)).toMatchObject([{ contact: null }]);
});

it('what is written of somebody after their erasure stands in the tables as a fold of all receipts has it, here and elsewhere', async () => {
  const { first, founder, server } = world;
  decide('accepted');
  await pull(first);
  const other = world.empty('second');
  joinWorkspace(other, first.id, server.known);
  await pull(other);
  // Elsewhere it was written before the erasure arrived; here after it was committed, and before it was decided.
  world.write(first, founder, 'person.erase', [create(Erasure, 'e1', { person: 'n2', parts: [], blobs: [] })]);
  world.say(other, founder, [addNote('n2', { contact: 'Somebody' })], 'n2');
  decide('accepted');
  await pull(first);
  await pull(other);
  expect(checkRebuild(other).differences).toEqual([]);
  world.write(first, founder, 'person.erase', [create(Erasure, 'e2', { person: 'n3', parts: [], blobs: [] })]);
  world.say(first, founder, [addNote('n3', { contact: 'Another' })], 'n3');
  server.decide(pendingPage(first).receipts[0]!, 'accepted');
  await pull(first);
  expect(checkRebuild(first).differences).toEqual([]);
});

it('an erasure that is refused gives back what the tables said', async () => {
  await erase();
  decide('refused');
  await pull(world.first);
  expect(notesOf(world.first)).toMatchObject([{ contact: 'Somebody', _erased: null }]);
  expect(bodies(world.first).every(({ body }) => body !== null)).toBe(true);
  expect(checkRebuild(world.first).differences).toEqual([]);
});

it('an erasure that the server cannot take and that is put away gives back what the tables said', async () => {
  await erase();
  const hash = pendingPage(world.first).hashes.at(-1)!;
  const { number } = decisionHead(world.first);
  await noteResults(world.first, {
    number,
    now: 0,
    results: [{ status: 'invalid', hash, says: 'It cannot be read.' }],
  });
  discard(world.first, hash);
  expect(notesOf(world.first)).toMatchObject([{ contact: 'Somebody', _erased: null }]);
  expect(checkRebuild(world.first).differences).toEqual([]);
});
