import type { z } from 'zod';
import { ProofdeskError } from '../kernel/errors';
import { measurementsEvidence } from './agreement';
import { factOf, type RunMetadata, recordedFacts } from './metadata';
import { storedMetadataSchema } from './schema';

/** What is recorded of a run, without its files, who ran it, and waivers. */
export type StoredMetadata = z.infer<typeof storedMetadataSchema>;

/** Facts to write, by path (`server.cores`); null takes a fact away, so that it is unknown. */
export type FactChanges = Readonly<Record<string, unknown>>;

/**
 * Facts with some of them written over. Objects that lose their last fact go too. Throws `bad-input` naming the fact that does not fit
 * or is not known.
 */
export function withFacts(metadata: StoredMetadata, changes: FactChanges): StoredMetadata {
  const next = structuredClone(metadata) as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) if (value !== undefined) write(next, path.split('.'), value);
  const unknown = Object.keys(next).find((name) => !Object.hasOwn(storedMetadataSchema.shape, name));
  const parsed = storedMetadataSchema.safeParse(next);
  if (unknown === undefined && parsed.success) return parsed.data;
  const issue = parsed.error?.issues[0];
  const field = unknown ?? issue?.path.map(String).join('.') ?? '';
  throw new ProofdeskError({
    code: 'bad-input',
    message: unknown ? `There is no fact called ${unknown}.` : `${factLabel(field)}: ${issue?.message ?? 'not valid'}.`,
    where: { field },
  });
}

function write(target: Record<string, unknown>, [name, ...below]: string[], value: unknown): void {
  if (name === undefined || name === '__proto__') return;
  if (below.length === 0) {
    if (value === null) delete target[name];
    else target[name] = value;
    return;
  }
  const present = target[name];
  const inner: Record<string, unknown> =
    typeof present === 'object' && present !== null && !Array.isArray(present)
      ? (present as Record<string, unknown>)
      : {};
  write(inner, below, value);
  if (Object.keys(inner).length === 0) delete target[name];
  else target[name] = inner;
}

/** Facts of a cloud say nothing where no run was made in one, and the offered rate nothing under a closed load. */
function applies(runs: readonly RunMetadata[], path: string): boolean {
  if (path.startsWith('cloud.')) return runs.some(({ cloud }) => cloud !== undefined);
  if (path === 'load.offeredRate') return !runs.every(({ load }) => load?.model === 'closed');
  return true;
}

/** The facts that should be recorded of these runs: what is shown as unknown where one lacks it. */
export function expectedFacts(runs: readonly RunMetadata[]): { path: string; label: string }[] {
  return recordedFacts.filter(({ path }) => applies(runs, path));
}

/** Names of expected facts that at least one of the runs does not have. */
export function missingFacts(runs: readonly RunMetadata[]): string[] {
  return expectedFacts(runs)
    .filter(({ path }) => runs.some((run) => factOf(run, path) === undefined))
    .map(({ label }) => label);
}

/** How a fact is entered. */
export type FactKind = 'text' | 'number' | 'whole' | 'time' | 'day' | 'yes-no' | 'choice' | 'settings';

export interface FactField {
  path: string;
  label: string;
  kind: FactKind;
  unit?: string;
  choices?: readonly string[];
  /** What to enter, where the label does not say it. */
  hint?: string;
  /** Differs from run to run by its nature, so it is not copied to others. */
  ofOneRun?: boolean;
}

export interface FactGroup {
  title: string;
  fields: readonly FactField[];
}

