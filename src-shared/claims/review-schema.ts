import { z } from 'zod';
import { disclosures } from '../kernel/disclosure';
import { defineEntity, field } from '../kernel/entity';
import { citationSchema } from './citation';
import { designAlternativeSchema, elementStatuses } from './schema';

/** One element of a chart as it was frozen. Privileged notes are never part of it. */
export const frozenElementSchema = z.object({
  /** Id of the element it was copied from. */
  element: z.string(),
  label: z.string(),
  limitation: z.string(),
  mapping: z.string(),
  status: z.enum(elementStatuses),
  evidence: z.array(z.object({ id: z.string(), citation: citationSchema, note: z.string() })),
});
export type FrozenElement = z.infer<typeof frozenElementSchema>;

/** What a chart said when it was frozen, without its elements. */
export const frozenHeadSchema = z.object({
  number: z.string(),
  title: z.string(),
  summary: z.string(),
  set: z.object({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    kind: z.string(),
    reference: z.string(),
    version: z.number(),
  }),
  claim: z.object({
    number: z.number(),
    text: z.string(),
    preamble: z.string().nullable(),
    transition: z.string().nullable(),
    independent: z.boolean(),
  }),
  subject: z.object({
    kind: z.enum(['own', 'archetype']),
    /** Own practice as it was called, or the title of the archetype. */
    name: z.string(),
    description: z.string(),
  }),
  disclosure: z.enum(disclosures),
  expiresOn: z.string().nullable(),
});
export type FrozenHead = z.infer<typeof frozenHeadSchema>;

/** A chart as it was handed in: a copy of everything that those who review may read. It never changes. */
export const ClaimChartVersion = defineEntity({
  name: 'claimChartVersion',
  schema: 1,
  label: 'version of a claim chart',
  fields: {
    chart: field(z.string(), { label: 'Chart', readers: 'claims', merge: 'immutable', index: true }),
    version: field(z.int().positive(), { label: 'Version', readers: 'claims', merge: 'immutable' }),
    head: field(frozenHeadSchema, { label: 'Chart as handed in', readers: 'claims', merge: 'immutable' }),
    rules: field(z.string(), { label: 'Rules', readers: 'claims', merge: 'immutable' }),
    by: field(z.string(), { label: 'Handed in by', readers: 'claims', merge: 'immutable' }),
    at: field(z.int(), { label: 'Handed in', readers: 'claims', merge: 'immutable' }),
  },
});

/** An element of a frozen version, in a row of its own: a chart with much evidence is larger than one receipt may be. */
export const ClaimChartVersionElement = defineEntity({
  name: 'claimChartVersionElement',
  schema: 1,
  label: 'element of a chart version',
  fields: {
    version: field(z.string(), { label: 'Version', readers: 'claims', merge: 'immutable', index: true }),
    /** Place among the elements, from 0. */
    index: field(z.int().nonnegative(), { label: 'Place', readers: 'claims', merge: 'immutable' }),
    content: field(frozenElementSchema, { label: 'Element', readers: 'claims', merge: 'immutable', blobs: true }),
    alternatives: field(z.array(designAlternativeSchema).default([]), {
      label: 'Alternatives considered',
      readers: 'claims',
      merge: 'immutable',
    }),
  },
});

/** The approved text of a chart as everybody in the workspace may read it. It never changes. */
export const ReleasedChart = defineEntity({
  name: 'releasedChart',
  schema: 1,
  label: 'released claim chart',
  fields: {
    chart: field(z.string(), { label: 'Chart', merge: 'immutable', index: true }),
    version: field(z.int().positive(), { label: 'Version', merge: 'immutable' }),
    number: field(z.string(), { label: 'Number', merge: 'immutable', search: 'title', index: true }),
    title: field(z.string(), { label: 'Title', merge: 'immutable', search: 'title' }),
    head: field(frozenHeadSchema, { label: 'What it says', merge: 'immutable', search: 'text' }),
    disclosure: field(z.enum(disclosures), { label: 'Disclosure', merge: 'immutable', index: true }),
    expiresOn: field(z.string().nullable().default(null), { label: 'Holds until', merge: 'immutable' }),
    /** Hash of the receipt that froze the version. */
    frozenBy: field(z.string(), { label: 'Receipt of the version', merge: 'immutable' }),
    by: field(z.string(), { label: 'Released by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Released', merge: 'immutable', index: true }),
  },
});

