import { z } from 'zod';
import { disclosures } from '../kernel/disclosure';
import { defineEntity, field } from '../kernel/entity';
import { pinnedFigureSchema } from '../pinned-figures';

/** Version of the rules that freeze a case study. */
export const caseStudyRulesVersion = 'case-study/1';

const day = z.iso.date('must be a day of the calendar as YYYY-MM-DD');
const prose = z.string().max(12_000);

/** For what a customer approved their words. */
export const quoteUses = ['public', 'named', 'anonymous'] as const;
export type QuoteUse = (typeof quoteUses)[number];

/** Where a case study stands as a whole: its newest version. */
export const studyStandings = ['draft', 'in-review', 'changes-requested', 'approved', 'published'] as const;
export type StudyStanding = (typeof studyStandings)[number];

/** Situation, approach and results of work for one customer, with figures that can be traced. */
export const CaseStudy = defineEntity({
  name: 'caseStudy',
  schema: 1,
  label: 'case study',
  fields: {
    number: field(z.string(), { label: 'Number', merge: 'immutable', search: 'title', index: true }),
    title: field(z.string().trim().min(1).max(200), { label: 'Title', search: 'title', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    deal: field(z.string().nullable().default(null), { label: 'Deal', merge: 'immutable', index: true }),
    situation: field(prose.default(''), { label: 'Situation', search: 'text', notable: true }),
    approach: field(prose.default(''), { label: 'Approach', search: 'text', notable: true }),
    results: field(prose.default(''), { label: 'Results', search: 'text', notable: true }),
    /** The account is described instead of named. */
    anonymised: field(z.boolean().default(false), { label: 'Without the name', notable: true }),
    /** What stands in place of the name: `A European energy company`. */
    describedAs: field(z.string().max(200).default(''), { label: 'Described as' }),
    disclosure: field(z.enum(disclosures).default('nda'), { label: 'May be shown', notable: true }),
    status: field(z.enum(['draft', 'submitted']), { label: 'Status', merge: 'guarded', index: true }),
    /** Of the draft, or of what was handed in last. */
    version: field(z.int().positive(), { label: 'Version', merge: 'guarded' }),
    /** The version that is published; null where none is. */
    published: field(z.int().positive().nullable().default(null), {
      label: 'Published version',
      merge: 'guarded',
      index: true,
    }),
    owner: field(z.string(), { label: 'Owner', index: true }),
    created: field(z.int(), { label: 'Created', merge: 'immutable', index: true }),
  },
});

/** A figure of a case study, pinned to what it was taken from. */
export const CaseStudyMetric = defineEntity({
  name: 'caseStudyMetric',
  schema: 1,
  label: 'figure of a case study',
  fields: {
    study: field(z.string(), { label: 'Case study', merge: 'immutable', index: true }),
    position: field(z.string().min(1).max(200), { label: 'Position' }),
    label: field(z.string().trim().min(1).max(200), { label: 'Called' }),
    figure: field(pinnedFigureSchema, { label: 'Figure', notable: true }),
  },
});

/** Who approved a customer's words, when, how, and for what. `by` is a contact. */
export const quoteApprovalSchema = z.strictObject({
  by: z.string().min(1),
  on: day,
  how: z.string().trim().min(1, 'needs how it was approved, such as “by e-mail”').max(200),
  use: z.enum(quoteUses),
});
export type QuoteApproval = z.infer<typeof quoteApprovalSchema>;

/** Words of somebody at the customer. They are that person's, so they can be erased. */
export const CustomerQuote = defineEntity({
  name: 'customerQuote',
  schema: 1,
  label: 'customer quote',
  personalOf: 'contact',
  fields: {
    study: field(z.string(), { label: 'Case study', merge: 'immutable', index: true }),
    position: field(z.string().min(1).max(200), { label: 'Position' }),
    contact: field(z.string(), { label: 'Said by', merge: 'immutable', index: true }),
    text: field(z.string().trim().min(1).max(2_000), { label: 'Words', readers: 'personal', search: 'text' }),
    /** How the person is described without the name: `Head of operations`. */
    role: field(z.string().max(200).default(''), { label: 'Described as' }),
    approval: field(quoteApprovalSchema.nullable().default(null), { label: 'Approval', merge: 'guarded' }),
    withdrawn: field(
      z
        .strictObject({ on: day, reason: z.string().max(2_000) })
        .nullable()
        .default(null),
      {
        label: 'Approval withdrawn',
        merge: 'guarded',
      },
    ),
  },
});

/** What a case study said when it was handed in, without the customer's words. */
export const frozenStudySchema = z.object({
  number: z.string(),
  title: z.string(),
  situation: z.string(),
  approach: z.string(),
  results: z.string(),
  anonymised: z.boolean(),
  describedAs: z.string(),
  disclosure: z.enum(disclosures),
  metrics: z.array(z.object({ metric: z.string(), label: z.string(), figure: pinnedFigureSchema })),
});
export type FrozenStudy = z.infer<typeof frozenStudySchema>;

/** A case study as it was handed in. It never changes. */
export const CaseStudyVersion = defineEntity({
  name: 'caseStudyVersion',
  schema: 1,
  label: 'version of a case study',
  customerAccountField: 'account',
  fields: {
    study: field(z.string(), { label: 'Case study', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    version: field(z.int().positive(), { label: 'Version', merge: 'immutable', customerVisible: true }),
    content: field(frozenStudySchema, { label: 'What it says', merge: 'immutable', customerVisible: true }),
    rules: field(z.string(), { label: 'Rules', merge: 'immutable' }),
    by: field(z.string(), { label: 'Handed in by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Handed in', merge: 'immutable' }),
  },
});

/** A customer's words as they were handed in, in a row of their own so that they can be erased with the person. */
export const CaseStudyVersionQuote = defineEntity({
  name: 'caseStudyVersionQuote',
  schema: 1,
  label: 'customer quote of a version',
  personalOf: 'contact',
  fields: {
    version: field(z.string(), { label: 'Version', merge: 'immutable', index: true }),
    index: field(z.int().nonnegative(), { label: 'Place', merge: 'immutable' }),
    quote: field(z.string(), { label: 'Customer quote', merge: 'immutable', index: true }),
    contact: field(z.string(), { label: 'Said by', merge: 'immutable' }),
    text: field(z.string(), { label: 'Words', readers: 'personal', merge: 'immutable' }),
    role: field(z.string(), { label: 'Described as', merge: 'immutable' }),
    approval: field(quoteApprovalSchema, { label: 'Approval', merge: 'immutable' }),
  },
});
