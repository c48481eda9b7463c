import { z } from 'zod';
import { metricSchema, templateNames } from '../bakeoffs';
import { declareCommand } from '../kernel/command';
import { disclosures } from '../kernel/disclosure';
import { archives, creates, patches, theActor } from '../kernel/writes';
import { citationSchema } from './citation';
import { designAlternativeSchema, elementStatuses } from './schema';

const id = z.object({ id: z.string() });

const day = z.iso.date();

const chartFields = {
  title: z.string().trim().min(1).max(200).optional(),
  practice: z.string().max(200).optional(),
  summary: z.string().max(4_000).optional(),
  disclosure: z.enum(disclosures).optional(),
  expiresOn: day.nullable().optional(),
};
const chartReaders = {
  title: 'claims',
  practice: 'claims',
  summary: 'claims',
  disclosure: 'claims',
  expiresOn: 'claims',
} as const;

/** Starts a chart of one claim: an element for each limitation, all not shown yet. */
export const createChart = declareCommand({
  name: 'claim.createChart',
  version: 1,
  deed: 'began a claim chart',
  writes: [creates('claimChart', { status: ['draft'], version: [1], owner: theActor }), creates('chartElement')],
  input: z.object({
    /** Id or number of the set. */
    set: z.string(),
    claim: z.number().int().positive(),
    /** Left out or null: against our own practice. */
    archetype: z.string().nullable().optional(),
    ...chartFields,
  }),
  inputReaders: { set: 'claims', claim: 'claims', archetype: 'claims', ...chartReaders },
  reasonReaders: 'claims',
  result: z.object({ id: z.string(), number: z.string(), elements: z.array(z.string()) }),
});

export const editChart = declareCommand({
  name: 'claim.editChart',
  version: 1,
  deed: 'changed a claim chart',
  writes: [patches('claimChart', ['title', 'practice', 'summary', 'disclosure', 'expiresOn', 'owner'])],
  input: z.object({ chart: z.string(), ...chartFields, owner: z.string().optional() }),
  inputReaders: { chart: 'claims', owner: 'claims', ...chartReaders },
  reasonReaders: 'claims',
  result: id,
});

/** Puts a draft on the newest version of its claims: elements of unchanged limitations stay as they are. */
export const adoptSetVersion = declareCommand({
  name: 'claim.adoptVersion',
  version: 1,
  deed: 'put a claim chart on newer claims',
  writes: [
    patches('claimChart', ['setVersion']),
    creates('chartElement'),
    patches('chartElement', ['position', 'label']),
    archives('chartElement'),
  ],
  input: z.object({ chart: z.string() }),
  inputReaders: { chart: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ version: z.number(), kept: z.number(), added: z.number(), removed: z.number() }),
});

export const archiveChart = declareCommand({
  name: 'claim.archiveChart',
  version: 1,
  deed: 'archived a claim chart',
  writes: [archives('claimChart')],
  input: z.object({ chart: z.string() }),
  inputReaders: { chart: 'claims' },
  reasonReaders: 'claims',
  facts: { released: 'boolean' },
  result: id,
});

/** Adds an element that the split does not have, such as a preamble that limits. */
export const addElement = declareCommand({
  name: 'claim.addElement',
  version: 1,
  deed: 'added an element',
  writes: [patches('claimChart', []), creates('chartElement')],
  input: z.object({
    chart: z.string(),
    /** The element it comes after; null for the first place, left out for the last. */
    after: z.string().nullable().optional(),
    label: z.string().trim().min(1).max(40),
    limitation: z.string().trim().min(1).max(20_000),
  }),
  inputReaders: { chart: 'claims', after: 'claims', label: 'claims', limitation: 'claims' },
  reasonReaders: 'claims',
  result: id,
});

export const removeElement = declareCommand({
  name: 'claim.removeElement',
  version: 1,
  deed: 'took an element out',
  writes: [patches('claimChart', []), archives('chartElement')],
  input: z.object({ element: z.string() }),
  inputReaders: { element: 'claims' },
  reasonReaders: 'claims',
  result: id,
});

/** Maps an element: what it reads on, whether it is met, what else was considered. */
export const mapElement = declareCommand({
  name: 'claim.mapElement',
  version: 1,
  deed: 'mapped an element',
  writes: [
    patches('claimChart', []),
    patches('chartElement', ['label', 'limitation', 'mapping', 'status', 'alternatives', 'position']),
  ],
  input: z.object({
    element: z.string(),
    label: z.string().trim().min(1).max(40).optional(),
    limitation: z.string().trim().min(1).max(20_000).optional(),
    mapping: z.string().max(8_000).optional(),
    status: z.enum(elementStatuses).optional(),
    alternatives: z.array(designAlternativeSchema).max(20).optional(),
  }),
  inputReaders: {
    element: 'claims',
    label: 'claims',
    limitation: 'claims',
    mapping: 'claims',
    status: 'claims',
    alternatives: 'claims',
  },
  reasonReaders: 'claims',
  result: id,
});

