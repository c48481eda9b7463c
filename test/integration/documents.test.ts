import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;

beforeEach(async () => {
  world = await sellingWorld();
});
afterEach(() => world.close());

async function submitted() {
  const { as, rep, deal, model } = world;
  const quote = (
    await as(rep).quotes.create({
      input: {
        deal,
        model,
        termMonths: 36,
        lines: [
          { sku: 'BASE', quantity: '1', discountBasisPoints: 500 },
          { sku: 'SEAT', quantity: '40', group: 'People' },
          { sku: 'TOKENS', quantity: '4200' },
        ],
      },
    })
  ).result!.id;
  const { request } = (await as(rep).quotes.submit({ input: { quote } })).result!;
  return { quote, request };
}

async function released() {
  const { as, rep, finance, delivery } = world;
  const { quote, request } = await submitted();
  await as(finance).approvals.decide({ input: { request, role: 'finance', decision: 'approve' } });
  await as(delivery).approvals.decide({ input: { request, role: 'delivery', decision: 'approve' } });
  await as(rep).quotes.release({ input: { quote, version: 1 } });
  return quote;
}

describe('the document of a quote', () => {
  it('is marked not approved and not final before the release, final after it, and verifies', async () => {
    const { as, rep, desk } = world;
    const { quote } = await submitted();
    const early = await as(rep).documents.build({ kind: 'quote', subject: quote, version: 1 });
    expect(early.final).toBe(false);
    const second = await released();
    const document = await as(rep).documents.build({ kind: 'quote', subject: second, version: 1 });
    expect(document).toMatchObject({ final: true, present: true, version: 1 });
    const report = await as(rep).documents.verify({ file: document.file });
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report).toMatchObject({ ok: true, consistent: true, trusted: false });
    writeFileSync(join(world.root, 'quote.pdf'), desk.workspace().blobs.read(document.file));
    const sent = await as(rep).quotes.recordSent({
      input: { quote: second, version: 1, document: document.file, how: 'saved' },
    });
    expect(sent.decision.decision).toBe('allow');
    expect((await as(rep).quotes.get({ id: second })).standing).toBe('sent');
  });

  it('holds nothing that costs and no inside note', async () => {
    const { as, rep, desk } = world;
    const quote = await released();
    const document = await as(rep).documents.build({ kind: 'quote', subject: quote });
    const text = desk.workspace().blobs.read(document.file).toString('latin1');
    expect(text).not.toMatch(/marginFloors|floorPrices|discountLimits":\[\{/);
  });

  it('cannot be recorded as final by hand while the version waits', async () => {
    const { as, rep, deal, account } = world;
    const { quote } = await submitted();
    const { result } = await as(rep)
      .documents.build({ kind: 'quote', subject: quote })
      .then((result) => ({ result }));
    await expect(
      as(rep).documents.record({
        input: {
          kind: 'quote',
          title: 'x',
          deal,
          account,
          entity: 'quote',
          subject: quote,
          version: 1,
          file: result.file,
          name: 'x.pdf',
          size: 1,
          final: true,
          disclosure: 'nda',
          sources: [],
        },
      }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is the same to the byte when it is made twice at the same moment', async () => {
    const first = await sellingWorld(5, 0);
    const second = await sellingWorld(5, 0);
    try {
      const digests: string[] = [];
      for (const each of [first, second]) {
        const { as, rep, deal, model } = each;
        const quote = (await as(rep).quotes.create({ input: { deal, model, lines: [{ sku: 'BASE', quantity: '1' }] } }))
          .result!.id;
        await as(rep).quotes.submit({ input: { quote } });
        digests.push((await as(rep).documents.build({ kind: 'quote', subject: quote })).file);
      }
      expect(digests[0]).toBe(digests[1]);
    } finally {
      await first.close();
      await second.close();
    }
  });
});

describe('the readout of a value case', () => {
  it('is made of a recorded version and verifies', async () => {
    const { as, rep, deal } = world;
    const quote = await released();
    const { line, currency } = await as(rep).roi.fromQuote({ quote, years: 3 });
    const money = (value: string) => ({ value, unit: currency, source: 'Halden, M. Solberg' });
    const { id } = (
      await as(rep).roi.create({
        input: {
          deal,
          quote,
          input: {
            currency,
            years: 3,
            discountRate: { value: '0.08', unit: 'a year', source: 'Halden finance' },
            statusQuo: {
              yearly: [{ id: 'licences', kind: 'level', label: 'Licences', perYear: money('142000') }],
              oneTime: [],
            },
            proposal: {
              yearly: [line],
              oneTime: [{ id: 'migration', label: 'Migration', amount: money('42000'), year: 0 }],
            },
            benefits: [
              {
                id: 'hours',
                kind: 'quantity',
                label: 'Analyst hours saved',
                quantity: { value: '1200', unit: 'hours', source: 'Pilot' },
                each: money('65'),
              },
            ],
          },
        },
      })
    ).result!;
    await as(rep).roi.record({ input: { valueCase: id } });
    const document = await as(rep).documents.build({ kind: 'roi', subject: id });
    const report = await as(rep).documents.verify({ file: document.file });
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.ok).toBe(true);
    expect((await as(rep).roi.get({ id })).versions[0]!.stale).toBe(false);
  });
});
