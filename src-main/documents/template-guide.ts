import {
  type DocumentInput,
  documentPage,
  parseDocumentData,
  partsOfKinds,
  type TemplateField,
} from '../../src-shared/documents';

/** What the template of one kind is given beside the fields of every page. */
export interface GuideOfKind {
  kind: string;
  fields: TemplateField[];
  /** Parts that it exports for documents that are put together; empty where the kind has none. */
  parts: string[];
}

/** What each template is given, told from an example of each kind: every field with what it holds. */
export function templateFields(examples: Readonly<Record<string, DocumentInput>>): {
  everyPage: TemplateField[];
  kinds: GuideOfKind[];
} {
  const pages = Object.entries(examples).map(([kind, example]) => {
    const data = parseDocumentData(example);
    return { kind, page: documentPage(data, { inputsDigest: '0'.repeat(64) }) as unknown as Record<string, unknown> };
  });
  // What every page has is told once.
  const everywhere = new Set(
    Object.keys(pages[0]?.page ?? {}).filter((name) => pages.every(({ page }) => name in page)),
  );
  const common = Object.fromEntries([...everywhere].map((name) => [name, pages[0]!.page[name]]));
  return {
    everyPage: rowsOf({ ...common, fonts: ['Proof'], codeFonts: ['Proofdesk Mono'] }),
    kinds: pages.map(({ kind, page }) => ({
      kind,
      fields: rowsOf(Object.fromEntries(Object.entries(page).filter(([name]) => !everywhere.has(name)))),
      parts: (partsOfKinds[kind as keyof typeof partsOfKinds] ?? []).map(({ key }) => key),
    })),
  };
}

/** The same as the tables of docs/templates.md; a test holds that file against it. */
export function templateGuide(examples: Readonly<Record<string, DocumentInput>>): string {
  const { everyPage, kinds } = templateFields(examples);
  return [
    '## Every page',
    '',
    tableOf(everyPage),
    ...kinds.flatMap(({ kind, fields, parts }) => [
      '',
      `## ${kind}`,
      '',
      ...(parts.length > 0 ? [`Parts: ${parts.map((key) => `\`${key}\``).join(', ')}.`, ''] : []),
      tableOf(fields),
    ]),
    '',
  ].join('\n');
}

const tableOf = (rows: readonly TemplateField[]): string =>
  ['| field | holds |', '|---|---|', ...rows.map(({ path, holds }) => `| \`${path}\` | ${holds} |`)].join('\n');

function rowsOf(value: Readonly<Record<string, unknown>>, under = ''): TemplateField[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = under ? `${under}.${name}` : name;
    const merged = Array.isArray(inner) ? mergedOf(inner) : inner;
    const row: TemplateField = { path, holds: holdsOf(inner) };
    if (name === 'page' && under.startsWith('sources.')) return [{ path, holds: 'the page of that kind, as below' }];
    return typeof merged === 'object' && merged !== null && !Array.isArray(merged)
      ? [row, ...rowsOf(merged as Record<string, unknown>, Array.isArray(inner) ? `${path}[]` : path)]
      : [row];
  });
}

/** One element that has every field that any element has. */
function mergedOf(list: readonly unknown[]): unknown {
  const objects = list.flat().filter((one) => typeof one === 'object' && one !== null);
  return objects.length > 0 ? Object.assign({}, ...objects.map((one) => one as object)) : undefined;
}

function holdsOf(value: unknown): string {
  if (value === null) return 'something or `none`; `none` in the example';
  if (typeof value === 'string') return 'text, written out';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'true or false';
  if (!Array.isArray(value)) return 'its fields below';
  if (value.some((one) => Array.isArray(one))) return 'a list of lists';
  if (value.some((one) => typeof one === 'object' && one !== null)) return 'a list, each with the fields below';
  return 'a list of texts';
}
