import type { DocumentKind, DocumentOrder } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import type { BundleRequest } from './bundle';
import type { DocumentRequest } from './compile';

/** What is noted of a document beside its file. */
export interface DocumentAbout {
  title: string;
  deal: string;
  account: string;
  entity: string;
  subject: string;
  version: number | null;
  final: boolean;
  disclosure: 'internal' | 'nda' | 'public';
  /** Receipts that froze what it shows. */
  sources: string[];
}

/** What a domain gives for one of its documents. Raw files are read from the blobs, by name. */
export type BuiltMaterial =
  | { about: DocumentAbout; document: Omit<DocumentRequest, 'receipts'> }
  | { about: DocumentAbout; bundle: Omit<BundleRequest, 'receipts'> };

export type DocumentBuilder = (session: Session, order: DocumentOrder) => BuiltMaterial | Promise<BuiltMaterial>;

const builders = new Map<DocumentKind, DocumentBuilder>();

/** Says how documents of a kind are put together. Domains register theirs when the application is composed. */
export function registerDocumentBuilder(kind: DocumentKind, builder: DocumentBuilder): void {
  builders.set(kind, builder);
}

export function documentBuilder(kind: DocumentKind): DocumentBuilder {
  const builder = builders.get(kind);
  if (!builder)
    throw new ProofdeskError({ code: 'internal', message: `Nothing here makes documents of the kind ${kind}.` });
  return builder;
}
