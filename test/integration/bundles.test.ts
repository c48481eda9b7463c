import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { type SellingWorld, sellingWorld } from '../core/selling-world';
import { smallModel } from '../core/small-model';

let world: SellingWorld;
let model: string;

beforeEach(async () => {
  world = await sellingWorld();
  const finance = world.as(world.finance);
  const made = await finance.pricing.create({
    input: {
      name: 'Suites',
      version: '1',
      content: {
        ...smallModel,
        bundles: [
          {
            code: 'START',
            name: 'Starter',
            family: 'Suites',
            description: 'Platform with a team on it',
            discountBasisPoints: 1000,
            parts: [{ sku: 'BASE', quantity: '1', counts: 'once' }],
            options: [
              {
                name: 'Team',
                least: 1,
                most: 1,
                choices: [
                  { sku: 'SEAT', quantity: '10', standard: true },
                  { sku: 'TOKENS', quantity: '500' },
                ],
              },
            ],
          },
        ],
        pairs: [{ kind: 'requires', sku: 'TOKENS', others: ['SEAT'], reason: 'somebody has to use them' }],
      },
    },
  });
  model = made.result!.version;
  await finance.pricing.publish({ input: { version: model } });
});

afterEach(() => world.close());

async function quoteOf(lines: { sku: string; quantity: string; options?: string[] }[]) {
  const { result } = await world.as(world.rep).quotes.create({
    input: { deal: world.deal, model, termMonths: 12, lines },
  });
  return result!.id;
}

describe('a bundle on a quote', () => {
  it('is one line of the quote, frozen with its parts, and its document verifies', async () => {
    const rep = world.as(world.rep);
    const quote = await quoteOf([{ sku: 'START', quantity: '2' }]);
    const { request } = (await rep.quotes.submit({ input: { quote } })).result!;
    const { priced } = await rep.quotes.frozen({ quote, version: 1 });
    expect(priced.lines[0]).toMatchObject({
      sku: 'START',
      listMinor: (400_000 + 20 * 4_500) * 12,
      netMinor: ((400_000 + 20 * 4_500) * 12 * 9) / 10,
      parts: [
        { sku: 'BASE', quantity: '1' },
        { sku: 'SEAT', quantity: '20' },
      ],
    });
    await world.as(world.finance).approvals.decide({ input: { request, role: 'finance', decision: 'approve' } });
    await world.as(world.delivery).approvals.decide({ input: { request, role: 'delivery', decision: 'approve' } });
    await rep.quotes.release({ input: { quote, version: 1 } });
    const document = await rep.documents.build({ kind: 'quote', subject: quote });
    const report = await rep.documents.verify({ file: document.file });
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report).toMatchObject({ ok: true, consistent: true });
    expect(checkRebuild(world.desk.workspace())).toMatchObject({ ok: true });
  });

  it('is not submitted while a code that it needs is missing, and is once the option is changed', async () => {
    const rep = world.as(world.rep);
    const quote = await quoteOf([{ sku: 'START', quantity: '1', options: ['TOKENS'] }]);
    await expect(rep.quotes.submit({ input: { quote } })).rejects.toMatchObject({ code: 'forbidden' });
    const [line] = (await rep.quotes.get({ id: quote })).lines;
    expect(line!.options).toEqual(['TOKENS']);
    await rep.quotes.reviseLine({ input: { line: line!.id, fields: { options: null } } });
    await rep.quotes.submit({ input: { quote } });
  });
});
