import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { fingerprintFromHex } from '../../../src-shared/kernel/fingerprint';
import { logo, quoteExample } from '../../../test/documents/examples';
import { exampleSigner } from '../../../test/documents/signer';
import { compileDocument } from '../compile';
import { loadDocumentResources } from '../resources';
import { verifyFiles } from './index';

const resources = loadDocumentResources(resolve('resources'));
const ines = exampleSigner('Ines Okafor');
let pdf: Uint8Array;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'damaged-files-'));
  const { fingerprint, receipts, signer } = ines;
  const data = { ...quoteExample(), workspace: { name: 'Northwind', fingerprint } };
  ({ pdf } = await compileDocument({ data, receipts, brandFiles: { 'logo.svg': logo } }, resources, signer));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is said of a file that cannot be checked. */
async function refusal(bytes: Uint8Array, trust?: string): Promise<ProofdeskError> {
  const options = trust === undefined ? {} : { trust: [trust] };
  const thrown = await verifyFiles([{ name: 'quote.pdf', bytes }], resources, options).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(ProofdeskError);
  return thrown as ProofdeskError;
}

describe('a document that was cut off', () => {
  it.each([10, 1_000, 0.25, 0.5, 0.99])('after %d is called so, with the byte and what to do', async (share) => {
    const length = share < 1 ? Math.floor(pdf.length * share) : share;
    expect(await refusal(pdf.subarray(0, length))).toMatchObject({
      code: 'bad-input',
      message: 'quote.pdf is cut off: its end is missing.',
      where: { file: 'quote.pdf', byte: length },
      hint: expect.stringContaining('again'),
    });
  });

  it('by its last few bytes is called so as well', async () => {
    expect((await refusal(pdf.subarray(0, pdf.length - 5))).message).toContain('cut off');
  });
});

describe('a document that is damaged inside', () => {
  it('is told in our own words, with the byte where reading stopped', async () => {
    const broken = Buffer.concat([pdf.subarray(0, pdf.length / 2), Buffer.from('\n%%EOF\n')]);
    const error = await refusal(broken);
    expect(error).toMatchObject({ code: 'bad-input', hint: expect.stringContaining('again') });
    expect(error.message).toBe('quote.pdf is damaged: its inside cannot be read as a PDF.');
    expect(error.where?.byte).toBeLessThan(broken.length);
  });

  it.each([' ', '%PDF-1.7\n%%EOF\n', '%PDF-1.7\nnothing of a PDF in here\n%%EOF\n'])(
    'as %j never shows the words of a parser',
    async (text) => {
      const { message } = await refusal(Buffer.from(text));
      expect(message).toMatch(/^quote\.pdf (is|holds) [^{}()]*\.$/);
      expect(message).not.toMatch(/undefined|object|parse/i);
    },
  );

  it("is somebody else's PDF: said so", async () => {
    const other = await PDFDocument.create();
    other.addPage();
    expect((await refusal(await other.save())).message).toContain('holds no signed statement');
  });
});

describe('a trust', () => {
  const file = (name: string, text: string | Uint8Array): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const words = () => fingerprintFromHex(ines.fingerprint).words.join(' ');

  it('is a file with fingerprints among comments and empty lines', async () => {
    const name = file('trusted.txt', `# Northwind\r\n\r\n${words()}\r\n`);
    expect(await verifyFiles([{ name: 'quote.pdf', bytes: pdf }], resources, { trust: [name] })).toMatchObject({
      trusted: true,
    });
  });

  it('that names a file which is not there is called missing, no bad fingerprint', async () => {
    for (const name of [join(folder, 'none'), 'trusted.txt', './trusted', 'trusted']) {
      expect(await refusal(pdf, name)).toMatchObject({
        code: 'not-found',
        message: `There is no file “${name}”.`,
        where: { file: name },
      });
    }
  });

  it.each(['able tulip calm', 'a'.repeat(63), `${'a'.repeat(60)} 12`])(
    'that is a fingerprint typed wrongly is called one: %s',
    async (typed) => {
      expect(await refusal(pdf, typed)).toMatchObject({
        code: 'usage',
        message: expect.stringContaining('fingerprint'),
      });
    },
  );

  it('with a line that is none is refused at that line', async () => {
    const name = file('wrong.txt', `# ours\n${words()}\nnot one\n`);
    expect(await refusal(pdf, name)).toMatchObject({ code: 'bad-input', where: { file: name, line: 3 } });
  });

  it('that is empty, a folder or no text is refused as that', async () => {
    expect(await refusal(pdf, file('empty.txt', '# nobody yet\n'))).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('names no fingerprint'),
    });
    mkdirSync(join(folder, 'keys'));
    expect(await refusal(pdf, join(folder, 'keys'))).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('is a folder'),
    });
    expect(await refusal(pdf, file('binary.txt', Buffer.from([0xff, 0xfe, 0x80])))).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('no text in UTF-8'),
    });
  });
});
