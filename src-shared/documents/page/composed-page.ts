import { formatDate } from '../format';
import { studioLabels } from '../labels/studio';
import type { ComposedDocument, PrintedBlock, SourceData } from '../schema';
import type { BinderPage } from './binder-page';
import { type PageContext, type PageFrame, pageFrame } from './frame';
import type { DocumentPage } from './index';
import { paragraphs, printable, verbatim } from './text';

type WholePage = Exclude<DocumentPage, ComposedPage | BinderPage>;
type Paragraph = { lines: string[]; rightToLeft: boolean };

/** A block as the template prints it. */
export type ComposedBlock =
  | { kind: 'part'; at: number; source: string; part: string }
  | { kind: 'heading'; at: number; text: string }
  | { kind: 'text'; at: number; title: string | null; paragraphs: Paragraph[] }
  | { kind: 'picture'; at: number; path: string; alt: string; caption: string | null }
  | {
      kind: 'evidence';
      at: number;
      heading: string;
      columns: string[];
      rows: { name: string; version: string; digest: string }[];
    }
  | { kind: 'page-break'; at: number };

/** A document that was put together, as its template prints it. */
export interface ComposedPage extends PageFrame {
  /** The pages lie on their side. */
  flipped: boolean;
  /** Blocks one below the other; two that stand side by side are one row. */
  rows: ComposedBlock[][];
  /** What parts are taken from, by the name that their block gives. */
  sources: Record<string, { kind: string; page: WholePage }>;
}

/** Kinds whose pages lie on their side. */
const landscape = new Set<string>(['claim-chart']);

/** A source as one block or several show it: whole, or only some of its rows. */
export interface PartSource {
  /** Folder of its pictures. */
  key: string;
  data: SourceData;
  /** Which embedded source it is of. */
  source: string;
}

/** The sources of a document as its blocks show them, and under which name each block finds its own. */
export function partSources({ blocks, sources }: Pick<ComposedDocument, 'blocks' | 'sources'>): {
  all: PartSource[];
  of: (block: Extract<PrintedBlock, { kind: 'part' }>) => string;
} {
  const all = new Map<string, PartSource>();
  const keys = new Map<string, string>();
  for (const block of blocks) {
    if (block.kind !== 'part') continue;
    const found = sources.find(({ key }) => key === block.source);
    if (!found || keys.has(nameOf(block))) continue;
    const data = narrowed(found.data, block);
    const key = data === found.data ? block.source : `${block.source}-${keys.size + 1}`;
    keys.set(nameOf(block), key);
    all.set(key, { key, data, source: block.source });
  }
  return { all: [...all.values()], of: (block) => keys.get(nameOf(block)) ?? block.source };
}

const nameOf = ({ source, part, only }: { source: string; part: string; only?: string[] | undefined }): string =>
  only ? JSON.stringify([source, part, only]) : source;

/** The data of which a block shows only some rows; the same data where it shows all. */
function narrowed(data: SourceData, { part, only }: Extract<PrintedBlock, { kind: 'part' }>): SourceData {
  if (!only) return data;
  if (data.kind === 'proof-deck' && part === 'picture') return { ...data, plotted: only };
  if (data.kind === 'proof-deck' && part === 'table') {
    const rows = only.flatMap((key) => data.rows.find((row) => row.key === key) ?? []);
    return rows.length === 0 ? data : { ...data, rows };
  }
  if (data.kind === 'sales-card' && part === 'points') {
    const elements = only.flatMap((label) => data.elements.find((one) => one.label === label) ?? []);
    return elements.length === 0 ? data : { ...data, elements };
  }
  return data;
}

/** Letters of scripts that run from right to left: Hebrew, Arabic, Syriac, Thaana and their forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** Whether the first letter of a text that has a direction runs from right to left (Unicode bidirectional algorithm, P2 and P3). */
export const isRightToLeft = (text: string): boolean => {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && RIGHT_TO_LEFT.test(first);
};

/** Writes a document that was put together out in its locale. Pure: the same data give the same page. */
export function composedPage(
  data: ComposedDocument,
  context: PageContext,
  pageOf: (source: SourceData, context: PageContext) => WholePage,
): ComposedPage {
  const labels = studioLabels(data.locale);
  const parts = partSources(data);
  const printed = data.blocks.map((block, at) => printedBlock(block, at, data, parts.of, labels));
  const rows: ComposedBlock[][] = [];
  for (const [at, block] of printed.entries()) {
    const last = rows.at(-1);
    const halves =
      data.blocks[at]!.width === 'half' && last?.length === 1 && data.blocks[last[0]!.at]!.width === 'half';
    if (halves && block.kind !== 'page-break') last!.push(block);
    else rows.push([block]);
  }
  const frame = pageFrame(data, context, labels.subject(data.of, data.customer.name));
  return {
    ...frame,
    flipped: landscape.has(data.of),
    rows,
    sources: Object.fromEntries(
      parts.all.map(({ key, data: source }) => [
        key,
        {
          kind: source.kind,
          // How to check it is told of this document, not of the one that the part stood in before.
          page: {
            ...inFolder(pageOf({ ...source, approved: data.approved, brand: data.brand }, context), key),
            check: frame.check,
            accent: frame.accent,
            headingColour: frame.headingColour,
          },
        },
      ]),
    ),
  };
}

/** The page with its pictures in a folder of their own, so that two sources keep theirs apart. */
function inFolder(page: WholePage, folder: string): WholePage {
  return JSON.parse(JSON.stringify(page), (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith('/charts/')
      ? `/charts/${folder}/${value.slice('/charts/'.length)}`
      : value,
  ) as WholePage;
}

function printedBlock(
  block: PrintedBlock,
  at: number,
  data: ComposedDocument,
  sourceOf: (block: Extract<PrintedBlock, { kind: 'part' }>) => string,
  labels: ReturnType<typeof studioLabels>,
): ComposedBlock {
  switch (block.kind) {
    case 'part':
      return { kind: 'part', at, source: sourceOf(block), part: block.part };
    case 'heading':
      return { kind: 'heading', at, text: printable(block.text) };
    case 'text':
    case 'snippet':
      return {
        kind: 'text',
        at,
        title: block.title ? printable(block.title) : null,
        paragraphs: paragraphs(block.text).map((lines) => ({ lines, rightToLeft: isRightToLeft(lines.join(' ')) })),
      };
    case 'picture':
      return {
        kind: 'picture',
        at,
        path: `/brand/${block.name}`,
        alt: verbatim(block.alternative),
        caption: block.caption ? printable(block.caption) : null,
      };
    case 'evidence':
      return {
        kind: 'evidence',
        at,
        heading: labels.builtFrom,
        columns: [labels.source, labels.version, labels.digest],
        rows: data.builtFrom.map(({ label, version, receipt, digest }) => ({
          name: printable(label),
          version: version === null ? formatDate(data.locale, data.dated) : String(version),
          digest: (receipt ?? digest ?? '').slice(0, 32),
        })),
      };
    case 'page-break':
      return { kind: 'page-break', at };
  }
}
