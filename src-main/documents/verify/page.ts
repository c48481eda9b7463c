import { sha256 } from '../../../src-core/ledger/digests';
import type { BinderDocument, DocumentData } from '../../../src-shared/documents';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import { bindParts, setFront } from '../binder/compile-binder';
import { brandFiles } from '../brand';
import { documentCharts } from '../charts';
import { STATEMENT_FILE } from '../compile';
import type { Attachment } from '../inputs';
import { templateFault } from '../own-template';
import { type DocumentResources, isShippedTemplate, type Template, templateDigest } from '../resources';
import { setPage, textFonts } from '../set-page';
import { type DocumentStatement, software } from '../statement';
import { loadPdf, openPdf } from './pdf-file';
import { comparable, pageTexts } from './pdf-text';
import { type Checks, reasonOf } from './report';

/** What was taken out of a document and is known to be what its statement names. */
export interface DocumentParts {
  file: string;
  pdf: Uint8Array;
  data: DocumentData;
  template: Template;
  /** Every embedded file, in the order of the statement, the statement last. */
  attachments: Attachment[];
  inputsDigest: string;
  statement: DocumentStatement;
}

/**
 * Sets the page again from what is embedded and compares. With the same versions and fonts the file must come out byte for byte; with
 * others only the text is compared, and the answer says so.
 */
export async function checkPage(checks: Checks, resources: DocumentResources, parts: DocumentParts): Promise<void> {
  const shipped = checkTemplate(checks, resources, parts);
  const fault = shipped ? null : templateFault(parts.template);
  if (fault) {
    checks.add(
      'page',
      true,
      `The page was not set again, since the signer’s own template must not be run here: ${fault.message}`,
      {
        skipped: true,
        vouchedBySigner: true,
      },
    );
    return;
  }
  const own = shipped ? {} : { vouchedBySigner: true };
  let again: { unsigned: Uint8Array; signed: Uint8Array };
  try {
    again = await setAgain(checks, resources, parts);
  } catch (error) {
    checks.add('page', false, `The page cannot be set again from what is embedded: ${reasonOf(error)}`, own);
    return;
  }
  const { statement } = parts;
  const versions = otherVersions(resources, statement);
  if (versions) {
    const difference = await firstDifference(parts.file, parts.pdf, again.signed);
    checks.add(
      'page',
      difference === null,
      difference ??
        `Set again with another version (${versions}), so compared as text only: the text of every page is the same.`,
      own,
    );
    return;
  }
  if (!Buffer.from(again.signed).equals(Buffer.from(parts.pdf))) {
    const difference = await firstDifference(parts.file, parts.pdf, again.signed);
    const what =
      difference ??
      (parts.data.kind === 'acceptance' && !parts.data.accepted
        ? 'The text of the pages is the same; a sheet that was filled in is other bytes than the empty one. Read it in with `proofdesk quote accept QUOTE --sheet FILE`.'
        : 'The text of the pages is the same, but lines, pictures or the file’s own structure were changed.');
    checks.add('page', false, `The file is not what its data give. ${what}`, own);
    return;
  }
  const digest = sha256(again.unsigned);
  const stated = statement.subject[0]!.digest.sha256;
  checks.add(
    'page',
    digest === stated,
    digest === stated
      ? `Set again from the embedded data, template and pictures: the same ${parts.pdf.length} bytes.`
      : 'The statement is about another document than this one.',
    { compared: parts.pdf.length, ...own },
  );
}

function checkTemplate(checks: Checks, resources: DocumentResources, { template, statement }: DocumentParts): boolean {
  const digest = templateDigest(template);
  const stated = statement.predicate.template.sha256;
  const shipped = isShippedTemplate(resources, digest);
  if (digest !== stated) checks.add('template', false, 'The template is not the one that the statement names.');
  else if (shipped)
    checks.add('template', true, `The template is one that Proofdesk ships (sha256 ${digest.slice(0, 16)}…).`);
  else {
    checks.add(
      'template',
      true,
      `The template is the signer’s own (sha256 ${digest.slice(0, 16)}…): what the page prints of the figures is vouched for by the signer alone.`,
      { vouchedBySigner: true },
    );
  }
  return shipped;
}

