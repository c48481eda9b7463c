import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { archive, type Change, create } from '../../src-shared/kernel/change';
import type { ReceiptHeader, SignedReceipt } from '../../src-shared/kernel/receipt';
import type { DecisionText } from '../../src-shared/sync/protocol';
import {
  type FoldedState,
  type IncomingDecision,
  type RebasedReceipt,
  rebase,
  shownState,
} from '../../src-shared/sync/rebase';
import { Person } from '../../src-shared/workspace/schema';
import { addNote, changeNote, type DecidedWorld, decidedWorld, Note, notesOf } from '../../test/sync/decided-world';
import { sha256 } from '../ledger/digests';
import { verifyLedger } from '../ledger/verify';
import { decodeRow } from '../store/tables';
import { checkRebuild } from '../workspace/rebuild';
import type { Workspace } from '../workspace/workspace';
import {
  applyPulled,
  decisionHead,
  inbox,
  joinWorkspace,
  noteResults,
  openConflicts,
  pendingPage,
  verifyDecisions,
} from '.';

const RUNS = Number(process.env['PROOFDESK_SCHEDULES'] ?? 8);

const definitions = new Map([[Note.name, Note]]);
const text = fc.constantFrom('a', 'b', 'c');
const write = fc.oneof(
  fc.record({ text }),
  fc.record({ title: text }),
  fc.record({ tags: fc.record({ add: fc.array(text, { maxLength: 2 }), remove: fc.array(text, { maxLength: 2 }) }) }),
  fc.record({ state: fc.constantFrom('open', 'done', 'sent') }),
  fc.record({ price: text, contact: text }),
  fc.constant('archive' as const),
  fc.constant('act of several receipts' as const),
);
const device = fc.integer({ min: 0, max: 1 });
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('commit' as const), device, note: fc.integer({ min: 1, max: 3 }), write }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      device,
      count: fc.integer({ min: 1, max: 4 }),
      refuse: fc.integer({ min: 0, max: 5 }),
      late: fc.boolean(),
      answer: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pull' as const), device, limit: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), device }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('skew' as const), by: fc.integer({ min: -100_000_000, max: 100_000_000 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Modelled {
  workspace: Workspace;
  person: string;
  confirmed: FoldedState;
  pending: readonly RebasedReceipt[];
  conflicts: Set<string>;
}

it('a device shows what the pure model shows, whatever is decided in whatever pages, across restarts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 40 }), async (steps) => {
      const world = decidedWorld();
      try {
        await follow(world, steps);
      } finally {
        world.close();
      }
    }),
    { numRuns: RUNS },
  );
});

async function follow(world: DecidedWorld, steps: readonly Step[]): Promise<void> {
  const other = 'person-2';
  world.write(world.first, world.founder, 'person.add', [
    create(Person, other, { roles: ['rep'], name: 'Bo', email: '', title: '' }),
  ]);
  for (const receipt of pendingPage(world.first).receipts)
    if (!world.server.knows(receipt)) world.server.decide(receipt, 'accepted');
  const second = world.empty('second');
  joinWorkspace(second, world.first.id, world.server.known);
  const devices: Modelled[] = [
    { workspace: world.first, person: world.founder },
    { workspace: second, person: other },
  ].map((one) => ({ ...one, confirmed: new Map(), pending: [], conflicts: new Set() }));
  for (const one of devices) await pull(world, one, 1_000);
  for (const next of steps) {
    if (next.do === 'skew') {
      world.context.advance(next.by);
      continue;
    }
    const at = devices[next.device]!;
    if (next.do === 'commit') commit(world, at, `n${next.note}`, next.write);
    if (next.do === 'decide') await decide(world, at, next);
    if (next.do === 'pull') await pull(world, at, next.limit);
    if (next.do === 'restart') at.workspace = world.again(at.workspace);
    compare(at);
  }
  for (const one of devices) await decide(world, one, { count: 1_000, refuse: 9, late: false, answer: false });
  for (const one of devices) {
    await pull(world, one, 1_000);
    compare(one);
    expect(one.workspace.journal.pendingCount()).toBe(0);
    expect(checkRebuild(one.workspace).differences).toEqual([]);
    expect((await verifyLedger(one.workspace.journal, one.workspace.chains())).fault).toBeNull();
    expect((await verifyDecisions(one.workspace))?.fault).toBeNull();
  }
  expect(notesOf(devices[1]!.workspace)).toEqual(notesOf(devices[0]!.workspace));
}

