import { z } from 'zod';
import { disclosures } from '../kernel/disclosure';
import { defineEntity, type FieldOptions, field as sharedField } from '../kernel/entity';
import { citationSchema } from './citation';
import { claimTextSchema, MOST_SET_CHARACTERS } from './claim-text';

/** Everything of a draft is for those who draft and review: status, number and title too. */
const field = <S extends z.ZodType>(schema: S, options: Omit<FieldOptions, 'readers'>) =>
  sharedField(schema, { ...options, readers: 'claims' });

const day = z.iso.date();

export const claimSetKinds = ['own-patent', 'pending', 'product'] as const;
export type ClaimSetKind = (typeof claimSetKinds)[number];

/** Claims that belong together: of a patent of our own, of a pending application, or what a datasheet claims of a product. */
export const ClaimSet = defineEntity({
  name: 'claimSet',
  schema: 1,
  label: 'claim set',
  fields: {
    number: field(z.string(), { label: 'Number', merge: 'immutable', search: 'title', index: true }),
    title: field(z.string().min(1).max(200), { label: 'Title', search: 'title' }),
    kind: field(z.enum(claimSetKinds), { label: 'Kind', index: true }),
    /** Patent or application number, or the datasheet with its edition. */
    reference: field(z.string().max(200).default(''), { label: 'Reference', search: 'text' }),
    owner: field(z.string(), { label: 'Owner', index: true }),
    /** The newest version. */
    version: field(z.int().positive(), { label: 'Version', merge: 'guarded' }),
    created: field(z.int(), { label: 'Created', merge: 'immutable', index: true }),
  },
});

/** The claims of a set as they were imported or put right at one moment. It never changes. */
export const ClaimSetVersion = defineEntity({
  name: 'claimSetVersion',
  schema: 1,
  label: 'version of a claim set',
  fields: {
    set: field(z.string(), { label: 'Claim set', merge: 'immutable', index: true }),
    version: field(z.int().positive(), { label: 'Version', merge: 'immutable' }),
    claims: field(z.array(claimTextSchema).min(1).max(500), { label: 'Claims', merge: 'immutable', search: 'text' }),
    /** SHA-256 and name of the file that the text came from; null for pasted text. */
    source: field(z.object({ name: z.string(), sha256: z.string() }).nullable().default(null), {
      label: 'Source',
      merge: 'immutable',
      blobs: true,
    }),
    /** How it came to be. */
    how: field(z.enum(['imported', 'corrected']), { label: 'How', merge: 'immutable' }),
    note: field(z.string().max(2_000).default(''), { label: 'Note', merge: 'immutable', search: 'text' }),
    by: field(z.string(), { label: 'By', merge: 'immutable' }),
    at: field(z.int(), { label: 'Made', merge: 'immutable' }),
  },
});

/** A described class of product that a claim is held against. Nobody is named by default. */
export const Archetype = defineEntity({
  name: 'archetype',
  schema: 1,
  label: 'archetype',
  fields: {
    title: field(z.string().trim().min(1).max(200), { label: 'Title', search: 'title' }),
    description: field(z.string().max(4_000), { label: 'Description', search: 'text' }),
    /** What can be observed of such a product, a sentence each. */
    traits: field(z.array(z.string().min(1).max(500)).max(40).default([]), { label: 'Traits', search: 'text' }),
    /** The shipped template that it was made from; null for one of the house's own. */
    template: field(z.string().nullable().default(null), { label: 'Template', merge: 'immutable', index: true }),
  },
});

/** `draft`: being worked on; `submitted`: version n is with legal; `released`: version n was released to sales. */
export const chartStatuses = ['draft', 'submitted', 'released'] as const;

/** Where a chart stands, as people say it; what is not stored follows from decisions, releases and the day. */
export const chartStandings = [
  'draft',
  'in-review',
  'changes-requested',
  'approved',
  'released',
  'expired',
  'withdrawn',
] as const;
export type ChartStanding = (typeof chartStandings)[number];

/** One claim held against one's own practice, or against an archetype. */
export const ClaimChart = defineEntity({
  name: 'claimChart',
  schema: 1,
  label: 'claim chart',
  fields: {
    number: field(z.string(), { label: 'Number', merge: 'immutable', search: 'title', index: true }),
    title: field(z.string().min(1).max(200), { label: 'Title', search: 'title' }),
    set: field(z.string(), { label: 'Claim set', merge: 'immutable', index: true }),
    /** Id of the set's version that it stands on. */
    setVersion: field(z.string(), { label: 'Version of the claims', notable: true }),
    claim: field(z.int().positive(), { label: 'Claim', merge: 'immutable' }),
    /** Null: our own practice. */
    archetype: field(z.string().nullable().default(null), { label: 'Archetype', merge: 'immutable', index: true }),
    /** What of one's own is charted: a product with its version. Empty for an archetype. */
    practice: field(z.string().max(200).default(''), { label: 'Own practice', search: 'text' }),
    /** What it says as a whole, for the page before the table. */
    summary: field(z.string().max(4_000).default(''), { label: 'Summary', search: 'text' }),
    owner: field(z.string(), { label: 'Owner', index: true }),
    status: field(z.enum(chartStatuses), { label: 'State', merge: 'guarded', index: true }),
    /** Number of the version being drafted, or of the newest frozen one when not a draft. */
    version: field(z.int().positive(), { label: 'Version', merge: 'guarded' }),
    /** To whom it may go once it is released. */
    disclosure: field(z.enum(disclosures), { label: 'Disclosure', notable: true }),
    /** Last day on which a release of it holds; null: without end. */
    expiresOn: field(day.nullable().default(null), { label: 'Holds until', notable: true }),
    created: field(z.int(), { label: 'Created', merge: 'immutable', index: true }),
  },
});

