import { z } from 'zod';
import { commandProcedure, declareCommand } from '../kernel/command';
import { procedure } from '../kernel/procedure';
import { creates, patches } from '../kernel/writes';
import { type ModelRowChange, modelTables } from './diff-models';
import { dateText } from './field-schemas';
import { type PricingModel, pricingModelSchema, splitModel } from './model';
import type { SimulatedRow, SimulatedTotal } from './simulate';

/**
 * Takes costs and floors out of the prices, so that they are recorded for readers of costs only, however they were typed: inside of the
 * model or beside it.
 */
function apart<T extends { content: PricingModel; cost?: unknown }>(input: T): T {
  const { shared, cost } = splitModel(input.content);
  const typedInside = cost.marginFloors !== undefined || cost.costs.some((one) => one !== null);
  return { ...input, content: shared, cost: input.cost ?? (typedInside ? cost : undefined) };
}

export const createPricingModel = declareCommand({
  name: 'pricing.create',
  version: 1,
  deed: 'made a pricing model',
  writes: [creates('pricingModel'), creates('pricingModelVersion', { status: ['draft'], publishedAt: [null] })],
  input: z
    .object({
      name: z.string().min(1).max(200),
      version: z.string().min(1).max(40),
      content: pricingModelSchema,
      cost: z.unknown().optional(),
    })
    .transform(apart),
  inputReaders: { cost: 'cost' },
  result: z.object({ model: z.string(), version: z.string() }),
});

export const draftPricingVersion = declareCommand({
  name: 'pricing.draft',
  version: 1,
  deed: 'began a version of a pricing model',
  writes: [creates('pricingModelVersion', { status: ['draft'], publishedAt: [null] })],
  input: z.object({ from: z.string(), version: z.string().min(1).max(40) }),
  result: z.object({ model: z.string(), version: z.string() }),
});

export const revisePricingDraft = declareCommand({
  name: 'pricing.revise',
  version: 1,
  deed: 'changed a draft of a pricing model',
  writes: [patches('pricingModelVersion', ['version', 'currency', 'content', 'cost'])],
  input: z.object({ version: z.string(), content: pricingModelSchema, cost: z.unknown().optional() }).transform(apart),
  inputReaders: { cost: 'cost' },
  result: z.object({ version: z.string() }),
});

export const publishPricing = declareCommand({
  name: 'pricing.publish',
  version: 1,
  deed: 'published a pricing model',
  writes: [patches('pricingModelVersion', ['content', 'status', 'publishedAt'], { status: ['published'] })],
  input: z.object({ version: z.string() }),
  facts: { problems: 'long' },
  result: z.object({ version: z.string() }),
  notUndoable: 'A published version never changes; retire it and publish another.',
});

export const retirePricing = declareCommand({
  name: 'pricing.retire',
  version: 1,
  deed: 'retired a pricing model',
  writes: [patches('pricingModelVersion', ['status'], { status: ['retired'] })],
  input: z.object({ version: z.string() }),
  result: z.object({ version: z.string() }),
});

const problem = z.object({ where: z.string(), message: z.string(), hint: z.string().optional() });

const modelLine = z.object({
  model: z.string(),
  version: z.string(),
  name: z.string(),
  label: z.string(),
  status: z.enum(['draft', 'published', 'retired']),
  currency: z.string(),
  skus: z.number(),
  publishedAt: z.number().nullable(),
  /** Quotes that pin it. */
  quotes: z.number(),
});
export type PricingModelLine = z.infer<typeof modelLine>;

const rowChange: z.ZodType<ModelRowChange> = z.object({
  table: z.enum(modelTables),
  change: z.enum(['added', 'removed', 'changed']),
  key: z.string(),
  name: z.string().nullable(),
  fields: z.array(
    z.object({
      field: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      changeBasisPoints: z.number().nullable(),
    }),
  ),
});

const pricingDiff = z.object({
  before: modelLine,
  after: modelLine,
  seesCost: z.boolean(),
  /** Null where the two are in different currencies; then no price is so many per cent dearer. */
  currency: z.string().nullable(),
  changes: z.array(rowChange),
});
export type PricingDiff = z.infer<typeof pricingDiff>;

const simulationRequest = z.object({
  version: z.string(),
  /** Open quotes, or those that were sent: in the last calendar quarter unless days are given (`until` not counted). */
  scope: z.enum(['open', 'sent']),
  from: dateText.optional(),
  until: dateText.optional(),
  /** Also quotes that pin another model; unless said only where none pins this one. */
  otherModels: z.boolean().optional(),
});
export type SimulationRequest = z.infer<typeof simulationRequest>;

const pricingSimulation = z.object({
  version: z.string(),
  scope: z.enum(['open', 'sent']),
  from: z.string().nullable(),
  until: z.string().nullable(),
  seesCost: z.boolean(),
  /** Quotes that were looked at, and how many of them cannot be priced on one of the two models. */
  quotes: z.number(),
  notPriced: z.number(),
  /** Quotes of the scope that pin another model and were left out. */
  leftOut: z.number(),
  totals: z.array(z.custom<SimulatedTotal>((value) => typeof value === 'object')),
  /** Those that cannot be priced first, then by the size of the change; not more than 2,000. */
  rows: z.array(z.custom<SimulatedRow>((value) => typeof value === 'object')),
});
export type PricingSimulation = z.infer<typeof pricingSimulation>;

export const pricingContract = {
  /** Every version, the newest first. With `codes`, each says how many of these items and bundles it has. */
  list: procedure
    .input(z.object({ codes: z.array(z.string().max(80)).max(10_000).optional() }).optional())
    .output(z.array(modelLine.extend({ has: z.number().nullable() }))),
  get: procedure
    .input(z.object({ version: z.string() }))
    .output(modelLine.extend({ content: pricingModelSchema, problems: z.array(problem), seesCost: z.boolean() })),
  /** Reads a model from CSV or JSON text without storing it. */
  read: procedure
    .input(
      z.object({
        text: z.string(),
        format: z.enum(['json']),
        name: z.string(),
        version: z.string(),
        currency: z.string(),
      }),
    )
    .output(z.object({ content: pricingModelSchema, problems: z.array(problem) })),
  write: procedure
    .input(z.object({ version: z.string(), format: z.enum(['json']) }))
    .output(z.object({ text: z.string(), name: z.string() })),
  /** What differs between two versions, of one model or of two. */
  diff: procedure.input(z.object({ before: z.string(), after: z.string() })).output(pricingDiff),
  /** What a version does to quotes, before or after it is published. Runs as a job; nothing is changed. */
  simulate: procedure.input(simulationRequest).output(pricingSimulation),
  create: commandProcedure(createPricingModel),
  draft: commandProcedure(draftPricingVersion),
  revise: commandProcedure(revisePricingDraft),
  publish: commandProcedure(publishPricing),
  retire: commandProcedure(retirePricing),
};
