import { z } from 'zod';
import { defineEntity, field } from '../../kernel/entity';
import { roiModelContentSchema } from './content';

/** A way of reckoning value, over time; its versions are what cases pin. */
export const RoiModelHead = defineEntity({
  name: 'roiModel',
  schema: 1,
  label: 'ROI model',
  fields: {
    name: field(z.string().trim().min(1).max(200), { label: 'Name', search: 'title' }),
    /** Key of the model that came with the application, where it began as one. */
    shipped: field(z.string().nullable().default(null), { label: 'Came with the application', merge: 'immutable' }),
    insideNote: field(z.string().max(2000).default(''), { label: 'Inside note', search: 'text' }),
  },
});

export const roiModelStates = ['draft', 'published', 'retired'] as const;

/** One version. Its content changes while it is a draft and never again once it is published. */
export const RoiModelVersion = defineEntity({
  name: 'roiModelVersion',
  schema: 1,
  label: 'version of an ROI model',
  fields: {
    model: field(z.string(), { label: 'Model', merge: 'immutable', index: true }),
    version: field(z.string().trim().min(1).max(40), { label: 'Version', search: 'title' }),
    status: field(z.enum(roiModelStates), { label: 'State', merge: 'guarded', index: true }),
    content: field(roiModelContentSchema, { label: 'Inputs and formulas', notable: true }),
    publishedAt: field(z.number().int().nullable().default(null), { label: 'Published' }),
  },
});
