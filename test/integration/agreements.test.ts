import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TypedDesk, typedSellingWorld } from '../core/command-line';
import { wideModel } from '../core/wide-model';

let desk: TypedDesk;
const type = (...line: string[]) => desk.type(...line);

/** Signed off, released, built, sent and accepted. */
async function won(quote: string, on: string, ...more: string[]): Promise<void> {
  const { needs } = (await type('quote', 'submit', quote, '--json')).json();
  const { version } = (await type('quote', 'show', quote, '--json')).json();
  const request = `${quote}, version ${version}`;
  await type('approval', 'decide', request, 'approve', '--as', 'Mara Osei');
  await type('approval', 'decide', request, 'approve', '--as', 'Tomas Lind');
  if (needs.includes('finance:2')) await type('approval', 'decide', request, 'approve', '--as', 'Felix Roth');
  if (needs.includes('legal')) await type('approval', 'decide', request, 'approve', '--as', 'Nils Berg');
  expect(await type('quote', 'release', quote)).toMatchObject({ code: 0, err: '' });
  expect(await type('quote', 'build', quote, '--out', `${quote}.pdf`)).toMatchObject({ code: 0 });
  await type('quote', 'send', quote);
  const accepted = await type('quote', 'accept', quote, '--contact', 'Yara Demir', '--on', on, ...more, '--json');
  expect(accepted).toMatchObject({ code: 0 });
}

const begun = async (...line: string[]) => (await type(...line, '--json')).json();
const agreement = async (quote: string, on: string) =>
  (await type('quote', 'agreement', quote, '--on', on, '--json')).json();
const quantities = async (quote: string, on: string) =>
  (await agreement(quote, on)).lines.map(
    ({ sku, quantity }: { sku: string; quantity: string }) => `${sku} ${quantity}`,
  );

let base: string;
/** The first day of this year: what is agreed has begun and has not ended. */
const year = new Date().getUTCFullYear();
const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  desk = await typedSellingWorld('agreements', wideModel);
  await type('contact', 'create', 'Yara Demir', '--account', 'Halden Energy');
  const created = [
    'quote',
    'create',
    'Halden, 36 months',
    'BASE',
    'SEAT=10',
    '--model',
    'Platform 2026.2',
    '--term',
    '36',
  ];
  base = (await type(...created)).out.trim();
  await type('quote', 'edit', base, '--start', `${year}-01-01`, '--rise', 'none');
  await type('quote', 'add', base, 'ONBOARD=2', '--optional');
  await won(base, today);
});
afterAll(() => desk.close());

