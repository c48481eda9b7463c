import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPdf } from '../../src-main/documents/verify/pdf-file';
import { pageTexts } from '../../src-main/documents/verify/pdf-text';
import type { DocumentKind } from '../../src-shared/documents';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let quote: string;
let contact: string;

/** Told from everything else: a cost of the model, a floor, and a note that nobody outside may read. */
const MARKER = 'never outside';

beforeEach(async () => {
  world = await sellingWorld();
  const { as, rep, deal, model, account } = world;
  const lines = [
    { sku: 'BASE', quantity: '1', discountBasisPoints: 500, insideNote: MARKER },
    { sku: 'SEAT', quantity: '40', group: 'People' },
    { sku: 'TOKENS', quantity: '4200', optional: true },
  ];
  quote = (await as(rep).quotes.create({ input: { deal, model, termMonths: 36, lines } })).result!.id;
  contact = (await as(rep).deals.createContact({ input: { account, name: 'Yara Demir', title: 'Head of data' } }))
    .result!.id;
  await as(rep).quotes.edit({ input: { quote, fields: { insideNote: MARKER, contact } } });
});
afterEach(() => world.close());

async function approve(reason = 'Looked at it.') {
  const { as, rep, finance, delivery } = world;
  const { request, version } = (await as(rep).quotes.submit({ input: { quote } })).result!;
  await as(finance).approvals.decide({ input: { request, role: 'finance', decision: 'approve' }, reason });
  await as(delivery).approvals.decide({ input: { request, role: 'delivery', decision: 'approve' }, reason });
  return version;
}

async function release() {
  const version = await approve();
  await world.as(world.rep).quotes.release({ input: { quote, version } });
}

const build = (person: string, kind: DocumentKind, version?: number) =>
  world.as(person).documents.build({ kind, subject: quote, ...(version !== undefined && { version }) });

async function contentOf(file: string) {
  const bytes = world.desk.workspace().blobs.read(file);
  const { document, attachments } = await openPdf(bytes, 'a.pdf');
  const embedded = attachments.map(({ bytes: one }) => Buffer.from(one).toString('utf8')).join('\n');
  return { text: pageTexts(document, 'a.pdf').join('\n').replaceAll('\u200b', ''), embedded };
}

async function expectVerified(person: string, file: string) {
  const report = await world.as(person).documents.verify({ file });
  expect(report.checks.filter(({ ok, skipped }) => !ok || skipped)).toEqual([]);
  expect(report.ok).toBe(true);
}

it('an order form is made of a released version only, shows the bills and where to sign, and verifies', async () => {
  const { rep } = world;
  await world.as(rep).quotes.submit({ input: { quote } });
  await expect(build(rep, 'order-form')).rejects.toMatchObject({ code: 'stale' });
  await world.as(rep).quotes.revise({ input: { quote } });
  await release();
  const form = await build(rep, 'order-form');
  expect(form).toMatchObject({ final: true, name: expect.stringMatching(/-order-form-v2\.pdf$/) });
  await expectVerified(rep, form.file);
  const { text } = await contentOf(form.file);
  for (const words of ['Order form', 'Bills by date', 'Tick what is ordered as well', 'Signature', 'For the supplier'])
    expect(text).toContain(words);
});

it('an acceptance sheet pins the order form by its digest, is a form first, and shows the signature afterwards', async () => {
  const { as, rep } = world;
  await release();
  await expect(build(rep, 'acceptance')).rejects.toMatchObject({ code: 'not-found' });
  const form = await build(rep, 'order-form');
  const empty = await build(rep, 'acceptance');
  await expectVerified(rep, empty.file);
  expect((await contentOf(empty.file)).text).toContain('Date, such as');

  await as(rep).quotes.recordSent({ input: { quote, version: 1, document: form.file, how: 'mail' } });
  const given = { quote, version: 1, document: form.file, contact, name: 'Yara Demir', acceptedOn: '2026-11-12' };
  const strokes: [number, number][][] = [
    [
      [10, 300],
      [400, 20],
      [990, 310],
    ],
    [[500, 160]],
  ];
  await expect(
    as(rep).quotes.recordAcceptance({ input: { ...given, signature: { kind: 'drawn', strokes: [[[2000, 0]]] } } }),
  ).rejects.toMatchObject({ code: 'bad-input' });
  const recorded = await as(rep).quotes.recordAcceptance({
    input: { ...given, signature: { kind: 'drawn', strokes } },
  });
  expect(recorded.decision.decision).toBe('allow');
  const sheet = await build(rep, 'acceptance');
  await expectVerified(rep, sheet.file);
  const { text, embedded } = await contentOf(sheet.file);
  expect(text).toContain('Yara Demir');
  expect(text.replace(/[\s\u200b]/g, '')).toContain(form.file);
  expect(embedded).toContain('M10 300L400 20L990 310M500 160L500 160');
  expect((await as(rep).quotes.get({ id: quote })).versions[0]!.accepted).toMatchObject([{ signed: true }]);

  const receipt = world.desk.workspace().journal.byHash(recorded.receipt!)!;
  const shared = world.desk
    .workspace()
    .journal.parts(receipt.ordinal)
    .find(({ readers }) => readers === 'shared')!;
  expect(shared.body).not.toContain('strokes');
});

