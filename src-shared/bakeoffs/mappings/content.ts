import { z } from 'zod';
import { ProofdeskError } from '../../kernel/errors';
import { convertible, dimensionOf } from './units';

/**
 * How results of a tool that is not in the list of harnesses are read: which column, field or part of a line is the workload, the
 * values, the time, the outcome. A run that was read through a mapping carries it, so that anybody can read the raw file again.
 */

const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\r\n]*$/, 'must be one line');

/** A column by its name in the header, or by its place from 1 where there is no header. In NDJSON a point leads into an object: `data.value`. */
const column = z.string().min(1).max(400);

export const mappingKinds = ['csv', 'ndjson', 'parquet', 'text'] as const;
export type MappingKind = (typeof mappingKinds)[number];

/** What a value is: one measurement of many, or a figure that the tool computed. */
export const figureSchema = z
  .string()
  .regex(
    /^(sample|value|n|errors|mean|median|min|max|stddev|p\d{1,2}(\.\d{1,6})?)$/,
    'must be sample, value, n, errors, mean, median, min, max, stddev or a percentile such as p99.9',
  );

/** The unit stands beside each number (`705us`, `1.2 ms`). */
export const writtenBeside = 'beside';

const quantity = {
  metric: line(200),
  /** The unit of the figures. */
  unit: line(40),
  /** The unit in the file, where it is another of the same kind, or `beside`. */
  writtenIn: line(40).optional(),
  better: z.enum(['lower', 'higher', 'n/a']),
  figure: figureSchema.default('sample'),
};
const quantitySchema = z.strictObject(quantity);
/** What a number means: the metric, its unit, which way is good, and which figure of the series it is. */
export type MappedQuantity = z.infer<typeof quantitySchema>;

const numbers = z
  .strictObject({
    decimal: z.enum(['.', ',']).default('.'),
    /** Between groups of three digits; none unless said. */
    grouping: z.enum(['', '.', ',', ' ', "'", '_']).default(''),
  })
  .refine(({ decimal, grouping }) => decimal !== grouping, 'decimal and grouping must differ')
  .default({ decimal: '.', grouping: '' });
export type NumberStyle = z.infer<typeof numbers>;

/** `utf-8` also reads UTF-16 and, with a warning, what is neither. */
const encoding = z.enum(['utf-8', 'windows-1252']).default('utf-8');

/** The name of the tool that wrote the files. */
const tool = line(80).regex(/[^\s_]/, 'must be a name');

const timeFormat = z.union([
  z.enum(['iso', 'unix-s', 'unix-ms', 'unix-us', 'unix-ns', 'elapsed-s', 'elapsed-ms']),
  z
    .string()
    .max(60)
    .regex(
      /^(?=.*YYYY)(?=.*MM)(?=.*DD)(?=.*HH)(?=.*mm)(?:YYYY|MM|DD|HH|mm|ss|f|[^A-Za-z0-9\r\n]|T|Z){5,}$/,
      'must be iso, unix-s, unix-ms, unix-us, unix-ns, elapsed-s, elapsed-ms, or a pattern such as DD.MM.YYYY HH:mm:ss,f',
    ),
]);
const timing = {
  format: timeFormat,
  /** For times without a zone: `Z` or an offset such as `+02:00`. */
  zone: z
    .string()
    .regex(/^(Z|[+-]\d\d:\d\d)$/, 'must be Z or an offset such as +02:00')
    .optional(),
};
export type MappedTime = { format: string; zone?: string | undefined };

const words = z.array(z.string().max(200)).min(1).max(50);

const rows = {
  key: z.union([z.strictObject({ columns: z.array(column).min(1).max(4) }), z.strictObject({ constant: line(2000) })]),
  layout: z.discriminatedUnion('kind', [
    /** One or several columns with values. */
    z.strictObject({
      kind: z.literal('wide'),
      values: z
        .array(z.strictObject({ column, ...quantity }))
        .min(1)
        .max(40),
    }),
    /** One column says which metric the value of the other is; rows of metrics that are not listed are passed over. */
    z.strictObject({
      kind: z.literal('long'),
      metric: column,
      value: column,
      metrics: z
        .array(z.strictObject({ name: z.string().min(1).max(200), ...quantity }))
        .min(1)
        .max(200),
    }),
  ]),
  /** Only rows with one of these words in each of these columns; others are passed over. */
  only: z
    .array(z.strictObject({ column, values: words }))
    .max(8)
    .default([]),
  time: z
    .strictObject({ column, ...timing })
    .nullable()
    .default(null),
  /** Which rows are failures: those with one of these words, or all without one of those of success. */
  outcome: z
    .union([z.strictObject({ column, failure: words }), z.strictObject({ column, success: words })])
    .nullable()
    .default(null),
  /** What each value was measured on, so that items of two runs can be paired. */
  item: column.nullable().default(null),
  /** Each measurement is a complete execution of the benchmark and counts as a run of its own. */
  repetitions: z.boolean().default(false),
};

