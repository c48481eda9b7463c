import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TypedDesk, typedSellingWorld } from '../core/command-line';
import { wideModel } from '../core/wide-model';

let desk: TypedDesk;
const DEAL = 'Halden, 36 months';

beforeAll(async () => {
  desk = await typedSellingWorld('quote-terms', wideModel);
});
afterAll(() => desk.close());

async function begun(...lines: string[]): Promise<string> {
  return (await desk.type('quote', 'create', DEAL, ...lines, '--model', 'Platform 2026.2', '--term', '36')).out.trim();
}
const shown = async (quote: string) => (await desk.type('quote', 'show', quote, '--json')).json();
const total = async (quote: string): Promise<number> => (await shown(quote)).priced.totals.totalContractValueMinor;

describe('terms of a draft', () => {
  it('follow the model until they are said, and go back to it', async () => {
    const quote = await begun('SEAT=10');
    // 36 bills of 450.00 rising 3 % compound, less 5 %: (450.00 + 463.50 + 477.41) × 12 = 16,690.92, less 834.55.
    expect(await total(quote)).toBe(1_585_637);
    await desk.type('quote', 'edit', quote, '--rise', 'none', '--multi-year', 'no');
    expect(await total(quote)).toBe(1_620_000);
    await desk.type('quote', 'edit', quote, '--region', 'nordics');
    expect(await total(quote)).toBe(1_800_000);
    await desk.type('quote', 'edit', quote, '--discount-amount', '1000');
    expect(await total(quote)).toBe(1_700_000);
    await desk.type('quote', 'edit', quote, '--discount-amount', 'none', '--partner', 'Gold', '--registered', 'yes');
    expect(await total(quote)).toBe(1_530_000);
    await desk.type(
      'quote',
      'edit',
      quote,
      '--partner',
      'none',
      '--region',
      'none',
      '--rise',
      'model',
      '--multi-year',
      'yes',
    );
    expect(await total(quote)).toBe(1_585_637);
  });

  it('say where tax is charged, or why none is', async () => {
    const quote = await begun('SEAT=10');
    await desk.type('quote', 'edit', quote, '--rise', 'none', '--multi-year', 'no', '--tax', 'DE');
    expect((await shown(quote)).priced.tax).toMatchObject({ taxMinor: 307_800, grossMinor: 1_927_800 });
    await desk.type('quote', 'edit', quote, '--tax', 'DE', '--exempt', 'Reverse charge');
    expect((await shown(quote)).priced.tax).toMatchObject({ taxMinor: 0, exemption: 'Reverse charge' });
    expect((await desk.type('quote', 'edit', quote, '--exempt', 'Reverse charge')).code).toBe(2);
    expect((await desk.type('quote', 'edit', quote)).code).toBe(2);
  });
});

describe('a line of a draft', () => {
  it('has a ramp, days of its own, a contract price, an amount off, a credit', async () => {
    const quote = await begun('SEAT=10', 'ONBOARD=5');
    await desk.type('quote', 'edit', quote, '--rise', 'none', '--multi-year', 'no', '--start', '2027-01-01');
    await desk.type('quote', 'line', quote, '2', '--credit', 'yes');
    expect(await total(quote)).toBe(1_620_000 - 600_000);
    await desk.type('quote', 'line', quote, '2', '--credit', 'no');
    await desk.type('quote', 'line', quote, '1', '--ramp', '12:10,24:20@40');
    expect(await total(quote)).toBe(12 * 45_000 + 24 * 80_000 + 600_000);
    await desk.type('quote', 'line', quote, '1', '--ramp', 'none', '--from', '2028-01-01', '--until', '2029-01-01');
    expect(await total(quote)).toBe(12 * 45_000 + 600_000);
    await desk.type('quote', 'line', quote, '1', '--from', 'none', '--until', 'none', '--discount-amount', '50');
    expect(await total(quote)).toBe(36 * 40_000 + 600_000);
    await desk.type('quote', 'line', quote, '1', '--discount-amount', 'none', '--contract-price', '30');
    expect(await total(quote)).toBe(36 * 30_000 + 600_000);
  });

  it('is solved for a typed amount or margin, and says what is left over', async () => {
    const quote = await begun('SEAT=10');
    await desk.type('quote', 'edit', quote, '--rise', 'none', '--multi-year', 'no');
    expect((await desk.type('quote', 'line', quote, '1', '--amount', '14580', '--json')).json()).toMatchObject({
      leftOver: 0,
      discountBasisPoints: 1000,
    });
    expect(await total(quote)).toBe(1_458_000);
    const near = await desk.type('quote', 'line', quote, '1', '--amount', '15000');
    expect(near.err).toContain('Nothing comes to it exactly');
    expect(Math.abs((await total(quote)) - 1_500_000)).toBeLessThanOrEqual(18);
    expect((await desk.type('quote', 'line', quote, '1', '--margin', '60')).code).toBe(0);
    expect((await shown(quote)).priced.cost.lines[0].marginBasisPoints).toBeGreaterThanOrEqual(6000);
    expect((await desk.type('quote', 'line', quote, '1', '--margin', '60', '--discount', '5')).code).toBe(2);
    expect((await desk.type('quote', 'line', quote, '1', '--margin', '100')).code).toBe(65);
  });

  it('with a ramp that does not fit says so and is in no total', async () => {
    const quote = await begun('SEAT=10');
    await desk.type('quote', 'line', quote, '1', '--ramp', '12:10');
    const { priced } = await shown(quote);
    expect(priced.lines[0].problems[0]).toMatchObject({ severity: 'error' });
    expect((await desk.type('quote', 'submit', quote)).code).toBe(77);
    expect((await desk.type('quote', 'line', quote, '1', '--ramp', '12x10')).code).toBe(2);
    expect((await desk.type('quote', 'line', quote, '7', '--quantity', '1')).code).toBe(66);
  });
});

