import { z } from 'zod';
import { parseCsv } from '../../kernel/csv-text';
import { ProofdeskError } from '../../kernel/errors';

const line = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\r\n]*$/, 'must be one line');

/** A fault that was injected into a run, in seconds from the run's start (the earliest time in its files). */
export const faultSchema = z
  .object({
    /** What was done: `node killed`, `network 30 % loss`. */
    kind: line,
    from: z.number().nonnegative(),
    to: z.number().nonnegative(),
    note: z.string().trim().max(400).optional(),
  })
  .refine(({ from, to }) => to > from, { path: ['to'], message: 'must be after its start' });
export type Fault = z.infer<typeof faultSchema>;

/** The faults of one run, each after the one before. */
export const faultsSchema = z
  .array(faultSchema)
  .max(50)
  .superRefine((faults, context) => {
    faults.forEach(({ from }, at) => {
      if (at > 0 && from < faults[at - 1]!.to) {
        context.addIssue({ code: 'custom', path: [at, 'from'], message: 'begins before the fault above it has ended' });
      }
    });
  });

/** A moment of a fault as a table tells it: from the run's start, or an instant in milliseconds since 1970. */
export type FaultMoment = { seconds: number } | { at: number };

/** A fault as a table tells it. */
export interface FaultEntry {
  /** The run that it is of, by its file's name without ending; absent where the table is of one run, or of all. */
  run?: string;
  kind: string;
  from: FaultMoment;
  to: FaultMoment;
  note?: string;
}

const columns = ['run', 'kind', 'start', 'end', 'note'] as const;

/**
 * Reads a table of fault events: `kind,start,end` and, if need be, `run` and `note`. Moments are seconds from the run's start, instants
 * with their zone (ISO 8601), or milliseconds since 1970. Throws `bad-input` with the line.
 */
export function readFaultTable(text: string, name: string): FaultEntry[] {
  const [header, ...rows] = parseCsv(text);
  const names = (header?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const refuse = (message: string, at: number): never => {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name}: line ${at}: ${message}.`,
      where: { file: name, line: at },
      hint: 'A table of faults has the columns kind, start, end, and if need be run and note.',
    });
  };
  const strange = names.find((column) => !(columns as readonly string[]).includes(column));
  if (strange !== undefined || !['kind', 'start', 'end'].every((column) => names.includes(column))) {
    refuse(strange === undefined ? 'kind, start or end is missing' : `there is a column “${strange}”`, 1);
  }
  return rows.flatMap(({ cells, line: at }) => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    const of = (column: (typeof columns)[number]): string => cells[names.indexOf(column)]?.trim() ?? '';
    const moment = (column: 'start' | 'end'): FaultMoment =>
      momentOf(of(column)) ?? refuse(`${column} is no moment: ${of(column) || 'nothing'}`, at);
    if (of('kind') === '') refuse('kind is empty', at);
    return [
      {
        kind: of('kind'),
        from: moment('start'),
        to: moment('end'),
        ...(of('run') !== '' && { run: of('run') }),
        ...(of('note') !== '' && { note: of('note') }),
      },
    ];
  });
}

/** Numbers of this size are milliseconds since 1970 (1973 and later), smaller ones seconds of a run. */
const leastInstant = 1e11;

/** A moment from text; null for anything else. */
export function momentOf(text: string): FaultMoment | null {
  if (/^\d+(\.\d+)?$/.test(text)) {
    const value = Number(text);
    return value >= leastInstant ? { at: value } : { seconds: value };
  }
  const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const at = zoned ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  return Number.isNaN(at) ? null : { at };
}

/** Entries as faults of a run that began at `start` (milliseconds since 1970; null where the run has no times); a sentence where they are none. */
export function faultsOfEntries(entries: readonly FaultEntry[], start: number | null): Fault[] | string {
  const faults: Fault[] = [];
  for (const { kind, from, to, note } of entries) {
    const [a, b] = [from, to].map((moment) =>
      'seconds' in moment ? moment.seconds : start === null ? null : (moment.at - start) / 1000,
    ) as [number | null, number | null];
    if (a === null || b === null) return 'its faults are told as instants, and the run has no times';
    faults.push({ kind, from: a, to: b, ...(note !== undefined && { note }) });
  }
  const parsed = faultsSchema.safeParse(faults.sort((x, y) => x.from - y.from));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `its faults do not fit: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
}