async function setAgain(
  checks: Checks,
  resources: DocumentResources,
  parts: DocumentParts,
): Promise<{ unsigned: Uint8Array; signed: Uint8Array }> {
  const { data, template, attachments, inputsDigest } = parts;
  if (data.kind === 'binder') return bindAgain(resources, parts, data);
  const embedded = new Map(attachments.map(({ name, bytes }) => [name, bytes]));
  const pictures = data.kind === 'composed' ? data.pictures : [];
  const brandNames = [data.brand.logo, ...data.brand.fonts, ...pictures].flatMap((entry) =>
    entry ? [entry.name] : [],
  );
  const brand = brandFiles(
    data,
    Object.fromEntries(
      brandNames.flatMap((name) => (embedded.has(`brand/${name}`) ? [[name, embedded.get(`brand/${name}`)!]] : [])),
    ),
  );
  const charts = documentCharts(data, textFonts(resources, brand.fonts));
  if (charts.length > 0) {
    const altered = charts.filter(({ name, svg }) => {
      const bytes = embedded.get(`charts/${name}`);
      return !bytes || Buffer.from(bytes).toString('utf8') !== svg;
    });
    const same = canonicalText(software) === canonicalText(parts.statement.predicate.software);
    checks.add(
      'pictures',
      altered.length === 0 || !same,
      altered.length === 0
        ? 'Drawn again from the data: the same.'
        : same
          ? `Not what the data give: ${altered.map(({ name }) => name).join(', ')}.`
          : 'Drawn with another version of Proofdesk, so not compared.',
      { compared: charts.length, ...(altered.length > 0 && !same && { skipped: true }) },
    );
  }
  const material = {
    data,
    template,
    fonts: [...resources.fonts, ...brand.fonts],
    pictures: attachments
      .filter(({ name }) => name.startsWith('brand/') || name.startsWith('charts/'))
      .map(({ name, bytes }) => ({ path: `/${name}`, bytes })),
    inputsDigest,
  };
  return {
    unsigned: await setPage({ ...material, attachments: attachments.filter(({ name }) => name !== STATEMENT_FILE) }),
    signed: await setPage({ ...material, attachments }),
  };
}

/** Binds a binder again from what lies inside it. */
async function bindAgain(
  resources: DocumentResources,
  { template, attachments, inputsDigest }: DocumentParts,
  data: BinderDocument,
): Promise<{ unsigned: Uint8Array; signed: Uint8Array }> {
  const embedded = new Map(attachments.map(({ name, bytes }) => [name, bytes]));
  const logo = data.brand.logo && embedded.get(`brand/${data.brand.logo.name}`);
  const files = data.brand.logo && logo ? { [data.brand.logo.name]: logo } : {};
  const front = await setFront(data, template, files, resources, inputsDigest);
  const bound = new Map<string, { title: string; pdf: Awaited<ReturnType<typeof loadPdf>> }>();
  for (const { name, sha256: digest, title } of data.documents)
    bound.set(digest, { title, pdf: await loadPdf(embedded.get(`documents/${name}`) ?? new Uint8Array(), name) });
  for (const { name, sha256: digest, title, pages } of data.attachments) {
    if (pages === null) continue;
    bound.set(digest, {
      title: title || name,
      pdf: await loadPdf(embedded.get(`files/${name}`) ?? new Uint8Array(), name),
    });
  }
  const write = await bindParts(data, front, bound);
  const unsigned = await write(attachments.filter(({ name }) => name !== STATEMENT_FILE));
  return { unsigned, signed: await write(attachments) };
}

/** Which versions or fonts differ from ours, in words; null where none do. */
function otherVersions(resources: DocumentResources, { predicate }: DocumentStatement): string | null {
  const ours = new Map<string, string>(Object.entries(software));
  const differing = Object.entries(predicate.software).filter(([name, version]) => ours.get(name) !== version);
  const fonts = new Map(resources.fonts.map((font) => [font.name, font.sha256]));
  if (predicate.fonts.length !== fonts.size || predicate.fonts.some((font) => fonts.get(font.name) !== font.sha256)) {
    differing.push(['fonts', 'others']);
  }
  return differing.length === 0 ? null : differing.map(([name, version]) => `${name} ${version}`).join(', ');
}

/** Where the text of two documents begins to differ, in words; null where it is the same. */
async function firstDifference(file: string, found: Uint8Array, expected: Uint8Array): Promise<string | null> {
  const b = await texts(expected, file);
  let a: string[];
  try {
    a = await texts(found, file);
  } catch (error) {
    return `Its pages cannot be read: ${reasonOf(error)}`;
  }
  if (a.length !== b.length) return `It has ${a.length} pages, and its data give ${b.length}.`;
  for (const [index, text] of a.entries()) {
    const other = b[index]!;
    if (text === other) continue;
    let at = 0;
    while (at < text.length && text[at] === other[at]) at += 1;
    const around = (of: string) => JSON.stringify(of.slice(Math.max(0, at - 20), at + 30));
    return `Page ${index + 1} says ${around(text)} where its data give ${around(other)}.`;
  }
  return null;
}

async function texts(pdf: Uint8Array, file: string): Promise<string[]> {
  const { document } = await openPdf(pdf, file);
  return pageTexts(document, file).map(comparable);
}