/** Every fact that a person may record, in the order of the form. */
export const factGroups: readonly FactGroup[] = [
  {
    title: 'Product',
    fields: [
      { path: 'product', label: 'Product', kind: 'text' },
      { path: 'version', label: 'Version', kind: 'text' },
      { path: 'versionReleased', label: 'Version released', kind: 'day' },
      { path: 'newestVersionReleased', label: 'Newest version released', kind: 'day', hint: 'when the run was made' },
      { path: 'edition', label: 'Edition', kind: 'text' },
      { path: 'licenceTier', label: 'Licence tier', kind: 'text' },
      { path: 'listPrice.amount', label: 'List price', kind: 'text', hint: 'a decimal such as 1250.50' },
      { path: 'listPrice.currency', label: 'Price currency', kind: 'text', hint: 'a code such as EUR' },
      { path: 'listPrice.per', label: 'Price per', kind: 'text' },
      { path: 'listPrice.date', label: 'Price as of', kind: 'day' },
      { path: 'settings', label: 'Settings that differ from the product’s own', kind: 'settings' },
      { path: 'build', label: 'Build', kind: 'choice', choices: ['release', 'debug'] },
    ],
  },
  {
    title: 'Run',
    fields: [
      { path: 'place', label: 'Place', kind: 'text' },
      {
        path: 'startedAt',
        label: 'Started',
        kind: 'time',
        hint: 'with its zone: 2026-11-21T09:52:11Z',
        ofOneRun: true,
      },
      { path: 'order', label: 'Place in the order of runs', kind: 'whole', ofOneRun: true },
      { path: 'harness.name', label: 'Harness', kind: 'text' },
      { path: 'harness.version', label: 'Harness version', kind: 'text' },
      { path: 'harness.commit', label: 'Harness commit', kind: 'text' },
      { path: 'command', label: 'Command', kind: 'text', ofOneRun: true },
      { path: 'exitCode', label: 'Exit code', kind: 'whole', ofOneRun: true },
      { path: 'scriptSha256', label: 'Script digest', kind: 'text', hint: 'SHA-256 of the test script' },
      { path: 'warmUpSeconds', label: 'Warm-up', kind: 'number', unit: 's' },
      { path: 'durationSeconds', label: 'Duration', kind: 'number', unit: 's', ofOneRun: true },
      { path: 'percentiles', label: 'Percentile definition', kind: 'text', hint: 'exact, hdr-2, nearest-rank …' },
      { path: 'complete', label: 'Complete', kind: 'yes-no', ofOneRun: true },
    ],
  },
  {
    title: 'Work',
    fields: [
      { path: 'workload.name', label: 'Workload', kind: 'text' },
      { path: 'workload.version', label: 'Workload version', kind: 'text' },
      { path: 'workload.size', label: 'Workload size', kind: 'text' },
      { path: 'dataSet.name', label: 'Data set', kind: 'text' },
      { path: 'dataSet.version', label: 'Data set version', kind: 'text' },
      { path: 'dataSet.size', label: 'Data set size', kind: 'text' },
      { path: 'dataSet.sha256', label: 'Data set digest', kind: 'text', hint: 'SHA-256' },
      { path: 'seed', label: 'Seed', kind: 'text' },
      { path: 'load.model', label: 'Load model', kind: 'choice', choices: ['closed', 'open'] },
      { path: 'load.users', label: 'Virtual users', kind: 'whole' },
      { path: 'load.targetRate', label: 'Target rate', kind: 'number', unit: '/s' },
      { path: 'load.offeredRate', label: 'Offered load', kind: 'number', unit: '/s', ofOneRun: true },
      { path: 'load.achievedRate', label: 'Achieved load', kind: 'number', unit: '/s', ofOneRun: true },
    ],
  },
  {
    title: 'Machines',
    fields: [
      { path: 'server.model', label: 'Server machine', kind: 'text' },
      { path: 'server.cores', label: 'Server cores', kind: 'whole' },
      { path: 'server.memoryGiB', label: 'Server memory', kind: 'number', unit: 'GiB' },
      { path: 'server.storage', label: 'Server storage', kind: 'text' },
      { path: 'server.network', label: 'Server network', kind: 'text' },
      { path: 'client.model', label: 'Client machine', kind: 'text' },
      { path: 'client.cores', label: 'Client cores', kind: 'whole' },
      { path: 'sameMachine', label: 'Client and server on one machine', kind: 'yes-no' },
      { path: 'operatingSystem.name', label: 'Operating system', kind: 'text' },
      { path: 'operatingSystem.version', label: 'Operating system version', kind: 'text' },
      { path: 'operatingSystem.kernel', label: 'Kernel', kind: 'text' },
      { path: 'cpuScaling', label: 'CPU frequency scaling on', kind: 'yes-no' },
      { path: 'cloud.provider', label: 'Cloud', kind: 'text' },
      { path: 'cloud.instanceType', label: 'Cloud instance type', kind: 'text' },
      { path: 'cloud.region', label: 'Cloud region', kind: 'text' },
    ],
  },
];