const csv = z.strictObject({
  kind: z.literal('csv'),
  tool,
  delimiter: z
    .string()
    .length(1)
    .regex(/[^"\r\n\w]/, 'must be one character such as , ; | or a tab')
    .default(','),
  encoding,
  numbers,
  header: z.boolean().default(true),
  /** Lines before the header, or before the first row. */
  skipLines: z.int().min(0).max(1000).default(0),
  /** Rows that begin with this are passed over. */
  comment: z.string().max(3).default(''),
  ...rows,
});

const ndjson = z.strictObject({ kind: z.literal('ndjson'), tool, encoding, numbers, ...rows });
const parquet = z.strictObject({ kind: z.literal('parquet'), tool, numbers, ...rows });

/** Longest pattern, in characters. */
export const longestPattern = 500;

const group = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,39}$/, 'must be the name of a group');

const textPattern = z
  .strictObject({
    /** A regular expression of RE2 with named groups: `(?<name>…)`. It takes no look-around and no back-reference. */
    pattern: z.string().min(1).max(longestPattern),
    /** The group with the workload; for this line alone, or for the lines that follow as well. */
    key: z.strictObject({ group, lasts: z.enum(['line', 'until-next']).default('line') }).optional(),
    values: z
      .array(z.strictObject({ group, ...quantity }))
      .max(20)
      .default([]),
    time: z.strictObject({ group, ...timing }).optional(),
    /** The values are of failures. */
    failed: z.boolean().default(false),
  })
  .refine(({ values, key }) => values.length > 0 || key?.lasts === 'until-next', {
    message: 'must have values, or a workload for the lines that follow',
  });
export type TextPattern = z.infer<typeof textPattern>;

const text = z.strictObject({
  kind: z.literal('text'),
  tool,
  encoding,
  numbers,
  /** The workload of lines before any that names one. */
  key: z.strictObject({ constant: line(2000) }).default({ constant: 'all' }),
  /** Of each line the first pattern that fits takes the values. */
  patterns: z
    .array(textPattern)
    .min(1)
    .max(40)
    .refine((patterns) => patterns.some(({ values }) => values.length > 0), 'must have a pattern with values'),
  repetitions: z.boolean().default(false),
});

const anyContent = z.discriminatedUnion('kind', [csv, ndjson, parquet, text]);

/** What a mapping says, without its name. */
export const mappingContentSchema = anyContent.superRefine((content, context) => {
  const seen = new Map<string, MappedQuantity>();
  const taken = new Set<string>();
  for (const { at, from, quantity: own } of quantitiesOf(content)) {
    const issue = (message: string, field = 'metric') =>
      context.addIssue({ code: 'custom', path: [...at, field], message });
    const { metric, unit, writtenIn, better, figure } = own;
    if (writtenIn !== undefined && writtenIn !== writtenBeside && !convertible(writtenIn, unit)) {
      issue(`${writtenIn} cannot be turned into ${unit}`, 'writtenIn');
    }
    if (writtenIn === writtenBeside && dimensionOf(unit) === undefined) {
      issue(`units beside the numbers cannot be turned into ${unit}`, 'unit');
    }
    const former = seen.get(metric);
    if (former && (former.unit !== unit || former.better !== better)) {
      issue(`${metric} has another unit or direction before`);
    }
    seen.set(metric, own);
    if (figure !== 'sample' && content.kind !== 'text') {
      if (taken.has(`${metric}\n${figure}`)) issue(`the ${figure} of ${metric} stands twice`, 'figure');
      taken.add(`${metric}\n${figure}`);
    }
    if (from !== undefined && taken.has(`from\n${from}`)) issue(`${from} stands twice`, 'name');
    if (from !== undefined) taken.add(`from\n${from}`);
  }
  for (const { at, format, zone } of timesOf(content)) {
    if (!format.includes('YYYY') || format.endsWith('Z') || zone !== undefined) continue;
    context.addIssue({
      code: 'custom',
      path: [...at, 'zone'],
      message: 'times without a zone need one, such as +02:00 or Z',
    });
  }
  if (content.kind === 'csv') {
    if (content.delimiter === content.numbers.decimal) {
      context.addIssue({ code: 'custom', path: ['delimiter'], message: 'must differ from the decimal sign' });
    }
    if (!content.header) {
      for (const name of columnsOf(content)) {
        if (/^[1-9]\d{0,3}$/.test(name)) continue;
        context.addIssue({
          code: 'custom',
          path: ['header'],
          message: `without one, columns are numbers, and “${name}” is none`,
        });
      }
    }
  }
});
export type MappingContent = z.infer<typeof mappingContentSchema>;
/** A mapping of rows: CSV, NDJSON or Parquet. */
export type RowsMapping = Exclude<MappingContent, { kind: 'text' }>;
export type TextMapping = Extract<MappingContent, { kind: 'text' }>;

