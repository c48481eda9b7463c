import { filesNotHere, type WantedFile } from '../../../src-core/blobs/missing-file';
import {
  type BinderDocument,
  Composition,
  type DocumentKind,
  DocumentRecord,
  documentKinds,
} from '../../../src-shared/documents';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { Session } from '../../session';
import type { BinderRequest } from '../binder/compile-binder';
import type { BrandFiles } from '../brand';
import { buildMaterial } from '../build-document';
import type { BuiltMaterial } from '../builders';
import { documentFrame } from '../frame';
import { documentFile } from '../queries';
import { countPages } from './count-pages';
import { findingsInState } from './findings';
import { brandOf, type ToCompose } from './material';

type Bound = BinderRequest['data'];

/** Binds the documents of a binder into one file. Returns the id of its record. */
export async function bindBinder(session: Session, from: ToCompose): Promise<string> {
  const { about, binder } = binderMaterial(session, from);
  const { blobs } = session.desk.workspace();
  const files = Object.fromEntries(binder.digests.map((digest) => [digest, blobs.read(digest)]));
  return buildMaterial(session, 'binder', {
    about,
    binder: { data: binder.data, brandFiles: binder.brandFiles, files },
  });
}

type Material = Extract<BuiltMaterial, { binder: unknown }>;

/**
 * Everything that a binder is bound from, its files by their digests: they may be large, and a look at its contents needs none of them.
 * Throws where something in it may not go to its readers, or is not here.
 */
function binderMaterial(
  session: Session,
  from: ToCompose,
): { about: Material['about']; binder: Omit<Material['binder'], 'files'> & { digests: string[] } } {
  const workspace = session.desk.workspace();
  const refused = findingsInState(workspace.reader, from, from.blocks, session.desk.context.now()).filter(
    ({ level }) => level === 'refused',
  );
  if (refused[0]) {
    const { message, hint } = refused[0];
    throw new ProofdeskError({ code: 'check-failed', message, ...(hint && { hint }), details: { findings: refused } });
  }
  const digests: string[] = [];
  const missing: WantedFile[] = [];
  const sizeOf = (digest: string, name: string): number => {
    const info = workspace.blobs.info(digest);
    if (!info || !workspace.blobs.has(digest)) {
      missing.push({ name, sha256: digest });
      return 0;
    }
    digests.push(digest);
    return info.size;
  };
  const rows: RowOf<typeof DocumentRecord>[] = [];
  const documents: Bound['documents'] = [];
  const attachments: Bound['attachments'] = [];
  const texts: Bound['texts'] = [];
  const names = new NameGiver();
  for (const { content } of from.blocks) {
    if (content.kind === 'document') {
      const row = workspace.reader.get(DocumentRecord, content.document)!;
      const digest = documentFile(session, row);
      if (digest === null) {
        throw new ProofdeskError({
          code: 'forbidden',
          message: `“${row.title}” is not for you to read, so you cannot bind it.`,
        });
      }
      if (row.kind === 'evidence-bundle') {
        attachments.push({
          name: names.of(row.name),
          sha256: digest,
          title: row.title,
          bytes: sizeOf(digest, row.name),
          bound: false,
        });
      } else {
        sizeOf(digest, row.name);
        documents.push({ name: names.of(row.name), sha256: digest, kind: kindOf(row.kind), title: row.title });
      }
      rows.push(row);
    } else if (content.kind === 'attachment') {
      const { file, name, title, pages } = content;
      attachments.push({ name: names.of(name), sha256: file, title, bytes: sizeOf(file, name), bound: pages });
    } else if (content.kind === 'text' || content.kind === 'snippet') {
      if (content.text.trim() !== '') texts.push({ title: content.title, text: content.text });
    }
  }
  if (missing.length > 0) {
    throw filesNotHere(missing, {
      code: 'unavailable',
      hint: 'Make the document again, or take the file from the device that has it.',
    });
  }
  if (documents.length === 0) {
    throw new ProofdeskError({
      code: 'check-failed',
      message: `${from.number} holds no document, so there is nothing to bind.`,
      hint: 'Put documents of the deal in first.',
    });
  }
  const { frame, brandFiles } = documentFrame(session, {
    ...{ number: from.number, version: Math.max(1, from.version ?? 1), title: from.title, account: from.account },
    preparedBy: from.owner,
    approved: from.approved && rows.every(({ final }) => final),
    disclosure: from.disclosure,
    ...(from.paper && { paper: from.paper }),
  });
  const readers = rows.some(({ insideFile }) => insideFile)
    ? ({ group: 'cost' } as const)
    : rows.some(({ claimsFile }) => claimsFile)
      ? ({ group: 'claims' } as const)
      : undefined;
  return {
    about: {
      title: from.title,
      ...{ deal: from.deal, account: from.account, entity: Composition.name, subject: from.id, version: from.version },
      ...{ final: frame.approved, disclosure: from.disclosure, composition: from.id, compositionVersion: from.version },
      sources: [...new Set(rows.flatMap(({ sources }) => sources))].slice(0, 2_000),
      builtFrom: [
        ...rows.map((row) => ({
          ...{ entity: DocumentRecord.name, id: row.id, label: row.title, version: row.version },
          digest: documentFile(session, row),
          receipt: workspace.receiptOf(DocumentRecord.name, row.id, 'document.record'),
        })),
        brandOf(session),
      ],
      ...(readers && { readers }),
    },
    binder: {
      data: {
        ...frame,
        ...{ kind: 'binder', notes: [], recomputations: [] },
        brand: { fonts: [], ...frame.brand },
        ...(from.confidentiality && { confidentiality: from.confidentiality }),
        texts,
        documents,
        attachments,
      } as Bound,
      brandFiles,
      digests,
    },
  };
}

/** Pages of files that were counted before, by digest, and of how many they are remembered. */
const counted = new Map<string, number>();
const REMEMBERED = 2_000;

async function pagesOf(session: Session, digest: string, name: string): Promise<number> {
  const known = counted.get(digest);
  if (known !== undefined) return known;
  const pages = await countPages(session, session.desk.workspace().blobs.read(digest), name);
  if (counted.size >= REMEMBERED) counted.clear();
  counted.set(digest, pages);
  return pages;
}

/** What cover and contents of a binder print, with the pages of everything in it; for looking at it. */
export async function binderFront(
  session: Session,
  from: ToCompose,
): Promise<{ data: BinderDocument; brandFiles: BrandFiles }> {
  const { binder } = binderMaterial(session, from);
  const documents: BinderDocument['documents'] = [];
  for (const one of binder.data.documents)
    documents.push({ ...one, pages: await pagesOf(session, one.sha256, one.name) });
  const attachments: BinderDocument['attachments'] = [];
  for (const { bound, ...one } of binder.data.attachments) {
    const pages = bound ? await pagesOf(session, one.sha256, one.name) : null;
    attachments.push({ ...one, pages });
  }
  return { data: { ...binder.data, documents, attachments, front: 1 }, brandFiles: binder.brandFiles };
}

const kindOf = (kind: string): DocumentKind => documentKinds.find((one) => one === kind) ?? 'quote';

/** Names of files that lie in one place: a second one of a name gets a number. */
class NameGiver {
  readonly #taken = new Set<string>();

  of(name: string): string {
    const plain = name.replace(/[\\/\p{Cc}]+/gu, '-').slice(0, 150) || 'file';
    const dot = plain.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ''];
    let tried = plain;
    for (let count = 2; this.#taken.has(tried); count += 1) tried = `${stem}-${count}${ending}`;
    this.#taken.add(tried);
    return tried;
  }
}
