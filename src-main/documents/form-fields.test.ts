import { resolve } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src-core/ledger/digests';
import { sheetExample } from '../../test/documents/acceptance';
import { logo } from '../../test/documents/examples';
import { inked } from '../../test/documents/filled-sheet';
import { exampleSigner } from '../../test/documents/signer';
import { compileDocument } from './compile';
import { readForm } from './read-form';
import { loadDocumentResources } from './resources';
import { verifyFiles } from './verify';

const resources = loadDocumentResources(resolve('resources'));
const { signer, receipts, fingerprint } = exampleSigner('Ines Okafor');
const make = async (changes: Parameters<typeof sheetExample>[0] = {}): Promise<Uint8Array> => {
  const data = { ...sheetExample(changes), workspace: { name: 'Northwind', fingerprint } };
  return (await compileDocument({ data, brandFiles: { 'logo.svg': logo }, receipts }, resources, signer)).pdf;
};

let sheet: Uint8Array;
beforeAll(async () => {
  sheet = await make();
});

describe('an acceptance sheet that is not filled in yet', () => {
  it('has named fields, a choice of alternatives and a hidden text that says what it is about, to the same bytes twice', async () => {
    const { values } = await readForm(sheet, 'sheet.pdf');
    expect([...values]).toEqual([
      ['alternative', 'Off'],
      ['name', ''],
      ['title', ''],
      ['date', ''],
      ['signature', ''],
      ['about', `Q-A7-0142 3 ${sha256('the order form')}`],
    ]);
    expect(sha256(await make())).toBe(sha256(sheet));
  });

  it('is tagged, says no script or archive of itself, and keeps no link to a field', async () => {
    const text = Buffer.from(sheet).toString('latin1');
    expect(text).not.toContain('pdfaid');
    expect(text).not.toContain('/JavaScript');
    expect(text).not.toContain('proofdesk:field/');
    const document = await PDFDocument.load(sheet, { updateMetadata: false });
    expect(document.catalog.toString()).toContain('/StructTreeRoot');
    expect(text.match(/\/S \/Form/g)).toHaveLength(7);
    expect(text).not.toContain('/S /Link');
  });

  it('is verified as other documents are, until somebody fills it in', async () => {
    const report = await verifyFiles([{ name: 'sheet.pdf', bytes: sheet }], resources, {});
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    const document = await PDFDocument.load(sheet, { updateMetadata: false });
    document.getForm().getTextField('name').setText('Yara Demir');
    const filled = await verifyFiles([{ name: 'filled.pdf', bytes: await document.save() }], resources, {});
    expect(filled.checks.find(({ ok }) => !ok)?.detail).toContain('quote accept');
  });

  it('without alternatives asks for none, and stays an archive file once the acceptance is recorded', async () => {
    expect((await readForm(await make({ alternatives: [] }), 'sheet.pdf')).values.has('alternative')).toBe(false);
    const recorded = await make({ accepted: { name: 'Yara Demir', on: '2026-11-20', contested: false } });
    expect(Buffer.from(recorded).toString('latin1')).toContain('<pdfaid:part>3</pdfaid:part>');
    expect((await readForm(recorded, 'sheet.pdf')).values.size).toBe(0);
  });
});

describe('a sheet that came back', () => {
  it('gives what was typed, picked and drawn, and the same text of its page', async () => {
    const document = await PDFDocument.load(sheet, { updateMetadata: false });
    const form = document.getForm();
    form.getTextField('name').setText('Yara Demir');
    form.getTextField('date').setText('30.11.2026');
    form.getRadioGroup('alternative').select('option1');
    inked(document, 'signature', [
      [
        [5, 5],
        [40, 20],
        [80, 8],
      ],
    ]);
    const read = await readForm(await document.save(), 'filled.pdf');
    expect(Object.fromEntries(read.values)).toMatchObject({
      name: 'Yara Demir',
      date: '30.11.2026',
      alternative: 'option1',
    });
    expect(read.drawnOver('signature')).toHaveLength(1);
    expect(read.drawnOver('name')).toHaveLength(0);
    expect(read.pages).toEqual((await readForm(sheet, 'sheet.pdf')).pages);
    expect(read.pages?.text).toContain('Q-A7-0142');
    expect(read.notesBeside('signature')).toEqual([]);
    expect(read.notesBeside('name')).toEqual(['Ink']);
  });

  it('of another version has another text', async () => {
    const other = await readForm(await make({ version: 4 }), 'other.pdf');
    const own = await readForm(sheet, 'sheet.pdf');
    expect(other.pages?.text).not.toBe(own.pages?.text);
    expect(other.pages?.drawing).not.toBe(own.pages?.drawing);
  });
});
