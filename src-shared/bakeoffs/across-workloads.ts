import { z } from 'zod';
import { type Metric, measureName } from './metrics';
import { geometricMeanOfRatios } from './statistics';
import { type VerdictRow, verdictTableInputSchema } from './verdict-schema';
import { shortNumber } from './verdict-wording';

/** Fewest workloads over which ratios are brought together. */
export const fewestWorkloads = 3;

/** Rows that are the same figure of several workloads. */
const workloadGroupSchema = z.object({
  /** What was measured: `median of elapsed`. */
  name: z.string().max(300),
  /** The rows' keys. */
  rows: z.array(z.string()).max(200),
});
export type WorkloadGroup = z.infer<typeof workloadGroupSchema>;

/** A table with the groups over which its ratios are brought together. */
export const groupedTableSchema = verdictTableInputSchema.extend({
  groups: z.array(workloadGroupSchema).max(200).optional(),
  /** Keys of the rows that the page speaks of; absent: all. */
  shown: z.array(z.string()).max(200).optional(),
});

/** The ratios of several workloads of one metric as one figure, never without the worst of them. */
export interface AcrossWorkloads {
  name: string;
  better: 'lower' | 'higher';
  workloads: number;
  /** Geometric mean of the rows' ratios, ours over theirs, with the t interval over workloads. */
  ratio: number;
  lower: number | null;
  upper: number | null;
  /** The workload that is worst for ours. */
  worst: { key: string; label: string; ratio: number };
  /** Without a judgement: verdicts are those of the rows. */
  sentence: string;
}

/** The rows that measure the same of different workloads, three or more of them. */
export function workloadGroups(
  metrics: readonly Pick<Metric, 'id' | 'metric' | 'measure' | 'unit' | 'better'>[],
): WorkloadGroup[] {
  const groups = new Map<string, WorkloadGroup>();
  for (const { id, metric, measure, unit, better } of metrics) {
    const name = `${measureName(measure)} of ${metric}`;
    const key = [name, unit, better].join('\n');
    groups.set(key, { name, rows: [...(groups.get(key)?.rows ?? []), id] });
  }
  return [...groups.values()].filter(({ rows }) => rows.length >= fewestWorkloads);
}

type JudgedRow = Pick<VerdictRow, 'key' | 'label' | 'better' | 'scale' | 'estimate'>;

/**
 * Ratios over the workloads of each group. A row without a ratio (nothing on one side, not comparable, or judged by differences) is
 * not in it, and the sentence says how many of them are; a group with fewer than three ratios has no figure.
 */
export function acrossWorkloads(rows: readonly JudgedRow[], groups: readonly WorkloadGroup[]): AcrossWorkloads[] {
  return groups.flatMap(({ name, rows: keys }): AcrossWorkloads[] => {
    const all = rows.filter(({ key }) => keys.includes(key));
    const judged = all.filter(({ scale, estimate }) => scale === 'ratio' && estimate !== null && estimate > 0);
    if (judged.length < fewestWorkloads) return [];
    const { better } = judged[0]!;
    const ratioOf = ({ estimate }: JudgedRow) => estimate ?? 1;
    const { geometricMean: ratio, ciLower: lower, ciUpper: upper } = geometricMeanOfRatios(judged.map(ratioOf));
    const [worst] = [...judged].sort((a, b) =>
      better === 'lower' ? ratioOf(b) - ratioOf(a) : ratioOf(a) - ratioOf(b),
    );
    const interval =
      lower === null || upper === null
        ? ''
        : ` (95 % interval over workloads ${shortNumber(lower)} to ${shortNumber(upper)})`;
    const counted =
      judged.length === all.length ? `${all.length} workloads` : `${judged.length} of ${all.length} workloads`;
    return [
      {
        ...{ name, better, ratio, lower, upper },
        workloads: judged.length,
        worst: { key: worst!.key, label: worst!.label, ratio: ratioOf(worst!) },
        sentence: `Over ${counted}, ${name}: geometric mean of the ratios ours ÷ theirs ${shortNumber(ratio)}${interval}, ${better} is better; the worst for ours is ${worst!.label} with ${shortNumber(ratioOf(worst!))}.`,
      },
    ];
  });
}
