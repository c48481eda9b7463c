import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readForm } from '../../src-main/documents/read-form';
import { type SellingWorld, sellingWorld } from '../core/selling-world';
import { inked } from '../documents/filled-sheet';

let world: SellingWorld;
let quote: string;
let contact: string;
let form: string;
let sheet: Uint8Array;

async function releasedVersion(): Promise<number> {
  const { as, rep, finance, delivery } = world;
  const { request, version } = (await as(rep).quotes.submit({ input: { quote } })).result!;
  for (const [person, role] of [
    [finance, 'finance'],
    [delivery, 'delivery'],
  ] as const) {
    await as(person).approvals.decide({ input: { request, role, decision: 'approve' }, reason: 'Looked at it.' });
  }
  await as(rep).quotes.release({ input: { quote, version } });
  return version;
}

/** Makes the papers of a version and hands them over; the sheet's bytes. */
async function handedOver(version: number): Promise<Uint8Array> {
  const { as, rep, desk } = world;
  form = (await as(rep).documents.build({ kind: 'order-form', subject: quote })).file;
  const { file } = await as(rep).documents.build({ kind: 'acceptance', subject: quote });
  for (const document of [form, file]) {
    const { decision } = await as(rep).quotes.recordSent({ input: { quote, version, document, how: 'mail' } });
    expect(decision.decision).toBe('allow');
  }
  return desk.workspace().blobs.read(file);
}

beforeEach(async () => {
  world = await sellingWorld();
  const { as, rep, deal, model, account } = world;
  const lines = [
    { sku: 'BASE', quantity: '1' },
    { sku: 'SEAT', quantity: '40', alternative: 'Better' },
    { sku: 'SEAT', quantity: '20', alternative: 'Good' },
    { sku: 'TOKENS', quantity: '4200', optional: true },
  ];
  quote = (await as(rep).quotes.create({ input: { deal, model, termMonths: 12 } })).result!.id;
  await as(rep).quotes.edit({ input: { quote, fields: { alternatives: ['Good', 'Better'], alternative: 'Good' } } });
  await as(rep).quotes.addLines({ input: { quote, lines } });
  contact = (await as(rep).deals.createContact({ input: { account, name: 'Yara Demir' } })).result!.id;
  sheet = await handedOver(await releasedVersion());
});
afterEach(() => world.close());

const whole = {
  name: 'Yara Demir',
  title: 'Head of data',
  date: '12.11.2026',
  signature: 'Y. Demir',
  alternative: 'option1',
};

async function filled(values: Partial<typeof whole> = whole, more?: (document: PDFDocument) => void) {
  const document = await PDFDocument.load(sheet, { updateMetadata: false });
  const { alternative, ...texts } = values;
  for (const [name, text] of Object.entries(texts)) document.getForm().getTextField(name).setText(text);
  if (alternative) document.getForm().getRadioGroup('alternative').select(alternative);
  more?.(document);
  return document.save();
}

async function handIn(bytes: Uint8Array): Promise<string> {
  const path = join(world.root, 'returned.pdf');
  writeFileSync(path, bytes);
  return (await world.desk.intake.point(path)).id;
}

const read = async (bytes: Uint8Array, version = 1) =>
  world.as(world.rep).quotes.readSheet({ quote, version, file: await handIn(bytes) });

