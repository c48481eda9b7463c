import { expect, it } from 'vitest';
import { sellingWorld } from '../core/selling-world';

it('a number that was typed whole finds its quote before all that mentions it', async () => {
  const world = await sellingWorld();
  try {
    const { rep, deal, model } = world;
    const client = world.as(rep);
    const quote = (
      await client.quotes.create({
        input: {
          deal,
          model,
          title: 'A long title that says much about what is offered to whom, and until when it holds',
          lines: [{ sku: 'BASE', quantity: '1' }],
        },
      })
    ).result!;
    await client.quotes.submit({ input: { quote: quote.id } });
    for (const text of [quote.number, quote.number.toLowerCase(), ` ${quote.number} `]) {
      const hits = await client.search.find({ text });
      expect(hits.length).toBeGreaterThan(1);
      expect(hits[0]).toMatchObject({ entity: 'quote', id: quote.id });
    }
  } finally {
    await world.close();
  }
});
