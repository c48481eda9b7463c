import { z } from 'zod';
import { faultsSchema } from './robustness/faults';

/**
 * What is recorded of one run, so that a doubter can judge and repeat it (cut from MLPerf's list to what a bakeoff needs).
 * Every fact may be missing: missing means unknown, is shown as unknown, and never counts as equal.
 */

const text = z.string().trim().min(1);
const isoDate = z.iso.date();
/** ISO 8601 with its zone, because "on the same day" depends on where the run was made. */
const zonedTime = z.iso.datetime({ offset: true });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 digest in lower-case hexadecimal');
const amount = z.string().regex(/^\d+(\.\d+)?$/, 'must be a decimal number such as 1250.50');
const share = z.number().min(0).max(1);

export const machineSchema = z.object({
  model: text.optional(),
  cores: z.int().positive().optional(),
  memoryGiB: z.number().positive().optional(),
  storage: text.optional(),
  network: text.optional(),
  /** Average use during the run, 0 to 1. */
  cpuUse: share.optional(),
});
export type Machine = z.infer<typeof machineSchema>;

export const loadSchema = z.object({
  /** Closed: each virtual user waits for its answer. Open: requests arrive on schedule whatever happens. */
  model: z.enum(['closed', 'open']).optional(),
  users: z.int().positive().optional(),
  /** Requests, transactions or items per second asked for. */
  targetRate: z.number().positive().optional(),
  /** Per second, over the measured part of the run. */
  offeredRate: z.number().nonnegative().optional(),
  achievedRate: z.number().nonnegative().optional(),
});
export type Load = z.infer<typeof loadSchema>;

export const settingSchema = z.object({
  name: text,
  value: z.string(),
  /** The value that the product ships with. */
  standard: z.string().optional(),
  reason: z.string().optional(),
});

export const waiverSchema = z.object({
  /** The check that is waived, by its name in the gate. */
  check: text,
  reason: text,
  by: text,
  at: zonedTime.optional(),
});
export type Waiver = z.infer<typeof waiverSchema>;

export const runMetadataSchema = z.object({
  product: text.optional(),
  version: text.optional(),
  /** Day on which this version was released, and the day of the newest one when the run was made. */
  versionReleased: isoDate.optional(),
  newestVersionReleased: isoDate.optional(),
  edition: text.optional(),
  licenceTier: text.optional(),
  listPrice: z.object({ amount, currency: z.string().length(3), per: text.optional(), date: isoDate }).optional(),
  /** Settings that differ from the product's own; an empty list says that none does. */
  settings: z.array(settingSchema).optional(),
  ranBy: text.optional(),
  place: text.optional(),
  startedAt: zonedTime.optional(),
  /** Place in the order of all runs of both sides, from 1. */
  order: z.int().positive().optional(),
  harness: z.object({ name: text.optional(), version: text.optional(), commit: text.optional() }).optional(),
  /** The exact command, as it was typed. */
  command: text.optional(),
  scriptSha256: sha256.optional(),
  workload: z.object({ name: text.optional(), version: text.optional(), size: text.optional() }).optional(),
  dataSet: z
    .object({ name: text.optional(), version: text.optional(), size: text.optional(), sha256: sha256.optional() })
    .optional(),
  seed: z.union([z.string(), z.number()]).optional(),
  /** Seconds; 0 says that there was none. */
  warmUpSeconds: z.number().nonnegative().optional(),
  durationSeconds: z.number().nonnegative().optional(),
  load: loadSchema.optional(),
  client: machineSchema.optional(),
  server: machineSchema.optional(),
  /** Client and server on one machine. */
  sameMachine: z.boolean().optional(),
  operatingSystem: z.object({ name: text.optional(), version: text.optional(), kernel: text.optional() }).optional(),
  cloud: z.object({ provider: text.optional(), instanceType: text.optional(), region: text.optional() }).optional(),
  cpuScaling: z.boolean().optional(),
  build: z.enum(['release', 'debug']).optional(),
  /** Faults that were injected, in seconds from the run's start. */
  faults: faultsSchema.optional(),
  /** How the harness arrived at its percentiles: `exact`, `hdr-2`, `hdr-3`, `nearest-rank`, … */
  percentiles: text.optional(),
  requests: z.object({ total: z.int().nonnegative(), failed: z.int().nonnegative() }).optional(),
  /** Items asked for and really used, where a limit cut them (`--limit`). */
  samples: z.object({ original: z.int().nonnegative(), effective: z.int().nonnegative() }).optional(),
  /** With which the harness ended; 0 for a good end. */
  exitCode: z.int().optional(),
  /** False for a run that was stopped early or whose log is truncated. */
  complete: z.boolean().optional(),
  /** Every imported file. */
  files: z.array(z.object({ name: text, sha256, bytes: z.int().nonnegative().optional() })).optional(),
  waivers: z.array(waiverSchema).optional(),
});

/** The recorded facts of one run. */
export type RunMetadata = z.infer<typeof runMetadataSchema>;

/** The facts that a deck lists, with their names for a person, in the order of the page. */
export const recordedFacts: readonly { path: string; label: string }[] = [
  { path: 'product', label: 'Product' },
  { path: 'version', label: 'Version' },
  { path: 'edition', label: 'Edition' },
  { path: 'licenceTier', label: 'Licence tier' },
  { path: 'listPrice', label: 'List price' },
  { path: 'settings', label: 'Settings that differ from the product’s own' },
  { path: 'ranBy', label: 'Run by' },
  { path: 'place', label: 'Place' },
  { path: 'startedAt', label: 'Started' },
  { path: 'order', label: 'Place in the order of runs' },
  { path: 'harness.name', label: 'Harness' },
  { path: 'harness.version', label: 'Harness version' },
  { path: 'command', label: 'Command' },
  { path: 'scriptSha256', label: 'Script digest' },
  { path: 'workload.name', label: 'Workload' },
  { path: 'workload.version', label: 'Workload version' },
  { path: 'workload.size', label: 'Workload size' },
  { path: 'dataSet.name', label: 'Data set' },
  { path: 'dataSet.sha256', label: 'Data set digest' },
  { path: 'seed', label: 'Seed' },
  { path: 'warmUpSeconds', label: 'Warm-up, seconds' },
  { path: 'durationSeconds', label: 'Duration, seconds' },
  { path: 'load.model', label: 'Load model' },
  { path: 'load.offeredRate', label: 'Offered load, per second' },
  { path: 'load.achievedRate', label: 'Achieved load, per second' },
  { path: 'client.model', label: 'Client machine' },
  { path: 'server.model', label: 'Server machine' },
  { path: 'server.cores', label: 'Server cores' },
  { path: 'server.memoryGiB', label: 'Server memory, GiB' },
  { path: 'server.storage', label: 'Server storage' },
  { path: 'server.network', label: 'Server network' },
  { path: 'operatingSystem.name', label: 'Operating system' },
  { path: 'operatingSystem.kernel', label: 'Kernel' },
  { path: 'cloud.instanceType', label: 'Cloud instance type' },
  { path: 'cloud.region', label: 'Cloud region' },
  { path: 'files', label: 'Imported files' },
];

/** A fact by its path (`server.cores`); undefined when it was not recorded. */
export function factOf(run: RunMetadata, path: string): unknown {
  let value: unknown = run;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** Names of the facts that at least one of the runs does not have; for the deck's "unknown". */
export function unknownFacts(runs: readonly RunMetadata[]): string[] {
  return recordedFacts
    .filter(({ path }) => runs.some((run) => factOf(run, path) === undefined))
    .map(({ label }) => label);
}
