import { z } from 'zod';
import { ProofdeskError } from '../kernel/errors';
import { conditionsShape } from './agreement';
import { priceSheetSchema } from './cost/price-sheet';
import { checkConditions } from './facts';
import {
  distinctLabels,
  type Metric,
  measureUnit,
  metricsSchema,
  newMetric,
  runMeasureSchema,
  type TemplateName,
  templateNames,
} from './metrics';
import { betterSchema, defaultRatioBand, scaleSchema } from './verdict-schema';

const contender = z.object({
  product: z.string().trim().min(1).max(200),
  version: z.string().max(100).optional(),
  configuration: z.string().max(4000).optional(),
  prices: priceSheetSchema.optional(),
});

/** A planned bakeoff as a file: what is compared, and what is agreed on before the runs. */
export const planFileSchema = z.object({
  name: z.string().trim().min(1).max(200),
  question: z.string().max(2000).optional(),
  template: z.string().optional(),
  band: z.number().positive().max(1).default(defaultRatioBand),
  errorRateLimit: z.number().min(0).max(1).optional(),
  oldAfterMonths: z.int().min(0).max(120).optional(),
  staleAfterDays: z.int().min(1).max(3650).optional(),
  competitorInternalOnly: z.boolean().optional(),
  discardSeconds: conditionsShape.discardSeconds.optional(),
  runsWanted: conditionsShape.runsWanted.optional(),
  mustBeEqual: conditionsShape.mustBeEqual.optional(),
  mustBePresent: conditionsShape.mustBePresent.optional(),
  ours: contender.optional(),
  theirs: contender.optional(),
  rows: z
    .array(
      z.object({
        /** The workload as the harness names it. */
        key: z.string().min(1).max(2000),
        metric: z.string().min(1).max(200),
        statistic: runMeasureSchema,
        label: z.string().trim().min(1).max(200).optional(),
        unit: z.string().min(1).max(40).optional(),
        better: betterSchema.optional(),
        scale: scaleSchema.optional(),
        band: z.number().nonnegative().optional(),
      }),
    )
    .min(1, 'needs at least one row'),
});
export type PlanFile = z.infer<typeof planFileSchema>;

/** Units of metrics whose harness always writes the same. */
const usualUnits: Record<string, string> = {
  elapsed: 'ms',
  http_req_duration: 'ms',
  iteration_duration: 'ms',
  wall_time: 's',
  peak_memory: 'B',
};

/** The input of `bakeoff.create` that a plan file stands for. Throws `bad-input` naming the field that does not fit. */
export function readPlanFile(value: unknown) {
  const parsed = planFileSchema.safeParse(value);
  if (!parsed.success) throw unfit(parsed.error, '');
  const { name: title, template, rows, ...rest } = parsed.data;
  checkConditions(rest);
  const metrics: Metric[] = [];
  rows.forEach(({ key: series, metric, statistic: measure, label, unit, better, scale, band }, index) => {
    const known = unit ?? usualUnits[metric] ?? (measureUnit(measure) ? '1' : null);
    if (known === null) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `rows.${index}.unit: the unit of ${metric} is not known; name it.`,
        where: { field: `rows.${index}.unit` },
      });
    }
    const row = newMetric(
      { series, metric, measure, unit: known, better: better ?? 'lower' },
      metrics.map(({ id }) => id),
    );
    metrics.push({
      ...row,
      ...(label && { label }),
      ...(scale && { scale }),
      ...(band !== undefined && { band }),
    });
  });
  const checked = metricsSchema.safeParse(distinctLabels(metrics));
  if (!checked.success) throw unfit(checked.error, 'rows');
  const named = templateNames.find((one): one is TemplateName => one === template) ?? 'custom';
  return { title, template: named, metrics: checked.data, ...rest };
}

function unfit(error: z.ZodError, above: string): ProofdeskError {
  const issue = error.issues[0];
  const field = [above, ...(issue?.path.map(String) ?? [])].filter(Boolean).join('.');
  return new ProofdeskError({
    code: 'bad-input',
    message: `The plan does not fit: ${field || 'the whole'}: ${issue?.message ?? 'not valid'}.`,
    where: { field },
  });
}
