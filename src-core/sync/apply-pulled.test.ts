import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { create } from '../../src-shared/kernel/change';
import { Person } from '../../src-shared/workspace/schema';
import { addNote, changeNote, type DecidedWorld, decidedWorld, Note, notesOf } from '../../test/sync/decided-world';
import { verifyLedger } from '../ledger/verify';
import { checkRebuild } from '../workspace/rebuild';
import type { Workspace } from '../workspace/workspace';
import {
  applyPulled,
  beginUpload,
  decisionHead,
  inbox,
  joinWorkspace,
  noteResults,
  openConflicts,
  pendingPage,
  verifyDecisions,
} from '.';

let world: DecidedWorld;
beforeEach(() => {
  world = decidedWorld();
});
afterEach(() => world.close());

/** Decides all that is pending on a device, in order. */
function acceptAll(workspace: Workspace): void {
  for (const receipt of pendingPage(workspace, { kept: true }).receipts)
    if (!world.server.knows(receipt)) world.server.decide(receipt, 'accepted');
}
const pull = (workspace: Workspace, limit = 2_000) =>
  applyPulled(
    workspace,
    world.server.pull(decisionHead(workspace).number, limit, () => true, chainsOf(workspace)),
  );
const chainsOf = (workspace: Workspace) =>
  new Set([...workspace.chains().keys()].filter((chain) => workspace.device.holds(workspace.id, chain)));
const verify = async (workspace: Workspace) => {
  const ledger = await verifyLedger(workspace.journal, workspace.chains(), { deep: true });
  expect(ledger.fault).toBeNull();
  const decisions = await verifyDecisions(workspace, { deep: true });
  expect(decisions?.fault).toBeNull();
  expect(checkRebuild(workspace).differences).toEqual([]);
};
/** A second person on a device of their own. */
async function second(roles: string[] = ['rep']): Promise<{ workspace: Workspace; person: string }> {
  const person = 'person-2';
  world.write(world.first, world.founder, 'person.add', [
    create(Person, person, { roles: roles as never, name: 'Bo', email: 'bo@example.com', title: '' }),
  ]);
  acceptAll(world.first);
  await pull(world.first);
  const workspace = world.empty('second');
  joinWorkspace(workspace, world.first.id, world.server.known);
  await pull(workspace);
  return { workspace, person };
}

describe('an uploaded workspace', () => {
  it('stands as pending until it is decided, and then in the order of the server', async () => {
    world.say(world.first, world.founder, [addNote('n1')]);
    const before = notesOf(world.first);
    const page = pendingPage(world.first);
    expect(page.receipts).toHaveLength(4);
    acceptAll(world.first);
    const noted = await noteResults(world.first, world.server.answer(page.receipts));
    expect(noted).toMatchObject({ behind: false, applied: { number: 4, added: 0 } });
    expect(world.first.journal.pendingCount()).toBe(0);
    expect(notesOf(world.first)).toEqual(before);
    expect(world.first.chains().get(world.server.chain)).toMatchObject({ appointed: true, standing: 'announced' });
    await verify(world.first);
  });

  it('is the same on a device that joins', async () => {
    world.say(world.first, world.founder, [addNote('n1', { price: '12', tags: ['a', 'b'] })]);
    const { workspace } = await second();
    expect(notesOf(workspace)).toEqual(notesOf(world.first));
    expect(workspace.search.find('n1', ['shared'])).toHaveLength(1);
    await verify(workspace);
  });
});

