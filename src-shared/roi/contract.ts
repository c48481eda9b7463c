import { z } from 'zod';
import { commandProcedure, declareCommand } from '../kernel/command';
import { procedure } from '../kernel/procedure';
import { archives, creates, patches, theActor } from '../kernel/writes';
import type { RoiCase } from './case';
import { type RoiCaseInput, roiCaseInputSchema, yearlyLineSchema } from './case-schema';
import { roiModelContract } from './model-contract';

export const createValueCase = declareCommand({
  name: 'valueCase.create',
  version: 1,
  deed: 'began a value case',
  writes: [creates('valueCase', { owner: theActor })],
  input: z.object({
    deal: z.string(),
    title: z.string().min(1).max(200).optional(),
    quote: z.string().nullable().optional(),
    input: roiCaseInputSchema,
  }),
  result: z.object({ id: z.string(), number: z.string() }),
});

export const reviseValueCase = declareCommand({
  name: 'valueCase.revise',
  version: 1,
  deed: 'changed a value case',
  writes: [patches('valueCase', ['title', 'quote', 'input'])],
  input: z.object({
    valueCase: z.string(),
    title: z.string().min(1).max(200).optional(),
    quote: z.string().nullable().optional(),
    input: roiCaseInputSchema.optional(),
  }),
  result: z.object({ id: z.string() }),
});

export const recordValueCase = declareCommand({
  name: 'valueCase.record',
  version: 1,
  deed: 'recorded a value case',
  writes: [patches('valueCase', ['version']), creates('valueCaseVersion', { by: theActor })],
  input: z.object({ valueCase: z.string() }),
  result: z.object({ version: z.number(), versionId: z.string() }),
  notUndoable: 'A recorded version is kept; change the case and record the next.',
});

export const archiveValueCase = declareCommand({
  name: 'valueCase.archive',
  version: 1,
  deed: 'archived a value case',
  writes: [archives('valueCase')],
  input: z.object({ valueCase: z.string() }),
  result: z.object({ id: z.string() }),
});

const summary = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  deal: z.string(),
  dealTitle: z.string(),
  accountName: z.string(),
  currency: z.string(),
  netBenefit: z.string(),
  netPresentValue: z.string(),
  paybackYears: z.number().nullable(),
  version: z.number(),
  owner: z.string(),
});
export type ValueCaseSummary = z.infer<typeof summary>;

const detail = summary.extend({
  account: z.string(),
  quote: z.string().nullable(),
  quoteNumber: z.string().nullable(),
  input: z.custom<RoiCaseInput>((value) => typeof value === 'object'),
  figures: z.custom<RoiCase>((value) => typeof value === 'object'),
  versions: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      recordedAt: z.number(),
      byName: z.string().nullable(),
      netPresentValue: z.string(),
      receipt: z.string().nullable(),
      /** The case has changed since. */
      stale: z.boolean(),
    }),
  ),
});
export type ValueCaseDetail = z.infer<typeof detail>;

export const roiContract = {
  list: procedure.input(z.object({ deal: z.string().optional() })).output(z.array(summary)),
  get: procedure.input(z.object({ id: z.string() })).output(detail),
  /** The proposal's yearly costs as a frozen quote version has them. */
  fromQuote: procedure
    .input(
      z.object({ quote: z.string(), version: z.number().int().optional(), years: z.number().int().min(1).max(10) }),
    )
    .output(z.object({ currency: z.string(), version: z.number(), line: yearlyLineSchema })),
  create: commandProcedure(createValueCase),
  revise: commandProcedure(reviseValueCase),
  record: commandProcedure(recordValueCase),
  archive: commandProcedure(archiveValueCase),
  ...roiModelContract,
};
