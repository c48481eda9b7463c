import { z } from 'zod';
import type { RoiPresentation } from '../../roi';

/** Prefix of the ids under which parts lie in the page. */
const PART = 'proofdesk-';

/** What an interactive page is about. Nothing in it but what the customer may see. */
export const pageDataSchema = z.object({
  format: z.literal('proofdesk-page'),
  version: z.literal(1),
  title: z.string(),
  number: z.string(),
  account: z.string(),
  company: z.string(),
  /** An instant, `2026-11-12T08:00:00Z`. */
  created: z.string(),
  locale: z.string(),
  /** Fingerprint of the workspace in words: by it a reader knows who made the page. */
  fingerprint: z.string(),
  /** Files beside the page. */
  files: z.array(z.object({ name: z.string(), title: z.string(), sha256: z.string(), size: z.number() })),
  /** Charts of those documents, as drawings whose colours follow the page. */
  pictures: z.array(z.object({ document: z.string(), label: z.string(), svg: z.string() })),
  /** Charts that the page had no room for; they stand in the documents. */
  picturesLeftOut: z.number().int().nonnegative(),
  roi: z
    .object({
      version: z.number().int().positive(),
      presentation: z.custom<RoiPresentation>((value) => typeof value === 'object' && value !== null),
      /** Net present value of every scenario as the case has it: what the page has to come to before anything is moved. */
      figures: z.array(z.object({ scenario: z.string(), netPresentValue: z.string().nullable() })),
    })
    .nullable(),
});
export type PageData = z.infer<typeof pageDataSchema>;

/** What a page file is put together from. */
export interface PageParts {
  /** Language of the words on the page, `en`. */
  language: string;
  title: string;
  /** Canonical JSON of the data. */
  data: string;
  /** Sealed statement about data and program. */
  statement: string;
  /** Receipts that announced the signer's key, canonical JSON. */
  receipts: string;
  program: string;
  style: string;
  /** Base64 of the SHA-256 of program and style, for the page's own policy. */
  programDigest: string;
  styleDigest: string;
}

/**
 * One page file. Its policy lets nothing run and nothing load but the program and the style whose digests it names: no network, no other
 * script, no form. The same parts always give the same text, so that a reader who took a page apart can put it together again and compare.
 */
export function pageFile(parts: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${parts.programDigest}'`,
    `style-src 'sha256-${parts.styleDigest}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${escapeText(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeText(parts.title)}</title>
<style>${parts.style}</style>
</head>
<body>
<noscript>This page calculates in your browser; allow it to run scripts, or open the PDF beside it.</noscript>
<div id="${PART}page"></div>
<script type="application/json" id="${PART}data">${embedded(parts.data)}</script>
<script type="application/json" id="${PART}statement">${embedded(parts.statement)}</script>
<script type="application/json" id="${PART}receipts">${embedded(parts.receipts)}</script>
<script>${parts.program}</script>
</body>
</html>
`;
}

/** Where the page looks for its data and puts what it shows. */
export const pagePlaces = { page: `${PART}page`, data: `${PART}data` } as const;

/** Takes a page file apart; null for what is none. Nothing is checked yet. */
export function readPageFile(text: string): Omit<PageParts, 'programDigest' | 'styleDigest'> | null {
  const between = (start: string, end: string): string | null => {
    const from = text.indexOf(start);
    const to = from < 0 ? -1 : text.indexOf(end, from + start.length);
    return to < 0 ? null : text.slice(from + start.length, to);
  };
  const json = (name: string) =>
    between(`<script type="application/json" id="${PART}${name}">`, '</script>')?.replaceAll('\\u003c', '<') ?? null;
  const [language, title, style] = [
    between('<html lang="', '"'),
    between('<title>', '</title>'),
    between('<style>', '</style>'),
  ];
  const [data, statement, receipts] = [json('data'), json('statement'), json('receipts')];
  const program = between('<script>', '</script>');
  if (data === null || statement === null || receipts === null || program === null || style === null) return null;
  return {
    language: plainText(language ?? ''),
    title: plainText(title ?? ''),
    data,
    statement,
    receipts,
    program,
    style,
  };
}

/** JSON inside a script element: nothing in it can end the element (HTML, 4.12.1.3). */
const embedded = (json: string): string => json.replaceAll('<', '\\u003c');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeText = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character]!);
const plainText = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot);/g, (whole) => Object.entries(escapes).find(([, own]) => own === whole)![0]);
