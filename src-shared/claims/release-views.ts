import { z } from 'zod';
import { disclosures } from '../kernel/disclosure';
import { frozenElementSchema, frozenHeadSchema } from './review-schema';
import { chartStandings, elementStatuses } from './schema';

const disclosure = z.enum(disclosures);

const releaseState = z.enum(['released', 'expired', 'withdrawn']);

export const releaseRow = z.object({
  id: z.string(),
  chart: z.string(),
  number: z.string(),
  title: z.string(),
  version: z.number(),
  state: releaseState,
  disclosure,
  expiresOn: z.string().nullable(),
  subject: z.string(),
  setTitle: z.string(),
  claim: z.number(),
  at: z.number(),
  byName: z.string().nullable(),
  /** A newer version of the same chart was released. */
  newer: z.boolean(),
  /** Why it no longer says what its evidence says; empty while it does. */
  stale: z.array(z.string()),
  /** The acting person has opened it before. */
  opened: z.boolean(),
});
export type ReleaseRow = z.infer<typeof releaseRow>;

export const releaseView = releaseRow.extend({
  head: frozenHeadSchema,
  elements: z.array(frozenElementSchema.extend({ stale: z.array(z.string()), damaged: z.array(z.string()) })),
  /** Hash of the receipt that released it, and of the one that froze the version. */
  receipt: z.string().nullable(),
  frozenBy: z.string(),
  withdrawal: z.object({ reason: z.string(), byName: z.string().nullable(), at: z.number() }).nullable(),
  openings: z.array(
    z.object({ person: z.string(), name: z.string().nullable(), how: z.enum(['opened', 'exported']), at: z.number() }),
  ),
  uses: z.array(z.object({ id: z.string(), deal: z.string(), dealTitle: z.string(), underNda: z.boolean() })),
});
export type ReleaseView = z.infer<typeof releaseView>;

/** A release as a deal, its quotes and its decks show it. */
export const dealRelease = z.object({
  use: z.string(),
  release: z.string(),
  number: z.string(),
  title: z.string(),
  version: z.number(),
  state: releaseState,
  disclosure,
  underNda: z.boolean(),
  /** Why it must not be shown as it is; empty while it holds. */
  stale: z.array(z.string()),
});
export type DealRelease = z.infer<typeof dealRelease>;

/** Something that legal has to look at: evidence that changed under a chart that is approved or released. */
export const claimAttention = z.object({
  chart: z.string(),
  number: z.string(),
  title: z.string(),
  version: z.number(),
  standing: z.enum(chartStandings),
  /** Labels of the elements. */
  elements: z.array(z.string()),
  why: z.array(z.string()),
});
export type ClaimAttention = z.infer<typeof claimAttention>;

/** An element that a verdict says something about. */
export const supportedElement = z.object({
  chart: z.string(),
  chartNumber: z.string(),
  chartTitle: z.string(),
  element: z.string(),
  label: z.string(),
  limitation: z.string(),
  status: z.enum(elementStatuses),
  row: z.string(),
  rowLabel: z.string(),
  outcome: z.string().nullable(),
  /** It cites the verdict; else only the row was planned for it. */
  cited: z.boolean(),
});
export type SupportedElement = z.infer<typeof supportedElement>;

export const snippetView = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  expiresOn: z.string().nullable(),
  expired: z.boolean(),
  byName: z.string().nullable(),
  at: z.number(),
});

export type SnippetView = z.infer<typeof snippetView>;

export const briefView = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  protects: z.string(),
  licensing: z.string(),
  disclosure,
  ownerName: z.string().nullable(),
  created: z.number(),
  charts: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      standing: z.enum(chartStandings),
      /** The newest version that was approved; null where none was: the brief cannot be built then. */
      approvedVersion: z.number().nullable(),
    }),
  ),
  blockers: z.array(z.string()),
});
export type BriefView = z.infer<typeof briefView>;

/** What a customer may see: released text that may go to them. */
export const customerRelease = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  summary: z.string(),
  subject: z.string(),
  claim: z.string(),
  elements: z.array(
    z.object({ label: z.string(), limitation: z.string(), mapping: z.string(), status: z.enum(elementStatuses) }),
  ),
});
export type CustomerRelease = z.infer<typeof customerRelease>;