describe('a won quote', () => {
  it('is an agreement: what is in force on a day, without optional lines that were not taken', async () => {
    expect(await quantities(base, `${year}-06-01`)).toEqual(['BASE 1', 'SEAT 10']);
    expect(await quantities(base, `${year + 3}-01-01`)).toEqual([]);
    expect((await type('quote', 'agreement', base)).out).toContain('Halden Energy');
  });

  it('is amended by a quote of its own, whose document says what changes and verifies', async () => {
    // 450.00 a month for 10, 675.00 for 15, less 5 % for the long term: 12 bills in the third year.
    const amendment = await begun('quote', 'amend', base, '--on', `${year + 2}-01-01`, '--more', 'SEAT=5');
    expect(amendment).toMatchObject({
      lines: [{ sku: 'SEAT', before: '10', after: '15', differenceMinor: 12 * 22_500 }],
      totals: { netMinor: 12 * 22_500 * 0.95 },
    });
    await won(amendment.number, today);
    const verified = await type('verify', `${amendment.number}.pdf`, '--json');
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.json().consistent).toBe(true);
    const form = ['document', 'build', '--kind', 'order-form', '--subject', amendment.number, '--out', 'form.pdf'];
    expect(await type(...form)).toMatchObject({ code: 0 });
    expect((await type('verify', 'form.pdf', '--json')).json().consistent).toBe(true);
    if (process.env['PROOFDESK_KEEP_PDF'])
      for (const name of [`${amendment.number}.pdf`, 'form.pdf'])
        copyFileSync(join(desk.root, name), join(process.env['PROOFDESK_KEEP_PDF'], name));
    expect(await quantities(base, `${year + 1}-12-31`)).toEqual(['BASE 1', 'SEAT 10']);
    expect(await quantities(base, `${year + 2}-01-01`)).toEqual(['BASE 1', 'SEAT 15']);
    const { chain, lines } = await agreement(base, `${year + 2}-05-05`);
    expect(chain).toHaveLength(2);
    expect(lines.map(({ from }: { from: string }) => from)).toEqual([`${year}-01-01`, `${year + 2}-01-01`]);
  });

  it('keeps of two amendments on the same state the first; the other is named and made anew', async () => {
    const day = `${year + 2}-07-01`;
    const first = await begun('quote', 'amend', base, '--on', day, '--fewer', 'SEAT=3');
    const second = await begun('quote', 'amend', base, '--on', day, '--remove', 'SEAT', '--add', 'ONBOARD=1');
    const third = await begun('quote', 'amend', base, '--on', day, '--fewer', 'SEAT=15');
    const submitted = (await type('quote', 'submit', third.number, '--json')).json();
    expect(submitted.needs).toContain('finance:2');
    await won(first.number, today);
    const refused = await type('quote', 'submit', second.number);
    expect(refused.err).toContain(`${first.number} has changed ${base} since this was drawn up`);
    expect(await type('quote', 'amend', second.number, '--again')).toMatchObject({ code: 0 });
    expect(await type('quote', 'submit', second.number)).toMatchObject({ code: 0 });
    for (const who of ['Mara Osei', 'Felix Roth', 'Tomas Lind', 'Nils Berg'])
      await type('approval', 'decide', `${third.number}, version 1`, 'approve', '--as', who);
    expect((await type('quote', 'release', third.number)).err).toContain('since this was drawn up');
    await type('quote', 'revise', third.number);
    // Twelve are left, so fifteen cannot go; the draft says so and can be mended.
    expect((await type('quote', 'amend', third.number, '--again')).err).toContain('cannot be 15 fewer: there are 12');
    expect(await type('quote', 'amend', third.number, '--clear', '--fewer', 'SEAT=12')).toMatchObject({ code: 0 });
  });

  it('refuses amendments that cannot be, and edits of what was agreed', async () => {
    const amend = async (...line: string[]) => (await type('quote', 'amend', base, ...line)).err;
    expect(await amend('--on', `${year + 3}-01-01`)).toContain('lies outside');
    expect(await amend('--on', `${year + 2}-06-30`, '--more', 'BASE=1')).toContain('has changed');
    expect(await amend('--on', `${year + 2}-08-01`, '--remove', 'GONE')).toContain('No line in force is GONE');
    expect(await amend('--on', `${year + 2}-08-01`, '--add', 'GONE=1')).toContain('has no GONE');
    expect(await amend('--more', 'SEAT=1')).toContain('--on DAY');
    const draft = await begun('quote', 'amend', base, '--on', `${year + 2}-08-01`, '--more', 'SEAT=1');
    expect((await type('quote', 'edit', draft.number, '--term', '12')).err).toContain('termMonths');
    expect((await type('quote', 'add', draft.number, 'SEAT=1')).err).toContain('follow from what it changes');
    expect((await type('quote', 'clone', draft.number)).code).toBe(65);
    const unwon = (
      await type('quote', 'create', 'Halden, 36 months', 'SEAT=1', '--model', 'Platform 2026.2')
    ).out.trim();
    expect((await type('quote', 'amend', unwon, '--on', today)).err).toContain('was not accepted');
  });

  it('is renewed with what is in force at its end, and shows the uplift', async () => {
    const held = await begun('quote', 'renew', base, '--prices', 'held', '--term', '12');
    const shown = (await type('quote', 'show', held.number, '--json')).json();
    expect(shown).toMatchObject({ startDate: `${year + 3}-01-01`, termMonths: 12, follows: { kind: 'renewal' } });
    expect(shown.lines.map(({ sku, quantity }: Record<string, string>) => [sku, quantity])).toEqual([
      ['BASE', '1'],
      ['SEAT', '12'],
    ]);
    expect(held.lines.every(({ change }: { change: string }) => change === 'same')).toBe(true);
    await type('pricing', 'import', 'platform.json', '--as', 'Mara Osei');
    const renewed = await type('quote', 'renew', base, '--term', '12');
    expect(renewed.out).toContain('Total before');
  });
});