describe('decisions that come while work is pending', () => {
  it('go below it, and the work stays on top until it is decided itself', async () => {
    world.say(world.first, world.founder, [addNote('n1', { text: 'as made' })]);
    const { workspace, person } = await second();
    world.say(workspace, person, [changeNote('n1', { state: 'done' }, { state: 'open' })]);
    world.say(world.first, world.founder, [changeNote('n1', { state: 'sent', text: 'later' }, { state: 'open' })]);
    acceptAll(world.first);
    await pull(workspace);
    expect(notesOf(workspace)[0]).toMatchObject({ state: 'done', text: 'later' });
    expect(workspace.journal.pendingCount()).toBe(2);
    await verify(workspace);
  });

  it('take a refused receipt out of the tables and into the inbox, with what it said', async () => {
    world.say(world.first, world.founder, [addNote('n1', { text: 'as made' })]);
    const { workspace, person } = await second();
    const hash = world.say(workspace, person, [changeNote('n1', { text: 'mine', price: '7' })]);
    const [open, mine] = pendingPage(workspace).receipts;
    world.server.decide(open!, 'accepted');
    world.server.decide(mine!, 'refused', { refusal: { says: ['Somebody was faster.'] } });
    const page = await pull(workspace);
    expect(page.refused).toEqual([hash]);
    expect(notesOf(workspace)[0]).toMatchObject({ text: 'as made', price: null });
    expect(inbox(workspace).refused).toMatchObject([
      { hash, here: true, refusal: { says: ['Somebody was faster.'] }, changes: [{ entity: 'note', id: 'n1' }] },
    ]);
    await verify(workspace);
    // Others get its header alone, and their chains verify all the same.
    await applyPulled(world.first, world.server.pull(decisionHead(world.first).number, 100));
    const there = world.first.journal.byHash(hash)!;
    expect(there.standing).toBe('refused');
    expect(notesOf(world.first)).toEqual(notesOf(workspace));
  });

  it('merge a receipt whose clock ran ahead by its arrival', async () => {
    world.say(world.first, world.founder, [addNote('n1', { text: 'as made' })]);
    const { workspace, person } = await second();
    world.context.advance(3 * 86_400_000);
    world.say(workspace, person, [changeNote('n1', { text: 'from days ahead' })]);
    world.context.advance(-3 * 86_400_000);
    acceptAll(workspace);
    await pull(workspace);
    expect(workspace.journal.touching('note', 'n1').at(-1)!.merge_clock).not.toBeNull();
    world.say(world.first, world.founder, [changeNote('n1', { text: 'a moment later' })]);
    acceptAll(world.first);
    await pull(workspace);
    await pull(world.first);
    expect(notesOf(workspace)[0]).toMatchObject({ text: 'a moment later' });
    expect(notesOf(world.first)).toEqual(notesOf(workspace));
    await verify(workspace);
  });

  it('make a card of a notable field that two people wrote, once, with both values', async () => {
    world.say(world.first, world.founder, [addNote('n1')]);
    const { workspace, person } = await second();
    world.say(workspace, person, [changeNote('n1', { title: 'Mine', text: 'not notable' })]);
    world.say(world.first, world.founder, [changeNote('n1', { title: 'Theirs', text: 'other' })]);
    acceptAll(world.first);
    expect((await pull(workspace)).conflicts).toBe(1);
    expect(openConflicts(workspace)).toMatchObject([
      { entity: 'note', row: 'n1', field: 'title', ours: { person, value: 'Mine' }, theirs: { value: 'Theirs' } },
    ]);
    expect(Note.fields.title.notable).toBe(true);
  });
});

describe('a server whose word does not hold', () => {
  const bent = async (bend: (page: ReturnType<DecidedWorld['server']['pull']>) => unknown) => {
    world.say(world.first, world.founder, [addNote('n1'), addNote('n2')]);
    world.say(world.first, world.founder, [addNote('n3')]);
    acceptAll(world.first);
    const page = structuredClone(world.server.pull(0, 100));
    bend(page);
    const workspace = world.empty('second');
    joinWorkspace(workspace, world.first.id, world.server.known);
    await expect(applyPulled(workspace, page)).rejects.toMatchObject({ details: { kind: 'server-contradicts' } });
    expect(workspace.journal.count()).toBe(0);
    expect(decisionHead(workspace).number).toBe(0);
  };
  it('is not believed when a part was altered', () =>
    bent((page) => {
      page[3]!.receipt.parts['shared'] = page[3]!.receipt.parts['shared']!.replace('n1', 'n9');
    }));
  it('is not believed when a decision cannot be read', () =>
    bent((page) => {
      page[0]!.decision.text = '{"number":';
    }));
  it('is not believed when a decision is left out', () => bent((page) => page.splice(2, 1)));
  it('is not believed when the order was changed', () =>
    bent((page) => {
      [page[2], page[3]] = [page[3]!, page[2]!];
    }));
  it('is not believed when the last decision is not signed by its key', () =>
    bent((page) => {
      page.at(-1)!.decision.signature = page[0]!.decision.signature;
    }));
  it('is not believed with a chain whose first receipt cannot be read', () => {
    const { signature, parts } = world.server.opened;
    for (const opened of [
      { header: 'none', signature, parts },
      { header: '{}', signature, parts },
    ])
      expect(() => beginUpload(world.first, world.server.known.address, opened)).toThrow('What the server sent');
  });
  it('is not believed when a push is answered with a decision that cannot be read', async () => {
    world.say(world.first, world.founder, [addNote('n1')]);
    acceptAll(world.first);
    const answer = structuredClone(world.server.answer(pendingPage(world.first).receipts));
    for (const result of answer.results) if (result.status === 'decided') result.decision.text = 'none';
    await expect(noteResults(world.first, answer)).rejects.toMatchObject({ details: { kind: 'server-contradicts' } });
    expect(pendingPage(world.first).receipts).toHaveLength(answer.results.length);
  });
  it('is not believed when a receipt is not signed by its chain', () =>
    bent((page) => {
      page.at(-1)!.receipt.signature = page[1]!.receipt.signature;
    }));
});
