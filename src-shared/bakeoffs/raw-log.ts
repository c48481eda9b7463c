import { z } from 'zod';

/** A row of a raw file as it is shown: a line, or a piece of a long one. */
export const rawRowSchema = z.object({
  /** Its first byte in the file. */
  at: z.number(),
  bytes: z.number(),
  /** Whether a line begins here, and whether one ends here. */
  starts: z.boolean(),
  ends: z.boolean(),
  text: z.string(),
  /** Where in `text` something stands for bytes that are no text: from, to. */
  marks: z.array(z.tuple([z.number(), z.number()])),
});
export type RawRow = z.infer<typeof rawRowSchema>;

/** Why the bytes of a file are not the text that its reader saw; null for plain text. */
export const rawEncodings = ['gzip', 'utf-16'] as const;

export const rawWindowSchema = z.object({
  name: z.string(),
  size: z.number(),
  rows: z.array(rawRowSchema),
  /** Place of the row that was asked for among `rows`; -1 in an empty file. */
  at: z.number(),
  /** Number of the line that the first row belongs to, from 1; null while the lines were not counted. */
  line: z.number().nullable(),
  /** How many lines there are; null while they were not counted. */
  lines: z.number().nullable(),
  encoding: z.enum(rawEncodings).nullable(),
});
export type RawWindowView = z.infer<typeof rawWindowSchema>;

/** Rows that one answer may hold, above and below. */
export const mostRawRows = 400;

/** A raw file of a run: its place among the run's files, from 0. */
const file = { run: z.string(), file: z.int().min(0).default(0) };

export const rawAskSchema = z.object({
  ...file,
  /** Any byte of the file; a row is shown whole. */
  offset: z.number().int().min(0).default(0),
  before: z.int().min(0).max(mostRawRows).default(0),
  after: z.int().min(1).max(mostRawRows).default(100),
});

export const rawLineSchema = z.object({ ...file, line: z.number().int().min(1) });

export const rawSearchSchema = z.object({
  ...file,
  text: z.string().min(1).max(1000),
  from: z.number().int().min(0).default(0),
});
