import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sheetExample } from '../../test/documents/acceptance';
import { deckExample, logo, quoteExample, roiExample } from '../../test/documents/examples';
import { exampleSigner } from '../../test/documents/signer';
import { rawLogs, tracedQuote } from '../../test/documents/traced';
import { type CompiledDocument, compileDocument, type DocumentRequest } from './compile';
import { previewPages } from './preview';
import { loadDocumentResources } from './resources';
import { openPdf } from './verify/pdf-file';
import { comparable, pageTexts } from './verify/pdf-text';

const resources = loadDocumentResources(resolve('resources'));
const { signer, receipts, fingerprint } = exampleSigner('Ines Okafor');
const make = (data: DocumentRequest['data'], more: Partial<DocumentRequest> = {}): Promise<CompiledDocument> =>
  compileDocument(
    {
      data: { ...data, workspace: { name: 'Northwind', fingerprint } },
      brandFiles: { 'logo.svg': logo },
      receipts,
      ...more,
    },
    resources,
    signer,
  );
const textsOf = async (pdf: Uint8Array): Promise<string[]> => {
  const { document } = await openPdf(pdf, 'test.pdf');
  return pageTexts(document, 'test.pdf').map(comparable);
};
const namesOf = async (pdf: Uint8Array): Promise<string[]> =>
  (await openPdf(pdf, 'test.pdf')).attachments.map(({ name }) => name).sort();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('compileDocument', () => {
  it.each([
    ['a quote', () => quoteExample(20)],
    ['a proof deck', () => deckExample()],
    ['a value readout', () => roiExample()],
  ] as const)('makes %s to the same bytes twice, also after other documents', async (_name, data) => {
    const first = await make(data());
    await make(quoteExample(3, { locale: 'ja', currency: 'JPY' }));
    expect((await make(data())).sha256).toBe(first.sha256);
  });

  it('is PDF/A-3a and tagged, with a title and the creation time of its data', async () => {
    const { pdf } = await make(quoteExample());
    const bytes = Buffer.from(pdf).toString('latin1');
    expect(bytes).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(bytes).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(document.getTitle()).toBe('Q-A7-0142 Halden Energy, 36 months');
    expect(document.getCreationDate()?.toISOString()).toBe('2026-11-12T09:30:00.000Z');
    expect(document.catalog.toString()).toContain('/MarkInfo');
    expect(document.catalog.toString()).toContain('/StructTreeRoot');
    expect(document.catalog.toString()).toContain('/Lang');
  });

  it('embeds data, template, brand, pictures, evidence, receipts and the signed statement', async () => {
    const { pdf, evidenceEmbedded } = await make(deckExample(), { evidence: rawLogs() });
    expect(await namesOf(pdf)).toEqual([
      'brand/logo.svg',
      'charts/intervals.svg',
      'data.json',
      'evidence/a.json.gz',
      'evidence/b.json.gz',
      'inputs.json',
      'receipts.json',
      'statement.dsse.json',
      'template/grid.typ',
      'template/proof-deck.typ',
    ]);
    expect(evidenceEmbedded).toBe(true);
  });

  it('carries only the digests of evidence beyond 20 MB compressed', async () => {
    // Random bytes do not compress; a fixed generator keeps the test the same.
    const noise = new Uint8Array(22 * 1024 * 1024);
    let state = 1;
    for (let index = 0; index < noise.length; index += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      noise[index] = state >>> 24;
    }
    const { pdf, evidenceEmbedded } = await make(deckExample(), {
      evidence: [...rawLogs(), { name: 'noise.bin', bytes: noise }],
    });
    expect(evidenceEmbedded).toBe(false);
    expect((await namesOf(pdf)).filter((name) => name.startsWith('evidence/'))).toEqual([]);
    const { attachments } = await openPdf(pdf, 'test.pdf');
    const list = Buffer.from(attachments.find(({ name }) => name === 'inputs.json')!.bytes).toString('utf8');
    expect(list).toContain('noise.bin');
  });

  it('repeats the table’s header on each page of a thousand lines and loses none', async () => {
    const { pdf } = await make(quoteExample(1_000));
    const pages = await textsOf(pdf);
    const tables = pages.filter((text) => text.includes('Service'));
    expect(tables.length).toBeGreaterThan(20);
    for (const text of tables) expect(text).toContain('ItemQuantityUnitListpriceDiscountAmount');
    const all = pages.join('');
    for (const index of [6, 500, 999, 1_000]) expect(all).toContain(`Service${index}:managed`);
    expect(pages.at(-1)).toContain(`${pages.length}/${pages.length}`);
  });

  it('prints the digest of its inputs at the foot of each page', async () => {
    const { pdf, inputsDigest } = await make(quoteExample(60));
    for (const text of await textsOf(pdf)) expect(text).toContain(`inputssha256${inputsDigest.slice(0, 16)}`);
  });

  it('says on every page that it is not approved, and asks for no signature', async () => {
    const pages = await textsOf((await make(quoteExample(60, { approved: false }))).pdf);
    for (const text of pages) expect(text).toContain('Notapproved');
    expect(pages.join('')).not.toContain('Toaccept,signbelow');
    expect((await textsOf((await make(quoteExample(3))).pdf)).join('')).toContain('Toaccept,signbelow');
  });

  it.each(['en', 'en-GB', 'de', 'fr', 'ja'] as const)(
    'sets a quote, a deck and a readout in %s on A4 and Letter',
    async (locale) => {
      for (const paper of ['a4', 'letter'] as const) {
        for (const data of [
          quoteExample(3, { locale, paper }),
          deckExample({ locale, paper }),
          roiExample({ locale, paper }),
        ]) {
          expect((await make(data)).pdf.length).toBeGreaterThan(20_000);
        }
      }
    },
  );

  it('leaves costs, other SKUs and inside notes out of a quote for a customer', async () => {
    const { attachments } = await openPdf((await make(tracedQuote())).pdf, 'test.pdf');
    const everything = attachments.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('\n');
    for (const secret of ['777.77', 'OTHER-SECRET', 'inside-note-marker', 'marginFloors', 'discountLimits":[{']) {
      expect(everything).not.toContain(secret);
    }
  });

  it('refuses text that no font can show, naming the characters, and prints it with a font of the brand', async () => {
    const notes = ['Ready: \u{1f680}'];
    await expect(make(quoteExample(2, { notes }))).rejects.toThrow('\u{1f680} (U+1F680), in “Ready: \u{1f680}”');
  });

  it('refuses brand files that are not those of the data, and logos whose text would depend on the machine', async () => {
    await expect(make(quoteExample(), { brandFiles: {} })).rejects.toThrow('logo.svg was not given');
    await expect(make(quoteExample(), { brandFiles: { 'logo.svg': Buffer.from('<svg/>') } })).rejects.toThrow(
      'not the file that the document’s data name',
    );
  });

  it('names the field of data that do not fit', async () => {
    const broken = quoteExample(2, { totals: [{ key: 'total', amount: '1e9' }] });
    await expect(make(broken)).rejects.toThrow('totals.0.amount');
  });

  it('does not run a template that fetches packages, evaluates text or runs plugins', async () => {
    const grid = resources.templates['quote']!.files['grid.typ']!;
    for (const [source, why] of [
      ['#import "@preview/cetz:0.3.0"', 'imports something'],
      ['#import ("@pre" + "view/x:1.0.0")', 'imports something'],
      ['#eval("1 + 1")', 'eval or plugin'],
      ['#dictionary(std).at("ev" + "al")("1")', 'standard module'],
    ] as const) {
      const template = {
        entry: 'own.typ',
        files: { 'grid.typ': grid, 'own.typ': `${source}\n#let document(page) = [x]` },
      };
      await expect(make(quoteExample(), { template })).rejects.toThrow(why);
    }
  });

  it('says where a template of one’s own is wrong', async () => {
    const template = { entry: 'own.typ', files: { 'own.typ': '#let document(page) = [\n  #page.nothing\n]' } };
    await expect(make(quoteExample(), { template })).rejects.toThrow('nothing');
  });

  it('previews a page without signing or embedding anything', async () => {
    const document = { data: quoteExample(3), brandFiles: { 'logo.svg': logo } };
    const { pages, problem } = previewPages({ document, have: [] }, resources);
    expect(problem).toBeNull();
    expect(pages.map(({ svg }) => svg?.startsWith('<svg '))).toEqual(pages.map(() => true));
    const again = previewPages({ document, have: pages.map(({ digest }) => digest) }, resources);
    expect(again.pages.map(({ svg }) => svg)).toEqual(pages.map(() => null));
  });

  it('reads the same to another program as it does to ours', async ({ skip }) => {
    const found = spawnSync('pdftotext', ['-v']);
    if (found.error)
      skip('pdftotext (poppler-utils) is not installed here; our own reading of the text is tested above');
    const path = join(folder, 'quote.pdf');
    writeFileSync(path, (await make(quoteExample(6))).pdf);
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString(
      'utf8',
    );
    for (const words of [
      'Halden Energy, 36 months',
      '132,480.00',
      'Inference tokens',
      'Multi-year discount, 3',
      'Mara Osei',
    ]) {
      expect(text.replaceAll('\u00a0', ' ')).toContain(words);
    }
  });
});

