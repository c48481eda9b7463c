import { z } from 'zod';
import { disclosures } from '../kernel/disclosure';
import { citationSchema } from './citation';
import { claimTextSchema } from './claim-text';
import { languageCategories } from './language/rule';
import { frozenElementSchema, frozenHeadSchema } from './review-schema';
import { chartStandings, claimSetKinds, designAlternativeSchema, elementStatuses } from './schema';

const disclosure = z.enum(disclosures);

export const claimSetRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  kind: z.enum(claimSetKinds),
  reference: z.string(),
  version: z.number(),
  /** Claims of the newest version, and how many of them were kept whole. */
  claims: z.number(),
  whole: z.number(),
  charts: z.number(),
  ownerName: z.string().nullable(),
  created: z.number(),
});
export type ClaimSetRow = z.infer<typeof claimSetRow>;

const setVersionLine = z.object({
  id: z.string(),
  version: z.number(),
  how: z.enum(['imported', 'corrected']),
  note: z.string(),
  source: z.object({ name: z.string(), sha256: z.string() }).nullable(),
  claims: z.number(),
  by: z.string(),
  byName: z.string().nullable(),
  at: z.number(),
  receipt: z.string().nullable(),
});

export const claimSetView = claimSetRow.extend({
  owner: z.string(),
  versions: z.array(setVersionLine),
  /** The version that was asked for, the newest unless said. */
  shown: setVersionLine.extend({ texts: z.array(claimTextSchema) }),
  chartsOf: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      claim: z.number(),
      subject: z.string(),
      standing: z.enum(chartStandings),
    }),
  ),
});
export type ClaimSetView = z.infer<typeof claimSetView>;

/** Text before it is imported: how it splits. Nothing is stored. */
export const claimPreview = z.object({
  claims: z.array(claimTextSchema),
  /** Numbers of the claims that were kept whole. */
  whole: z.array(z.number()),
  /** Text that belongs to no claim. */
  left: z.array(z.string()),
  /** What a person should look at, such as a number that stands twice. */
  notes: z.array(z.string()),
});
export type ClaimPreview = z.infer<typeof claimPreview>;

/** A run of text that both versions have, or that only one has. */
export const redlineRun = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export type RedlineRun = z.infer<typeof redlineRun>;

/** One field of one row in two versions. */
export const redlineField = z.object({ field: z.string(), label: z.string(), runs: z.array(redlineRun) });

export const redlineRow = z.object({
  /** Number of the claim, or id of the element. */
  key: z.string(),
  label: z.string(),
  change: z.enum(['same', 'changed', 'added', 'removed']),
  fields: z.array(redlineField),
});
export const redline = z.object({ from: z.number(), to: z.number(), rows: z.array(redlineRow) });
export type Redline = z.infer<typeof redline>;

export const archetypeView = z.object({
  /** Null for a shipped template that was not taken over yet. */
  id: z.string().nullable(),
  template: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  traits: z.array(z.string()),
  charts: z.number(),
});
export type ArchetypeView = z.infer<typeof archetypeView>;

/** A flag as the check gives it, with where it stands and what lets it stand. */
export const flagView = z.object({
  rule: z.string(),
  category: z.enum(languageCategories),
  /** `<element id>/mapping`, `chart/summary`. */
  place: z.string(),
  element: z.string().nullable(),
  start: z.number(),
  end: z.number(),
  text: z.string(),
  reason: z.string(),
  suggestion: z.string(),
  status: z.enum(['open', 'waived', 'approved']),
  waiver: z.object({ id: z.string(), reason: z.string(), byName: z.string().nullable(), at: z.number() }).nullable(),
  note: z.string().nullable(),
});
export type FlagView = z.infer<typeof flagView>;

export const evidenceView = z.object({
  id: z.string(),
  citation: citationSchema,
  note: z.string(),
  /** What it is in a line: `k6-run-3.log, lines 12–18`. */
  title: z.string(),
  byName: z.string().nullable(),
  at: z.number(),
  /** Why it no longer bears the element, as sentences; empty while it does. */
  stale: z.array(z.string()),
  /** It cannot be relied on any more: it is gone, left out, altered, or says otherwise. */
  broken: z.boolean(),
  /** Cited files that are not on this device or are not what they were, by name. */
  damaged: z.array(z.string()),
  receipt: z.string().nullable(),
});
export type EvidenceView = z.infer<typeof evidenceView>;

