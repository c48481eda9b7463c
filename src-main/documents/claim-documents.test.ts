import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentInput } from '../../src-shared/documents';
import { briefExample, cardExample, chartExample } from '../../test/documents/claims';
import { logo } from '../../test/documents/examples';
import { exampleSigner } from '../../test/documents/signer';
import { type CompiledDocument, compileDocument } from './compile';
import { loadDocumentResources } from './resources';
import { verifyFiles } from './verify';
import { openPdf } from './verify/pdf-file';
import { comparable, pageTexts } from './verify/pdf-text';

const resources = loadDocumentResources(resolve('resources'));
const { signer, receipts, fingerprint } = exampleSigner('Ines Okafor');
const make = (data: DocumentInput): Promise<CompiledDocument> =>
  compileDocument(
    { data: { ...data, workspace: { name: 'Northwind', fingerprint } }, brandFiles: { 'logo.svg': logo }, receipts },
    resources,
    signer,
  );
const textsOf = async (pdf: Uint8Array): Promise<string[]> => {
  const { document } = await openPdf(pdf, 'test.pdf');
  return pageTexts(document, 'test.pdf').map(comparable);
};

describe('a claim chart', () => {
  let chart: CompiledDocument;
  beforeAll(async () => {
    chart = await make(chartExample(3));
  });

  it('lies on landscape pages, with the head of its table on each page that the table reaches', async () => {
    const { pdf } = await make(chartExample(12));
    const { document } = await openPdf(pdf, 'test.pdf');
    for (const page of document.getPages()) expect(page.getWidth()).toBeGreaterThan(page.getHeight());
    const texts = await textsOf(pdf);
    const withRows = texts.filter((text) => /1\[[a-l]\]/.test(text));
    expect(withRows.length).toBeGreaterThan(2);
    for (const text of withRows) expect(text).toContain('Evidence');
  });

  it('names each cited file once with its whole digest, and cites it by number', async () => {
    const text = (await textsOf(chart.pdf)).join('');
    for (const { evidence } of chartExample(3).elements) {
      for (const { pins } of evidence) for (const { sha256 } of pins) expect(text.split(sha256)).toHaveLength(2);
    }
    expect(text).toContain('[5,6]');
  });

  it('holds up when it is verified, pictures included; altered data do not', async () => {
    const report = await verifyFiles([{ name: 'chart.pdf', bytes: chart.pdf }], resources);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.consistent).toBe(true);
    expect(report.checks.find(({ name }) => name === 'pictures')?.compared).toBe(1);
  });

  it('says on each page that it is not approved until it is, and to whom it may go', async () => {
    const draft = await make(chartExample(3, { approved: false, standing: 'draft', disclosure: 'internal' }));
    for (const text of await textsOf(draft.pdf)) {
      expect(text).toContain('Notapproved');
      expect(text).toContain('Internal,nottobepassedon');
    }
    for (const text of await textsOf(chart.pdf)) {
      expect(text).not.toContain('Notapproved');
      expect(text).toContain('Confidential,onlyunderaconfidentialityagreement');
    }
  });

  it('says where nothing is cited, where a file is missing and where evidence is out of date', async () => {
    const elements = chartExample(2).elements.map((element, at) => ({
      ...element,
      mapping: '',
      evidence:
        at === 0
          ? []
          : element.evidence.map((one) => ({
              ...one,
              thumbnail: undefined,
              missing: ['commit-panel.png'],
              stale: ['A newer file was imported.'],
            })),
    }));
    const text = (await textsOf((await make(chartExample(2, { elements }))).pdf)).join('');
    expect(text).toContain('Noevidencecited');
    expect(text).toContain('Notmappedyet');
    expect(text).toContain('commit-panel.pngwasnotathand');
    expect(text).toContain('Outofdate:Anewerfilewasimported');
  });
});

describe('a sales card', () => {
  it.each([
    ['few elements', cardExample(2)],
    ['more elements than fit', cardExample(60)],
    ['long texts', cardExample(5, { summary: 'A summary of many words. '.repeat(40) })],
    [
      'an element longer than the page',
      cardExample(2, { elements: cardExample(1).elements.map((one) => ({ ...one, mapping: 'word '.repeat(1_500) })) }),
    ],
  ])('is one page with %s', async (_name, data) => {
    const texts = await textsOf((await make(data)).pdf);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('proofdeskverifyC-A7-0004-sales-card-v3.pdf');
  });

  it('says how many elements it leaves out', async () => {
    const [text] = await textsOf((await make(cardExample(60))).pdf);
    const [, shown] = /(\d+)moreelementsstandintheclaimchartC-A7-0004/.exec(text!)!;
    expect(text!.match(/1\[[a-z]\]/g)).toHaveLength(60 - Number(shown));
  });
});

describe('a defensibility brief', () => {
  it('prints what is protected, each alternative with what it costs, and the licensing stance', async () => {
    const text = (await textsOf((await make(briefExample(2, 4))).pdf)).join('');
    expect(text).toContain('Whatisprotected');
    expect(text).toContain('Median41.2msagainst12.6ms');
    expect(text).toContain('Needsretuningwitheachchangeofload');
    expect(text).toContain('Licensingstance');
    expect(text).toContain('C-A7-0005,approvedversion2');
  });
});

it('comes out the same, to the byte, each time', async () => {
  for (const data of [chartExample(3), cardExample(3), briefExample()])
    expect((await make(data)).sha256).toBe((await make(data)).sha256);
});
