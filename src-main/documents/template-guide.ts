import { type DocumentInput, documentPage, parseDocumentData, partsOfKinds } from '../../src-shared/documents';

/** A field of what a template is given, with what it holds. */
interface GuideRow {
  path: string;
  holds: string;
}

/** Fields that every page has; they are told once. */
const everywhere = new Set<string>();

/**
 * What each template is given, told from an example of each kind: every field with its type. It is written into docs/templates.md, and a test
 * holds that file against it.
 */
export function templateGuide(examples: Readonly<Record<string, DocumentInput>>): string {
  const pages = Object.entries(examples).map(([kind, example]) => {
    const data = parseDocumentData(example);
    return { kind, page: documentPage(data, { inputsDigest: '0'.repeat(64) }) as unknown as Record<string, unknown> };
  });
  everywhere.clear();
  for (const name of Object.keys(pages[0]?.page ?? {}))
    if (pages.every(({ page }) => name in page)) everywhere.add(name);
  const common = Object.fromEntries([...everywhere].map((name) => [name, pages[0]!.page[name]]));
  return [
    '## Every page',
    '',
    tableOf(rowsOf({ ...common, fonts: ['Proof'], codeFonts: ['Proofdesk Mono'] })),
    ...pages.flatMap(({ kind, page }) => [
      '',
      `## ${kind}`,
      '',
      ...(partsOfKinds[kind as keyof typeof partsOfKinds]
        ? [`Parts: ${partsOfKinds[kind as keyof typeof partsOfKinds]!.map(({ key }) => `\`${key}\``).join(', ')}.`, '']
        : []),
      tableOf(rowsOf(Object.fromEntries(Object.entries(page).filter(([name]) => !everywhere.has(name))))),
    ]),
    '',
  ].join('\n');
}

const tableOf = (rows: readonly GuideRow[]): string =>
  ['| field | holds |', '|---|---|', ...rows.map(({ path, holds }) => `| \`${path}\` | ${holds} |`)].join('\n');

function rowsOf(value: Readonly<Record<string, unknown>>, under = ''): GuideRow[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = under ? `${under}.${name}` : name;
    const merged = Array.isArray(inner) ? mergedOf(inner) : inner;
    const row: GuideRow = { path, holds: holdsOf(inner) };
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