const fieldByPath = new Map(factGroups.flatMap(({ fields }) => fields.map((field) => [field.path, field] as const)));

/** What a fact is called; its path where it has no name of its own. */
export const factLabel = (path: string): string => fieldByPath.get(path)?.label ?? furtherFacts.get(path) ?? path;

/** Facts that are recorded and not typed into the form, which may be agreed on all the same. */
const furtherFacts = new Map([
  ['ranBy', 'Run by'],
  ['files', 'Imported files'],
  ['requests', 'Requests and failures'],
  ['samples', 'Items of the workload that were used'],
]);

/** Facts that may be agreed to be equal: those of one run differ by their nature. */
export const comparableFacts: readonly FactField[] = factGroups.flatMap(({ fields }) =>
  fields.filter(({ ofOneRun, kind }) => !ofOneRun && kind !== 'settings'),
);

/** Throws `bad-input` naming a path that is no fact, or no fact that can be equal in several runs. */
export function checkConditions(agreed: {
  mustBeEqual?: readonly string[] | undefined;
  mustBePresent?: readonly string[] | undefined;
}): void {
  const refuse = (field: string, path: string, why: string) =>
    new ProofdeskError({ code: 'bad-input', message: `${field}: ${path} ${why}.`, where: { field } });
  for (const path of agreed.mustBeEqual ?? []) {
    if (!comparableFacts.some((one) => one.path === path)) {
      throw refuse('mustBeEqual', path, 'is no recorded fact that can be the same in several runs');
    }
  }
  for (const path of agreed.mustBePresent ?? []) {
    if (!fieldByPath.has(path) && !furtherFacts.has(path) && path !== measurementsEvidence) {
      throw refuse('mustBePresent', path, 'is neither a recorded fact nor known evidence');
    }
  }
}

/** A fact as text for a form; empty where it is unknown. */
export function factText(metadata: RunMetadata, { path, kind }: FactField): string {
  const value = factOf(metadata, path);
  if (value === undefined) return '';
  if (kind === 'settings') return Array.isArray(value) ? value.map(settingLine).join('\n') || noSettings : '';
  if (kind === 'yes-no') return value === true ? 'yes' : 'no';
  return String(value);
}

/** Says in a form that no setting differs from the product's own, which is not the same as unknown. */
export const noSettings = 'none';

const settingLine = ({ name, value, standard, reason }: NonNullable<RunMetadata['settings']>[number]): string =>
  `${name} = ${value}${standard === undefined ? '' : ` (own: ${standard})`}${reason ? ` # ${reason}` : ''}`;

/** What a form's text stands for; null for an empty one. Throws `bad-input` for a text that is no such fact. */
export function readFact(field: FactField, text: string): unknown {
  const { path, kind, label } = field;
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const refuse = (message: string) =>
    new ProofdeskError({ code: 'bad-input', message: `${label}: ${message}.`, where: { field: path } });
  switch (kind) {
    case 'number':
    case 'whole': {
      const value = /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
      if (Number.isNaN(value) || (kind === 'whole' && !Number.isInteger(value))) {
        throw refuse(kind === 'whole' ? 'must be a whole number' : 'must be a number');
      }
      return value;
    }
    case 'yes-no':
      return trimmed === 'yes';
    case 'settings':
      return trimmed === noSettings ? [] : trimmed.split('\n').map((line) => readSetting(line, refuse));
    default:
      return trimmed;
  }
}

/** `name = value (own: standard) # reason` */
function readSetting(line: string, refuse: (message: string) => ProofdeskError) {
  const parts = /^([^=]+)=([^#(]*)(?:\(own:([^)]*)\))?\s*(?:#(.*))?$/.exec(line.trim());
  if (!parts) throw refuse('one setting a line, as name = value');
  const [, name = '', value = '', standard, reason] = parts.map((part) => part?.trim());
  return { name, value, ...(standard !== undefined && { standard }), ...(reason && { reason }) };
}
