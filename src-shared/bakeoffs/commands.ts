import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { archives, creates, patches, theActor } from '../kernel/writes';
import { conditionsShape } from './agreement';
import { priceSheetSchema } from './cost/price-sheet';
import { runMappingSchema } from './mappings/saved';
import { metricsSchema, templateNames } from './metrics';
import { runObservationsSchema } from './observations';
import { runTimelinesSchema } from './robustness/run-timeline';
import {
  Bakeoff,
  importWarningSchema,
  parseStates,
  runFigureSchema,
  runFileSchema,
  seriesSummarySchema,
  sides,
  storedMetadataSchema,
} from './schema';

const id = z.string().min(1).max(100);
const identified = z.object({ id });

const contenderFields = {
  product: z.string().trim().min(1).max(200),
  version: z.string().trim().max(100),
  configuration: z.string().max(4000),
  notes: z.string().max(4000),
  /** The whole price sheet, in place of the one before. */
  prices: priceSheetSchema,
};
const newContender = z.object(contenderFields).partial().required({ product: true });

/** What is agreed on before the runs. */
const agreement = {
  metrics: metricsSchema,
  band: z.number().positive().max(1),
  errorRateLimit: z.number().min(0).max(1).nullable(),
  oldAfterMonths: z.int().min(0).max(120).nullable(),
  ...conditionsShape,
};

const about = {
  title: Bakeoff.fields.title.schema,
  question: z.string().max(2000),
  deal: id.nullable(),
  account: id.nullable(),
  competitorInternalOnly: z.boolean(),
  staleAfterDays: z.int().min(1).max(3650).nullable(),
};

export const createBakeoff = declareCommand({
  name: 'bakeoff.create',
  version: 1,
  deed: 'planned a bakeoff',
  writes: [creates('bakeoff', { status: ['open'], owner: theActor }), creates('contender')],
  /** Its account is the deal's where a deal is named. */
  input: z
    .object({
      ...about,
      ...agreement,
      template: z.enum(templateNames),
      ours: newContender,
      theirs: newContender,
    })
    .partial()
    .required({ title: true, metrics: true }),
  result: z.object({ id, number: z.string() }),
});

export const reviseBakeoff = declareCommand({
  name: 'bakeoff.revise',
  version: 1,
  deed: 'changed a bakeoff',
  writes: [patches('bakeoff', [...Object.keys(about), ...Object.keys(agreement), 'owner'])],
  input: z
    .object({ ...about, ...agreement, owner: id })
    .partial()
    .extend({ bakeoff: id }),
  /** `changesAgreement`: rows, band, limits or conditions; `runs`: how many there are already. */
  facts: { changesAgreement: 'boolean', runs: 'long', closed: 'boolean' },
  result: identified,
});

export const addContender = declareCommand({
  name: 'bakeoff.addContender',
  version: 1,
  deed: 'added a contender',
  writes: [creates('contender')],
  input: newContender.extend({ bakeoff: id, side: z.enum(sides) }),
  facts: { closed: 'boolean' },
  result: identified,
});

export const reviseContender = declareCommand({
  name: 'bakeoff.reviseContender',
  version: 1,
  deed: 'changed a contender',
  writes: [patches('contender', Object.keys(contenderFields))],
  input: z.object(contenderFields).partial().extend({ contender: id }),
  facts: { closed: 'boolean' },
  result: identified,
});

export const setBakeoffStatus = declareCommand({
  name: 'bakeoff.setStatus',
  version: 1,
  deed: 'opened or closed a bakeoff',
  writes: [patches('bakeoff', ['status'])],
  input: z.object({ bakeoff: id, status: z.enum(['open', 'closed']) }),
  facts: { reopens: 'boolean' },
  result: identified,
});

export const archiveBakeoff = declareCommand({
  name: 'bakeoff.archive',
  version: 1,
  deed: 'archived a bakeoff',
  writes: [archives('bakeoff')],
  input: z.object({ bakeoff: id }),
  facts: { verdicts: 'long' },
  result: identified,
});

