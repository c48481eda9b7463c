import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportReceipts } from '../../src-core/ledger/exchange';
import { execute } from '../../src-core/workspace/execute';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { ApprovalRequest } from '../../src-shared/approvals';
import { actsIn } from '../core/small-acts';
import { type SmallWorld, smallWorld, Thing } from '../core/small-domain';

let world: SmallWorld;
const { run, add, addPerson, verify } = actsIn(() => world);

beforeEach(() => {
  world = smallWorld();
});
afterEach(() => world.close());

describe('parts and readers', () => {
  const markers = {
    shared: 'MARKSHARED',
    cost: 'MARKCOST',
    claims: 'MARKCLAIMS',
    privileged: 'MARKPRIVILEGED',
    personal: 'MARKPERSONAL',
  };

  it('puts each value into the part of its readers and into no other part, header or search entry', () => {
    const { id } = add({
      title: markers.shared,
      price: markers.cost,
      draft: markers.claims,
      opinion: markers.privileged,
      contact: markers.personal,
    });
    const receipt = world.workspace.journal.touching('thing', id)[0]!;
    const parts = world.workspace.journal.parts(receipt.ordinal);
    expect(parts.map(({ readers }) => readers).sort()).toEqual([
      'claims',
      'cost',
      `personal:${id}`,
      'privileged',
      'shared',
    ]);
    for (const [kind, marker] of Object.entries(markers)) {
      expect(receipt.header).not.toContain(marker);
      for (const { readers, body } of parts) expect(body!.includes(marker)).toBe(readers.startsWith(kind));
      for (const readers of Object.keys(markers)) {
        expect(world.workspace.search.find(marker, [readers]).length > 0).toBe(readers === kind);
      }
    }
  });

  it('leaves what somebody may not read out of an export', () => {
    add({ price: markers.cost, draft: markers.claims, opinion: markers.privileged, contact: markers.personal });
    const text = JSON.stringify(exportReceipts(world.workspace, { mayRead: (part) => part === 'shared' }));
    for (const marker of [markers.cost, markers.claims, markers.privileged, markers.personal])
      expect(text).not.toContain(marker);
  });

  it('salts parts, so that equal contents have different digests', () => {
    const digests = [add(), add()].map(({ id }) => {
      const receipt = world.workspace.journal.touching('thing', id)[0]!;
      return world.workspace.journal.parts(receipt.ordinal)[0]!.digest;
    });
    expect(digests[0]).not.toBe(digests[1]);
  });
});

describe('verification', () => {
  const last = () => world.workspace.journal.batch(0, 1000).at(-1)!;

  it.each([
    [
      'altered-part',
      () =>
        world.workspace.connection
          .prepare("UPDATE parts SET body = replace(body, 'One', 'Two') WHERE ordinal = ?")
          .run(last().ordinal),
    ],
    [
      'altered-header',
      () =>
        world.workspace.connection
          .prepare("UPDATE receipts SET header = replace(header, 'thing.add', 'thing.xxx') WHERE ordinal = ?")
          .run(last().ordinal),
    ],
    [
      'missing-number',
      () => world.workspace.connection.prepare('DELETE FROM receipts WHERE ordinal = ?').run(last().ordinal - 1),
    ],
    [
      'missing-part',
      () => world.workspace.connection.prepare('UPDATE parts SET body = NULL WHERE ordinal = ?').run(last().ordinal),
    ],
    [
      'bad-signature',
      () =>
        world.workspace.connection
          .prepare('UPDATE receipts SET signature = ? WHERE ordinal = ?')
          .run('A'.repeat(86), last().ordinal),
    ],
  ] as const)('names a receipt with %s', async (kind, alter) => {
    add();
    add();
    expect((await verify()).ok).toBe(true);
    alter();
    expect((await verify()).fault?.kind).toBe(kind);
  });

  it('finds a chain that was rewritten as a whole with a foreign key', async () => {
    const other = smallWorld(2);
    try {
      const { id } = execute<{ id: string }>(other.workspace, other.owner, 'thing.add', {
        values: { title: 'Foreign' },
      }).result!;
      const foreign = other.workspace.journal.touching('thing', id)[0]!;
      add();
      world.workspace.connection
        .prepare(
          'UPDATE receipts SET header = ?, hash = ?, signature = ?, chain = ?, number = ?, at = ?, actor = ? WHERE ordinal = ?',
        )
        .run(
          foreign.header,
          foreign.hash,
          foreign.signature,
          foreign.chain,
          foreign.number,
          foreign.at,
          foreign.actor,
          last().ordinal,
        );
      expect((await verify()).fault?.kind).toMatch(/foreign-key|missing-number/);
    } finally {
      other.close();
    }
  });

  it('checks only the heads by default', async () => {
    add();
    add();
    expect((await verify(world.workspace, false)).signatures).toBe(1);
  });
});

