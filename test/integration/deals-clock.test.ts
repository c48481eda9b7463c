import { expect, it } from 'vitest';
import { sellingWorld } from '../core/selling-world';

it('deals show how their newest quote stands against its turnaround', async () => {
  const world = await sellingWorld();
  try {
    const { rep, deal, model } = world;
    const client = world.as(rep);
    const clockOf = async () => (await client.deals.list({})).rows.find(({ id }) => id === deal)?.quote;
    expect(await clockOf()).toBeNull();
    await client.quotes.create({ input: { deal, model, requestedAt: 1_000_000 } });
    const later = (await client.quotes.create({ input: { deal, model, requestedAt: 5_000_000 } })).result!;
    expect(await clockOf()).toEqual({
      quote: later.id,
      number: later.number,
      state: 'draft',
      requestedAt: 5_000_000,
      dueAt: 5_000_000 + 24 * 3_600_000,
      sentAt: null,
    });
    await client.quotes.recordSent({
      input: { quote: later.id, version: 1, document: 'a'.repeat(64), how: 'mail', sentAt: 9_000_000 },
    });
    expect(await clockOf()).toMatchObject({ sentAt: 9_000_000 });
    expect((await client.deals.board({})).columns.flatMap(({ rows }) => rows)[0]?.quote).toMatchObject({
      number: later.number,
    });
  } finally {
    await world.close();
  }
});
