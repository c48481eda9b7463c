import { sha256 } from '../../src-core/ledger/digests';
import type { ReceiptFile } from '../../src-core/ledger/exchange';
import { type DocumentInput, documentFileName, type PrintedKind, parseDocumentData } from '../../src-shared/documents';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type BrandFiles, brandFiles } from './brand';
import { documentCharts } from './charts';
import { sealStatement } from './envelope';
import { type Attachment, type EvidenceFile, Inputs, inputListAttachment } from './inputs';
import { checkOwnTemplate } from './own-template';
import { type DocumentResources, type Template, templateDigest } from './resources';
import { type PageMaterial, setPage, textFonts } from './set-page';
import { documentStatement, type Signer, signerRecord, software } from './statement';

/** Name of the signed statement among the embedded files. */
export const STATEMENT_FILE = 'statement.dsse.json';
export const RECEIPTS_FILE = 'receipts.json';

/** What a document is made from. Plain data: it can be sent to a worker thread as it is. */
export interface DocumentRequest {
  data: DocumentInput;
  /** Logo and fonts that the data's `brand` names, by file name. */
  brandFiles?: BrandFiles;
  /** Raw files the figures come from; embedded up to 20 MB compressed, else by digest. */
  evidence?: readonly EvidenceFile[];
  /** The receipts that announced the signer's key. */
  receipts: ReceiptFile;
  /** A template of the workspace's own; absent: the one that Proofdesk ships for this kind. */
  template?: Template;
}

export interface CompiledDocument {
  kind: PrintedKind;
  fileName: string;
  pdf: Uint8Array;
  /** Digest of the file. */
  sha256: string;
  /** Digest of the list of inputs, as printed at the foot of each page. */
  inputsDigest: string;
  /** Digest of the document without its statement: what the statement is about. */
  statedDigest: string;
  /** Whether the raw evidence lies inside; false where it was too large and only digests do. */
  evidenceEmbedded: boolean;
}

/**
 * Makes a document: sets the page with everything embedded, states and signs its digest, and sets it again with the statement
 * embedded. Same request, resources and signer, same bytes, on every machine.
 *
 * @throws ProofdeskError `bad-input` for data, brand files or templates that cannot be printed.
 */
export async function compileDocument(
  request: DocumentRequest,
  resources: DocumentResources,
  signer: Signer,
): Promise<CompiledDocument> {
  const { material, list, receipts } = prepare(request, resources);
  const { data, template } = material;
  const attachments = [...material.attachments, receipts];
  const unsigned = await setPage({ ...material, attachments });
  const fileName = documentFileName(data);
  const statement = documentStatement(
    { name: fileName, sha256: sha256(unsigned) },
    {
      kind: data.kind,
      number: data.number,
      version: data.version,
      created: data.created,
      inputs: { sha256: sha256(list) },
      attachments: attachments.map(({ name, bytes }) => ({ name, sha256: sha256(bytes) })),
      template: { entry: template.entry, sha256: templateDigest(template) },
      fonts: resources.fonts.map((font) => ({ name: font.name, sha256: font.sha256 })),
      software,
      signer: signerRecord(signer),
    },
  );
  const sealed = sealStatement(statement, signer);
  const pdf = await setPage({ ...material, attachments: [...attachments, statementAttachment(sealed)] });
  return {
    kind: data.kind,
    fileName,
    pdf,
    sha256: sha256(pdf),
    inputsDigest: material.inputsDigest,
    statedDigest: sha256(unsigned),
    evidenceEmbedded: !list.includes('"embedded":null'),
  };
}

function prepare(
  request: Omit<DocumentRequest, 'receipts'> & { receipts: ReceiptFile | null },
  resources: DocumentResources,
) {
  const data = parseDocumentData(request.data);
  if (request.template) checkOwnTemplate(request.template);
  const template = request.template ?? resources.templates[data.kind];
  if (!template) throw new ProofdeskError({ code: 'internal', message: `There is no template for ${data.kind}.` });
  const brand = brandFiles(data, request.brandFiles ?? {});
  const charts = documentCharts(data, textFonts(resources, brand.fonts));
  const inputs = new Inputs();
  inputs.add('data', 'data.json', Buffer.from(canonicalText(data)));
  for (const [name, text] of Object.entries(template.files).sort())
    inputs.add('template', `template/${name}`, Buffer.from(text));
  if (brand.logo) inputs.add('brand', `brand/${brand.logo.name}`, brand.logo.bytes);
  for (const picture of brand.pictures) inputs.add('brand', `brand/${picture.name}`, picture.bytes);
  for (const font of brand.fonts) inputs.add('brand', `brand/${font.name}`, font.file);
  for (const chart of charts) inputs.add('chart', `charts/${chart.name}`, Buffer.from(chart.svg));
  inputs.addEvidence(request.evidence ?? []);
  const list = inputs.list();
  const material: PageMaterial = {
    data,
    template,
    fonts: [...resources.fonts, ...brand.fonts],
    pictures: pictures(inputs.attachments),
    attachments: [...inputs.attachments, inputListAttachment(list)],
    inputsDigest: sha256(list),
  };
  return { material, list, receipts: receiptsAttachment(canonicalText(request.receipts)) };
}

/** The embedded files that a template may read. */
export function pictures(attachments: readonly Attachment[]): { path: string; bytes: Uint8Array }[] {
  return attachments
    .filter(({ name }) => name.startsWith('brand/') || name.startsWith('charts/'))
    .map(({ name, bytes }) => ({ path: `/${name}`, bytes }));
}

export function receiptsAttachment(text: string): Attachment {
  return {
    name: RECEIPTS_FILE,
    bytes: Buffer.from(text),
    mediaType: 'application/json',
    relationship: 'supplement',
    description: 'The receipts that announced the key of the signer',
  };
}

export function statementAttachment(sealed: string): Attachment {
  return {
    name: STATEMENT_FILE,
    bytes: Buffer.from(sealed),
    mediaType: 'application/vnd.in-toto+json',
    relationship: 'supplement',
    description: 'Signed statement about this document (in-toto, DSSE)',
  };
}