/** One run of an import, as it was read. */
export const importedRunSchema = z.object({
  contender: id,
  files: z.array(runFileSchema).min(1).max(200),
  tool: z.string().max(80),
  format: z.string().max(80),
  parse: z.enum(parseStates),
  importer: z.string().max(80),
  mapping: runMappingSchema.nullable().default(null),
  figures: z.array(runFigureSchema).max(40),
  series: z.array(seriesSummarySchema).max(2000),
  seriesCount: z.int().nonnegative(),
  warnings: z.array(importWarningSchema).max(200),
  /** Codes of the warnings that the person confirmed, each by name. */
  confirmed: z.array(z.string().max(80)).max(200),
  metadata: storedMetadataSchema,
  observed: runObservationsSchema.nullable().default(null),
  timelines: runTimelinesSchema.nullable().default(null),
  operator: id.nullable(),
  ranBy: z.string().max(200).nullable(),
});
export type ImportedRun = z.infer<typeof importedRunSchema>;

/** The most runs of one import. */
export const importLimit = 200;

export const importRun = declareCommand({
  name: 'run.import',
  version: 1,
  deed: 'imported runs',
  writes: [creates('benchmarkRun', { importedBy: theActor })],
  input: z.object({ bakeoff: id, runs: z.array(importedRunSchema).min(1).max(importLimit) }),
  /** The runs are in the changes, each value in the part of its readers; the record of the input names the files. */
  recorded: ({ bakeoff, runs }) => ({
    bakeoff,
    runs: runs.map(({ contender, files, confirmed }) => ({ contender, files, confirmed })),
  }),
  facts: { runs: 'long', closed: 'boolean', warnings: 'long' },
  result: z.object({ runs: z.array(id) }),
});

export const describeRun = declareCommand({
  name: 'run.describe',
  version: 1,
  deed: 'recorded facts of runs',
  writes: [patches('benchmarkRun', ['metadata', 'contender', 'operator', 'ranBy'])],
  input: z.object({
    runs: z.array(id).min(1).max(importLimit),
    /** The same facts for each of them, by path (`server.cores`); null takes one away, so that it is unknown. */
    facts: z.record(z.string().max(80), z.unknown()).default({}),
    /** For a run that was given to the wrong side. */
    contender: id.optional(),
    /** Name of who ran them; somebody of the workspace is kept as that person. */
    ranBy: z.string().trim().max(200).nullable().optional(),
  }),
  /** The name is in the changes, in the part of its readers. */
  recorded: ({ ranBy, ...rest }) => rest,
  facts: { closed: 'boolean' },
  result: z.object({ runs: z.array(id) }),
});

export const excludeRun = declareCommand({
  name: 'run.exclude',
  version: 1,
  deed: 'left a run out of the comparison',
  writes: [patches('benchmarkRun', ['excludedReason']), archives('benchmarkRun')],
  input: z.object({ run: id, because: z.string().trim().min(1, 'must say why').max(2000) }),
  facts: { closed: 'boolean' },
  result: identified,
});

export const waiveCheck = declareCommand({
  name: 'bakeoff.waive',
  version: 1,
  deed: 'accepted a deviation',
  writes: [archives('bakeoffWaiver'), creates('bakeoffWaiver', { by: theActor })],
  input: z.object({
    bakeoff: id,
    /** Name of the check, as the gate calls it. */
    check: z.string().min(1).max(120),
    because: z.string().trim().min(1, 'must say why').max(2000),
  }),
  facts: { stop: 'boolean', closed: 'boolean' },
  result: identified,
});

export const withdrawWaiver = declareCommand({
  name: 'bakeoff.withdrawWaiver',
  version: 1,
  deed: 'no longer accepts a deviation',
  writes: [archives('bakeoffWaiver')],
  input: z.object({ waiver: id }),
  facts: { own: 'boolean' },
  result: identified,
});

export const recordVerdict = declareCommand({
  name: 'verdict.record',
  version: 1,
  deed: 'recorded a verdict',
  writes: [creates('verdict', { by: theActor }), creates('verdictRun')],
  input: z.object({ bakeoff: id }),
  /**
   * `measured`: rows with figures on both sides. `enoughRuns`: each of them has as many runs as its family needs. `openStops`: hard
   * stops of the gate that nobody accepted.
   */
  facts: { measured: 'long', enoughRuns: 'boolean', openStops: 'long', unknownFacts: 'long' },
  result: z.object({ id, number: z.string(), headline: z.string() }),
  notUndoable: 'A verdict is a record of what the runs said; record another one.',
});
