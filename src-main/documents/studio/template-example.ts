import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentInput, DocumentKind } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { resourcesFolder } from '../../installation';

let examples: Record<string, DocumentInput> | null = null;

/** Data of a document of a kind, on which a template is tried: names are long where length is what matters. */
export function exampleOf(kind: DocumentKind): DocumentInput {
  examples ??= JSON.parse(readFileSync(join(resourcesFolder(), 'templates', 'examples.json'), 'utf8')) as Record<
    string,
    DocumentInput
  >;
  const example = examples[kind === 'one-pager' ? 'composed' : kind];
  if (example) return example;
  throw new ProofdeskError({ code: 'bad-input', message: `There is no example of a ${kind} to try a template on.` });
}
