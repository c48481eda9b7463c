import { z } from 'zod';
import { disclosures } from '../kernel/disclosure';
import { figureViewSchema } from '../pinned-figures';
import { quoteUses, studyStandings } from './schema';

/** What lists are sorted by. */
export const studySorts = ['created', 'number', 'title', 'account'] as const;
export type StudySort = (typeof studySorts)[number];

const standing = z.enum(studyStandings);
const name = z.string().nullable();

export const studyRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  account: z.string(),
  accountName: z.string(),
  deal: z.string().nullable(),
  dealTitle: z.string(),
  standing,
  version: z.number(),
  published: z.number().nullable(),
  anonymised: z.boolean(),
  disclosure: z.enum(disclosures),
  owner: z.string(),
  ownerName: name,
  created: z.number(),
});
export type StudyRow = z.infer<typeof studyRow>;

/** A page of a list; `more`: there are further rows. */
export const studyPage = z.object({ rows: z.array(studyRow), more: z.boolean() });

const metricView = z.object({ id: z.string(), label: z.string(), figure: figureViewSchema });
export type StudyMetricView = z.infer<typeof metricView>;

const quoteView = z.object({
  id: z.string(),
  /** Null where the person was forgotten. */
  text: z.string().nullable(),
  contact: z.string(),
  contactName: name,
  role: z.string(),
  approval: z
    .object({ by: z.string(), byName: name, on: z.string(), how: z.string(), use: z.enum(quoteUses) })
    .nullable(),
  withdrawn: z.object({ on: z.string(), reason: z.string() }).nullable(),
  /** With the person's name, without it, or not at all; then `why`. */
  as: z.enum(['named', 'anonymous']).nullable(),
  why: z.string().nullable(),
});
export type StudyQuoteView = z.infer<typeof quoteView>;

const content = {
  title: z.string(),
  situation: z.string(),
  approach: z.string(),
  results: z.string(),
  anonymised: z.boolean(),
  describedAs: z.string(),
  disclosure: z.enum(disclosures),
  metrics: z.array(metricView),
  quotes: z.array(quoteView),
};

export const studyVersionLine = z.object({
  id: z.string(),
  version: z.number(),
  standing,
  at: z.number(),
  byName: name,
  request: z.string().nullable(),
  receipt: z.string().nullable(),
});
export type StudyVersionLine = z.infer<typeof studyVersionLine>;

export const studyView = studyRow.extend({
  ...content,
  /** What is in the way of handing it in, as sentences. */
  blockers: z.array(z.string()),
  /** What is different now from the newest frozen version, figures' sources included; empty where none was frozen. */
  changes: z.array(z.string()),
  versions: z.array(studyVersionLine),
});
export type StudyView = z.infer<typeof studyView>;

export const frozenStudyView = z.object({
  id: z.string(),
  study: z.string(),
  number: z.string(),
  account: z.string(),
  accountName: z.string(),
  version: z.number(),
  standing,
  ...content,
  at: z.number(),
  byName: name,
  receipt: z.string().nullable(),
  /** What is in the way of publishing it. */
  blockers: z.array(z.string()),
  changes: z.array(z.string()),
});
export type FrozenStudyView = z.infer<typeof frozenStudyView>;

/** A published case study as its own customer sees it. */
export const customerStudy = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  title: z.string(),
  situation: z.string(),
  approach: z.string(),
  results: z.string(),
  metrics: z.array(
    z.object({
      label: z.string(),
      value: z.string(),
      unit: z.string(),
      against: z.string().nullable(),
      source: z.string(),
    }),
  ),
  quotes: z.array(z.object({ text: z.string(), by: z.string() })),
});
export type CustomerStudy = z.infer<typeof customerStudy>;
