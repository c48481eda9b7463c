import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';
import { builtFromSchema } from './built-from';

export const documentKinds = [
  'quote',
  'order-form',
  'acceptance',
  'approval-sheet',
  'proof-deck',
  'roi',
  'evidence-bundle',
  'claim-chart',
  'defensibility-brief',
  'sales-card',
  'case-study',
  'success-plan',
  'one-pager',
  'binder',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Kinds that are made of a quote's version. */
export const quoteDocumentKinds = ['quote', 'order-form', 'acceptance', 'approval-sheet'] as const;

/** Whether a kind is made of a quote's version. */
export const isQuoteDocument = (kind: DocumentKind): kind is (typeof quoteDocumentKinds)[number] =>
  quoteDocumentKinds.some((one) => one === kind);

/** A document that was made: which file, of what, and whether it may leave the house. Never rewritten; a new build is a new document. */
export const DocumentRecord = defineEntity({
  name: 'document',
  schema: 1,
  label: 'document',
  customerAccountField: 'account',
  personalOf: 'contact',
  fields: {
    kind: field(z.enum(documentKinds), { label: 'Kind', merge: 'immutable', index: true, customerVisible: true }),
    title: field(z.string().min(1).max(300), {
      label: 'Title',
      merge: 'immutable',
      search: 'title',
      customerVisible: true,
    }),
    deal: field(z.string(), { label: 'Deal', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    entity: field(z.string(), { label: 'Made from', merge: 'immutable' }),
    subject: field(z.string(), { label: 'Row', merge: 'immutable', index: true }),
    version: field(z.number().int().nullable().default(null), { label: 'Version', merge: 'immutable' }),
    /** SHA-256 of the file, by which it is kept and served; empty where one of the next holds it. */
    file: field(z.string(), { label: 'File', merge: 'immutable', blobs: true, customerVisible: true }),
    /** SHA-256 of a file that shows costs, for those who may read them. */
    insideFile: field(z.string().nullable().default(null), {
      label: 'File with costs',
      readers: 'cost',
      merge: 'immutable',
      blobs: true,
    }),
    /** SHA-256 of a file that shows drafts of claims, for those who draft and review them. */
    claimsFile: field(z.string().nullable().default(null), {
      label: 'File with claims',
      readers: 'claims',
      merge: 'immutable',
      blobs: true,
    }),
    /** Whose words or signature the document shows, and the SHA-256 of such a file: it goes when the person is forgotten. */
    contact: field(z.string().nullable().default(null), { label: 'Contact', merge: 'immutable' }),
    personalFile: field(z.string().nullable().default(null), {
      label: 'File with a signature',
      readers: 'personal',
      merge: 'immutable',
      blobs: true,
      customerVisible: true,
    }),
    name: field(z.string().max(200), { label: 'File name', merge: 'immutable', customerVisible: true }),
    size: field(z.number().int(), { label: 'Size, bytes', merge: 'immutable', customerVisible: true }),
    /** Not final: watermarked, and not offered for sending. */
    final: field(z.boolean(), { label: 'Final', merge: 'immutable', index: true }),
    /** To whom it may go. */
    disclosure: field(z.enum(['internal', 'nda', 'public']), { label: 'Disclosure', merge: 'immutable' }),
    /** Receipts that froze what it shows. */
    sources: field(z.array(z.string()), { label: 'Sources', merge: 'immutable' }),
    /** The composition that it was made of, and which version of it; null for one that was made straight from its subject. */
    composition: field(z.string().nullable().default(null), {
      label: 'Composition',
      merge: 'immutable',
      index: true,
    }),
    compositionVersion: field(z.number().int().nullable().default(null), {
      label: 'Version of the composition',
      merge: 'immutable',
    }),
    /** What it was built from, each with its version. */
    builtFrom: field(z.array(builtFromSchema).default([]), { label: 'Built from', merge: 'immutable' }),
    /** How it was asked for, beside what it is made of: enough to make it again. */
    askedFor: field(z.object({ topic: z.string().optional(), paper: z.string().optional() }).default({}), {
      label: 'Asked for as',
      merge: 'immutable',
    }),
    builtAt: field(z.number().int(), { label: 'Made', merge: 'immutable', customerVisible: true }),
    builtBy: field(z.string(), { label: 'Made by', merge: 'immutable' }),
  },
});
