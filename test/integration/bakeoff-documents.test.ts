import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BakeoffDesk, harnessFixtures, jtlRows } from '../core/bakeoff-desk';

let at: BakeoffDesk;
const client = () => at.client();
const plan = (...asked: Parameters<BakeoffDesk['plan']>) => at.plan(...asked);
const importAll = (...asked: Parameters<BakeoffDesk['importAll']>) => at.importAll(...asked);
const importSample = (...asked: Parameters<BakeoffDesk['importSample']>) => at.importSample(...asked);

beforeEach(async () => {
  at = await BakeoffDesk.open();
});
afterEach(() => at.close());

describe('documents of a verdict', () => {
  it('a deck and a bundle carry the raw files, and every figure in them is computed again from these', async () => {
    const { bakeoff } = await importSample('batch-report');
    const { result } = await client().bakeoffs.record({ input: { bakeoff } });
    const deck = await client().documents.build({ kind: 'proof-deck', subject: result!.id });
    expect(deck).toMatchObject({ kind: 'proof-deck', final: true, disclosure: 'nda', present: true });
    expect(deck.sources.length).toBeGreaterThan(1);
    const checkedDeck = await client().documents.verify({ file: deck.file });
    expect(checkedDeck.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checkedDeck.consistent).toBe(true);
    const figures = checkedDeck.checks.filter(({ name }) => name.includes('figures'));
    expect(figures.reduce((sum, { compared }) => sum + (compared ?? 0), 0)).toBeGreaterThan(60);
    expect(checkedDeck.checks.filter(({ skipped, vouchedBySigner }) => skipped || vouchedBySigner)).toEqual([]);
    const bundle = await client().documents.build({ kind: 'evidence-bundle', subject: result!.id });
    const checkedBundle = await client().documents.verify({ file: bundle.file });
    expect(checkedBundle.checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('stay inside where the competitor must not be named, and wait until hard stops are accepted', async () => {
    const { bakeoff } = await plan(jtlRows);
    await client().bakeoffs.revise({ input: { bakeoff, competitorInternalOnly: true } });
    await importAll(bakeoff, [join(harnessFixtures, 'jmeter/a.jtl'), join(harnessFixtures, 'jmeter/b.jtl')]);
    const inside = (await client().bakeoffs.record({ input: { bakeoff } })).result!.id;
    await expect(
      client().documents.build({ kind: 'proof-deck', subject: inside, disclosure: 'nda' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await client().documents.build({ kind: 'proof-deck', subject: inside })).toMatchObject({
      disclosure: 'internal',
    });
    await client().bakeoffs.revise({ input: { bakeoff, competitorInternalOnly: false } });
    const { runs } = await client().bakeoffs.get({ bakeoff });
    const sizes = { ours: '1 GB', theirs: '2 GB' };
    for (const { id, side } of runs) {
      await client().bakeoffs.describe({ input: { runs: [id], facts: { dataSet: { size: sizes[side] } } } });
    }
    const stopped = (await client().bakeoffs.record({ input: { bakeoff } })).result!.id;
    await expect(client().documents.build({ kind: 'proof-deck', subject: stopped })).rejects.toMatchObject({
      code: 'check-failed',
      details: { checks: ['data-set-size'] },
    });
  });

  it('that may leave the house are the customer’s, until the competitor may not be named: then they are no longer', async () => {
    const account = (await client().deals.createAccount({ input: { name: 'Halden' } })).result!.id;
    const deal = (await client().deals.create({ input: { title: 'Shop', account } })).result!.id;
    const { bakeoff } = await importSample('batch-report', { deal });
    const { result } = await client().bakeoffs.record({ input: { bakeoff } });
    const open = await client().documents.build({ kind: 'proof-deck', subject: result!.id, disclosure: 'nda' });
    const inside = await client().documents.build({ kind: 'proof-deck', subject: result!.id, disclosure: 'internal' });
    const seen = async () => (await at.customer(account).documents.customer()).map(({ id }) => id);
    const reach = async (file: string) => {
      const found = await at.desk.readBlob(at.session({ customerAccount: account }), file);
      if (found && 'cancel' in found.content) await found.content.cancel();
      return found !== null;
    };
    expect(await seen()).toEqual([open.id]);
    expect([await reach(open.file), await reach(inside.file)]).toEqual([true, false]);
    expect(await at.customer('another').documents.customer()).toEqual([]);

    await client().bakeoffs.revise({ input: { bakeoff, competitorInternalOnly: true } });
    expect(await seen()).toEqual([]);
    expect(await reach(open.file)).toBe(false);
    expect((await client().documents.list({})).map(({ id }) => id).sort()).toEqual([open.id, inside.id].sort());
    await client().bakeoffs.revise({ input: { bakeoff, competitorInternalOnly: false } });
    expect(await seen()).toEqual([open.id]);
  });
});
