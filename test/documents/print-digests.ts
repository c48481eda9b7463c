import { resolve } from 'node:path';
import { compileDocument } from '../../src-main/documents/compile';
import { loadDocumentResources } from '../../src-main/documents/resources';
import { sheetExample } from './acceptance';
import { deckExample, logo, quoteExample, roiExample } from './examples';
import { exampleSigner } from './signer';
import { rawLogs } from './traced';

// Prints the digests of four documents, for comparing them with those that another process made.
const resources = loadDocumentResources(resolve('resources'));
const { signer, receipts } = exampleSigner('Ines Okafor');
for (const data of [quoteExample(20), deckExample(), roiExample(), sheetExample()]) {
  const request = { data, brandFiles: { 'logo.svg': logo }, receipts, evidence: rawLogs() };
  console.log((await compileDocument(request, resources, signer)).sha256);
}
