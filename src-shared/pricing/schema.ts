import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';
import { type ModelCost, pricingModelSchema } from './model';

/** A catalogue over time; its versions are what quotes pin. */
export const PricingModelHead = defineEntity({
  name: 'pricingModel',
  schema: 1,
  label: 'pricing model',
  fields: {
    name: field(z.string().min(1).max(200), { label: 'Name', search: 'title' }),
    note: field(z.string().max(2000).default(''), { label: 'Inside note', search: 'text' }),
  },
});

const modelCostSchema = z.custom<ModelCost>((value) => typeof value === 'object' && value !== null);

/** One version. Its content changes while it is a draft and never again once it is published. */
export const PricingModelVersion = defineEntity({
  name: 'pricingModelVersion',
  schema: 1,
  label: 'version of a pricing model',
  fields: {
    model: field(z.string(), { label: 'Model', merge: 'immutable', index: true }),
    version: field(z.string().min(1).max(40), { label: 'Version', search: 'title' }),
    status: field(z.enum(['draft', 'published', 'retired']), { label: 'State', merge: 'guarded', index: true }),
    currency: field(z.string(), { label: 'Currency' }),
    /** Prices, terms and, once published, the lowest prices that keep the floors. */
    content: field(pricingModelSchema, { label: 'Prices and terms' }),
    /** Costs and margin floors, for those who may read costs. */
    cost: field(modelCostSchema.nullable(), { label: 'Costs and floors', readers: 'cost' }),
    publishedAt: field(z.number().int().nullable().default(null), { label: 'Published' }),
  },
});
