import type { RowNames } from '../../src-shared/receipts';
import { quantitySourceSchema, sayQuantitySource } from '../../src-shared/usage';
import { type Format, NOTHING } from '../ui';

const DIGEST = /^[0-9a-f]{64}$/;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Fields that hold an instant say so by their name; the range (2000 to 2100, in milliseconds) keeps other figures out. */
const INSTANT = /(At|Since|^made|^installed|^opened|^asked)$/;
const [YEAR_2000, YEAR_2100] = [946_684_800_000, 4_102_444_800_000];

/** What is known about a value besides itself. */
export interface ValueContext {
  /** Names of rows by their ids. */
  names?: RowNames;
  /** The field that holds it. */
  field?: string;
  /** The currency of amounts in minor units. */
  currency?: string | null;
}

/** Structures that have a sentence of their own, by the field that holds them; null where a value is not of that shape. */
const SENTENCES: Record<string, (value: unknown) => string | null> = {
  quantityFrom: (value) => {
    const { data } = quantitySourceSchema.safeParse(value);
    return data ? sayQuantitySource(data) : null;
  },
};

/**
 * Any stored value as a person reads it; null where there is none. Ids of rows are their names, instants are times, numbers are written
 * exactly, lists with commas, changes of a set with plus and minus, other structures line by line.
 */
export function valueText(value: unknown, format: Format, context: ValueContext = {}): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return textOf(value, context);
  if (typeof value === 'number') return figureOf(value, format, context);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const sentence = context.field !== undefined && SENTENCES[context.field]?.(value);
  if (sentence) return sentence;
  const inner = (one: unknown, field?: string) => valueText(one, format, { ...context, field }) ?? NOTHING;
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    return value.every(isPlain)
      ? value.map((one) => inner(one)).join(', ')
      : value.map((one) => onOneLine(inner(one))).join('; ');
  }
  const record = value as Record<string, unknown>;
  if (isSetChange(record)) {
    const parts = [...record.add.map((one) => `+ ${inner(one)}`), ...record.remove.map((one) => `− ${inner(one)}`)];
    return parts.length > 0 ? parts.join(', ') : null;
  }
  const entries = Object.entries(record);
  return entries.map(([name, one]) => `${name} ${onOneLine(inner(one, name))}`).join('\n');
}

/** Something inside another structure keeps to its line. */
const onOneLine = (text: string): string => text.replaceAll('\n', ', ');

/** Of two structures only the members in which they differ, so that a change in a long one is seen; other values as they are. */
export function differing(before: unknown, after: unknown, field = ''): [unknown, unknown] {
  if (field in SENTENCES || !isRecord(before) || !isRecord(after)) return [before, after];
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const only = (of: Record<string, unknown>) =>
    Object.fromEntries(changed.filter((name) => name in of).map((name) => [name, of[name]]));
  return [only(before), only(after)];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Amounts in minor units and hundredths of a per cent say so by their name. */
function figureOf(value: number, format: Format, context: ValueContext): string {
  const { field = '', currency } = context;
  if (isInstant(value, context)) return format.dateTime(value);
  if (field.endsWith('BasisPoints')) return format.percent(value);
  if (field.endsWith('Minor') && currency) return `${currency}\u00a0${format.minor(value, currency)}`;
  return format.number(value);
}

function textOf(value: string, { names }: ValueContext): string {
  const name = names?.[value];
  if (name) return name.title;
  return DIGEST.test(value) || ID.test(value) ? `${value.slice(0, 4)}…${value.slice(-4)}` : value;
}

function isInstant(value: number, { field }: ValueContext): boolean {
  return field !== undefined && INSTANT.test(field) && value >= YEAR_2000 && value < YEAR_2100;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function isSetChange(value: Record<string, unknown>): value is { add: unknown[]; remove: unknown[] } {
  return Array.isArray(value['add']) && Array.isArray(value['remove']) && Object.keys(value).length === 2;
}