describe('a filled-in sheet that comes back', () => {
  it('is the acceptance: of the order form that it names, with its name, day, choice and signature, and the file kept', async () => {
    const { as, rep, owner, desk } = world;
    const bytes = await filled();
    expect(await read(bytes)).toEqual({
      file: 'returned.pdf',
      version: 1,
      document: form,
      name: 'Yara Demir',
      title: 'Head of data',
      acceptedOn: '2026-11-12',
      alternative: 'Better',
      signature: { kind: 'typed', text: 'Y. Demir' },
      contact,
      problems: [],
    });
    const file = await handIn(bytes);
    // Ticked on the order form that came with the sheet.
    const optional = (await as(rep).quotes.frozen({ quote, version: 1 })).input.lines
      .filter((line) => line.optional)
      .map(({ id }) => id);
    const { decision, receipt } = await as(rep).quotes.acceptSheet({
      input: { quote, version: 1, file, contact, optional },
    });
    expect(decision.decision).toBe('allow');
    const [accepted] = (await as(rep).quotes.get({ id: quote })).versions[0]!.accepted;
    expect(accepted).toMatchObject({ document: form, alternative: 'Better', optional, signed: true, contested: false });
    const kept = accepted!.sheet!;
    expect(Buffer.from(desk.workspace().blobs.read(kept)).equals(Buffer.from(bytes))).toBe(true);
    const { ordinal } = desk.workspace().journal.byHash(receipt!)!;
    const shared = desk
      .workspace()
      .journal.parts(ordinal)
      .find(({ readers }) => readers === 'shared')!;
    expect(shared.body).not.toContain(kept);
    expect((await read(bytes)).problems).toEqual([expect.stringContaining('taken before')]);
    await owner.receipts.erasePerson({ input: { person: contact }, reason: 'She asked to be forgotten.' });
    expect(desk.workspace().blobs.has(kept)).toBe(false);
  });

  it('names what each alternative comes to, beside where it is ticked', async () => {
    const { pages } = await readForm(sheet, 'sheet.pdf');
    // 12 months of 4,000 and of 45 for 20 or 40 seats.
    for (const words of ['TotalifGoodispicked', 'GoodEUR58,800.00', 'BetterEUR69,600.00']) {
      expect(pages?.text).toContain(words);
    }
  });

  it('may be signed with a pen: the lines over the field are the signature', async () => {
    const { signature: _, ...rest } = whole;
    const bytes = await filled(rest, (document) =>
      inked(document, 'signature', [
        [
          [5, 5],
          [60, 20],
          [90, 4],
        ],
      ]),
    );
    expect(await read(bytes)).toMatchObject({ problems: [], signature: { kind: 'drawn' } });
  });

  it('with empty or unreadable fields names each and is not taken', async () => {
    const bytes = await filled({ date: '05/06/2026' });
    const { problems } = await read(bytes);
    expect(problems).toEqual([
      'The field for the name is empty.',
      expect.stringContaining('“05/06/2026” is none that can be told'),
      'None of Good, Better is ticked.',
      expect.stringContaining('signature is empty'),
    ]);
    const file = await handIn(bytes);
    await expect(
      world.as(world.rep).quotes.acceptSheet({ input: { quote, version: 1, file, contact } }),
    ).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('name is empty') });
    expect((await read(await filled({ ...whole, date: '2027-01-01' }))).problems).toEqual([
      'The date 2027-01-01 is still to come.',
    ]);
  });

  it('of another version, another quote, or with an altered page is told from the one that was sent', async () => {
    const { as, rep, deal, model } = world;
    const old = await filled();
    const altered = await filled(whole, (document) => {
      document.getPage(0).drawText('and a discount of 50 %', { x: 60, y: 300 });
    });
    expect((await read(altered)).problems).toEqual([expect.stringContaining('Its page was altered')]);
    const covered = await filled(whole, (document) => {
      document.getPage(0).drawRectangle({ x: 60, y: 300, width: 100, height: 20 });
    });
    expect((await read(covered)).problems).toEqual([expect.stringContaining('drawn over it')]);
    const noted = await filled(whole, (document) =>
      inked(document, 'name', [
        [
          [5, 5],
          [60, 20],
        ],
      ]),
    );
    expect((await read(noted)).problems).toEqual([expect.stringContaining('beside its fields (Ink)')]);
    const renamed = await filled(whole, (document) => {
      const about = document.getForm().getTextField('about');
      about.disableReadOnly();
      about.setText(about.getText()!.replace(form, 'f'.repeat(64)));
    });
    expect((await read(renamed)).problems).toEqual([expect.stringContaining('ffffffffffffffff…')]);
    await as(rep).quotes.revise({ input: { quote } });
    await handedOver(await releasedVersion());
    expect((await read(old, 2)).problems).toEqual([expect.stringContaining('about version 1, not 2')]);
    const other = (await as(rep).quotes.create({ input: { deal, model, lines: [{ sku: 'BASE', quantity: '1' }] } }))
      .result!;
    await as(rep).quotes.submit({ input: { quote: other.id } });
    const about = await as(rep).quotes.readSheet({ quote: other.id, version: 1, file: await handIn(old) });
    expect(about.problems[0]).toMatch(/^It is about Q-.*-0001, not Q-.*-0002/);
  });

  it('that is no sheet, or no PDF, is refused with what to do instead', async () => {
    const { desk } = world;
    await expect(read(desk.workspace().blobs.read(form))).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('has no fields of an acceptance sheet'),
      hint: expect.stringContaining('by hand'),
    });
    await expect(read(Buffer.from('nothing'))).rejects.toMatchObject({ code: 'bad-input' });
    await expect(read(await filled(), 7)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('cannot be claimed by its digest alone', async () => {
    const input = { quote, version: 1, document: form, contact, name: 'Yara Demir', acceptedOn: '2026-11-12' };
    await expect(
      world.as(world.rep).quotes.recordAcceptance({ input: { ...input, sheet: form } }),
    ).rejects.toMatchObject({ code: 'bad-input', where: { field: 'sheet' } });
  });
});
