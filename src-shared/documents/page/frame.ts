import { fingerprintFromHex } from '../../kernel/fingerprint';
import { formatDate, languageOf } from '../format';
import { labelsOf } from '../labels';
import type { DocumentData } from '../schema';
import { paragraphs, printable, shortDigest, verbatim } from './text';

/** What stands around every page, written out. The template lays it out and adds nothing of its own. */
export interface PageFrame {
  lang: string;
  paper: 'a4' | 'us-letter';
  /** Title and author of the file. */
  title: string;
  author: string;
  accent: string;
  /** Colour of headings, or null for that of the text. */
  headingColour: string | null;
  /** Path of the logo among the embedded files, or null. */
  logo: string | null;
  /** Families of the brand's own fonts are put in by the compiler. */
  company: string;
  companyLines: string[];
  subject: string;
  dated: string;
  watermark: string | null;
  notApproved: string | null;
  number: string;
  version: string;
  inputs: string;
  disclosure: string;
  brandFooter: string | null;
  /** Between page number and page count. */
  pageOf: string;
  check: {
    heading: string;
    sentence: string;
    command: string;
    fingerprint: string;
    fingerprintSentence: string;
    words: string;
    digits: string;
    /** Path of the QR code. */
    qr: string;
    remarks: string[];
  };
  notes: { heading: string; paragraphs: string[][] } | null;
}

/** What a page needs to know beyond the document's data. */
export interface PageContext {
  /** SHA-256 of the list of inputs, printed at the foot. */
  inputsDigest: string;
}

/** The name a document is saved under: `Q-A7-0142-v3.pdf`. */
export function documentFileName(
  data: Pick<DocumentData, 'kind' | 'number' | 'version'> & { topic?: string; of?: string },
): string {
  const number = data.number.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const kinds: Record<DocumentData['kind'], string> = {
    quote: '',
    'order-form': '-order-form',
    acceptance: '-acceptance',
    'approval-sheet': '-internal-approval-sheet',
    'proof-deck': '-deck',
    roi: '-roi',
    'claim-chart': '-claim-chart',
    'case-study': '-case-study',
    'success-plan': '-success-plan',
    'defensibility-brief': '-brief',
    'sales-card': '-sales-card',
    composed: data.of === 'one-pager' ? '-one-pager' : '',
    binder: '-binder',
  };
  const kind =
    kinds[(data.kind === 'composed' && data.of ? data.of : data.kind) as DocumentData['kind']] ?? kinds[data.kind];
  // Several decks of one verdict lie in one folder.
  const topic = data.topic === undefined || data.topic === 'speed' ? '' : `-${data.topic}`;
  return `${number}${topic}${kind}-v${data.version}.pdf`;
}

/** Whether a document shows measured figures. */
const isMeasured = (data: DocumentData): boolean =>
  data.kind === 'proof-deck' ||
  (data.kind === 'composed' && data.sources.some((source) => source.data.kind === 'proof-deck'));

/** The frame of a document. `subject` says what it is, such as “Proof of speed for Halden Energy”. */
export function pageFrame(data: DocumentData, context: PageContext, subject: string, bundle?: string): PageFrame {
  const labels = labelsOf(data.locale);
  const print = fingerprintFromHex(data.workspace.fingerprint);
  const { company, brand } = data;
  const contact = [company.email, company.phone, company.website].filter((line) => line !== undefined);
  const remarks = [
    isMeasured(data) ? labels.signatureCaveat : null,
    data.assurance === 'device' ? labels.deviceAssurance : null,
  ];
  return {
    lang: languageOf(data.locale),
    paper: data.paper === 'letter' ? 'us-letter' : 'a4',
    title: verbatim(`${data.number} ${data.title}`),
    author: verbatim(company.name),
    accent: brand.accent,
    headingColour: brand.heading ?? null,
    logo: brand.logo ? `/brand/${brand.logo.name}` : null,
    company: printable(company.name),
    companyLines: [...company.lines, ...contact].map(printable),
    subject: printable(subject),
    dated: formatDate(data.locale, data.dated),
    watermark: data.approved ? null : labels.notApproved,
    notApproved: data.approved ? null : labels.notApprovedSentence,
    number: printable(data.number),
    version: labels.versionOf(String(data.version)),
    inputs: `${labels.inputs} sha256 ${shortDigest(context.inputsDigest)}`,
    disclosure: printable(
      (data.kind === 'composed' && data.confidentiality) || labels.disclosure(data.disclosure, data.customer.name),
    ),
    brandFooter: brand.footer ? printable(brand.footer) : null,
    pageOf: labels.page('{page}', '{pages}'),
    check: {
      heading: labels.checkHeading,
      sentence: bundle ? labels.checkWithBundle : labels.checkSentence,
      command: verbatim(['proofdesk verify', documentFileName(data), bundle].filter(Boolean).join(' ')),
      fingerprint: labels.fingerprint,
      fingerprintSentence: labels.fingerprintSentence,
      words: print.words.join(' '),
      digits: print.groups.join(' '),
      qr: '/generated/fingerprint.svg',
      remarks: remarks.filter((remark) => remark !== null),
    },
    notes: data.notes.length === 0 ? null : { heading: labels.notes, paragraphs: data.notes.flatMap(paragraphs) },
  };
}