it('a typed signature stands on the sheet, and the sheet goes when its person is forgotten', async () => {
  const { as, rep, owner, desk } = world;
  await release();
  const form = await build(rep, 'order-form');
  await as(rep).quotes.recordAcceptance({
    input: {
      quote,
      version: 1,
      document: form.file,
      contact,
      name: 'Yara Demir',
      acceptedOn: '2026-11-12',
      signature: { kind: 'typed', text: 'Y. Demir' },
    },
  });
  const sheet = await build(rep, 'acceptance');
  await expectVerified(rep, sheet.file);
  const { text } = await contentOf(sheet.file);
  expect(text).toContain('Y. Demir');
  // Nothing was recorded as sent, so the acceptance is contested and says so.
  expect(text).toContain('something spoke against it');
  await owner.receipts.erasePerson({ input: { person: contact }, reason: 'She asked to be forgotten.' });
  expect(desk.workspace().blobs.has(sheet.file)).toBe(false);
  expect((await as(rep).documents.list({ subject: quote })).map(({ kind }) => kind)).toEqual(['order-form']);
});

it('an approval sheet tells who decided what and what changed, and only readers of costs ever get it', async () => {
  const { as, rep, finance, owner } = world;
  await approve('Margin is fine.');
  await as(rep).quotes.revise({ input: { quote } });
  const [line] = (await as(rep).quotes.get({ id: quote })).lines;
  await as(rep).quotes.reviseLine({ input: { line: line!.id, fields: { discountBasisPoints: 900 } } });
  await as(rep).quotes.submit({ input: { quote } });
  const sheet = await build(finance, 'approval-sheet');
  expect(sheet).toMatchObject({ final: false, disclosure: 'internal', version: 2 });
  await expectVerified(finance, sheet.file);
  const { text } = await contentOf(sheet.file);
  for (const words of ['Internal', 'Margin', 'Floor', 'Otherwise than in version 1', '9', MARKER]) {
    expect(text).toContain(words);
  }
  const first = await contentOf((await build(finance, 'approval-sheet', 1)).file);
  expect(first.text).toContain('Margin is fine.');
  expect(first.text).toContain('Mara Osei');

  await owner.workspace.revise({ input: { repsSeeCost: false } });
  await expect(build(rep, 'approval-sheet')).rejects.toMatchObject({ code: 'forbidden' });
  expect((await as(rep).documents.list({ subject: quote })).map(({ kind }) => kind)).toEqual([]);
  expect((await as(rep).quotes.get({ id: quote })).versions.flatMap(({ documents }) => documents)).toEqual([]);
  await expect(as(rep).documents.verify({ file: sheet.file })).rejects.toMatchObject({ code: 'not-found' });
});

it('no document for a customer holds cost, margin, floors, limits or inside notes, on its pages or embedded', async () => {
  const { as, rep } = world;
  await release();
  const files = [(await build(rep, 'quote')).file, (await build(rep, 'order-form')).file];
  // The sheet to be filled in, and the one that shows who accepted.
  files.push((await build(rep, 'acceptance')).file);
  await as(rep).quotes.recordAcceptance({
    input: { quote, version: 1, document: files[1]!, contact, name: 'Yara Demir', acceptedOn: '2026-11-12' },
  });
  files.push((await build(rep, 'acceptance')).file);
  for (const file of files) {
    const { text, embedded } = await contentOf(file);
    expect(text).not.toMatch(/margin|cost\b|floor/i);
    expect(text).not.toContain(MARKER);
    const data = embedded.replaceAll(/#import[\s\S]*?#let document[\s\S]*?\n\}\)/g, '');
    expect(data).not.toContain(MARKER);
    expect(data).not.toMatch(/"cost"|marginFloors|floorPrices|"discountLimits":\[\{|"perUnit"/);
  }
  await world.owner.workspace.revise({ input: { repsSeeCost: false } });
  for (const format of ['csv', 'xlsx'] as const) {
    const bytes = Buffer.from((await as(rep).quotes.export({ quote, format })).base64, 'base64');
    const parts = format === 'csv' ? { table: bytes } : unzipSync(bytes);
    for (const part of Object.values(parts)) {
      const words = Buffer.from(part).toString('utf8');
      expect(words).not.toContain(MARKER);
      expect(words).not.toMatch(/margin(?!Left|Right)|\bcosts?\b|floor/i);
    }
  }
});