describe('acts larger than a receipt', () => {
  it('are several receipts of one group, each under the limit, verified, rebuilt and undone as one', async () => {
    const { ids } = run<{ ids: string[] }>('thing.addMany', { count: 1000, text: 'x'.repeat(900) }).result!;
    const receipts = world.workspace.journal.touching('thing', ids[0]!);
    const group = world.workspace.journal.group(receipts[0]!.group_id!);
    expect(group.length).toBeGreaterThan(3);
    for (const receipt of group) {
      const bytes = world.workspace.journal
        .parts(receipt.ordinal)
        .reduce((sum, { body }) => sum + body!.length, receipt.header.length);
      expect(bytes).toBeLessThanOrEqual(256 * 1024);
    }
    expect((await verify()).ok).toBe(true);
    expect(checkRebuild(world.workspace).ok).toBe(true);
    run('receipt.undo', { receipt: group[1]!.hash });
    expect(world.workspace.reader.where(Thing, {})).toHaveLength(0);
  });

  it('keep an input that is larger than a receipt, cut along its list', () => {
    const titles = Array.from({ length: 1_500 }, (_, index) => `thing ${index} ${'x'.repeat(250)}`);
    const added = run<{ ids: string[] }>('thing.addMany', { count: titles.length, text: '', titles });
    const group = world.workspace.journal.group(world.workspace.journal.byHash(added.receipt!)!.group_id!);
    const kept = group.flatMap(({ ordinal }) =>
      world.workspace.journal.parts(ordinal).flatMap(({ body }) => (JSON.parse(body!).input?.titles as string[]) ?? []),
    );
    expect(kept).toEqual(titles);
  });

  it('leave nothing when one change does not hold', () => {
    const before = world.workspace.journal.count();
    expect(() => run('thing.addMany', { count: 2, text: 'x'.repeat(300_000) })).toThrow(/more than one act can hold/);
    expect(world.workspace.journal.count()).toBe(before);
    expect(world.workspace.reader.where(Thing, {})).toHaveLength(0);
  });
});

describe('guards, approvals and facts', () => {
  it('refuses a stale guard with the present value', () => {
    const { id } = add();
    run('thing.finish', { id });
    expect(() => run('thing.finish', { id })).toThrowError(expect.objectContaining({ code: 'stale' }));
  });

  it('asks for approval, runs exactly what was planned, and cites the decision', () => {
    const { id } = add();
    const finance = addPerson('Fin', ['finance']);
    expect(() => run('thing.spend', { id, amount: 500 })).toThrowError(
      expect.objectContaining({ code: 'approval-needed' }),
    );
    expect(() => run('thing.spend', { id, amount: 2_000_000 })).toThrowError(
      expect.objectContaining({ code: 'forbidden' }),
    );
    const asked = run('thing.spend', { id, amount: 500 }, { requestApproval: true });
    expect(asked.status).toBe('requested');
    const request = asked.request!;
    const { title } = world.workspace.reader.get(Thing, id)!;
    expect(world.workspace.reader.get(ApprovalRequest, request)!.title).toBe(`Spend on a thing: ${title}`);
    const approved = { approvedRequest: request };
    expect(() => run('thing.spend', { id, amount: 500 }, approved)).toThrowError(
      expect.objectContaining({ code: 'approval-needed' }),
    );
    expect(() => run('approval.decide', { request, role: 'finance', decision: 'approve' })).toThrow(
      /own request|No policy/,
    );
    const decision = run('approval.decide', { request, role: 'finance', decision: 'approve' }, { as: finance });
    const done = run('thing.spend', { id, amount: 999_999 }, approved);
    expect(world.workspace.reader.get(Thing, id)!.note).toBe('spent 500');
    const header = JSON.parse(world.workspace.journal.byHash(done.receipt!)!.header);
    expect(header.policy.approvals).toEqual([decision.receipt]);
  });

  it('holds no request whose input not everybody may read', () => {
    const { id } = add();
    addPerson('Fin', ['finance']);
    expect(() => run('thing.spend', { id, amount: 500, secret: 'COSTSECRET' }, { requestApproval: true })).toThrowError(
      expect.objectContaining({ code: 'approval-needed' }),
    );
    expect(JSON.stringify(exportReceipts(world.workspace))).not.toContain('COSTSECRET');
  });

  it('never refuses a fact, but marks it contested with the reasons, until it is settled', async () => {
    const { id } = add();
    run('thing.finish', { id });
    const engineer = addPerson('Eve', ['engineer']);
    const outcome = run('thing.recordHandover', { id, rule: true }, { as: engineer });
    expect(outcome.decision.decision).toBe('contested');
    expect(outcome.decision.say.join(' ')).toMatch(/not ready.*State/s);
    expect(world.workspace.isContested(outcome.receipt!)).toBe(true);
    expect(() => run('fact.settle', { receipt: outcome.receipt, outcome: 'void' })).toThrow(/reason/);
    run('fact.settle', { receipt: outcome.receipt, outcome: 'void' }, { reason: 'It came back.' });
    expect((await verify()).ok).toBe(true);
    expect(checkRebuild(world.workspace).ok).toBe(true);
  });
});

describe('undo', () => {
  it('restores values, comes back from the archive, and takes set elements out again', () => {
    const { id } = add({ note: 'before' });
    const edit = run('thing.revise', { id, values: { note: 'after' }, addTags: ['a', 'b'] });
    run('receipt.undo', { receipt: edit.receipt });
    expect(world.workspace.reader.get(Thing, id)).toMatchObject({ note: 'before', tags: [] });
    const archived = run('thing.archive', { id });
    run('receipt.undo', { receipt: archived.receipt });
    expect(world.workspace.reader.get(Thing, id)!.archived).toBe(false);
    expect(checkRebuild(world.workspace)).toMatchObject({ ok: true, differences: [] });
  });

  it('refuses what says why it cannot be undone', () => {
    const first = world.workspace.journal.batch(0, 1)[0]!;
    expect(() => run('receipt.undo', { receipt: first.hash })).toThrow(/first receipt/);
  });

  it('of somebody else’s act needs the right to do it oneself', () => {
    const finance = addPerson('Fin', ['finance']);
    const edit = run('workspace.revise', { company: 'Other' });
    expect(() => run('receipt.undo', { receipt: edit.receipt }, { as: finance })).toThrowError(
      expect.objectContaining({ code: 'forbidden' }),
    );
  });
});
