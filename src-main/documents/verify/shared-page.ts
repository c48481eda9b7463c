import { isUtf8 } from 'node:buffer';
import { sha256 } from '../../../src-core/ledger/digests';
import { type PageData, pageDataSchema, readPageFile } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { fingerprintFromHex } from '../../../src-shared/kernel/fingerprint';
import { prepareRoom } from '../../../src-shared/roi';
import { openEnvelope } from '../envelope';
import type { DocumentResources } from '../resources';
import { pageText } from '../share/compile-page';
import { embeddable, loadPageProgram } from '../share/page-program';
import { type PageStatement, pageStatementSchema } from '../statement';
import { Checks, reasonOf, type VerifiedFile } from './report';
import { checkSigner } from './signature';

/** Larger than any page of ours: program, data and charts together. */
const LARGEST_PAGE = 16 * 1024 * 1024;

/** An interactive page that was taken apart. */
export interface OpenedPage {
  file: string;
  checks: Checks;
  page: NonNullable<ReturnType<typeof readPageFile>>;
  text: string;
}

/** Whether bytes begin as a page file does. */
export const isPageFile = (bytes: Uint8Array): boolean =>
  /^\ufeff?\s*<!doctype html/i.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8'));

/** Takes a page apart. @throws ProofdeskError `bad-input` for what is none of ours */
export function openPage(bytes: Uint8Array, file: string): OpenedPage {
  const text = bytes.length <= LARGEST_PAGE && isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : '';
  const page = readPageFile(text);
  if (!page)
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${file} is a web page, but none that Proofdesk made, or it is cut off.`,
      where: { file },
      hint: 'Take the file as it was given, not one that a browser saved again.',
    });
  return { file, checks: new Checks(file), page, text };
}

/**
 * Checks a page: who signed it, that data, program and style are those that were signed, that nothing else is in the file, that the case
 * comes to the figures that it came to, and that files given with it, where they are at hand, are the same.
 */
export function verifyPage(
  { file, checks, page, text }: OpenedPage,
  others: ReadonlyMap<string, string>,
  resources: DocumentResources,
): VerifiedFile {
  const { envelope, statement: raw } = openEnvelope(page.statement, `${file} · statement`);
  const parsed = pageStatementSchema.safeParse(raw);
  if (!parsed.success)
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The statement in ${file} is not one about a page.`,
      where: { file },
    });
  const { subject, predicate } = parsed.data;
  checkSigner(checks, resources, { envelope, signer: predicate.signer, receipts: page.receipts });
  const stated = new Map(subject.map(({ name, digest }) => [name, digest.sha256]));
  const found = new Map([
    ['data.json', sha256(page.data)],
    ['page.js', sha256(page.program)],
    ['page.css', sha256(page.style)],
  ]);
  const differences = Checks.differences(stated, found);
  checks.add(
    'parts',
    differences === '',
    differences === ''
      ? 'Data, program and style are those that were signed.'
      : `Not as they were signed: ${differences}.`,
    { compared: stated.size },
  );
  const data = readData(checks, page.data, predicate);
  checkProgram(checks, page);
  const same =
    data !== null &&
    pageText(page.data, page, page.statement, page.receipts, data.title) === text.replace(/^\ufeff/, '');
  checks.add(
    'file',
    same,
    same ? 'Put together again from its parts, byte for byte.' : 'The file holds more or other than its signed parts.',
  );
  if (data) {
    checkFigures(checks, data);
    checkFiles(checks, predicate.files, others);
  }
  return {
    file,
    kind: 'page',
    number: predicate.number,
    title: predicate.title,
    signer: predicate.signer,
    fingerprint: fingerprintFromHex(predicate.signer.fingerprint).words.join(' '),
  };
}

function readData(checks: Checks, text: string, predicate: PageStatement['predicate']): PageData | null {
  try {
    const data = pageDataSchema.parse(JSON.parse(text));
    const same =
      data.number === predicate.number && data.title === predicate.title && data.created === predicate.created;
    checks.add('data', same, same ? `The data of ${data.number}.` : 'The data are of another page than the statement.');
    return data;
  } catch (error) {
    checks.add('data', false, `The data cannot be read: ${reasonOf(error)}`);
    return null;
  }
}

function checkProgram(checks: Checks, { program, style }: OpenedPage['page']): void {
  let shipped = false;
  try {
    const own = embeddable(loadPageProgram());
    shipped = own.program === program && own.style === style;
  } catch (error) {
    if (!(error instanceof ProofdeskError) || error.code !== 'unavailable') throw error;
  }
  checks.add(
    'program',
    true,
    shipped
      ? 'The program of the page is the one that this Proofdesk ships.'
      : 'The program is of another version of Proofdesk; the signer alone vouches for it.',
    shipped ? {} : { vouchedBySigner: true },
  );
}

function checkFigures(checks: Checks, { roi }: PageData): void {
  if (!roi) return;
  try {
    const answers = new Map(
      prepareRoom(roi.presentation)
        .answer({})
        .map(({ key, figures }) => [key, figures?.netPresentValue ?? null]),
    );
    const wrong = roi.figures.filter(({ scenario, netPresentValue }) => answers.get(scenario) !== netPresentValue);
    checks.add(
      'figures',
      wrong.length === 0 && roi.figures.length === answers.size,
      wrong.length === 0
        ? `${roi.presentation.number}, version ${roi.version}: every scenario comes to what it came to.`
        : `Computed again they differ: ${wrong.map(({ scenario }) => scenario).join(', ')}.`,
      { compared: roi.figures.length },
    );
  } catch (error) {
    checks.add('figures', false, `The case cannot be computed: ${reasonOf(error)}`);
  }
}

/** Files that were given with the page, as far as they were named too. */
function checkFiles(
  checks: Checks,
  files: readonly { name: string; sha256: string }[],
  others: ReadonlyMap<string, string>,
): void {
  if (files.length === 0) return;
  const digests = new Set(others.values());
  const held = files.filter((one) => digests.has(one.sha256));
  const altered = files.filter((one) => others.has(one.name) && !digests.has(one.sha256));
  const detail =
    altered.length > 0
      ? `Not the files that were given with the page: ${altered.map(({ name }) => name).join(', ')}.`
      : held.length === files.length
        ? 'Each file beside the page is the one that was given with it.'
        : `${held.length} of ${files.length} files that were given with the page are here; name the others as well to compare them.`;
  checks.add('files beside it', altered.length === 0, detail, {
    compared: held.length,
    ...(held.length === 0 && altered.length === 0 && { skipped: true }),
  });
}
