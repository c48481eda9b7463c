import { z } from 'zod';
import { ProofdeskError } from '../kernel/errors';
import { abbaOrder, type SideName } from './run-order';

/**
 * A plan of runs: the commands of both sides as argument lists, in the order in which they are made, each with the file that its
 * result goes to. The names of the files tell the import side and place.
 */

const argument = z
  .string()
  .max(10_000)
  .refine((text) => !text.includes('\0'), 'must not hold a NUL');

/** Below the folder in which the plan is carried out, named by place and side. */
const outputPath = z
  .string()
  .max(300)
  .regex(
    /^([A-Za-z0-9_-][A-Za-z0-9._-]*\/)*\d{2,4}-(ours|theirs)\.[a-z0-9]+(\.[a-z0-9]+)*$/,
    'must be a path below the folder of the plan, such as runs/01-ours.json',
  );

export const plannedRunSchema = z.object({
  /** Place in the order of all runs of both sides, from 1. */
  order: z.int().positive().max(9999),
  side: z.enum(['ours', 'theirs']),
  /** The program and its arguments, as they are given to it; no shell reads them. */
  command: z.array(argument).min(1).max(1000),
  output: outputPath,
  /** Whether the result is what the program prints; else it writes the file itself. */
  printed: z.boolean(),
});
export type PlannedRun = z.infer<typeof plannedRunSchema>;

export const runPlanSchema = z.object({
  format: z.literal('proofdesk-run-plan 1'),
  /** Number of the bakeoff. */
  bakeoff: z.string().min(1).max(100),
  /** Client and server are this one machine, so that its facts are recorded for both. */
  sameMachine: z.boolean().default(false),
  runs: z
    .array(plannedRunSchema)
    .min(1)
    .max(2000)
    .superRefine((runs, context) => {
      const seen = new Set<string>();
      runs.forEach(({ output, order }, index) => {
        for (const name of [output, `order ${order}`]) {
          if (seen.has(name)) context.addIssue({ code: 'custom', path: [index], message: `${name} stands twice` });
          seen.add(name);
        }
      });
    }),
});
export type RunPlan = z.infer<typeof runPlanSchema>;

/** What one side runs, as a person wrote it: `{output}` stands for the file of the result. */
export interface PlannedCommand {
  command: readonly string[];
  /** Ending of the result file, such as `jtl` or `json`. */
  ending: string;
}

/** What stands in a command for the file of its result. */
export const outputMark = '{output}';

/** Sides in the order in which the next runs are made: ABBA until each has what is needed, then what one side still lacks. */
export function nextRuns(needed: { ours: number; theirs: number }): SideName[] {
  const both = Math.min(needed.ours, needed.theirs);
  const rest = Math.max(needed.ours, needed.theirs) - both;
  const side: SideName = needed.ours > needed.theirs ? 'ours' : 'theirs';
  return [...abbaOrder(both), ...Array.from({ length: rest }, () => side)];
}

/**
 * The runs that are planned next: what the rows still need and, where that is more, what was agreed on or else advised. Where both
 * have enough, one more balanced block of two a side, which shows how it would go on.
 */
export function plannedRuns(
  comparison: {
    moreRuns: { ours: number; theirs: number };
    runs: { ours: number; theirs: number };
  },
  wanted: number,
): { enough: boolean; needed: { ours: number; theirs: number } } {
  const { moreRuns, runs } = comparison;
  const of = (side: SideName) => Math.max(moreRuns[side], wanted - runs[side], 0);
  const needed = { ours: of('ours'), theirs: of('theirs') };
  const none = needed.ours === 0 && needed.theirs === 0;
  return {
    enough: moreRuns.ours === 0 && moreRuns.theirs === 0,
    needed: none ? { ours: 2, theirs: 2 } : needed,
  };
}

/** The place after the last run that was made, counted or left out. */
export const nextPlace = (made: readonly { metadata: { order?: number | undefined } }[]): number =>
  Math.max(0, made.length, ...made.map(({ metadata }) => metadata.order ?? 0)) + 1;

/** A plan from the commands of both sides. `first` is the place of its first run. Throws `bad-input` for what cannot be a plan. */
export function makeRunPlan(given: {
  bakeoff: string;
  order: readonly SideName[];
  first: number;
  /** Folder of the results, below the one in which the plan is carried out; empty for that itself. */
  folder: string;
  sides: Record<SideName, PlannedCommand>;
  sameMachine?: boolean;
}): RunPlan {
  const { bakeoff, order, first, folder, sides, sameMachine = false } = given;
  const digits = Math.max(2, String(first + order.length - 1).length);
  const runs = order.map((side, index) => {
    const { command, ending } = sides[side];
    const place = first + index;
    const name = `${String(place).padStart(digits, '0')}-${side}.${ending.replace(/^\./, '')}`;
    const output = folder === '' ? name : `${folder.replace(/\/+$/, '')}/${name}`;
    return {
      order: place,
      side,
      command: command.map((one) => one.replaceAll(outputMark, output)),
      output,
      printed: !command.some((one) => one.includes(outputMark)),
    };
  });
  return readRunPlan({ format: 'proofdesk-run-plan 1', bakeoff, sameMachine, runs });
}

/** A plan from its file. Throws `bad-input` naming the field that does not fit. */
export function readRunPlan(value: unknown): RunPlan {
  const parsed = runPlanSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  throw new ProofdeskError({
    code: 'bad-input',
    message: `This is no plan of runs: ${field || 'the whole'}: ${issue?.message ?? 'not valid'}.`,
    where: { field },
  });
}

/** Side and place that the name of a result file tells, as plans name them: `03-theirs.jtl`; null for any other name. */
export function sideAndOrderOfName(name: string): { side: SideName; order: number } | null {
  const found = /(?:^|[\\/])(\d{2,4})-(ours|theirs)\.[^\\/]+$/.exec(name);
  return found && Number(found[1]) > 0 ? { side: found[2] as SideName, order: Number(found[1]) } : null;
}
