import { z } from 'zod';
import { defineEntity, field } from '../../kernel/entity';
import { roiDecimalSchema, roiValueSchema } from '../models/content';
import type { RoiCaseContent } from './content';
import { roiConfirmationSchema, roiRateSchema, roiScenarioSchema, roiSourceSchema } from './content';
import type { RoiVersionFigures } from './figures';

const json = <T>() => z.custom<T>((value) => value !== undefined && value !== null);

/** What a deal is worth to the customer, by a model; its inputs and scenarios are rows of their own. */
export const RoiCaseHead = defineEntity({
  name: 'roiCase',
  schema: 1,
  label: 'ROI case',
  customerAccountField: 'account',
  fields: {
    number: field(z.string(), {
      label: 'Number',
      merge: 'immutable',
      search: 'title',
      customerVisible: true,
      index: true,
    }),
    title: field(z.string().trim().min(1).max(200), { label: 'Title', search: 'title', customerVisible: true }),
    deal: field(z.string(), { label: 'Deal', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    /** The version of the model that it is reckoned by. */
    model: field(z.string(), { label: 'Model version', merge: 'guarded', index: true, notable: true }),
    currency: field(z.string().regex(/^[A-Z]{3}$/), { label: 'Currency', customerVisible: true }),
    years: field(z.int().min(1).max(10), { label: 'Years', customerVisible: true, notable: true }),
    discountRate: field(roiRateSchema, { label: 'Discount rate', customerVisible: true, notable: true }),
    /** The quote that is proposed. */
    quote: field(z.string().nullable().default(null), { label: 'Quote' }),
    version: field(z.int().nonnegative().default(0), { label: 'Recorded versions', merge: 'guarded' }),
    owner: field(z.string(), { label: 'Owner', index: true }),
    insideNote: field(z.string().max(4000).default(''), { label: 'Inside note', search: 'text' }),
  },
});

/** One input of a case where it is not left at the model's default; of two rows for one input the later counts. */
export const RoiCaseInputRow = defineEntity({
  name: 'roiCaseInput',
  schema: 1,
  label: 'input of an ROI case',
  customerAccountField: 'account',
  fields: {
    roiCase: field(z.string(), { label: 'ROI case', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable' }),
    name: field(z.string(), { label: 'Input', merge: 'immutable', customerVisible: true }),
    value: field(roiValueSchema, { label: 'Value', notable: true, customerVisible: true }),
    low: field(roiDecimalSchema.nullable().default(null), { label: 'At least', notable: true, customerVisible: true }),
    high: field(roiDecimalSchema.nullable().default(null), { label: 'At most', notable: true, customerVisible: true }),
    source: field(roiSourceSchema, { label: 'Source', notable: true }),
    confirmed: field(roiConfirmationSchema.nullable().default(null), { label: 'Confirmed' }),
    reason: field(z.string().max(1000).nullable().default(null), { label: 'Why it counts all the same' }),
  },
});

/** A scenario of a case, over the model's own of the same key. */
export const RoiCaseScenario = defineEntity({
  name: 'roiCaseScenario',
  schema: 1,
  label: 'scenario of an ROI case',
  customerAccountField: 'account',
  fields: {
    roiCase: field(z.string(), { label: 'ROI case', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable' }),
    key: field(roiScenarioSchema.shape.key, { label: 'Key', merge: 'immutable', customerVisible: true }),
    label: field(roiScenarioSchema.shape.label, { label: 'Name', customerVisible: true }),
    take: field(roiScenarioSchema.shape.take, { label: 'Takes', customerVisible: true }),
    values: field(roiScenarioSchema.shape.values, { label: 'Differs in', notable: true, customerVisible: true }),
  },
});

/** A case as it was frozen: a copy of model, inputs and scenarios, and the figures that follow from them. */
export const RoiCaseVersion = defineEntity({
  name: 'roiCaseVersion',
  schema: 1,
  label: 'version of an ROI case',
  customerAccountField: 'account',
  fields: {
    roiCase: field(z.string(), { label: 'ROI case', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable' }),
    version: field(z.int().positive(), { label: 'Version', merge: 'immutable' }),
    /** Name and version of the model. */
    modelName: field(z.string(), { label: 'Model', merge: 'immutable' }),
    modelLabel: field(z.string(), { label: 'Model version', merge: 'immutable' }),
    content: field(json<RoiCaseContent>(), { label: 'Model, inputs and scenarios', merge: 'immutable' }),
    figures: field(json<RoiVersionFigures>(), { label: 'Figures', merge: 'immutable' }),
    rules: field(z.string(), { label: 'Rules', merge: 'immutable' }),
    /** Receipts that the inputs come from. */
    sources: field(z.array(z.string()), { label: 'Sources', merge: 'immutable' }),
    recordedAt: field(z.int(), { label: 'Frozen', merge: 'immutable' }),
    by: field(z.string(), { label: 'Frozen by', merge: 'immutable' }),
  },
});

/** Version of the rules of a modelled case; frozen figures carry it. */
export const roiCaseRulesVersion = 'roi/2';