export const elementStatuses = ['met', 'not-met', 'not-shown', 'disputed'] as const;
export type ElementStatus = (typeof elementStatuses)[number];

/** Another way to do it that was considered, and what that costs; for the defensibility brief. */
export const designAlternativeSchema = z.object({
  id: z.string().min(1).max(80),
  text: z.string().trim().min(1).max(2_000),
  /** What a bakeoff measured of it: a recorded verdict and the id of its row. */
  verdict: z.string().nullable().default(null),
  row: z.string().nullable().default(null),
  /** What it costs in words. */
  cost: z.string().max(1_000).default(''),
});
export type DesignAlternative = z.infer<typeof designAlternativeSchema>;

/** One element of a charted claim, with what it maps to. Several people edit elements at once. */
export const ChartElement = defineEntity({
  name: 'chartElement',
  schema: 1,
  label: 'element',
  fields: {
    chart: field(z.string(), { label: 'Chart', merge: 'immutable', index: true }),
    /** Fractional index: sorts as text. */
    position: field(z.string().min(1).max(200), { label: 'Position' }),
    /** `1[a]`; `1[pre]` for a preamble. */
    label: field(z.string().min(1).max(40), { label: 'Element' }),
    limitation: field(z.string().min(1).max(MOST_SET_CHARACTERS), { label: 'Limitation', search: 'text' }),
    mapping: field(z.string().max(8_000).default(''), { label: 'Mapping', search: 'text', notable: true }),
    status: field(z.enum(elementStatuses).default('not-shown'), { label: 'Status', notable: true }),
    alternatives: field(z.array(designAlternativeSchema).max(20).default([]), { label: 'Alternatives considered' }),
    privilegedNote: sharedField(z.string().max(8_000).nullable().default(null), {
      label: 'Privileged note',
      readers: 'privileged',
      search: 'text',
    }),
  },
});

/** Something observable that an element stands on, pinned by digest. */
export const ElementEvidence = defineEntity({
  name: 'elementEvidence',
  schema: 1,
  label: 'evidence',
  fields: {
    chart: field(z.string(), { label: 'Chart', merge: 'immutable', index: true }),
    element: field(z.string(), { label: 'Element', merge: 'immutable', index: true }),
    citation: field(citationSchema, { label: 'Cited', merge: 'immutable', blobs: true, search: 'text' }),
    /** What it shows, in a sentence. */
    note: field(z.string().max(2_000).default(''), { label: 'What it shows', search: 'text' }),
    by: field(z.string(), { label: 'Attached by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Attached', merge: 'immutable' }),
  },
});

/** What somebody says about an element, or about the chart as a whole. */
export const ElementComment = defineEntity({
  name: 'elementComment',
  schema: 1,
  label: 'comment',
  fields: {
    chart: field(z.string(), { label: 'Chart', merge: 'immutable', index: true }),
    /** Null: about the chart as a whole. */
    element: field(z.string().nullable().default(null), { label: 'Element', merge: 'immutable', index: true }),
    text: field(z.string().trim().min(1).max(4_000), { label: 'Comment', merge: 'immutable', search: 'text' }),
    /** The version that it is about. */
    version: field(z.int().positive(), { label: 'Version', merge: 'immutable' }),
    by: field(z.string(), { label: 'By', merge: 'immutable' }),
    at: field(z.int(), { label: 'Said', merge: 'immutable' }),
    resolved: field(z.boolean().default(false), { label: 'Settled', merge: 'guarded' }),
  },
});

/** A row of a bakeoff that was planned to show an element. */
export const ElementMetric = defineEntity({
  name: 'elementMetric',
  schema: 1,
  label: 'measurement of an element',
  fields: {
    chart: field(z.string(), { label: 'Chart', merge: 'immutable', index: true }),
    element: field(z.string(), { label: 'Element', merge: 'immutable', index: true }),
    bakeoff: field(z.string(), { label: 'Bakeoff', merge: 'immutable', index: true }),
    /** Id of the row. */
    row: field(z.string(), { label: 'Row', merge: 'immutable' }),
    by: field(z.string(), { label: 'Planned by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Planned', merge: 'immutable' }),
  },
});
