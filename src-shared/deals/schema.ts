import { z } from 'zod';
import { parseDate } from '../kernel/civil-date';
import { defineEntity, field } from '../kernel/entity';
import { currencies } from '../kernel/money';
import { stageSchema } from './stages';

/** A day of the calendar as `YYYY-MM-DD`. */
export const dateSchema = z.string().refine(isDate, 'must be a day of the calendar as YYYY-MM-DD');

/** A currency of ISO 4217 in which something can be priced. */
export const currencySchema = z
  .string()
  .refine((code) => Object.hasOwn(currencies, code) && currencies[code]?.digits !== null, 'is not a currency code');

/** A whole number of the currency's minor unit, not negative. */
export const minorSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A customer organisation. */
export const Account = defineEntity({
  name: 'account',
  schema: 1,
  label: 'account',
  customerAccountField: 'id',
  fields: {
    name: field(z.string().min(1).max(200), {
      label: 'Name',
      search: 'title',
      customerVisible: true,
      index: true,
      notable: true,
    }),
    industry: field(z.string().max(120).default(''), { label: 'Industry', search: 'text' }),
    website: field(z.string().max(300).default(''), { label: 'Website', search: 'text' }),
    address: field(z.string().max(600).default(''), { label: 'Address', search: 'text', customerVisible: true }),
    notes: field(z.string().max(20_000).default(''), { label: 'Notes, inside', search: 'text' }),
  },
});

/** A person at a customer. What is known about them lies in a part of its own and can be erased. */
export const Contact = defineEntity({
  name: 'contact',
  schema: 1,
  label: 'contact',
  customerAccountField: 'account',
  personalOf: 'id',
  fields: {
    account: field(z.string(), { label: 'Account', index: true }),
    name: field(z.string().min(1).max(200), { label: 'Name', readers: 'personal', search: 'title', notable: true }),
    email: field(z.string().max(320).default(''), {
      label: 'E-mail',
      readers: 'personal',
      search: 'text',
      notable: true,
    }),
    phone: field(z.string().max(60).default(''), { label: 'Phone', readers: 'personal', search: 'text' }),
    title: field(z.string().max(200).default(''), { label: 'Job title', readers: 'personal', search: 'text' }),
  },
});

/** One opportunity to sell to an account, from qualification to invoice. */
export const Deal = defineEntity({
  name: 'deal',
  schema: 1,
  label: 'deal',
  customerAccountField: 'account',
  fields: {
    number: field(z.string(), {
      label: 'Number',
      merge: 'immutable',
      search: 'title',
      customerVisible: true,
      index: true,
    }),
    title: field(z.string().min(1).max(200), { label: 'Title', search: 'title', customerVisible: true, index: true }),
    account: field(z.string(), { label: 'Account', index: true }),
    stage: field(stageSchema, { label: 'Stage', merge: 'guarded', index: true, notable: true }),
    /** When it came into this stage, milliseconds since 1970. */
    stageSince: field(z.number().int(), { label: 'In this stage since' }),
    /** Why it was lost; null for every other stage. */
    lostReason: field(z.string().max(1000).nullable().default(null), { label: 'Reason for the loss' }),
    owner: field(z.string(), { label: 'Owner', index: true, notable: true }),
    /** Minor units of `currency`; both or neither are set, and they are always written together. */
    valueMinor: field(minorSchema.nullable().default(null), { label: 'Value', index: true, notable: true }),
    currency: field(currencySchema.nullable().default(null), { label: 'Currency' }),
    expectedClose: field(dateSchema.nullable().default(null), { label: 'Expected close', index: true, notable: true }),
    source: field(z.string().max(120).default(''), { label: 'Source' }),
    nextStep: field(z.string().max(300).default(''), { label: 'Next step', search: 'text' }),
    nextStepDue: field(dateSchema.nullable().default(null), { label: 'Next step due', index: true }),
    notes: field(z.string().max(20_000).default(''), { label: 'Notes, inside', search: 'text' }),
    customerNotes: field(z.string().max(20_000).default(''), {
      label: 'Notes for the customer',
      search: 'text',
      customerVisible: true,
    }),
    created: field(z.number().int(), { label: 'Created', merge: 'immutable' }),
  },
});

/** What a note is about. */
export const noteKinds = ['note', 'call', 'meeting', 'e-mail'] as const;

/** Something that was said or done about a deal, as its author wrote it down. */
export const DealNote = defineEntity({
  name: 'dealNote',
  schema: 1,
  label: 'note on a deal',
  fields: {
    deal: field(z.string(), { label: 'Deal', merge: 'immutable', index: true }),
    kind: field(z.enum(noteKinds), { label: 'Kind', merge: 'immutable' }),
    text: field(z.string().min(1).max(20_000), { label: 'Text', merge: 'immutable', search: 'text' }),
    /** When it happened, milliseconds since 1970. */
    at: field(z.number().int(), { label: 'When', merge: 'immutable' }),
    by: field(z.string(), { label: 'Author', merge: 'immutable' }),
  },
});

function isDate(text: string): boolean {
  try {
    parseDate(text, 'date');
    return true;
  } catch {
    return false;
  }
}
