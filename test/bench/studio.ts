import { resolve } from 'node:path';
import { sha256 } from '../../src-core/ledger/digests';
import { compileBinder } from '../../src-main/documents/binder/compile-binder';
import { compileDocument } from '../../src-main/documents/compile';
import { previewPages } from '../../src-main/documents/preview';
import { loadDocumentResources } from '../../src-main/documents/resources';
import { loadPdf } from '../../src-main/documents/verify/pdf-file';
import type { DocumentInput } from '../../src-shared/documents';
import { base, deckExample, logo, quoteExample, roiExample } from '../documents/examples';
import { exampleSigner } from '../documents/signer';
import { type BenchFigure, measure } from './figures';

type Composed = Extract<DocumentInput, { kind: 'composed' }>;

/** Two pages with three charts: differences of a verdict, of some of its rows, and costs added up. */
function threeCharts(only: string[]): Composed {
  return {
    ...base,
    kind: 'composed',
    of: 'one-pager',
    number: 'DC-A7-0001',
    title: 'What it is worth',
    blocks: [
      { kind: 'part', source: 'deck', part: 'headline' },
      { kind: 'part', source: 'deck', part: 'facts' },
      { kind: 'part', source: 'deck', part: 'picture' },
      { kind: 'part', source: 'deck', part: 'picture', only },
      { kind: 'page-break' },
      { kind: 'part', source: 'value', part: 'picture' },
      { kind: 'part', source: 'value', part: 'measures', width: 'half' },
      { kind: 'part', source: 'deck', part: 'check', width: 'half' },
    ],
    sources: [
      { key: 'deck', data: deckExample() },
      { key: 'value', data: roiExample() },
    ],
  };
}

/** Documents of chosen blocks: built, looked at while one edits, bound, and made by the thousand. */
export async function measureStudio(say: (line: string) => void): Promise<BenchFigure[]> {
  const resources = loadDocumentResources(resolve('resources'));
  const { signer, receipts } = exampleSigner('Ines Okafor');
  const brandFiles = { 'logo.svg': logo };
  const keys = deckExample().rows.map(({ key }) => key);
  const figures: BenchFigure[] = [];
  say('documents of chosen blocks');
  figures.push(
    await measure(
      'deck of 2 pages with three charts, warm',
      400,
      () => compileDocument({ data: threeCharts(keys.slice(0, 2)), brandFiles, receipts }, resources, signer),
      { runs: 10 },
    ),
  );
  let have: string[] = [];
  let edit = 0;
  figures.push(
    await measure(
      'preview after an edit of one of three charts',
      150,
      () => {
        edit += 1;
        // Another choice of rows each time: this chart is drawn anew, the others are remembered.
        const rows = [...keys.slice(edit % keys.length), ...keys.slice(0, edit % keys.length)].slice(0, 1 + (edit % 4));
        const { pages, problem } = previewPages({ document: { data: threeCharts(rows), brandFiles }, have }, resources);
        if (problem) throw new Error(problem.message);
        have = pages.map(({ digest }) => digest);
      },
      { runs: 20, warm: 3 },
    ),
  );
  figures.push(await measureBinder());
  say('1,000 documents one after another');
  figures.push(...(await measureBatch()));
  return figures;

  async function measureBinder(): Promise<BenchFigure> {
    const one = await compileDocument({ data: quoteExample(150), brandFiles, receipts }, resources, signer);
    const pages = (await loadPdf(one.pdf, 'quote.pdf')).getPageCount();
    const count = Math.ceil(99 / pages);
    const documents = [];
    const files: Record<string, Uint8Array> = {};
    for (let at = 0; at < count; at += 1) {
      const data = { ...quoteExample(150), number: `Q-A7-${1000 + at}` };
      const { pdf } = await compileDocument({ data, brandFiles, receipts }, resources, signer);
      const digest = sha256(pdf);
      files[digest] = pdf;
      documents.push({ name: `${data.number}.pdf`, sha256: digest, kind: 'quote' as const, title: data.number });
    }
    const data = {
      ...{ ...base, kind: 'binder' as const, number: 'DC-A7-0002', title: 'Everything for Halden', notes: [] },
      brand: { ...base.brand, fonts: [] },
      ...{ recomputations: [], texts: [], documents, attachments: [] },
    };
    let bound = 0;
    const figure = await measure(
      'binder of 100 pages',
      3_000,
      async () => {
        bound = (await compileBinder({ data, brandFiles, files, receipts }, resources, signer)).pages;
      },
      { runs: 3, warm: 1 },
    );
    return { ...figure, note: `${bound} pages of ${count} documents` };
  }

  async function measureBatch(): Promise<BenchFigure[]> {
    const make = (at: number) =>
      compileDocument({ data: { ...quoteExample(5), number: `Q-A7-${at}` }, brandFiles, receipts }, resources, signer);
    const memory = (): number => {
      globalThis.gc?.();
      return process.memoryUsage().rss / 1024 / 1024;
    };
    for (let at = 0; at < 100; at += 1) await make(at);
    const before = memory();
    const started = performance.now();
    for (let at = 100; at < 1_100; at += 1) await make(at);
    const seconds = (performance.now() - started) / 1_000;
    return [
      {
        name: '1,000 documents in a batch: growth of memory',
        value: Math.max(0, memory() - before),
        unit: 'MB',
        target: 100,
        runs: 1,
      },
      { name: '1,000 documents in a batch: time', value: seconds, unit: 's', target: null, runs: 1 },
    ];
  }
}
