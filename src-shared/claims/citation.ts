import { z } from 'zod';
import { verdictSchema } from '../bakeoffs';

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 digest in lower-case hexadecimal');

const day = z.iso.date('must be a day such as 2026-11-21');

/** A file that is kept with the workspace, by its digest. */
export const citedFileSchema = z.object({
  name: z.string().min(1).max(400),
  sha256: digest,
  bytes: z.int().nonnegative(),
});
export type CitedFile = z.infer<typeof citedFileSchema>;

/** Words as they stand in what is cited. */
const quoteText = z.string().trim().min(1).max(4_000);

/** The figure of one row in one run of a bakeoff, or what a recorded verdict says of the row. */
const metricCitation = z.object({
  kind: z.literal('metric'),
  bakeoff: z.string(),
  /** `B-A7-0003`, as it was called when it was cited. */
  bakeoffNumber: z.string(),
  /** The run, or the verdict: one of the two. */
  run: z.string().nullable(),
  verdict: z.string().nullable(),
  /** Name of the run, or number of the verdict. */
  name: z.string(),
  /** Id and label of the row. */
  row: z.string(),
  label: z.string(),
  /** The run's figure, or the verdict's estimate; doubles. Null where there is none. */
  value: z.number().nullable(),
  unit: z.string(),
  /** What the verdict said when it was cited; null for a run. */
  outcome: verdictSchema.nullable(),
  /** Hash of the receipt that recorded the verdict or brought the run in. */
  receipt: digest.nullable(),
  /** The run's raw files, pinned; those of all runs for a verdict. */
  files: z.array(citedFileSchema).max(200),
});

/** Lines of a raw log. */
const logCitation = z.object({
  kind: z.literal('log'),
  file: citedFileSchema,
  /** The run that the log belongs to; null for a file that was attached by itself. */
  run: z.string().nullable(),
  /** From 1, both included. */
  fromLine: z.int().positive(),
  toLine: z.int().positive(),
  quote: quoteText,
});

/** A key of a configuration file with its value. */
const configurationCitation = z.object({
  kind: z.literal('configuration'),
  file: citedFileSchema,
  run: z.string().nullable(),
  key: z.string().trim().min(1).max(400),
  value: z.string().max(4_000),
  /** The line on which they stand; null where it is not known. */
  line: z.int().positive().nullable(),
});

/** A part of a picture, in pixels from its upper left corner. */
const screenshotCitation = z.object({
  kind: z.literal('screenshot'),
  file: citedFileSchema,
  width: z.int().positive(),
  height: z.int().positive(),
  region: z.object({
    x: z.int().nonnegative(),
    y: z.int().nonnegative(),
    width: z.int().positive(),
    height: z.int().positive(),
  }),
  caption: z.string().max(1_000),
});

/** A page of a document with the words on it. */
const documentCitation = z.object({
  kind: z.literal('document'),
  file: citedFileSchema,
  title: z.string().trim().min(1).max(400),
  page: z.int().positive(),
  quote: quoteText,
});

/** A public address, with the copy that was captured of it. */
const webCitation = z.object({
  kind: z.literal('web'),
  /** The captured copy. */
  file: citedFileSchema,
  url: z.url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' }).max(2_000),
  capturedOn: day,
  quote: quoteText,
});

/** What an element stands on. Every kind is pinned by the digest of the file or receipt that it cites. */
export const citationSchema = z.discriminatedUnion('kind', [
  metricCitation,
  logCitation,
  configurationCitation,
  screenshotCitation,
  documentCitation,
  webCitation,
]);
export type Citation = z.infer<typeof citationSchema>;
export type CitationOf<K extends CitationKind> = Extract<Citation, { kind: K }>;

export const citationKinds = ['metric', 'log', 'configuration', 'screenshot', 'document', 'web'] as const;
export type CitationKind = (typeof citationKinds)[number];

/** The files that a citation pins. */
export const citedFiles = (citation: Citation): CitedFile[] =>
  citation.kind === 'metric' ? citation.files : [citation.file];

/**
 * Evidence as a person gives it. `handed` is a file of the intake; `sha256` a file that the workspace holds already (a run's raw
 * file). The desk reads the file, checks what is said of it, and makes the citation.
 */
const given = {
  handed: z.string().optional(),
  sha256: digest.optional(),
};
export const evidenceInputSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('metric'), run: z.string().optional(), verdict: z.string().optional(), row: z.string() }),
  z.object({ kind: z.literal('log'), ...given, fromLine: z.int().positive(), toLine: z.int().positive() }),
  z.object({
    kind: z.literal('configuration'),
    ...given,
    key: configurationCitation.shape.key,
    /** The value that is said to stand there; left out, the one that is found. */
    value: configurationCitation.shape.value.optional(),
  }),
  z.object({
    kind: z.literal('screenshot'),
    ...given,
    region: screenshotCitation.shape.region.optional(),
    caption: screenshotCitation.shape.caption.default(''),
  }),
  z.object({
    kind: z.literal('document'),
    ...given,
    title: documentCitation.shape.title.optional(),
    page: z.int().positive(),
    quote: quoteText,
  }),
  z.object({ kind: z.literal('web'), ...given, url: webCitation.shape.url, capturedOn: day, quote: quoteText }),
]);
export type EvidenceInput = z.input<typeof evidenceInputSchema>;