describe('a version with such terms', () => {
  it('needs a second person of finance for an agreed price, and its document verifies', async () => {
    const quote = await begun('SEAT=10', 'BASE', 'ONBOARD=5');
    await desk.type('quote', 'edit', quote, '--tax', 'DE', '--start', '2027-01-01', '--region', 'nordics');
    await desk.type('quote', 'line', quote, '1', '--ramp', '12:10,24:20-5%');
    await desk.type('quote', 'line', quote, '2', '--contract-price', '3500', '--from', '2027-02-01');
    await desk.type('quote', 'line', quote, '3', '--credit', 'yes');
    const submitted = (await desk.type('quote', 'submit', quote, '--json')).json();
    expect(submitted.needs.sort()).toEqual(['delivery', 'finance', 'finance:2']);
    expect(await desk.type('quote', 'build', quote, '--out', 'quote.pdf')).toMatchObject({ code: 0 });
    const verified = await desk.type('verify', 'quote.pdf', '--json');
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.json().consistent).toBe(true);
  });
});

describe('alternatives', () => {
  it('are priced side by side, written on the document, and the picked one is recorded', async () => {
    const quote = await begun('BASE', 'SEAT=10', 'SEAT=40');
    await desk.type('quote', 'edit', quote, '--rise', 'none', '--multi-year', 'no');
    expect((await desk.type('quote', 'line', quote, '2', '--alternative', 'Good')).code).toBe(65);
    await desk.type('quote', 'edit', quote, '--alternatives', 'Good,Best', '--propose', 'Best');
    await desk.type('quote', 'line', quote, '2', '--alternative', 'Good');
    await desk.type('quote', 'line', quote, '3', '--alternative', 'Best');
    expect(await total(quote)).toBe(36 * (400_000 + 180_000));
    const { priced } = await shown(quote);
    expect(priced.alternatives).toMatchObject([
      { name: 'Good', proposed: false, totals: { netMinor: 36 * 445_000 } },
      { name: 'Best', proposed: true, totals: { netMinor: 36 * 580_000 } },
    ]);
    expect((await desk.type('quote', 'edit', quote, '--alternatives', 'Best')).code).toBe(65);
    await desk.type('quote', 'submit', quote);
    const request = `${quote}, version 1`;
    await desk.type('approval', 'decide', request, 'approve', '--as', 'Mara Osei');
    await desk.type('approval', 'decide', request, 'approve', '--as', 'Tomas Lind');
    // Without the model's yearly rise the terms are not the standard ones.
    await desk.type('approval', 'decide', request, 'approve', '--as', 'Nils Berg');
    expect(await desk.type('quote', 'release', quote)).toMatchObject({ code: 0 });
    expect(await desk.type('quote', 'build', quote, '--out', 'pick.pdf')).toMatchObject({ code: 0 });
    expect((await desk.type('verify', 'pick.pdf', '--json')).json().consistent).toBe(true);
    await desk.type('quote', 'send', quote);
    await desk.type('contact', 'create', 'Yara Demir', '--account', 'Halden Energy');
    const accept = (...more: string[]) =>
      desk.type('quote', 'accept', quote, '--contact', 'Yara Demir', ...more, '--json');
    expect((await accept()).json().contested).toBe(true);
    expect((await accept('--alternative', 'Worst')).json().contested).toBe(true);
    expect((await accept('--alternative', 'Good')).json().contested).toBe(false);
    expect((await shown(quote)).versions[0].accepted.at(-1)).toMatchObject({ alternative: 'Good' });
  });
});