/** The quantities of a mapping with where they stand in it; `from` is the name of a metric in a long layout. */
function quantitiesOf(
  content: z.infer<typeof anyContent>,
): { at: (string | number)[]; from?: string; quantity: MappedQuantity }[] {
  if (content.kind === 'text') {
    return content.patterns.flatMap(({ values }, pattern) =>
      values.map((quantity, index) => ({ at: ['patterns', pattern, 'values', index], quantity })),
    );
  }
  return content.layout.kind === 'wide'
    ? content.layout.values.map((quantity, index) => ({ at: ['layout', 'values', index], quantity }))
    : content.layout.metrics.map((quantity, index) => ({
        at: ['layout', 'metrics', index],
        from: quantity.name,
        quantity,
      }));
}

function timesOf(content: z.infer<typeof anyContent>): (MappedTime & { at: (string | number)[] })[] {
  if (content.kind !== 'text') return content.time ? [{ ...content.time, at: ['time'] }] : [];
  return content.patterns.flatMap(({ time }, index) => (time ? [{ ...time, at: ['patterns', index, 'time'] }] : []));
}

/** Every column that a mapping of rows looks into, each once. */
export function columnsOf({ key, layout, only, time, outcome, item }: Omit<RowsMapping, 'kind' | 'tool'>): string[] {
  return [
    ...new Set([
      ...('columns' in key ? key.columns : []),
      ...(layout.kind === 'wide' ? layout.values.map((value) => value.column) : [layout.metric, layout.value]),
      ...only.map((filter) => filter.column),
      ...(time ? [time.column] : []),
      ...(outcome ? [outcome.column] : []),
      ...(item === null ? [] : [item]),
    ]),
  ];
}

export const mappingNameSchema = line(120).refine((name) => name.trim() === name, 'must not begin or end with a space');

/** A mapping as it lies in a JSON file: its name beside what it says. */
export interface MappingFile {
  /** Null where the file does not tell. */
  name: string | null;
  content: MappingContent;
}

/** Reads what a JSON file with a mapping holds. Throws `bad-input` naming the field that does not fit. */
export function readMappingFile(value: unknown, where: { file: string }): MappingFile {
  const { name = null, ...rest } =
    typeof value === 'object' && value !== null ? (value as { name?: unknown }) : { name: null };
  const parsedName = mappingNameSchema.nullable().safeParse(name);
  const parsed = mappingContentSchema.safeParse(rest);
  if (parsed.success && parsedName.success) return { name: parsedName.data, content: parsed.data };
  const issue = parsedName.success ? parsed.error!.issues[0]! : parsedName.error.issues[0]!;
  const field = parsedName.success ? issue.path.map(String).join('.') : 'name';
  throw new ProofdeskError({
    code: 'bad-input',
    message: `This is no mapping: ${field || 'the whole'}: ${issue.message}.`,
    where: { ...where, ...(field && { field }) },
    hint: '`proofdesk mapping draft FILE` writes one that you can mend.',
  });
}

/** A mapping with its name, as text for a file. */
export function mappingFileText({ name, content }: { name: string; content: MappingContent }): string {
  return `${JSON.stringify({ name, ...content }, null, 2)}\n`;
}
