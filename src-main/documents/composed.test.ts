import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DocumentInput, standardBlocks } from '../../src-shared/documents';
import { base, deckExample, logo, quoteExample } from '../../test/documents/examples';
import { roiExample } from '../../test/documents/roi-example';
import { exampleSigner } from '../../test/documents/signer';
import { compileDocument } from './compile';
import { loadDocumentResources } from './resources';
import { verifyFiles } from './verify';

const resources = loadDocumentResources(resolve('resources'));
const { signer, receipts } = exampleSigner('Ines Okafor');
const brandFiles = { 'logo.svg': logo };

type Composed = Extract<DocumentInput, { kind: 'composed' }>;

/** The blocks of a kind’s standard composition, as they are printed. */
const standard = (kind: 'quote' | 'proof-deck' | 'roi', source: string): Composed['blocks'] =>
  standardBlocks(kind).flatMap(({ width, content }): Composed['blocks'] =>
    content.kind === 'part'
      ? [{ kind: 'part', source, part: content.part, width }]
      : content.kind === 'page-break'
        ? [{ kind: 'page-break' }]
        : [],
  );

const composed = (changes: Partial<Composed>): Composed => ({
  ...base,
  workspace: { ...base.workspace, fingerprint: signer.fingerprint },
  kind: 'composed',
  of: 'one-pager',
  number: 'DC-A7-0001',
  title: 'What it is worth',
  blocks: [
    { kind: 'part', source: 'deck', part: 'headline' },
    { kind: 'text', title: 'From us', text: 'Dear team,\n\nשלום is written from right to left.', width: 'half' },
    {
      kind: 'snippet',
      number: 'DS-A7-0001',
      version: 1,
      title: 'Security',
      text: 'Audited every year.',
      width: 'half',
    },
    { kind: 'part', source: 'deck', part: 'picture' },
    { kind: 'page-break' },
    { kind: 'part', source: 'value', part: 'picture' },
    { kind: 'part', source: 'quote', part: 'totals' },
    { kind: 'evidence' },
  ],
  sources: [
    { key: 'deck', data: deckExample() },
    { key: 'value', data: roiExample() },
    { key: 'quote', data: quoteExample() },
  ],
  builtFrom: [{ entity: 'quote', id: 'q', label: 'Q-A7-0142', version: 3, receipt: 'a'.repeat(64) }],
  ...changes,
});

const build = (data: Composed) => compileDocument({ data, brandFiles, receipts }, resources, signer);

describe('a document that is put together', () => {
  it.each(['quote', 'proof-deck', 'roi'] as const)(
    'of the standard blocks of a %s is set, and holds when it is verified',
    async (of) => {
      const data = { quote: quoteExample(), 'proof-deck': deckExample(), roi: roiExample() }[of];
      const built = await build(
        composed({ of, number: data.number, blocks: standard(of, 'main'), sources: [{ key: 'main', data }] }),
      );
      const report = await verifyFiles([{ name: 'a.pdf', bytes: built.pdf }], resources, {});
      expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    },
  );
});
