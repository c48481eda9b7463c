import { type Format, NOTHING } from '../ui';

/** Digests and ids are shown by their ends; longer ones than this many hexadecimal digits are one of them. */
const DIGEST = /^[0-9a-f]{64}$/;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The words that values need. */
export interface ValueWords {
  yes: string;
  no: string;
}

/**
 * Any stored value as a person reads it; null where there is none. Numbers are written exactly, lists with commas, changes of a set with
 * plus and minus, other structures as JSON.
 */
export function valueText(value: unknown, format: Format, words: ValueWords = { yes: 'yes', no: 'no' }): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return DIGEST.test(value) || ID.test(value) ? shortId(value) : value;
  if (typeof value === 'number') return format.number(value);
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const inner = (one: unknown) => valueText(one, format, words) ?? NOTHING;
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    return value.every((one) => typeof one !== 'object' || one === null)
      ? value.map(inner).join(', ')
      : JSON.stringify(value, null, 1);
  }
  const record = value as Record<string, unknown>;
  if (isSetChange(record)) {
    const parts = [...record.add.map((one) => `+ ${inner(one)}`), ...record.remove.map((one) => `− ${inner(one)}`)];
    return parts.length > 0 ? parts.join(', ') : null;
  }
  const entries = Object.entries(record);
  if (entries.every(([, one]) => typeof one !== 'object' || one === null)) {
    return entries.map(([name, one]) => `${name} ${inner(one)}`).join('\n');
  }
  return JSON.stringify(value, null, 1);
}

function shortId(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-4)}`;
}

function isSetChange(value: Record<string, unknown>): value is { add: unknown[]; remove: unknown[] } {
  return Array.isArray(value['add']) && Array.isArray(value['remove']) && Object.keys(value).length === 2;
}