function commit(world: DecidedWorld, at: Modelled, id: string, what: Extract<Step, { do: 'commit' }>['write']): void {
  const row = at.workspace.reader.get(Note, id);
  const changes: Change[] = [];
  if (!row)
    changes.push(addNote(id, { ...(typeof what === 'object' && !('tags' in what) ? what : {}), born: at.person }));
  else if (what === 'archive')
    changes.push(row.archived ? changeNote(id, { archived: false }, { archived: true }) : archive(Note, id));
  else if (what === 'act of several receipts')
    for (let part = 0; part < 3; part += 1)
      changes.push(changeNote(id, { text: `${part}`.repeat(90_000), title: `${part}` }));
  else changes.push(changeNote(id, what, 'state' in what ? { state: row.state } : undefined));
  const hash = world.say(at.workspace, at.person, changes);
  const receipt = at.workspace.journal.byHash(hash)!;
  const act = receipt.group_id ? at.workspace.journal.group(receipt.group_id) : [receipt];
  at.pending = [...at.pending, ...act.map((one) => asRebased(at.workspace.journal.signed(one)))];
}

async function decide(
  world: DecidedWorld,
  at: Modelled,
  options: { count: number; refuse: number; late: boolean; answer: boolean },
): Promise<void> {
  const open = pendingPage(at.workspace, { kept: true }).receipts.filter((receipt) => !world.server.knows(receipt));
  const taken: SignedReceipt[] = [];
  for (const [index, receipt] of open.entries()) {
    const { group, command } = JSON.parse(receipt.header) as ReceiptHeader;
    if (index >= options.count && (group?.index ?? 1) === 1) break;
    const nth = index + 1 - ((group?.index ?? 1) - 1);
    const refused = command.name === 'note.say' && nth === options.refuse;
    world.server.decide(receipt, refused ? 'refused' : 'accepted', { late: options.late });
    taken.push(receipt);
  }
  if (!options.answer || taken.length === 0) return;
  const before = decisionHead(at.workspace).number;
  await noteResults(at.workspace, world.server.answer(taken));
  moveModel(world, at, before);
}

async function pull(world: DecidedWorld, at: Modelled, limit: number): Promise<void> {
  const before = decisionHead(at.workspace).number;
  const own = new Set(
    [...at.workspace.chains().keys()].filter((chain) => at.workspace.device.holds(at.workspace.id, chain)),
  );
  await applyPulled(
    at.workspace,
    world.server.pull(before, limit, () => true, own),
  );
  moveModel(world, at, before);
}

/** Lets the model follow the decisions that the device has applied. */
function moveModel(world: DecidedWorld, at: Modelled, before: number): void {
  const applied = world.server.pulled.slice(before, decisionHead(at.workspace).number);
  const incoming = applied.map(({ decision, receipt }): IncomingDecision => {
    const { outcome, clock } = JSON.parse(decision.text) as DecisionText;
    return { outcome, clock, receipt: asRebased(receipt) };
  });
  const { confirmed, pending, conflicts } = rebase(definitions, at.confirmed, at.pending, incoming);
  at.confirmed = confirmed;
  at.pending = pending;
  for (const one of conflicts)
    at.conflicts.add(canonicalText([one.entity, one.id, one.field, one.ours.hash, one.theirs.hash]));
}

function asRebased({ header, parts }: SignedReceipt): RebasedReceipt {
  const { actor, at } = JSON.parse(header) as ReceiptHeader;
  const bodies = Object.entries(parts).sort(
    ([a], [b]) => Number(b === 'shared') - Number(a === 'shared') || (a < b ? -1 : 1),
  );
  return {
    hash: sha256(header),
    actor,
    at,
    changes: bodies.flatMap(([, body]) => (JSON.parse(body) as { changes: Change[] }).changes),
  };
}

function compare(at: Modelled): void {
  const shown = shownState(definitions, at.confirmed, at.pending);
  const expected = [...shown]
    .map(([key, row]) => ({
      ...row.values,
      id: key.slice('note/'.length),
      archived: row.archived,
      clocks: canonicalText(row.clocks),
      created: row.created,
      updated: row.updated,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const found = notesOf(at.workspace).map((raw) => ({
    ...decodeRow(Note, raw),
    clocks: raw['_clocks'],
    created: raw['_created'],
    updated: raw['_updated'],
  }));
  expect(found).toEqual(expected);
  const cards = openConflicts(at.workspace).map((one) =>
    canonicalText([one.entity, one.row, one.field, one.ours.receipt, one.theirs.receipt]),
  );
  expect(cards.sort()).toEqual([...at.conflicts].sort());
  // Whatever is not pending and not in the tables is in the inbox, with what it said.
  const refused = new Set(inbox(at.workspace).refused.flatMap(({ receipts }) => receipts));
  for (const { hash } of at.workspace.runner
    .statement("SELECT hash FROM receipts WHERE standing = 'refused' AND origin = 'local'")
    .all() as { hash: string }[])
    expect(refused).toContain(hash);
}
