import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastQuarter } from '../../src-main/pricing/simulate';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let draft: string;

beforeEach(async () => {
  world = await sellingWorld();
  const { result } = await world.as(world.finance).pricing.draft({ input: { from: world.model, version: '2027.1' } });
  draft = result!.version;
});

afterEach(() => world.close());

/** Doubles the price of BASE and takes TOKENS out of the draft. */
async function dearer() {
  const finance = world.as(world.finance);
  const { content } = await finance.pricing.get({ version: draft });
  const skus = content.skus
    .filter(({ code }) => code !== 'TOKENS')
    .map((sku) => (sku.code === 'BASE' ? { ...sku, rate: { kind: 'flat' as const, price: '9000' } } : sku));
  await finance.pricing.revise({ input: { version: draft, content: { ...content, skus } } });
}

async function quoteOf(...skus: string[]) {
  const { result } = await world.as(world.rep).quotes.create({
    input: { deal: world.deal, model: world.model, termMonths: 12, lines: skus.map((sku) => ({ sku, quantity: '1' })) },
  });
  return result!;
}

describe('two versions of a model', () => {
  it('are compared row by row, costs and floors only for those who may read them', async () => {
    await dearer();
    const { changes, seesCost } = await world.as(world.finance).pricing.diff({ before: world.model, after: draft });
    expect(seesCost).toBe(true);
    expect(changes.map(({ change, key }) => [change, key])).toEqual([
      ['changed', 'BASE'],
      ['removed', 'TOKENS'],
    ]);
    const removed = changes[1]!.fields.map(({ field }) => field);
    expect(removed.some((field) => field.startsWith('cost.'))).toBe(true);
    await world.owner.workspace.revise({ input: { repsSeeCost: false } });
    const rep = await world.as(world.rep).pricing.diff({ before: world.model, after: draft });
    expect(rep.seesCost).toBe(false);
    expect(JSON.stringify(rep.changes)).not.toContain('cost.');
    await expect(world.as(world.rep).pricing.diff({ before: draft, after: draft })).rejects.toMatchObject({
      code: 'bad-input',
    });
  });
});

describe('a simulation', () => {
  it('prices open quotes on a draft before it is published, and names those that cannot be', async () => {
    await dearer();
    const priced = await quoteOf('BASE');
    const gone = await quoteOf('BASE', 'TOKENS');
    const empty = await quoteOf();
    const found = await world.as(world.finance).pricing.simulate({ version: draft, scope: 'open' });
    expect(found).toMatchObject({ quotes: 3, notPriced: 2, seesCost: true });
    expect(found.rows.find(({ id }) => id === priced.id)).toMatchObject({ version: null, problems: [] });
    expect(found.rows.find(({ id }) => id === gone.id)).toMatchObject({
      after: null,
      problems: [{ on: 'simulated', message: 'The model has no SKU TOKENS' }],
    });
    expect(found.rows.find(({ id }) => id === empty.id)!.problems[0]!.message).toBe('The quote has no lines');
    expect(found.totals).toHaveLength(1);
    expect(found.totals[0]!.quotes).toBe(1);
    expect(found.totals[0]!.afterMinor).toBeGreaterThan(found.totals[0]!.beforeMinor);
    expect(found.totals[0]!.beforeMargin!.marginBasisPoints).not.toBeNull();
    // Nothing of it is kept.
    expect((await world.as(world.rep).quotes.get({ id: priced.id })).model).toBe(world.model);
  });

  it('looks at frozen versions as they were submitted, and at the days in which quotes were sent', async () => {
    const { id } = await quoteOf('BASE');
    await world.as(world.rep).quotes.submit({ input: { quote: id } });
    const open = await world.as(world.rep).pricing.simulate({ version: world.model, scope: 'open' });
    expect(open.rows[0]).toMatchObject({ version: 1, changeMinor: 0, changeBasisPoints: 0 });
    const sent = await world.as(world.rep).pricing.simulate({ version: world.model, scope: 'sent' });
    expect(sent).toMatchObject({ quotes: 0, from: '2026-07-01', until: '2026-10-01' });
    await expect(
      world.as(world.rep).pricing.simulate({ version: draft, scope: 'sent', from: '2026-10-01', until: '2026-07-01' }),
    ).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('can be cancelled, and is listed as a job', async () => {
    await quoteOf('BASE');
    const controller = new AbortController();
    controller.abort();
    await expect(
      world.as(world.rep).pricing.simulate({ version: draft, scope: 'open' }, { signal: controller.signal }),
    ).rejects.toBeDefined();
    await world.as(world.rep).pricing.simulate({ version: draft, scope: 'open' });
    expect((await world.owner.system.jobs.list())[0]).toMatchObject({ kind: 'pricing.simulate', state: 'done' });
  });

  it('knows the quarter before any day', () => {
    expect(lastQuarter(Date.UTC(2027, 0, 15))).toEqual({ from: '2026-10-01', until: '2027-01-01' });
    expect(lastQuarter(Date.UTC(2026, 11, 31))).toEqual({ from: '2026-07-01', until: '2026-10-01' });
  });
});

describe('quotes on another model', () => {
  it('are left out of a simulation and counted, unless they are asked for or there are no others', async () => {
    const finance = world.as(world.finance);
    const { content } = await finance.pricing.get({ version: world.model });
    const other = (await finance.pricing.create({ input: { name: 'Edge', version: '1', content } })).result!.version;
    await quoteOf('BASE');
    expect(await finance.pricing.simulate({ version: other, scope: 'open' })).toMatchObject({ quotes: 1, leftOut: 0 });
    await world.as(world.rep).quotes.create({
      input: { deal: world.deal, model: other, termMonths: 12, lines: [{ sku: 'SEAT', quantity: '1' }] },
    });
    expect(await finance.pricing.simulate({ version: other, scope: 'open' })).toMatchObject({ quotes: 1, leftOut: 1 });
    expect(await finance.pricing.simulate({ version: other, scope: 'open', otherModels: true })).toMatchObject({
      quotes: 2,
      leftOut: 0,
    });
  });
});
