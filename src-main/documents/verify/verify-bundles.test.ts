import { resolve } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src-core/ledger/digests';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import { logo } from '../../../test/documents/examples';
import { exampleSigner } from '../../../test/documents/signer';
import { tracedBundle, tracedQuote } from '../../../test/documents/traced';
import { buildBundle } from '../bundle';
import { compileDocument } from '../compile';
import { loadDocumentResources } from '../resources';
import { type VerifyReport, verifyFiles } from './index';

const resources = loadDocumentResources(resolve('resources'));
const ines = exampleSigner('Ines Okafor');

const check = (bytes: Uint8Array, name: string, trust?: string[]): Promise<VerifyReport> =>
  verifyFiles([{ name, bytes }], resources, trust ? { trust } : {});
const failed = (report: VerifyReport): string[] => report.checks.filter(({ ok }) => !ok).map(({ name }) => name);
const detail = (report: VerifyReport, name: string): string =>
  report.checks.find((one) => one.name === name)?.detail ?? '';

let quote: Uint8Array;
let bundle: Uint8Array;

beforeAll(async () => {
  const data = { ...tracedQuote(), workspace: { name: 'Northwind', fingerprint: ines.fingerprint } };
  const request = { data, brandFiles: { 'logo.svg': logo }, receipts: ines.receipts };
  ({ pdf: quote } = await compileDocument(request, resources, ines.signer));
  bundle = buildBundle({ ...tracedBundle(), receipts: ines.receipts }, ines.signer).zip;
});

describe('an evidence bundle', () => {
  it('is the same bytes from the same content, in any order of its files', () => {
    const again = buildBundle({ ...tracedBundle(), receipts: ines.receipts }, ines.signer);
    expect(again.sha256).toBe(sha256(bundle));
    expect(again.fileName).toBe('b-a7-0017-evidence.zip');
  });

  it('is consistent, with every figure computed again from its raw files', async () => {
    const report = await check(bundle, 'bundle.zip', [ines.fingerprint]);
    expect(failed(report)).toEqual([]);
    expect(report).toMatchObject({ ok: true, trusted: true });
    expect(detail(report, 'figures: run')).toBe('50 figures computed again: the same.');
    expect(detail(report, 'figures: verdicts')).toBe('3 figures computed again: the same.');
  });

  it.each([
    [
      'a raw log',
      'raw/a.json',
      (text: string) => text.replace('0.04669238298', '0.01669238298'),
      'altered: raw/a.json',
    ],
    [
      'the figures',
      'figures.json',
      (text: string) => text.replace('0.04669238298', '0.01669238298'),
      'altered: figures.json',
    ],
    [
      'the content',
      'content.json',
      (text: string) => text.replace('0.04669238298', '0.01669238298'),
      'altered: content.json',
    ],
    ['the receipts', 'receipts.json', (text: string) => text.replace('"number', '"Number'), 'altered: receipts.json'],
  ])('altered in %s is found and named', async (_what, name, change, words) => {
    const report = await check(
      repacked(bundle, (files) => ({ ...files, [name]: edited(files[name]!, change) })),
      'bundle.zip',
    );
    expect(report.ok).toBe(false);
    expect(detail(report, 'files')).toContain(words);
  });

  it('with a file added or taken out, or another signature, is found and named', async () => {
    const added = await check(
      repacked(bundle, (files) => ({ ...files, 'raw/c.json': Buffer.from('{}') })),
      'bundle.zip',
    );
    expect(detail(added, 'files')).toContain('added: raw/c.json');
    const taken = await check(
      repacked(bundle, ({ 'raw/b.json': _, ...files }) => files),
      'bundle.zip',
    );
    expect(detail(taken, 'files')).toContain('missing: raw/b.json');
    expect(failed(taken)).toContain('files');
    const forged = repacked(bundle, (files) => ({
      ...files,
      'manifest.dsse.json': edited(files['manifest.dsse.json']!, (text) => {
        const envelope = JSON.parse(text);
        envelope.signatures[0].sig = Buffer.alloc(64, 1).toString('base64');
        return canonicalText(envelope);
      }),
    }));
    expect(failed(await check(forged, 'bundle.zip'))).toContain('statement signature');
  });
});

describe('what is no file of ours is refused with a typed error', () => {
  const notOurs = (bytes: Uint8Array, name: string) => expect(check(bytes, name)).rejects;

  it.each([
    ['an empty file', new Uint8Array(), 'x.pdf', 'is empty'],
    ['text', Buffer.from('hello'), 'x.txt', 'neither a PDF, nor an evidence bundle'],
    ['a PDF that is only its first line', Buffer.from('%PDF-1.7\n'), 'x.pdf', 'x.pdf'],
    ['a zip without a directory', Buffer.from('PK\x03\x04 and then nothing'), 'x.zip', 'it has no directory'],
  ])('%s', async (_what, bytes, name, words) => {
    await notOurs(bytes, name).toMatchObject({ code: 'bad-input', message: expect.stringContaining(words) });
  });

  it('a PDF of another program', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    await notOurs(await document.save(), 'other.pdf').toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('no signed statement'),
    });
  });

  it('a document cut off at any place', async () => {
    for (const part of [0.1, 0.5, 0.9]) {
      await notOurs(quote.subarray(0, Math.floor(quote.length * part)), 'cut.pdf').toMatchObject({ code: 'bad-input' });
    }
  });

  it('archives whose paths lead outside, whose names clash, that are cut off or lie about lengths', async () => {
    const zip = (files: Record<string, string>) =>
      zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
    for (const name of ['../evil', '/etc/passwd', 'a/../../b', 'C:/x', 'a\\b']) {
      await notOurs(zip({ [name]: 'x' }), 'x.zip').toMatchObject({
        code: 'bad-input',
        message: expect.stringContaining('leads outside'),
      });
    }
    await notOurs(zip({ 'raw/A': 'x', 'raw/a': 'y' }), 'x.zip').toMatchObject({
      message: expect.stringContaining('two entries'),
    });
    await notOurs(bundle.subarray(0, bundle.length - 40), 'x.zip').toMatchObject({ code: 'bad-input' });
    const bomb = zipSync({ 'raw/bomb': new Uint8Array(64 * 1024 * 1024) }, { level: 9 });
    await notOurs(bomb, 'x.zip').toMatchObject({ message: expect.stringContaining('expands') });
    const lying = Buffer.from(zip({ 'manifest.dsse.json': 'x'.repeat(5_000) }));
    const directory = lying.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    lying.writeUInt32LE(10, directory + 24);
    await notOurs(lying, 'x.zip').toMatchObject({ code: 'bad-input' });
  });

  it('a missing file, no file, and a trust that is no fingerprint', async () => {
    await expect(verifyFiles([resolve('no-such-file.pdf')], resources)).rejects.toMatchObject({ code: 'not-found' });
    await expect(verifyFiles([], resources)).rejects.toMatchObject({ code: 'usage' });
    await expect(check(quote, 'q.pdf', ['seven words are far too few here'])).rejects.toMatchObject({ code: 'usage' });
  });
});

function repacked(
  zip: Uint8Array,
  change: (files: Record<string, Uint8Array>) => Record<string, Uint8Array>,
): Uint8Array {
  return zipSync(change(unzipSync(zip)));
}

const edited = (bytes: Uint8Array, change: (text: string) => string): Uint8Array => {
  const text = Buffer.from(bytes).toString('utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  return Buffer.from(changed);
};
