import { sha256 } from '../../../src-core/ledger/digests';
import type { ReceiptFile } from '../../../src-core/ledger/exchange';
import { type BinderDocument, documentFileName, languageOf, parseDocumentData } from '../../../src-shared/documents';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type BrandFiles, brandFiles } from '../brand';
import { receiptsAttachment, statementAttachment } from '../compile';
import { sealStatement } from '../envelope';
import { type Attachment, Inputs, inputListAttachment } from '../inputs';
import { type DocumentResources, type Template, templateDigest } from '../resources';
import { setPage } from '../set-page';
import { documentStatement, type Signer, signerRecord, software } from '../statement';
import { loadPdf } from '../verify/pdf-file';
import { type BoundPart, bindPages } from './bind-pages';

/** What a binder is made from. Plain data: it can be sent to a worker thread as it is. */
export interface BinderRequest {
  /** Without page counts: those are found when it is bound. */
  data: Omit<BinderDocument, 'front' | 'documents' | 'attachments'> & {
    documents: Omit<BinderDocument['documents'][number], 'pages'>[];
    attachments: (Omit<BinderDocument['attachments'][number], 'pages'> & { bound: boolean })[];
  };
  brandFiles: BrandFiles;
  /** Files of documents and attachments by their digests. */
  files: Readonly<Record<string, Uint8Array>>;
  receipts: ReceiptFile;
}

export interface BoundBinder {
  fileName: string;
  pdf: Uint8Array;
  pages: number;
}

/** Most tries until cover and contents take as many pages as they say. */
const MOST_TRIES = 4;

/**
 * Binds documents into one file: cover, contents with page numbers, every document and the pages of attachments, numbered through; inside
 * it each document and attachment as it is, and a signed statement about all.
 *
 * @throws ProofdeskError `bad-input` for files that cannot be bound, naming the file.
 */
export async function compileBinder(
  request: BinderRequest,
  resources: DocumentResources,
  signer: Signer,
  progress: (share: number, message: string) => void = () => {},
): Promise<BoundBinder> {
  const parts = new Map<string, BoundPart>();
  const pagesOf = async (digest: string, title: string, name: string): Promise<number> => {
    const pdf = await loadPdf(fileOf(request, digest, name), name);
    parts.set(digest, { title, pdf });
    return pdf.getPageCount();
  };
  const documents: BinderDocument['documents'] = [];
  for (const one of request.data.documents)
    documents.push({ ...one, pages: await pagesOf(one.sha256, one.title, one.name) });
  const attachments: BinderDocument['attachments'] = [];
  for (const { bound, ...one } of request.data.attachments)
    attachments.push({ ...one, pages: bound ? await pagesOf(one.sha256, one.title || one.name, one.name) : null });
  progress(0.3, 'Setting cover and contents');
  const template = resources.templates['binder']!;
  const { data, front, inputs, list } = await settledFront(
    { ...request.data, documents, attachments },
    request,
    resources,
  );
  progress(0.5, 'Binding the pages');
  const receipts = receiptsAttachment(canonicalText(request.receipts));
  const inside = [...inputs.attachments, inputListAttachment(list), receipts];
  const write = await bindParts(data, front, parts);
  const unsigned = await write(inside);
  const fileName = documentFileName(data);
  const statement = documentStatement(
    { name: fileName, sha256: sha256(unsigned) },
    {
      ...{ kind: data.kind, number: data.number, version: data.version, created: data.created },
      inputs: { sha256: sha256(list) },
      attachments: inside.map(({ name, bytes }) => ({ name, sha256: sha256(bytes) })),
      template: { entry: template.entry, sha256: templateDigest(template) },
      fonts: resources.fonts.map((font) => ({ name: font.name, sha256: font.sha256 })),
      software,
      signer: signerRecord(signer),
    },
  );
  progress(0.9, 'Signing');
  const pdf = await write([statementAttachment(sealStatement(statement, signer))]);
  return {
    fileName,
    pdf,
    pages: front.getPageCount() + [...parts.values()].reduce((sum, one) => sum + one.pdf.getPageCount(), 0),
  };
}

/** Cover and contents, once they take as many pages as they count with. */
async function settledFront(
  unsettled: Omit<BinderDocument, 'front'>,
  request: BinderRequest,
  resources: DocumentResources,
) {
  let front = 1;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const data = parseDocumentData({ ...unsettled, front }) as BinderDocument;
    const inputs = binderInputs(data, resources.templates['binder']!, request);
    const list = inputs.list();
    const pdf = await setFront(data, resources.templates['binder']!, request.brandFiles, resources, sha256(list));
    if (pdf.getPageCount() === front) return { data, front: pdf, inputs, list };
    front = pdf.getPageCount();
  }
  throw new ProofdeskError({
    code: 'internal',
    message: 'The contents of the binder do not settle on a number of pages.',
  });
}

function binderInputs(data: BinderDocument, template: Template, request: BinderRequest): Inputs {
  const inputs = new Inputs();
  inputs.add('data', 'data.json', Buffer.from(canonicalText(data)));
  for (const [name, text] of Object.entries(template.files).sort())
    inputs.add('template', `template/${name}`, Buffer.from(text));
  const { logo } = brandFiles(data, request.brandFiles);
  if (logo) inputs.add('brand', `brand/${logo.name}`, logo.bytes);
  for (const one of data.documents)
    inputs.add('document', `documents/${one.name}`, fileOf(request, one.sha256, one.name));
  for (const one of data.attachments)
    inputs.add('attachment', `files/${one.name}`, fileOf(request, one.sha256, one.name));
  return inputs;
}

/** Cover and contents as pages. */
export async function setFront(
  data: BinderDocument,
  template: Template,
  files: BrandFiles,
  resources: DocumentResources,
  inputsDigest: string,
) {
  const brand = brandFiles(data, files);
  const pictures = brand.logo ? [{ path: `/brand/${brand.logo.name}`, bytes: brand.logo.bytes }] : [];
  const fonts = [...resources.fonts, ...brand.fonts];
  const bytes = await setPage({ data, template, fonts, pictures, attachments: [], inputsDigest });
  return loadPdf(bytes, 'cover');
}

/** Binds cover, documents and attachments in the order in which the data name them. */
export function bindParts(
  data: BinderDocument,
  front: BoundPart['pdf'],
  parts: ReadonlyMap<string, BoundPart>,
): Promise<(attachments: readonly Attachment[]) => Promise<Uint8Array>> {
  return bindPages({
    title: `${data.number} ${data.title}`,
    author: data.company.name,
    language: languageOf(data.locale),
    created: Math.floor(Date.parse(data.created) / 1000),
    parts: [
      { title: data.title, pdf: front },
      ...data.documents.map(({ sha256: digest }) => parts.get(digest)!),
      ...data.attachments.flatMap(({ sha256: digest, pages }) => (pages === null ? [] : [parts.get(digest)!])),
    ],
    numbering: (page, pages) => `${data.number}  ${page} / ${pages}`,
  });
}

function fileOf({ files }: Pick<BinderRequest, 'files'>, digest: string, name: string): Uint8Array {
  const bytes = files[digest];
  if (bytes && sha256(bytes) === digest) return bytes;
  throw new ProofdeskError({
    code: 'not-found',
    message: `The file ${name} of the binder was not given, or is another one.`,
    where: { file: name },
  });
}