/** An element of a released chart. */
export const ReleasedElement = defineEntity({
  name: 'releasedElement',
  schema: 1,
  label: 'element of a released chart',
  fields: {
    release: field(z.string(), { label: 'Release', merge: 'immutable', index: true }),
    index: field(z.int().nonnegative(), { label: 'Place', merge: 'immutable' }),
    content: field(frozenElementSchema, { label: 'Element', merge: 'immutable', blobs: true, search: 'text' }),
  },
});

/** Legal took a release back. */
export const ReleaseWithdrawal = defineEntity({
  name: 'releaseWithdrawal',
  schema: 1,
  label: 'withdrawal of a release',
  fields: {
    release: field(z.string(), { label: 'Release', merge: 'immutable', index: true }),
    reason: field(z.string(), { label: 'Reason', merge: 'immutable', search: 'text' }),
    by: field(z.string(), { label: 'Withdrawn by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Withdrawn', merge: 'immutable' }),
  },
});

/** Somebody opened or exported a release for the first time. A fact. */
export const ReleaseOpening = defineEntity({
  name: 'releaseOpening',
  schema: 1,
  label: 'opening of a release',
  fields: {
    release: field(z.string(), { label: 'Release', merge: 'immutable', index: true }),
    person: field(z.string(), { label: 'By', merge: 'immutable', index: true }),
    how: field(z.enum(['opened', 'exported']), { label: 'How', merge: 'immutable' }),
    at: field(z.int(), { label: 'When', merge: 'immutable' }),
  },
});

/** A release is used to sell on a deal: its quotes and decks show when it no longer holds. */
export const ReleaseUse = defineEntity({
  name: 'releaseUse',
  schema: 1,
  label: 'use of a release',
  customerAccountField: 'account',
  fields: {
    release: field(z.string(), { label: 'Release', merge: 'immutable', index: true }),
    deal: field(z.string(), { label: 'Deal', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    /** The account has signed an agreement of confidence. */
    underNda: field(z.boolean().default(false), { label: 'Under NDA', merge: 'immutable' }),
    by: field(z.string(), { label: 'Added by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Added', merge: 'immutable' }),
  },
});

/** What is protected, why it is hard to design around, and on which terms it is licensed; built from approved charts only. */
export const DefensibilityBrief = defineEntity({
  name: 'defensibilityBrief',
  schema: 1,
  label: 'defensibility brief',
  fields: {
    number: field(z.string(), { label: 'Number', readers: 'claims', merge: 'immutable', search: 'title', index: true }),
    title: field(z.string().trim().min(1).max(200), { label: 'Title', readers: 'claims', search: 'title' }),
    /** Ids of charts, in the order in which they stand. */
    charts: field(z.array(z.string()).min(1).max(20), { label: 'Charts', readers: 'claims', notable: true }),
    /** What is protected, in prose. */
    protects: field(z.string().max(8_000).default(''), {
      label: 'What is protected',
      readers: 'claims',
      search: 'text',
    }),
    licensing: field(z.string().max(8_000).default(''), {
      label: 'Licensing stance',
      readers: 'claims',
      search: 'text',
    }),
    disclosure: field(z.enum(disclosures), { label: 'Disclosure', readers: 'claims' }),
    owner: field(z.string(), { label: 'Owner', readers: 'claims' }),
    created: field(z.int(), { label: 'Created', readers: 'claims', merge: 'immutable', index: true }),
  },
});
