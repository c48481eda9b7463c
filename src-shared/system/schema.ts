import { z } from 'zod';

/** Which face a connection belongs to. */
export const face = z.enum(['desktop', 'browser', 'command-line', 'test']);
export type Face = z.infer<typeof face>;

export const jobState = z.enum(['running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof jobState>;

/** A piece of background work, as lists show it. */
export const jobSummary = z.object({
  id: z.string(),
  /** `bakeoff.import`, `document.build`: domain, dot, verb. */
  kind: z.string(),
  /** What it works on, for a person: a file's name, a quote's number. */
  title: z.string(),
  state: jobState,
  /** From 0 to 1. */
  progress: z.number().min(0).max(1),
  /** What it does just now, or the sentence of its error. */
  message: z.string(),
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  startedAt: z.number(),
  endedAt: z.number().nullable(),
});
export type JobSummary = z.infer<typeof jobSummary>;

/** Something that changed, told to every open window so that it asks again. */
export const deskEvent = z.discriminatedUnion('kind', [
  /** Another workspace was opened, created or restored: everything is to be asked again. */
  z.object({ kind: z.literal('workspace') }),
  /** Entities of these names changed, here or by another process on the same workspace. */
  z.object({ kind: z.literal('changed'), entities: z.array(z.string()) }),
  z.object({
    kind: z.literal('job'),
    job: z.string(),
    progress: z.number(),
    state: jobState,
    message: z.string(),
  }),
  /** How the open workspace stands with its server changed, or a task with a server went on. */
  z.object({ kind: z.literal('sync') }),
]);
export type DeskEvent = z.infer<typeof deskEvent>;

/** What the running program is, for the footer, the about box and error reports. */
export const systemInfo = z.object({
  version: z.string(),
  face,
  platform: z.string(),
  /** One sentence on where the data lies and that no network is needed. */
  offlineNote: z.string(),
});
export type SystemInfo = z.infer<typeof systemInfo>;

/** A file that was handed over (uploaded, dropped, or chosen in a dialog) and waits to be imported. */
export const handedFile = z.object({
  /** Names the file in later calls; good until the program ends. */
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});
export type HandedFile = z.infer<typeof handedFile>;

/** What an item of the desktop window's menu asks the page to do; the page has the same actions in its palette. */
export const menuItem = z.enum([
  'palette',
  'search',
  'import',
  'switch-person',
  'customer-view',
  'receipts',
  'settings',
]);
export type MenuItem = z.infer<typeof menuItem>;
