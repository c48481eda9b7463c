import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let quote: string;
let line: string;
let first: string;

/** A quote of which finance and delivery have signed version 1 off; its draft of version 2 is open. */
beforeEach(async () => {
  world = await sellingWorld();
  const { as, rep, finance, delivery, deal, model } = world;
  const lines = [{ sku: 'SEAT', quantity: '40', discountBasisPoints: 500 }];
  quote = (await as(rep).quotes.create({ input: { deal, model, lines } })).result!.id;
  await as(rep).quotes.edit({ input: { quote, fields: { customerNote: 'With help by telephone, at night too' } } });
  first = await submit();
  await decide(finance, first, 'finance');
  await decide(delivery, first, 'delivery');
  await as(rep).quotes.revise({ input: { quote } });
  line = (await as(rep).quotes.get({ id: quote })).lines[0]!.id;
});
afterEach(() => world.close());

const submit = async () => (await world.as(world.rep).quotes.submit({ input: { quote } })).result!.request;
const decide = (person: string, request: string, role: string, decision: 'approve' | 'return' = 'approve') =>
  world.as(person).approvals.decide({ input: { request, role, decision }, reason: 'Looked at it.' });
const discount = (discountBasisPoints: number) =>
  world.as(world.rep).quotes.reviseLine({ input: { line, fields: { discountBasisPoints } } });
const view = (request: string) => world.as(world.rep).approvals.get({ id: request });

/** Takes the policy out that has every change approved anew. */
async function keep(): Promise<void> {
  const { policies } = await world.owner.workspace.policies();
  const texts = Object.fromEntries(policies.map(({ id, text }) => [id, text]));
  delete texts['changed-versions-are-approved-anew'];
  await world.owner.workspace.installPolicies({ input: { policies: texts } });
}

it('as shipped, every change voids the approvals, and the request says why', async () => {
  await discount(300);
  const request = await submit();
  expect(await view(request)).toMatchObject({
    state: 'waiting',
    missing: ['delivery', 'finance'],
    since: { request: first, version: 1, state: 'approved' },
    kept: {
      request: first,
      version: 1,
      kept: false,
      decisions: [],
      why: ['SEAT has less discount.', 'The house has every changed version approved anew.'],
    },
  });
});

it('where the policies keep them, less risk needs no further word, and release cites the earlier decisions', async () => {
  await keep();
  await discount(300);
  await world.as(world.rep).quotes.edit({ input: { quote, fields: { customerNote: 'With help by telephone' } } });
  const request = await submit();
  const seen = await view(request);
  expect(seen).toMatchObject({ state: 'approved', missing: [], kept: { kept: true, version: 1 } });
  expect(seen.kept!.why).toEqual(['SEAT has less discount.', 'The note for the customer is shorter.']);
  expect(seen.decisions.map(({ role, kept }) => [role, kept])).toEqual([
    ['finance', true],
    ['delivery', true],
  ]);
  const { clock } = await world.as(world.rep).quotes.get({ id: quote });
  expect(clock.spent.every(({ milliseconds }) => milliseconds >= 0)).toBe(true);
  const released = await world.as(world.rep).quotes.release({ input: { quote, version: 2 } });
  const workspace = world.desk.workspace();
  expect(JSON.parse(workspace.journal.byHash(released.receipt!)!.header).policy.approvals).toHaveLength(2);
});

it('more discount voids them even then, by what was changed', async () => {
  await keep();
  await discount(600);
  const request = await submit();
  expect(await view(request)).toMatchObject({
    state: 'waiting',
    kept: { kept: false, why: expect.arrayContaining(['SEAT has more discount.']) },
  });
});

it('finance looks again where whoever hands in may not read margins; delivery’s word stays', async () => {
  await keep();
  await world.owner.workspace.revise({ input: { repsSeeCost: false } });
  await discount(300);
  const request = await submit();
  expect(await view(request)).toMatchObject({ missing: ['finance'], kept: { kept: true } });
  await decide(world.finance, request, 'finance');
  expect((await world.as(world.finance).quotes.get({ id: quote })).versions[0]!.marginBasisPoints).not.toBeNull();
});

it('a later return of the same person voids what they had approved', async () => {
  await keep();
  await discount(600);
  const second = await submit();
  await decide(world.finance, second, 'finance', 'return');
  await world.as(world.rep).quotes.revise({ input: { quote } });
  await discount(400);
  const third = await submit();
  expect(await view(third)).toMatchObject({ missing: ['finance'], kept: { kept: true, version: 1 } });
});

it('a returned version is mended, shown with its differences, and approved anew by two people', async () => {
  const { as, rep, finance, delivery, finance2 } = world;
  await discount(900);
  const second = await submit();
  await decide(delivery, second, 'delivery');
  await decide(finance, second, 'finance', 'return');
  expect((await view(second)).state).toBe('returned');
  await expect(as(rep).quotes.release({ input: { quote, version: 2 } })).rejects.toMatchObject({
    code: 'approval-needed',
  });
  await as(rep).quotes.revise({ input: { quote } });
  await discount(700);
  const third = await submit();
  expect((await view(third)).since).toMatchObject({ version: 1, state: 'approved' });
  await expect(as(rep).quotes.release({ input: { quote, version: 3 } })).rejects.toMatchObject({
    code: 'approval-needed',
  });
  await decide(finance2, third, 'finance');
  await decide(delivery, third, 'delivery');
  await as(rep).quotes.release({ input: { quote, version: 3 } });
});
