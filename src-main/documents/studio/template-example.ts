import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentInput, DocumentKind, TemplateField } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { resourcesFolder } from '../../installation';
import { templateFields } from '../template-guide';

let examples: Record<string, DocumentInput> | null = null;

const allExamples = (): Record<string, DocumentInput> => {
  examples ??= JSON.parse(readFileSync(join(resourcesFolder(), 'templates', 'examples.json'), 'utf8')) as Record<
    string,
    DocumentInput
  >;
  return examples;
};

/** The kind whose example stands for a kind: a one-pager is nothing but what is put into it. */
const exampleKind = (kind: DocumentKind): string => (kind === 'one-pager' ? 'composed' : kind);

/** What the template of a kind is given; nothing of its own for a kind without an example. */
export function guideOf(kind: DocumentKind): { everyPage: TemplateField[]; own: TemplateField[]; parts: string[] } {
  const { everyPage, kinds } = templateFields(allExamples());
  const own = kinds.find((one) => one.kind === exampleKind(kind));
  return { everyPage, own: own?.fields ?? [], parts: own?.parts ?? [] };
}

/** Data of a document of a kind, on which a template is tried: names are long where length is what matters. */
export function exampleOf(kind: DocumentKind): DocumentInput {
  const example = allExamples()[exampleKind(kind)];
  if (example) return example;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `Proofdesk has no example of this kind (${kind}) to try a template on.`,
    hint: 'It is tried when a document is made with it.',
  });
}
