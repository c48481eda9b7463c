import type { BuiltFrom, DocumentKind, DocumentOrder } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import type { BinderRequest } from './binder/compile-binder';
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
  /**
   * Who may have the file: everybody in the workspace unless said, readers of costs, those who draft and review claims, or readers of
   * what is personal to a contact.
   */
  readers?: { group: 'cost' } | { group: 'claims' } | { group: 'personal'; contact: string };
  /** What the file is called where its own name would say too much to those who may not have it. */
  fileName?: string;
  /** What it was built from, each with its version; what it is made of where absent. */
  builtFrom?: BuiltFrom[];
  /** The composition that it was made of, and which version of it. */
  composition?: string;
  compositionVersion?: number | null;
  /** How it was asked for, beside what it is made of. */
  askedFor?: { topic?: string; paper?: string };
  /** Runs once the document is on record. */
  made?: () => void;
}

/** What a domain gives for one of its documents. Raw files are read from the blobs, by name. */
export type BuiltMaterial =
  | { about: DocumentAbout; document: Omit<DocumentRequest, 'receipts'> }
  | { about: DocumentAbout; bundle: Omit<BundleRequest, 'receipts'> }
  | { about: DocumentAbout; binder: Omit<BinderRequest, 'receipts'> };

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

/** Why what a document shows is out of date; null where its subject is not there. */
export type StalenessOf = (session: Session, subject: string) => string[] | null;

const stalenesses = new Map<DocumentKind, StalenessOf>();

/** Says how documents of a kind are known to be out of date. A document never changes: it is marked where it is listed. */
export function registerDocumentStaleness(kind: DocumentKind, of: StalenessOf): void {
  stalenesses.set(kind, of);
}

/** Why the documents of these subjects are out of date, each subject looked at once. */
export function documentStaleness(session: Session): (kind: DocumentKind, subject: string) => string[] {
  const known = new Map<string, string[]>();
  return (kind, subject) => {
    const of = stalenesses.get(kind);
    if (!of) return [];
    const reasons = known.get(subject) ?? of(session, subject) ?? [];
    known.set(subject, reasons);
    return reasons;
  };
}

const keptInside = new Map<DocumentKind, (session: Session, subject: string) => boolean>();

/** Says which documents of a kind must not leave the house whatever their disclosure was when they were made. */
export function registerKeptInside(kind: DocumentKind, isKept: (session: Session, subject: string) => boolean): void {
  keptInside.set(kind, isKept);
}

/** Whether a document must stay in the house by what has become of its subject since. */
export const isKeptInside = (session: Session, kind: DocumentKind, subject: string): boolean =>
  keptInside.get(kind)?.(session, subject) ?? false;
