import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src-core/ledger/digests';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type FontFile, readFont } from './font-file';

/**
 * The house fonts, and what each family is called while a page is set. The names are ours alone and as long as the true ones, since
 * they are written over them in memory (see `readFont`).
 */
const HOUSE_FONTS = [
  ['Inter_400Regular.ttf', 'Proof'],
  ['Inter_500Medium.ttf', 'Proof'],
  ['Inter_600SemiBold.ttf', 'Proof'],
  ['Inter_700Bold.ttf', 'Proof'],
  ['JetBrainsMono_400Regular.ttf', 'Proofdesk Mono'],
  ['NotoSansJP_400Regular.ttf', 'Proofdesk JP'],
] as const;

/** Families that text is set in, in the order in which they are asked for a character. */
export const TEXT_FAMILY = 'Proof';
export const MONO_FAMILY = 'Proofdesk Mono';
export const JAPANESE_FAMILY = 'Proofdesk JP';

export interface ResourceFont extends FontFile {
  name: string;
  /** Of the file as it is shipped. */
  sha256: string;
}

/** A set of template files: what `document` of its entry draws with. Names are relative to the templates' folder. */
export interface Template {
  /** File that exports `document(page)`. */
  entry: string;
  files: Readonly<Record<string, string>>;
}

/** What documents are made with; read once and kept. */
export interface DocumentResources {
  fonts: readonly ResourceFont[];
  /** By document kind. */
  templates: Readonly<Record<string, Template>>;
  /** Digests of templates that earlier versions shipped. */
  earlierTemplates: ReadonlySet<string>;
  /** Raw public keys, base64url, of the people of the sample workspace: anybody can sign with those. */
  sampleKeys: ReadonlySet<string>;
}

const known = new Map<string, DocumentResources>();

/** Reads fonts, templates and the sample's public keys from the `resources` folder. */
export function loadDocumentResources(folder: string): DocumentResources {
  const before = known.get(folder);
  if (before) return before;
  const fonts = HOUSE_FONTS.map(([name, family]) => {
    const bytes = readResource(join(folder, 'fonts', name));
    return { ...readFont(bytes, name, family), name, sha256: sha256(bytes) };
  });
  const text = (name: string) => readResource(join(folder, 'templates', name)).toString('utf8');
  const grid = text('grid.typ');
  const template = (entry: string, ...shared: string[]): Template => ({
    entry,
    files: { 'grid.typ': grid, ...Object.fromEntries([...shared, entry].map((name) => [name, text(name)])) },
  });
  const whole = {
    quote: template('quote.typ'),
    'order-form': template('order-form.typ', 'quote.typ'),
    acceptance: template('acceptance.typ'),
    'approval-sheet': template('approval-sheet.typ'),
    'proof-deck': template('proof-deck.typ'),
    roi: template('roi.typ'),
    'claim-chart': template('claim-chart.typ'),
    'defensibility-brief': template('defensibility-brief.typ'),
    'sales-card': template('sales-card.typ'),
    'case-study': template('case-study.typ'),
    'success-plan': template('success-plan.typ'),
    binder: template('binder.typ'),
  };
  const resources: DocumentResources = {
    fonts,
    // What is put together takes its parts from the templates of every kind.
    templates: {
      ...whole,
      composed: {
        entry: 'composed.typ',
        files: Object.assign({}, ...Object.values(whole).map(({ files }) => files), {
          'composed.typ': text('composed.typ'),
        }),
      },
    },
    earlierTemplates: new Set((JSON.parse(text('earlier.json')) as { sha256: string[] }).sha256),
    sampleKeys: sampleKeys(join(folder, 'sample', 'keys')),
  };
  known.set(folder, resources);
  return resources;
}

/** One digest for a template: of the canonical list of its files' names and digests. */
export function templateDigest(template: Template): string {
  const files = Object.entries(template.files).map(([name, text]) => [name, sha256(text)]);
  return sha256(canonicalText({ entry: template.entry, files: Object.fromEntries(files) }));
}

/** Whether a template is one that this Proofdesk ships. */
export function isShippedTemplate(resources: DocumentResources, digest: string): boolean {
  return (
    resources.earlierTemplates.has(digest) ||
    Object.values(resources.templates).some((template) => templateDigest(template) === digest)
  );
}

/** Every `publicKey` in the JSON files of the sample's key folder. */
function sampleKeys(folder: string): Set<string> {
  const keys = new Set<string>();
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return keys;
    throw error;
  }
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'publicKey' && typeof inner === 'string') keys.add(inner);
      else collect(inner);
    }
  };
  for (const name of names) collect(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  return keys;
}

function readResource(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new ProofdeskError(
      {
        code: 'unavailable',
        message: `A file that documents are made with cannot be read: ${path}.`,
        where: { file: path },
        hint: 'Install Proofdesk again; its resources folder is not complete.',
      },
      { cause },
    );
  }
}
