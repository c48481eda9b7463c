import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TypedDesk, typedDesk, typedSellingWorld } from '../core/command-line';
import { smallModel } from '../core/small-model';

let desk: TypedDesk;
let root: string;
const proofdesk = (...line: string[]) => desk.type(...line);

beforeEach(() => {
  desk = typedDesk('quote-cli');
  root = desk.root;
});

afterEach(() => {
  desk.close();
});

it('takes a quote from the model to its release from the command line', async () => {
  await proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin', '--role', 'rep');
  await proofdesk('person', 'add', 'Mara Osei', '--role', 'finance');
  await proofdesk('person', 'add', 'Tomas Lind', '--role', 'delivery');
  await proofdesk('account', 'create', 'Halden Energy');
  await proofdesk('deal', 'create', '--title', 'Halden, 36 months', '--account', 'Halden Energy');
  writeFileSync(join(root, 'platform.json'), JSON.stringify(smallModel));
  writeFileSync(join(root, 'broken.json'), '{"name": 1');

  expect((await proofdesk('pricing', 'import', 'broken.json')).code).toBe(65);
  expect(await proofdesk('pricing', 'import', 'platform.json', '--as', 'Mara Osei')).toMatchObject({ code: 0 });
  expect((await proofdesk('pricing', 'publish', 'Platform 2026.2', '--as', 'Tomas Lind')).code).toBe(77);
  expect(await proofdesk('pricing', 'publish', 'Platform 2026.2', '--as', 'Mara Osei')).toMatchObject({ code: 0 });
  expect((await proofdesk('pricing', 'list', '--json')).json().models).toMatchObject([
    { status: 'published', skus: 3 },
  ]);
  expect(await proofdesk('pricing', 'export', 'Platform', 'items.csv')).toMatchObject({ code: 0 });
  expect(readFileSync(join(root, 'items.csv'), 'utf8')).toContain('TOKENS');

  const made = await proofdesk('quote', 'create', 'Halden, 36 months', 'BASE', '--model', 'Platform', '--term', '36');
  expect(made).toMatchObject({ code: 0, err: '' });
  const number = made.out.trim();
  expect(await proofdesk('quote', 'add', number, 'SEAT=40', '--discount', '8')).toMatchObject({ code: 0 });
  expect((await proofdesk('quote', 'add', number, 'SEAT=many')).code).toBe(2);
  const shown = (await proofdesk('quote', 'show', number, '--json')).json();
  expect(shown.lines).toMatchObject([{ sku: 'BASE' }, { sku: 'SEAT', discountBasisPoints: 800 }]);
  expect(shown.priced.totals.totalContractValueMinor).toBe(20_361_600);

  const submitted = await proofdesk('quote', 'submit', number, '--json');
  expect(submitted.json()).toMatchObject({ version: 1, needs: ['delivery', 'finance'] });
  expect((await proofdesk('quote', 'release', number)).code).toBe(1);
  const request = `${number}, version 1`;
  expect((await proofdesk('approval', 'list', '--as', 'Mara Osei')).out).toContain(request);
  expect(await proofdesk('approval', 'decide', request, 'approve', '--as', 'Mara Osei')).toMatchObject({ code: 0 });
  expect(await proofdesk('approval', 'decide', request, 'approve', '--as', 'Tomas Lind')).toMatchObject({ code: 0 });
  expect(await proofdesk('quote', 'release', number)).toMatchObject({ code: 0 });
  expect((await proofdesk('quote', 'send', number)).code).toBe(66);
  expect((await proofdesk('quote', 'list', '--state', 'released', '--json')).json().quotes).toMatchObject([{ number }]);

  expect(await proofdesk('quote', 'export', number, '--out', 'quote.xlsx')).toMatchObject({ code: 0, err: '' });
  expect(await proofdesk('quote', 'export', number, '--out', 'inside.csv', '--with-cost')).toMatchObject({ code: 0 });
  expect(readFileSync(join(root, 'inside.csv'), 'utf8')).toContain('marginPercent');
  expect((await proofdesk('quote', 'export', number, '--out', 'quote.txt')).code).toBe(2);
  for (const kind of ['order-form', 'acceptance', 'approval-sheet']) {
    const built = await proofdesk('document', 'build', '--kind', kind, '--subject', number, '--out', `${kind}.pdf`);
    expect(built.code, kind).toBe(0);
    expect((await proofdesk('verify', `${kind}.pdf`)).out, kind).not.toMatch(/FAILED/i);
  }
  expect(await proofdesk('quote', 'send', number, '--order-form')).toMatchObject({ code: 0 });
});

it('sends the papers of a version and takes the sheet that comes back', async () => {
  desk.close();
  desk = await typedSellingWorld('quote-papers', smallModel);
  root = desk.root;
  const number = (await proofdesk('quote', 'create', 'Halden, 36 months', 'BASE', '--model', 'Platform')).out.trim();
  await proofdesk('quote', 'submit', number);
  for (const person of ['Mara Osei', 'Tomas Lind']) {
    await proofdesk('approval', 'decide', `${number}, version 1`, 'approve', '--as', person);
  }
  await proofdesk('quote', 'release', number);
  for (const kind of ['order-form', 'acceptance']) {
    await proofdesk('document', 'build', '--kind', kind, '--subject', number, '--out', `${kind}.pdf`);
  }

  // What is named must be there before anything is recorded.
  const all = ['--document', 'quote', '--document', 'acceptance'];
  expect((await proofdesk('quote', 'send', number, ...all)).err).toContain('There is no final document of version 1');
  expect((await proofdesk('quote', 'build', number, '--version', '2', '--out', 'quote.pdf')).code).toBe(66);
  expect(await proofdesk('quote', 'build', number, '--version', '1', '--out', 'quote.pdf')).toMatchObject({ code: 0 });
  expect((await proofdesk('quote', 'send', number, ...all, '--how', 'mail', '--json')).json().sent).toMatchObject([
    { kind: 'quote', contested: false },
    { kind: 'acceptance', contested: false },
  ]);
  const has = (await proofdesk('quote', 'show', number)).out;
  for (const name of ['-v1.pdf', '-acceptance-v1.pdf']) expect(has).toContain(`${number}${name}`);

  const sheet = await PDFDocument.load(readFileSync(join(root, 'acceptance.pdf')), { updateMetadata: false });
  const write = async (values: Record<string, string>) => {
    for (const [field, text] of Object.entries(values)) sheet.getForm().getTextField(field).setText(text);
    writeFileSync(join(root, 'returned.pdf'), await sheet.save());
  };
  const accept = (...more: string[]) => proofdesk('quote', 'accept', number, '--sheet', 'returned.pdf', ...more);
  await write({ name: 'Yara Demir' });
  const looked = await accept('--preview');
  expect(looked).toMatchObject({ code: 1, out: expect.stringContaining('The field for the date is empty.') });
  expect(await accept()).toMatchObject({ code: 65, err: expect.stringContaining('signature is empty') });
  await write({ date: new Date().toISOString().slice(0, 10), signature: 'Y. Demir' });
  expect(await accept()).toMatchObject({ code: 66, err: expect.stringContaining('no contact Yara Demir') });
  await proofdesk('contact', 'create', 'Yara Demir', '--account', 'Halden Energy');
  expect((await accept('--json')).json()).toMatchObject({ contested: false });
  expect((await proofdesk('quote', 'accept', number, '--sheet', 'order-form.pdf')).err).toContain('no fields');
});
