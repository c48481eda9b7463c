import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ProofdeskError } from '../../src-shared/kernel/errors';

const call = z.strictObject({
  /** The person who does it, by the name they were saved under. */
  as: z.string(),
  /** A procedure of the contract: `deals.create`. */
  call: z.string().regex(/^[a-z][a-zA-Z]*(?:\.[a-zA-Z]+){1,2}$/),
  input: z.unknown(),
  /** The name under which its result is kept for later steps. */
  save: z.string().optional(),
});

const importRuns = z.strictObject({
  as: z.string(),
  /** Folder of result files, relative to the story's own folder. */
  importRuns: z.string(),
  /** Only names that match. */
  only: z.string().optional(),
  bakeoff: z.string(),
  /** What files of a side are called: `-a.` and `-b.`. */
  sides: z.strictObject({ ours: z.string(), theirs: z.string() }),
});

const handOver = z.strictObject({
  as: z.string(),
  /** A file, relative to the story's own folder, that is handed over for later steps. */
  hand: z.string(),
  save: z.string(),
});

/** Time that passes, where the clock is one that can be moved: `45m`, `3h`. */
const wait = z.strictObject({ wait: z.string().regex(/^\d+[mhd]$/) });

const storySchema = z.array(z.union([call, importRuns, handOver, wait]));

/** What happens in a sample, one act after the other; the same acts that people do in the window. */
export type Story = z.infer<typeof storySchema>;
export type StoryStep = Story[number];

/** Reads a story. Throws `bad-input` with the file and the place. */
export function readStory(file: string): Story {
  const parsed = storySchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `The sample cannot be read: ${parsed.error.issues[0]?.message ?? 'wrong shape'}.`,
    where: { file, field: parsed.error.issues[0]?.path.map(String).join('.') },
  });
}

/** What a story knows while it is told. */
export interface StoryMemory {
  saved: Map<string, unknown>;
  /** Milliseconds since 1970 at which the story is told. */
  now: number;
}

/** Milliseconds of a span such as `45m`. */
export function spanMilliseconds(span: string): number {
  return Number(span.slice(0, -1)) * UNITS[span.at(-1) as keyof typeof UNITS];
}

const DAY = 86_400_000;
const UNITS = { m: 60_000, h: 3_600_000, d: DAY } as const;

/**
 * Puts values in place of names: `$halden.id` is a saved result's id, `$now-6h` a moment, `$day+30` a day of the
 * calendar, `$month-30` the month of a day. Throws `internal`
 * for a name that nothing was saved under.
 */
export function resolveNames(value: unknown, memory: StoryMemory): unknown {
  if (Array.isArray(value)) return value.map((one) => resolveNames(one, memory));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolveNames(one, memory)]));
  }
  if (typeof value !== 'string' || !value.startsWith('$')) return value;
  const moment = /^\$now([+-]\d+)([mhd])$/.exec(value);
  if (moment) return memory.now + Number(moment[1]) * UNITS[moment[2] as keyof typeof UNITS];
  const day = /^\$day([+-]\d+)?$/.exec(value);
  if (day) return new Date(memory.now + Number(day[1] ?? 0) * DAY).toISOString().slice(0, 10);
  const month = /^\$month([+-]\d+)$/.exec(value);
  if (month) return new Date(memory.now + Number(month[1]) * DAY).toISOString().slice(0, 7);
  const [name, ...path] = value.slice(1).split('.');
  let found = memory.saved.get(name!);
  for (const key of path) found = (found as Record<string, unknown> | undefined)?.[key];
  if (found === undefined)
    throw new ProofdeskError({ code: 'internal', message: `The sample speaks of ${value} before it is there.` });
  return found;
}
