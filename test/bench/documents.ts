import { resolve } from 'node:path';
import { compileDocument } from '../../src-main/documents/compile';
import { loadDocumentResources } from '../../src-main/documents/resources';
import { logo, quoteExample } from '../documents/examples';
import { exampleSigner } from '../documents/signer';
import { type BenchFigure, measure } from './figures';

/** Quote documents, both compiles and the signature, on a warm compiler. */
export async function measureDocuments(): Promise<BenchFigure[]> {
  const resources = loadDocumentResources(resolve('resources'));
  const { signer, receipts } = exampleSigner('Ines Okafor');
  const make = (lines: number) => () =>
    compileDocument({ data: quoteExample(lines), brandFiles: { 'logo.svg': logo }, receipts }, resources, signer);
  return [
    await measure('quote PDF of 20 lines, warm', 150, make(20), { runs: 15 }),
    await measure('quote PDF of 1,000 lines, warm', 1_500, make(1_000), { runs: 5, warm: 1 }),
  ];
}
