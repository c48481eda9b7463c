import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../src-core/ledger/digests';
import { exportReceipts, importReceipts, importReceiptsFrom } from '../../src-core/ledger/exchange';
import { signingKey } from '../../src-core/ledger/keys';
import { fileSource } from '../../src-core/ledger/receipt-file';
import { verifyLedger } from '../../src-core/ledger/verify';
import { execute } from '../../src-core/workspace/execute';
import type { Workspace } from '../../src-core/workspace/workspace';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { type Change, create, patch } from '../../src-shared/kernel/change';
import { tick } from '../../src-shared/kernel/hybrid-clock';
import type { ReceiptHeader, SignedReceipt } from '../../src-shared/kernel/receipt';
import { ChainAnnouncement, ChainRevocation, PolicySet } from '../../src-shared/receipts';
import { Person } from '../../src-shared/workspace';
import { type SmallWorld, smallWorld, Thing } from '../core/small-domain';

let world: SmallWorld;
let elsewhere: Workspace;
const run = <R>(name: string, input: unknown, options: { as?: string; on?: Workspace } = {}) =>
  execute<R>(options.on ?? world.workspace, options.as ?? world.owner, name, input);
const add = (title: string, options: { as?: string; on?: Workspace } = {}) =>
  run<{ id: string }>('thing.add', { values: { title } }, options).result!.id;

beforeEach(() => {
  world = smallWorld();
});
afterEach(() => {
  world.close();
});

/** Another device that has everything up to now. */
function copyOnAnotherDevice(): void {
  world.workspace.connection.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(join(world.root, 'workspace'), join(world.root, 'copy'), { recursive: true });
  elsewhere = world.openAt(join(world.root, 'copy'), world.newDevice('second'));
}

const signerOf = (person: string) => world.workspace.device.activeKey(world.workspace.id, person)!;

/** A receipt that no gate has seen, signed with a person's own key as the next one of their chain. */
function forged(
  person: string,
  command: string,
  changes: Change[],
  alter: (header: ReceiptHeader) => ReceiptHeader = (header) => header,
  seed = signerOf(person).seed,
): SignedReceipt {
  const { journal, id: workspace, context } = world.workspace;
  const { chain } = signerOf(person);
  const head = journal.head(chain)!;
  const shared = canonicalText({ changes, salt: 'c2FsdA' });
  const { policy } = JSON.parse(head.header) as ReceiptHeader;
  const header = canonicalText(
    alter({
      v: 1,
      id: '0198aaaa-0000-7000-8000-000000000001',
      workspace,
      chain,
      number: head.number + 1,
      previous: head.hash,
      at: tick(world.workspace.meta('clock'), context.now(), chain),
      actor: person,
      assurance: 'device',
      command: { name: command, version: 1 },
      policy: { ...policy, decision: 'allow' },
      parts: { shared: sha256(shared) },
    }),
  );
  return { header, signature: signingKey(seed).sign(Buffer.from(header)), parts: { shared } };
}

