import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';
import type { RoiCase } from './case';
import { type RoiCaseInput, roiCaseInputSchema } from './case-schema';

const json = <T>() => z.custom<T>((value) => value !== undefined && value !== null);

/** What a deal is worth to the customer: typed and quoted inputs against the status quo. */
export const ValueCase = defineEntity({
  name: 'valueCase',
  schema: 1,
  label: 'value case',
  customerAccountField: 'account',
  fields: {
    number: field(z.string(), {
      label: 'Number',
      merge: 'immutable',
      search: 'title',
      customerVisible: true,
      index: true,
    }),
    title: field(z.string().min(1).max(200), { label: 'Title', search: 'title', customerVisible: true }),
    deal: field(z.string(), { label: 'Deal', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    /** The quote that the proposal's costs come from. */
    quote: field(z.string().nullable().default(null), { label: 'Quote' }),
    input: field(roiCaseInputSchema, { label: 'Inputs', notable: true }),
    version: field(z.number().int().nonnegative().default(0), { label: 'Recorded versions', merge: 'guarded' }),
    owner: field(z.string(), { label: 'Owner', index: true }),
  },
});

/** A case as it was recorded: a copy of its inputs and the figures that follow from them. */
export const ValueCaseVersion = defineEntity({
  name: 'valueCaseVersion',
  schema: 1,
  label: 'version of a value case',
  customerAccountField: 'account',
  fields: {
    valueCase: field(z.string(), { label: 'Value case', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable' }),
    version: field(z.number().int().positive(), { label: 'Version', merge: 'immutable' }),
    input: field(json<RoiCaseInput>(), { label: 'Inputs', merge: 'immutable' }),
    figures: field(json<RoiCase>(), { label: 'Figures', merge: 'immutable' }),
    rules: field(z.string(), { label: 'Rules', merge: 'immutable' }),
    /** Receipts that the inputs come from, such as the quote's submission. */
    sources: field(z.array(z.string()), { label: 'Sources', merge: 'immutable' }),
    recordedAt: field(z.number().int(), { label: 'Recorded', merge: 'immutable' }),
    by: field(z.string(), { label: 'Recorded by', merge: 'immutable' }),
  },
});

/** Version of the rules of a value case; recorded figures carry it. */
export const roiRulesVersion = 'roi/1';