describe('another process', () => {
  it('makes the same bytes', async () => {
    const entry = join(folder, 'entry.mjs');
    const build = `
      import { build } from 'vite';
      await build({ configFile: false, logLevel: 'error', root: process.cwd(), build: {
        ssr: ${JSON.stringify(resolve('test/documents/print-digests.ts'))}, outDir: ${JSON.stringify(folder)},
        emptyOutDir: false, rollupOptions: { output: { entryFileNames: 'entry.mjs' } } } });`;
    execFileSync(process.execPath, ['--input-type=module', '-e', build], { stdio: ['ignore', 'ignore', 'inherit'] });
    // The bundle must find packages: it runs from inside the checkout, in another time zone and language.
    const printed = execFileSync(process.execPath, ['--input-type=module', '-'], {
      input: readFileSync(entry),
      env: { ...process.env, TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8', LC_ALL: 'C' },
    }).toString('utf8');
    const digests: string[] = [];
    for (const data of [quoteExample(20), deckExample(), roiExample(), sheetExample()]) {
      const request = { data, brandFiles: { 'logo.svg': logo }, receipts, evidence: rawLogs() };
      digests.push((await compileDocument(request, resources, signer)).sha256);
    }
    expect(printed.trim().split('\n')).toEqual(digests);
  });
});
