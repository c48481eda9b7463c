import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

const HOUR = 3_600_000;
const today = Date.UTC(2026, 10, 12, 8);
const digest = 'a'.repeat(64);

let world: SellingWorld;
beforeEach(async () => {
  // An hour goes by at every look at the clock, so that each step takes its time.
  world = await sellingWorld(11, HOUR);
});
afterEach(() => world.close());

async function draft(requestedAt: number) {
  const { rep, deal, model } = world;
  const made = await world.as(rep).quotes.create({
    input: { deal, model, termMonths: 36, requestedAt, lines: [{ sku: 'BASE', quantity: '1' }] },
  });
  return made.result!;
}

const clockOf = async (id: string, person = world.rep) => (await world.as(person).quotes.get({ id })).clock;
const spent = async (id: string, part: string) =>
  (await clockOf(id)).spent.find((one) => one.part === part)?.milliseconds ?? 0;

it('the customer’s time is told from our own, and the clock goes on', async () => {
  const { id, number } = await draft(world.desk.context.now());
  const client = world.as(world.rep);
  await client.quotes.awaitCustomer({ input: { quote: id, question: 'How many seats?' } });
  expect(await clockOf(id)).toMatchObject({ waitingFor: ['customer'], running: true });
  await expect(client.quotes.awaitCustomer({ input: { quote: id, question: 'And when?' } })).rejects.toMatchObject({
    code: 'stale',
    message: `${number} waits for the customer already.`,
  });
  await expect(world.as(world.delivery).quotes.customerAnswered({ input: { quote: id } })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await client.quotes.customerAnswered({ input: { quote: id } });
  const clock = await clockOf(id);
  expect(clock.waitingFor).toEqual(['rep']);
  expect(clock.elapsed - clock.ours).toBeGreaterThan(0);
  expect(await spent(id, 'customer')).toBe(clock.elapsed - clock.ours);
  await expect(client.quotes.customerAnswered({ input: { quote: id } })).rejects.toMatchObject({ code: 'stale' });
  expect((await client.quotes.get({ id })).waits).toMatchObject([{ question: 'How many seats?' }]);
});

it('what was returned or taken back is drafted again, over all versions', async () => {
  const { id } = await draft(world.desk.context.now());
  const client = world.as(world.rep);
  const submit = async () => (await client.quotes.submit({ input: { quote: id } })).result!;
  await submit();
  const request = (await client.quotes.get({ id })).versions[0]!.request!;
  expect((await clockOf(id)).waitingFor.sort()).toEqual(['delivery', 'finance']);
  await world.as(world.finance).approvals.decide({
    input: { request, role: 'finance', decision: 'return' },
    reason: 'The term is too short',
  });
  expect(await clockOf(id)).toMatchObject({ waitingFor: ['rep'] });
  const signing = await spent(id, 'sign-off');
  expect(signing).toBeGreaterThan(0);
  await client.quotes.revise({ input: { quote: id } });
  expect(await spent(id, 'sign-off')).toBe(signing);
  await submit();
  await client.quotes.revise({ input: { quote: id } });
  const taken = await spent(id, 'sign-off');
  expect(taken).toBeGreaterThan(signing);
  expect(await spent(id, 'drafting')).toBeGreaterThan(0);
  expect(await spent(id, 'sign-off')).toBe(taken);
});

it('a report tells by week how long quotes took, and by quote which margin came', async () => {
  const client = world.as(world.rep);
  const sent: string[] = [];
  for (const [hours, daysAgo] of [
    [10, 1],
    [30, 2],
    [20, 9],
    [5, 200],
  ] as const) {
    const sentAt = today - daysAgo * 24 * HOUR;
    const { id, number } = await draft(sentAt - hours * HOUR);
    await client.quotes.recordSent({ input: { quote: id, version: 1, document: digest, how: 'mail', sentAt } });
    sent.push(number);
  }
  const report = await client.quotes.turnaround({ until: '2026-11-12' });
  expect(report).toMatchObject({ from: '2026-08-21', until: '2026-11-12', margins: [] });
  expect(report.whole).toMatchObject({ sent: 3, withinTarget: 2, median: 20 * HOUR, p90: 30 * HOUR });
  expect(report.weeks.map(({ week, sent: count }) => [week, count])).toEqual([
    ['2026-11-02', 1],
    ['2026-11-09', 2],
  ]);
  expect(report.quotes.map(({ number, state }) => [number, state])).toEqual([
    [sent[1], 'late'],
    [sent[2], 'in-time'],
    [sent[0], 'in-time'],
  ]);
  expect((await client.quotes.turnaround({ from: '2026-11-11', until: '2026-11-11' })).whole?.sent).toBe(1);
  expect((await client.quotes.turnaround({ from: '2027-01-01', until: '2027-02-01' })).whole).toBeNull();
});

it('actual figures are recorded by finance, from a file, of accepted quotes only, and seen by those who may see costs', async () => {
  const { id, number } = await draft(today);
  const other = await draft(today);
  const rep = world.as(world.rep);
  await rep.quotes.submit({ input: { quote: id } });
  const request = (await rep.quotes.get({ id })).versions[0]!.request!;
  for (const [person, role] of [
    [world.finance, 'finance'],
    [world.delivery, 'delivery'],
  ] as const) {
    await world.as(person).approvals.decide({ input: { request, role, decision: 'approve' }, reason: 'Fine' });
  }
  await rep.quotes.release({ input: { quote: id, version: 1 } });
  const contact = (await rep.deals.createContact({ input: { account: world.account, name: 'Yara Demir' } })).result!.id;
  await rep.quotes.recordSent({ input: { quote: id, version: 1, document: digest, how: 'mail' } });
  await rep.quotes.recordAcceptance({
    input: { quote: id, version: 1, document: digest, contact, acceptedOn: '2026-11-13', name: 'Yara Demir' },
  });
  const finance = world.as(world.finance);
  const read = async (text: string) => {
    const path = join(world.root, 'november.csv');
    writeFileSync(path, text);
    return finance.quotes.readActuals({ file: (await world.desk.intake.point(path)).id });
  };
  const rows = (await read(`quote;month;revenue;cost\n${number};2026-11;1000,00;400,00\n${other.number};2026-11;1;1\n`))
    .rows;
  expect(rows).toMatchObject([
    { quote: id, revenueMinor: 100_000, costMinor: 40_000, problem: null },
    { problem: `${other.number} was not accepted.` },
  ]);
  const row = { quote: id, month: '2026-11', revenueMinor: 100_000, costMinor: 40_000, source: 'november.csv' };
  await expect(rep.quotes.recordActuals({ input: { rows: [row] } })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(
    finance.quotes.recordActuals({ input: { rows: [row, { ...row, quote: other.id }] } }),
  ).rejects.toMatchObject({ code: 'bad-input' });
  expect((await finance.quotes.get({ id })).actuals).toEqual([]);
  await finance.quotes.recordActuals({ input: { rows: [row] } });
  await finance.quotes.recordActuals({ input: { rows: [{ ...row, costMinor: 50_000, source: 'corrected' }] } });
  expect((await finance.quotes.get({ id })).actuals).toMatchObject([
    { month: '2026-11', revenueMinor: 100_000, costMinor: 50_000, source: 'corrected' },
  ]);
  const [margin] = (await finance.quotes.turnaround({})).margins!;
  expect(margin).toMatchObject({ id, months: 1, revenueMinor: 100_000, actualBasisPoints: 5000 });
  expect(margin!.quotedBasisPoints).toBeGreaterThan(0);
  await world.owner.workspace.revise({ input: { repsSeeCost: false } });
  expect((await rep.quotes.get({ id })).actuals).toBeNull();
  expect((await rep.quotes.turnaround({})).margins).toBeNull();
});
