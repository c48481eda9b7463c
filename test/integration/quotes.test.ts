import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import type { DeskProcess } from '../../src-main/desk-process';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let desk: DeskProcess;
let rep: string;
let finance: string;
let finance2: string;
let delivery: string;
let deal: string;
let version: string;
const client = () => world.owner;
const as = (person: string) => world.as(person);

beforeEach(async () => {
  world = await sellingWorld();
  ({ desk, rep, finance, finance2, delivery, deal, model: version } = world);
});

afterEach(() => world.close());

async function draft(discountBasisPoints = 0) {
  const { result } = await as(rep).quotes.create({
    input: {
      deal,
      model: version,
      termMonths: 36,
      lines: [
        { sku: 'BASE', quantity: '1', discountBasisPoints },
        { sku: 'TOKENS', quantity: '4200' },
      ],
    },
  });
  return result!;
}

const decide = (person: string, request: string, role: string, decision: 'approve' | 'return' = 'approve') =>
  as(person).approvals.decide({ input: { request, role, decision }, reason: 'Looked at it.' });

describe('the path of a quote', () => {
  it('goes from draft over two different people to released, sent and accepted', async () => {
    const { id, number } = await draft();
    expect(number).toMatch(/^Q-[A-Z]\d-0001$/);
    const submitted = await as(rep).quotes.submit({ input: { quote: id } });
    const { request } = submitted.result!;
    expect((await as(finance).approvals.get({ id: request })).needs).toEqual(['delivery', 'finance']);
    await expect(as(rep).quotes.release({ input: { quote: id, version: 1 } })).rejects.toMatchObject({
      code: 'approval-needed',
    });
    await expect(decide(rep, request, 'finance')).rejects.toMatchObject({ code: 'forbidden' });
    const first = await decide(finance, request, 'finance');
    await expect(as(rep).quotes.release({ input: { quote: id, version: 1 } })).rejects.toMatchObject({
      code: 'approval-needed',
    });
    const second = await decide(delivery, request, 'delivery');
    expect((await as(rep).quotes.get({ id })).standing).toBe('approved');
    const released = await as(rep).quotes.release({ input: { quote: id, version: 1 } });
    const header = JSON.parse(desk.workspace().journal.byHash(released.receipt!)!.header);
    expect(header.policy.approvals.sort()).toEqual([first.receipt, second.receipt].sort());
    expect((await as(rep).quotes.get({ id })).standing).toBe('released');
    expect(checkRebuild(desk.workspace())).toMatchObject({ ok: true, differences: [] });
  });

  it('keeps a submitted version as it was while the next draft changes', async () => {
    const { id } = await draft();
    await as(rep).quotes.submit({ input: { quote: id } });
    const [line] = (await as(rep).quotes.get({ id })).lines;
    await expect(
      as(rep).quotes.reviseLine({ input: { line: line!.id, fields: { quantity: '2' } } }),
    ).rejects.toMatchObject({ code: 'stale' });
    await as(rep).quotes.revise({ input: { quote: id } });
    await as(rep).quotes.reviseLine({ input: { line: line!.id, fields: { quantity: '2' } } });
    const frozen = await as(rep).quotes.frozen({ quote: id, version: 1 });
    expect(frozen.input.lines[0]!.quantity).toBe('1');
    expect((await as(rep).approvals.inbox({ show: 'asked' })).length).toBe(0);
  });

  it('wants a second person of finance when the discount is over the limit', async () => {
    const { id } = await draft(2000);
    const { request } = (await as(rep).quotes.submit({ input: { quote: id } })).result!;
    await decide(finance, request, 'finance');
    await decide(delivery, request, 'delivery');
    await expect(as(rep).quotes.release({ input: { quote: id, version: 1 } })).rejects.toMatchObject({
      code: 'approval-needed',
    });
    await decide(finance2, request, 'finance');
    expect((await as(rep).quotes.release({ input: { quote: id, version: 1 } })).status).toBe('done');
  });

  it('comes back with a reason, and is not released then', async () => {
    const { id } = await draft();
    const { request } = (await as(rep).quotes.submit({ input: { quote: id } })).result!;
    await decide(finance, request, 'finance', 'return');
    await decide(delivery, request, 'delivery');
    expect((await as(rep).quotes.get({ id })).standing).toBe('returned');
    await expect(as(rep).quotes.release({ input: { quote: id, version: 1 } })).rejects.toMatchObject({
      code: 'approval-needed',
    });
  });

  it('records a handover that broke the rules as a contested fact', async () => {
    const { id } = await draft();
    await as(rep).quotes.submit({ input: { quote: id } });
    const sent = await as(rep).quotes.recordSent({
      input: { quote: id, version: 1, document: 'a'.repeat(64), how: 'mail' },
    });
    expect(sent.decision.decision).toBe('contested');
  });

  it('refuses an empty quote and one whose lines cannot be priced', async () => {
    const { result } = await as(rep).quotes.create({ input: { deal, model: version } });
    await expect(as(rep).quotes.submit({ input: { quote: result!.id } })).rejects.toMatchObject({ code: 'forbidden' });
    await as(rep).quotes.addLines({ input: { quote: result!.id, lines: [{ sku: 'NOPE', quantity: '1' }] } });
    await expect(as(rep).quotes.submit({ input: { quote: result!.id } })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('what costs', () => {
  it('is not shown to an engineer, and is shown to finance', async () => {
    const { id } = await draft();
    await as(rep).quotes.submit({ input: { quote: id } });
    expect(
      (await as(finance).quotes.frozen({ quote: id, version: 1 })).priced.cost?.total.marginBasisPoints,
    ).toBeGreaterThan(0);
    const engineer = (await client().workspace.addPerson({ input: { name: 'Rafael Brandt', roles: ['engineer'] } }))
      .result!.id;
    const seen = await as(engineer).quotes.get({ id });
    expect(seen.seesCost).toBe(false);
    expect(JSON.stringify(seen)).not.toContain('"cost"');
    expect(JSON.stringify(await as(engineer).quotes.frozen({ quote: id, version: 1 }))).not.toContain('costMinor');
  });

  it('lies in no shared part', async () => {
    const { id } = await draft();
    await as(rep).quotes.submit({ input: { quote: id } });
    for (const { ordinal } of desk.workspace().journal.each()) {
      for (const { readers, body } of desk.workspace().journal.parts(ordinal)) {
        if (readers !== 'cost') expect(body).not.toMatch(/"perUnit":"9"|marginBasisPoints|costMinor/);
      }
    }
  });
});

it('freezes a quote of 1,000 lines as one act of several receipts', async () => {
  const { result } = await as(rep).quotes.create({
    input: {
      deal,
      model: version,
      lines: Array.from({ length: 1000 }, (_, index) => ({
        sku: index % 2 ? 'SEAT' : 'TOKENS',
        quantity: String(index + 1),
      })),
    },
  });
  const submitted = await as(rep).quotes.submit({ input: { quote: result!.id } });
  expect(submitted.status).toBe('done');
  const frozen = await as(rep).quotes.frozen({ quote: result!.id, version: 1 });
  expect(frozen.priced.lines).toHaveLength(1000);
  expect(checkRebuild(desk.workspace()).ok).toBe(true);
});