/** Takes receipts as one document and as lines; both refuse in the same way, and nothing is changed. */
function expectRefused(receipts: SignedReceipt[], error: Record<string, unknown>): void {
  const before = elsewhere.journal.count();
  const tables = () => JSON.stringify([elsewhere.reader.where(Thing, {}), elsewhere.reader.where(Person, {})]);
  const held = tables();
  const workspace = world.workspace.id;
  const refusal = expect.objectContaining({ name: 'ProofdeskError', ...error });
  const document = { format: 'proofdesk-receipts', version: 1, workspace, receipts };
  expect(() => importReceipts(elsewhere, document)).toThrowError(refusal);
  const file = join(world.root, 'forged.ndjson');
  const head = { format: 'proofdesk-receipts', version: 2, workspace };
  writeFileSync(file, [head, ...receipts].map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(() => importReceiptsFrom(elsewhere, fileSource(file, 'forged.ndjson'))).toThrowError(refusal);
  expect(elsewhere.journal.count()).toBe(before);
  expect(tables()).toBe(held);
}

describe('who may decide on keys', () => {
  let rep: string;
  let stranger: string;
  beforeEach(() => {
    rep = run<{ id: string }>('person.add', { name: 'Rob', roles: ['rep'] }).result!.id;
    add('of the rep', { as: rep });
    stranger = '0198bbbb-0000-7000-8000-000000000002';
    copyOnAnotherDevice();
  });

  const forbidden = { code: 'forbidden', details: { kind: 'not-entitled' } };

  it('is checked again when an announcement comes in a file', () => {
    expect(world.workspace.chains().get(signerOf(rep).chain)?.standing).toBe('announced');
    const announcement = create(ChainAnnouncement, stranger, { chain: stranger, person: rep, publicKey: 'x' });
    expectRefused([forged(rep, 'chain.announce', [announcement])], forbidden);
    // Under another name it is no better, not even from an admin.
    expectRefused([forged(rep, 'thing.add', [announcement])], forbidden);
    expectRefused([forged(world.owner, 'thing.add', [announcement])], forbidden);
  });

  it('is checked again for revocations, roles and policies', () => {
    const chain = signerOf(world.owner).chain;
    expectRefused(
      [forged(rep, 'chain.revoke', [create(ChainRevocation, stranger, { chain, lastNumber: 1 })])],
      forbidden,
    );
    expectRefused([forged(rep, 'person.revise', [patch(Person, rep, { roles: { add: ['admin'] } })])], forbidden);
    expectRefused(
      [
        forged(rep, 'person.add', [
          create(Person, stranger, { roles: ['admin'], name: 'Nobody', email: '', title: '' }),
        ]),
      ],
      forbidden,
    );
    const set = create(PolicySet, stranger, { digest: 'a'.repeat(64), policies: {}, installed: 1 });
    expectRefused([forged(rep, 'policy.install', [set])], forbidden);
    expectRefused([forged(rep, 'thing.add', [set])], forbidden);
  });

  it('lets an admin, also one who was an admin when they announced and is none any more', () => {
    const second = run<{ id: string }>('person.add', { name: 'Second', roles: ['admin'] }).result!.id;
    const third = run<{ id: string }>('person.add', { name: 'Third', roles: ['rep'] }).result!.id;
    add('of the third', { as: third });
    add('of the second', { as: second });
    run('person.revise', { person: second, roles: ['rep'] });
    const { added } = importReceipts(elsewhere, exportReceipts(world.workspace));
    expect(added).toBeGreaterThan(5);
    expect(elsewhere.chains().get(signerOf(third).chain)?.standing).toBe('announced');
    expectRefused([forged(second, 'chain.announce', [])], forbidden);
  });
});

describe('a forged chain is refused whole', () => {
  let fresh: SignedReceipt[];
  let rep: string;
  beforeEach(() => {
    rep = run<{ id: string }>('person.add', { name: 'Rob', roles: ['rep'] }).result!.id;
    add('of the rep', { as: rep });
    copyOnAnotherDevice();
    for (const title of ['one', 'two', 'three']) add(title);
    fresh = exportReceipts(world.workspace, { after: elsewhere.journal.lastOrdinal() }).receipts;
    expect(fresh).toHaveLength(3);
  });

  const bad = (message: string) => ({ code: 'bad-input', message: expect.stringContaining(message) });

  it('when its receipts are reordered', () => {
    expectRefused([fresh[1]!, fresh[0]!, fresh[2]!], bad('is not here'));
    expectRefused([fresh[0]!, fresh[2]!, fresh[1]!], bad('is not here'));
  });

  it('when a signature is replaced', () => {
    for (const signature of ['A'.repeat(86), '', 'not base64 at all', fresh[0]!.signature]) {
      expectRefused([fresh[0]!, { ...fresh[1]!, signature }], bad('signature'));
    }
  });

  it("when it is signed with another person's key", () => {
    const change = create(Thing, '0198cccc-0000-7000-8000-000000000003', { title: 'forged' });
    const repsKey = signerOf(rep).seed;
    expectRefused(
      [...fresh, forged(world.owner, 'thing.add', [change], (header) => header, repsKey)],
      bad('signature'),
    );
    // The rep's own chain does not speak for the owner either.
    expectRefused(
      [forged(rep, 'thing.add', [change], (header) => ({ ...header, actor: world.owner }))],
      bad('no key for this person'),
    );
  });

  it('when there is a gap', () => {
    expectRefused([fresh[0]!, fresh[2]!], bad('is not here'));
    expectRefused(fresh.slice(1), bad('is not here'));
  });

  it('when a number is there twice', () => {
    const change = create(Thing, '0198cccc-0000-7000-8000-000000000003', { title: 'forged' });
    const last = world.workspace.journal.head(signerOf(world.owner).chain)!;
    const { previous } = JSON.parse(last.header) as ReceiptHeader;
    const twin = forged(world.owner, 'thing.add', [change], (header) => ({ ...header, number: last.number, previous }));
    expectRefused([...fresh, twin], bad('forked'));
    expectRefused([fresh[0]!, fresh[1]!, twin, fresh[2]!], bad('forked'));
  });

  it('when its clock runs backwards', () => {
    const before = JSON.parse(fresh[1]!.header) as ReceiptHeader;
    const back = forged(world.owner, 'thing.add', [], (header) => ({ ...header, at: before.at }));
    expectRefused([...fresh, back], bad('its time'));
  });

  it('but the same receipts as they were are taken, twice without a difference', async () => {
    expect(importReceipts(elsewhere, exportReceipts(world.workspace)).added).toBe(3);
    expect(importReceipts(elsewhere, exportReceipts(world.workspace)).added).toBe(0);
    expect((await verifyLedger(elsewhere.journal, elsewhere.chains(), { deep: true })).fault).toBeNull();
  });
});