/** Several elements at once, as an edited file brings them back: one act, undone as one. */
export const mapElements = declareCommand({
  name: 'claim.mapElements',
  version: 1,
  deed: 'mapped elements',
  writes: [patches('claimChart', []), patches('chartElement', ['mapping', 'status'])],
  input: z.object({
    chart: z.string(),
    elements: z
      .array(mapElement.input.pick({ element: true, mapping: true, status: true }))
      .min(1)
      .max(400),
  }),
  inputReaders: { chart: 'claims', elements: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ mapped: z.number() }),
});

/** Writes legal's own note to an element. Nobody else reads it, and nothing prints it. */
export const noteElement = declareCommand({
  name: 'claim.noteElement',
  version: 1,
  deed: 'wrote a privileged note',
  writes: [patches('chartElement', ['privilegedNote'])],
  input: z.object({ element: z.string(), note: z.string().max(8_000).nullable() }),
  inputReaders: { element: 'claims', note: 'privileged' },
  reasonReaders: 'privileged',
  result: id,
});

/** Attaches evidence whose citation the desk has made and checked; see `claims.attach`. */
export const attachEvidence = declareCommand({
  name: 'claim.attachEvidence',
  version: 1,
  deed: 'attached evidence',
  writes: [patches('claimChart', []), creates('elementEvidence', { by: theActor })],
  input: z.object({ element: z.string(), citation: citationSchema, note: z.string().max(2_000).default('') }),
  inputReaders: { element: 'claims', citation: 'claims', note: 'claims' },
  reasonReaders: 'claims',
  result: id,
});

export const removeEvidence = declareCommand({
  name: 'claim.removeEvidence',
  version: 1,
  deed: 'took evidence away',
  writes: [patches('claimChart', []), archives('elementEvidence')],
  input: z.object({ evidence: z.string() }),
  inputReaders: { evidence: 'claims' },
  reasonReaders: 'claims',
  result: id,
});

export const commentOnChart = declareCommand({
  name: 'claim.comment',
  version: 1,
  deed: 'commented on a claim chart',
  writes: [creates('elementComment', { by: theActor })],
  input: z.object({
    chart: z.string(),
    /** Left out: about the chart as a whole. */
    element: z.string().optional(),
    text: z.string().trim().min(1).max(4_000),
  }),
  inputReaders: { chart: 'claims', element: 'claims', text: 'claims' },
  reasonReaders: 'claims',
  result: id,
});

export const settleComment = declareCommand({
  name: 'claim.settleComment',
  version: 1,
  deed: 'settled a comment',
  writes: [patches('elementComment', ['resolved'])],
  input: z.object({ comment: z.string(), settled: z.boolean() }),
  inputReaders: { comment: 'claims', settled: 'claims' },
  reasonReaders: 'claims',
  result: id,
});

/** What would have to be measured: plans a row in a bakeoff, in one that is there or in a new one, and links it to the element. */
export const measureElement = declareCommand({
  name: 'claim.measure',
  version: 1,
  deed: 'planned a measurement',
  writes: [
    creates('bakeoff', { status: ['open'], owner: theActor }),
    patches('bakeoff', ['metrics']),
    creates('elementMetric', { by: theActor }),
  ],
  input: z.object({
    element: z.string(),
    /** An open bakeoff without runs; left out for a new one. */
    bakeoff: z.string().optional(),
    create: z.object({ title: z.string().trim().min(1).max(200), template: z.enum(templateNames) }).optional(),
    /** The row to add; left out to link a row that is there, by `row`. */
    metric: metricSchema.optional(),
    row: z.string().optional(),
  }),
  // The row itself is part of the bakeoff, which all may read.
  inputReaders: { element: 'claims', bakeoff: 'claims', create: 'claims', metric: 'claims', row: 'claims' },
  reasonReaders: 'claims',
  facts: { closed: 'boolean', runs: 'long', addsRow: 'boolean' },
  result: z.object({ bakeoff: z.string(), number: z.string(), row: z.string() }),
});

/** Writes a brief, or changes one. */
export const saveBrief = declareCommand({
  name: 'claim.saveBrief',
  version: 1,
  deed: 'wrote a defensibility brief',
  writes: [
    creates('defensibilityBrief', { owner: theActor }),
    patches('defensibilityBrief', ['title', 'charts', 'protects', 'licensing', 'disclosure']),
  ],
  input: z.object({
    brief: z.string().optional(),
    title: z.string().trim().min(1).max(200).optional(),
    charts: z.array(z.string()).min(1).max(20).optional(),
    protects: z.string().max(8_000).optional(),
    licensing: z.string().max(8_000).optional(),
    disclosure: z.enum(disclosures).optional(),
  }),
  inputReaders: {
    brief: 'claims',
    title: 'claims',
    charts: 'claims',
    protects: 'claims',
    licensing: 'claims',
    disclosure: 'claims',
  },
  reasonReaders: 'claims',
  result: z.object({ id: z.string(), number: z.string() }),
});

export const archiveBrief = declareCommand({
  name: 'claim.archiveBrief',
  version: 1,
  deed: 'archived a defensibility brief',
  writes: [archives('defensibilityBrief')],
  input: z.object({ brief: z.string() }),
  inputReaders: { brief: 'claims' },
  reasonReaders: 'claims',
  result: id,
});