export const commentView = z.object({
  id: z.string(),
  element: z.string().nullable(),
  text: z.string(),
  version: z.number(),
  by: z.string(),
  byName: z.string().nullable(),
  at: z.number(),
  settled: z.boolean(),
});
export type CommentView = z.infer<typeof commentView>;

export const elementView = z.object({
  id: z.string(),
  label: z.string(),
  position: z.string(),
  limitation: z.string(),
  mapping: z.string(),
  status: z.enum(elementStatuses),
  /** Null where there is none, and for whoever may not read it. */
  privilegedNote: z.string().nullable(),
  alternatives: z.array(designAlternativeSchema),
  evidence: z.array(evidenceView),
  comments: z.array(commentView),
  /** Rows of bakeoffs that were planned to show it. */
  metrics: z.array(
    z.object({
      id: z.string(),
      bakeoff: z.string(),
      number: z.string(),
      row: z.string(),
      label: z.string(),
      /** What the newest verdict says of it; null without one. */
      outcome: z.string().nullable(),
      verdict: z.string().nullable(),
    }),
  ),
  flags: z.array(flagView),
  /** Sentences of all its evidence, and of its own, such as a status that a verdict contradicts. */
  stale: z.array(z.string()),
});
export type ElementView = z.infer<typeof elementView>;

export const coverageView = z.object({
  elements: z.number(),
  /** With at least one piece of evidence that holds. */
  supported: z.number(),
  byStatus: z.record(z.enum(elementStatuses), z.number()),
  /** Labels of elements without evidence. */
  unsupported: z.array(z.string()),
});

export const chartRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  set: z.string(),
  setNumber: z.string(),
  setTitle: z.string(),
  setKind: z.enum(claimSetKinds),
  claim: z.number(),
  subject: z.object({ kind: z.enum(['own', 'archetype']), id: z.string().nullable(), name: z.string() }),
  standing: z.enum(chartStandings),
  version: z.number(),
  disclosure,
  expiresOn: z.string().nullable(),
  owner: z.string(),
  ownerName: z.string().nullable(),
  elements: z.number(),
  supported: z.number(),
  openComments: z.number(),
  /** Elements with evidence that no longer holds. */
  stale: z.number(),
  created: z.number(),
});
export type ChartRow = z.infer<typeof chartRow>;

const decision = z.object({
  id: z.string(),
  role: z.string(),
  decision: z.enum(['approve', 'return']),
  reason: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  at: z.number(),
});

const versionLine = z.object({
  id: z.string(),
  version: z.number(),
  standing: z.enum(chartStandings),
  at: z.number(),
  by: z.string(),
  byName: z.string().nullable(),
  /** Hash of the receipt that froze it. */
  receipt: z.string().nullable(),
  request: z
    .object({
      id: z.string(),
      state: z.enum(['waiting', 'approved', 'returned']),
      needs: z.array(z.string()),
      missing: z.array(z.string()),
      closed: z.boolean(),
      decisions: z.array(decision),
      /** Roles for which the acting person may decide now. */
      mine: z.array(z.string()),
    })
    .nullable(),
  release: z.string().nullable(),
});

export const chartView = chartRow.extend({
  practice: z.string(),
  summary: z.string(),
  claimText: claimTextSchema,
  archetypeDescription: z.string(),
  /** The claims' version it stands on; `newest` is a later one where there is. */
  setVersion: z.object({ id: z.string(), version: z.number(), newest: z.number() }),
  rows: z.array(elementView),
  /** Comments on the chart as a whole. */
  comments: z.array(commentView),
  /** Flags of the summary; those of elements stand with them. */
  flags: z.array(flagView),
  openFlags: z.number(),
  coverage: coverageView,
  versions: z.array(versionLine),
  /** What a release would be refused for now, as sentences. */
  blockers: z.array(z.string()),
  /** Legal's own notes are left out, because the acting person may not read them. */
  notesWithheld: z.boolean(),
});
export type ChartView = z.infer<typeof chartView>;

/** A version as it was handed in. */
export const frozenChartView = versionLine.extend({
  head: frozenHeadSchema,
  elements: z.array(
    frozenElementSchema.extend({
      alternatives: z.array(designAlternativeSchema),
      stale: z.array(z.string()),
      damaged: z.array(z.string()),
    }),
  ),
});
export type FrozenChartView = z.infer<typeof frozenChartView>;
