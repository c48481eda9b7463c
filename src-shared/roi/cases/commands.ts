import { z } from 'zod';
import { declareCommand } from '../../kernel/command';
import { archives, creates, patches, theActor } from '../../kernel/writes';
import { roiDecimalSchema, roiFillings, roiNameSchema, roiValueSchema } from '../models/content';
import { roiConfirmationSchema, roiRateSchema, roiScenarioSchema } from './content';

const title = z.string().trim().min(1, 'must not be empty').max(200);
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as EUR');
const years = z.int().min(1).max(10);
const note = z.string().max(4000);

/** A figure of the workspace that an input is taken from. */
export const roiFromSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('quote'), quote: z.string(), version: z.int().positive(), figure: z.enum(roiFillings) }),
  z.object({ kind: z.literal('verdict'), verdict: z.string(), row: z.string(), figure: z.enum(roiFillings) }),
  /** A quote's line whose quantity is imported usage. */
  z.object({ kind: z.literal('usage'), line: z.string(), figure: z.enum(roiFillings) }),
]);
export type RoiFrom = z.infer<typeof roiFromSchema>;

/** One input as it is set: typed with its source, or taken from a figure of the workspace (then value and source follow from it). */
export const roiInputEntrySchema = z
  .object({
    name: roiNameSchema,
    value: roiValueSchema.optional(),
    from: roiFromSchema.optional(),
    low: roiDecimalSchema.nullable().optional(),
    high: roiDecimalSchema.nullable().optional(),
    source: z
      .object({
        kind: z.enum(['customer', 'typed']),
        text: z.string().trim().min(1, 'must say where the figure comes from').max(400),
      })
      .optional(),
    confirmed: roiConfirmationSchema.nullable().optional(),
    /** For a value beyond the bounds of sense. */
    reason: z.string().trim().min(1).max(1000).nullable().optional(),
  })
  .superRefine((entry, context) => {
    if (entry.from && entry.value !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['value'],
        message: 'is taken from the figure named; leave one of the two out',
      });
  });
export type RoiInputEntry = z.input<typeof roiInputEntrySchema>;

export const createRoiCase = declareCommand({
  name: 'roiCase.create',
  version: 1,
  deed: 'began an ROI case',
  writes: [creates('roiCase', { owner: theActor, version: [0, null] }), creates('roiCaseInput')],
  input: z.object({
    deal: z.string(),
    /** Id of a published version. */
    model: z.string(),
    title: title.optional(),
    /** The quote's, or the model's and the deal's, where absent. */
    currency: currency.optional(),
    years: years.optional(),
    discountRate: roiRateSchema.optional(),
    quote: z.string().nullable().optional(),
    inputs: z.array(roiInputEntrySchema).max(200).default([]),
  }),
  result: z.object({ id: z.string(), number: z.string() }),
});

export const editRoiCase = declareCommand({
  name: 'roiCase.edit',
  version: 1,
  deed: 'changed an ROI case',
  writes: [patches('roiCase', ['title', 'currency', 'years', 'discountRate', 'quote', 'insideNote'])],
  input: z.object({
    case: z.string(),
    title: title.optional(),
    currency: currency.optional(),
    years: years.optional(),
    discountRate: roiRateSchema.optional(),
    quote: z.string().nullable().optional(),
    insideNote: note.optional(),
  }),
  result: z.object({ id: z.string() }),
});

export const setRoiInputs = declareCommand({
  name: 'roiCase.set',
  version: 1,
  deed: 'set inputs of an ROI case',
  writes: [
    creates('roiCaseInput'),
    patches('roiCaseInput', ['value', 'low', 'high', 'source', 'confirmed', 'reason']),
    archives('roiCaseInput'),
  ],
  input: z.object({ case: z.string(), inputs: z.array(roiInputEntrySchema).min(1).max(200) }),
  result: z.object({ id: z.string() }),
});

export const clearRoiInputs = declareCommand({
  name: 'roiCase.clear',
  version: 1,
  deed: 'took inputs of an ROI case back to the model’s',
  writes: [archives('roiCaseInput')],
  input: z.object({ case: z.string(), inputs: z.array(roiNameSchema).min(1).max(200) }),
  result: z.object({ id: z.string() }),
});

export const confirmRoiInputs = declareCommand({
  name: 'roiCase.confirm',
  version: 1,
  deed: 'noted that the customer confirmed inputs',
  writes: [patches('roiCaseInput', ['confirmed'])],
  input: z.object({
    case: z.string(),
    inputs: z.array(roiNameSchema).min(1).max(200),
    confirmed: roiConfirmationSchema.nullable(),
  }),
  result: z.object({ id: z.string() }),
});

export const setRoiScenario = declareCommand({
  name: 'roiCase.scenario',
  version: 1,
  deed: 'set a scenario of an ROI case',
  writes: [creates('roiCaseScenario'), patches('roiCaseScenario', ['label', 'take', 'values'])],
  input: z.object({
    case: z.string(),
    key: roiScenarioSchema.shape.key,
    label: roiScenarioSchema.shape.label.optional(),
    take: roiScenarioSchema.shape.take.optional(),
    /** Laid over those that are there; null takes one away. */
    values: z.record(roiNameSchema, roiValueSchema.nullable()).optional(),
  }),
  result: z.object({ id: z.string() }),
});

export const removeRoiScenario = declareCommand({
  name: 'roiCase.removeScenario',
  version: 1,
  deed: 'took a scenario off an ROI case',
  writes: [archives('roiCaseScenario')],
  input: z.object({ case: z.string(), key: roiScenarioSchema.shape.key }),
  result: z.object({ id: z.string() }),
});

export const adoptRoiModel = declareCommand({
  name: 'roiCase.adopt',
  version: 1,
  deed: 'moved an ROI case to another version of its model',
  writes: [patches('roiCase', ['model'])],
  input: z.object({ case: z.string(), model: z.string() }),
  /** Inputs that the other version does not have; they are kept and do not count. */
  result: z.object({ id: z.string(), dropped: z.array(z.string()) }),
});

export const freezeRoiCase = declareCommand({
  name: 'roiCase.freeze',
  version: 1,
  deed: 'froze an ROI case',
  writes: [patches('roiCase', ['version']), creates('roiCaseVersion', { by: theActor })],
  input: z.object({ case: z.string(), seed: z.int().min(0).max(4_294_967_295).default(1) }),
  result: z.object({ version: z.number(), versionId: z.string() }),
  notUndoable: 'A frozen version is kept; change the case and freeze the next.',
});

export const archiveRoiCase = declareCommand({
  name: 'roiCase.archive',
  version: 1,
  deed: 'archived an ROI case',
  writes: [archives('roiCase')],
  input: z.object({ case: z.string() }),
  result: z.object({ id: z.string() }),
});