describe('what changed', () => {
  it('between versions is listed line by line', async () => {
    const quote = await begun('BASE', 'SEAT=10');
    await desk.type('quote', 'submit', quote);
    expect((await desk.type('quote', 'revise', quote)).code).toBe(0);
    await desk.type('quote', 'line', quote, '2', '--quantity', '12', '--discount', '5');
    const compared = (await desk.type('quote', 'compare', quote, '--json')).json();
    expect(compared).toMatchObject({ from: '1', to: 'draft' });
    expect(compared.lines.map(({ change }: { change: string }) => change)).toEqual(['same', 'changed']);
    expect(compared.lines[1].fields).toEqual([
      { field: 'quantity', before: '10', after: '12' },
      { field: 'discountBasisPoints', before: null, after: '5 %' },
    ]);
    const text = await desk.type('quote', 'compare', quote);
    expect(text.out).toContain('Quantity 10 → 12');
    expect((await desk.type('quote', 'compare', quote, '--from', '7')).code).toBe(66);
  });

  it('on another version of the model is shown before anything changes', async () => {
    const quote = await begun('SEAT=10');
    const skus = wideModel.skus.map((sku) =>
      sku.code === 'SEAT' && !sku.region ? { ...sku, rate: { kind: 'per-unit', unitPrice: '50' } } : sku,
    );
    writeFileSync(join(desk.root, 'next.json'), JSON.stringify({ ...wideModel, skus, version: '2027.1' }));
    await desk.type('pricing', 'import', 'next.json', '--as', 'Mara Osei');
    await desk.type('pricing', 'publish', 'Platform 2027.1', '--as', 'Mara Osei');
    const shownFirst = (await desk.type('quote', 'reprice', quote, '--model', 'Platform 2027.1', '--json')).json();
    expect(shownFirst).toMatchObject({ applied: false, lines: [{ change: 'repriced' }] });
    expect(await total(quote)).toBe(1_585_637);
    await desk.type('quote', 'reprice', quote, '--model', 'Platform 2027.1', '--apply');
    expect((await total(quote)) - 1_585_637).toBe(shownFirst.figures[0].difference);
  });
});

describe('a quote begun with another', () => {
  it('has its lines and terms, of the draft or of a version, for this deal or another', async () => {
    const quote = await begun('BASE', 'SEAT=10');
    await desk.type('quote', 'edit', quote, '--discount', '5', '--tax', 'DE');
    await desk.type('quote', 'line', quote, '2', '--ramp', '12:10,24:20', '--note', 'Grows');
    await desk.type('quote', 'submit', quote);
    await desk.type('quote', 'revise', quote);
    await desk.type('quote', 'line', quote, '2', '--ramp', 'none', '--quantity', '99');
    await desk.type('deal', 'create', '--title', 'Helix, renewal', '--account', 'Helix', '--new-account');
    const number = (await desk.type('quote', 'clone', quote, '--version', '1', '--deal', 'Helix, renewal')).out.trim();
    const clone = await shown(number);
    expect(clone).toMatchObject({ accountName: 'Helix', title: 'Helix, renewal', version: 1, status: 'draft' });
    const frozen = (await desk.type('quote', 'compare', quote, '--from', '1', '--to', '1', '--json')).json();
    expect(clone.priced.totals.totalContractValueMinor).toBe(frozen.figures[0].after);
    expect(clone.lines[1]).toMatchObject({ note: 'Grows', ramp: [{ months: 12 }, { months: 24 }] });
    const same = await shown((await desk.type('quote', 'clone', quote)).out.trim());
    expect(same.lines[1]).toMatchObject({ quantity: '99', ramp: null });
  });

  it('or with a template, and says otherwise where it is told to', async () => {
    const quote = await begun('BASE', 'SEAT=10');
    await desk.type('quote', 'edit', quote, '--term', '12', '--discount', '5');
    expect((await desk.type('quote', 'save-template', quote, '--name', 'Starter')).code).toBe(0);
    const make = async (...more: string[]) =>
      shown((await desk.type('quote', 'create', DEAL, ...more, '--model', 'Platform 2026.2')).out.trim());
    expect(await make('--template', 'starter')).toMatchObject({
      termMonths: 12,
      orderDiscountBasisPoints: 500,
      lines: [{ sku: 'BASE' }, { sku: 'SEAT', quantity: '10' }],
    });
    expect(await make('ONBOARD=2', '--template', 'Starter', '--term', '36')).toMatchObject({
      termMonths: 36,
      lines: [{ sku: 'BASE' }, { sku: 'SEAT' }, { sku: 'ONBOARD' }],
    });
    expect((await desk.type('quote', 'templates', '--json')).json().templates).toMatchObject([{ lines: 2 }]);
    await desk.type('quote', 'templates', '--archive', 'Starter');
    expect((await desk.type('quote', 'create', DEAL, '--template', 'Starter', '--model', 'Platform 2026.2')).code).toBe(
      66,
    );
  });
});
