import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { type DocumentInput, parseDocumentData, partsOfKinds } from '../../src-shared/documents';
import { previewPages } from './preview';
import { loadDocumentResources } from './resources';
import { templateGuide } from './template-guide';

const examples = JSON.parse(readFileSync(resolve('resources/templates/examples.json'), 'utf8')) as Record<
  string,
  DocumentInput
>;

it('docs/templates.md tells what each template is given', () => {
  const path = resolve('docs/templates.md');
  const written = readFileSync(path, 'utf8');
  const head = written.slice(0, written.indexOf('## Every page'));
  const whole = head + templateGuide(examples);
  if (process.env['PROOFDESK_WRITE_DOCS']) writeFileSync(path, whole);
  else expect(written).toBe(whole);
});

it('the examples fit their kinds', () => {
  for (const example of Object.values(examples)) expect(parseDocumentData(example).kind).toBe(example.kind);
});

it('each part of a kind is one that its template exports', () => {
  const resources = loadDocumentResources(resolve('resources'));
  for (const [kind, parts] of Object.entries(partsOfKinds)) {
    if (!examples[kind]) continue;
    const data: DocumentInput = {
      ...(examples['composed'] as Extract<DocumentInput, { kind: 'composed' }>),
      blocks: parts.map(({ key, width }) => ({ kind: 'part', source: 'main', part: key, width })),
      sources: [{ key: 'main', data: examples[kind] as never }],
    };
    const { problem, places } = previewPages({ document: { data }, have: [] }, resources);
    expect([kind, problem, Object.keys(places).length]).toEqual([kind, null, parts.length]);
  }
});
