import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';

/** Roles a person may have; policies speak of these. */
export const roles = ['rep', 'engineer', 'legal', 'finance', 'delivery', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Fonts that a brand may be set in: those that come with Proofdesk, so that documents look the same on every machine. */
export const brandFonts = [
  { key: 'inter', name: 'Inter' },
  { key: 'jetbrains-mono', name: 'JetBrains Mono' },
] as const;
export const brandFontKeys = brandFonts.map(({ key }) => key);

/** How the workspace looks on documents. Colours are `#rrggbb`; the logo is a blob's digest. */
export const brandSchema = z.object({
  accent: z.string().regex(/^#[0-9a-f]{6}$/i),
  logo: z.string().nullable(),
  footer: z.string().max(300),
  /** Colour of headings; absent: that of the text. */
  heading: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable()
    .optional(),
  /** Absent: Inter. */
  font: z.enum(brandFontKeys).optional(),
});

export const Workspace = defineEntity({
  name: 'workspace',
  schema: 1,
  label: 'workspace',
  fields: {
    name: field(z.string().min(1).max(120), { label: 'Workspace', search: 'title' }),
    company: field(z.string().min(1).max(200), { label: 'Company', customerVisible: true }),
    address: field(z.string().max(600).default(''), { label: 'Address', customerVisible: true }),
    currency: field(z.string().regex(/^[A-Z]{3}$/), { label: 'Currency', customerVisible: true }),
    locale: field(z.string().default('en-GB'), { label: 'Language and formats', customerVisible: true }),
    paper: field(z.enum(['a4', 'letter']).default('a4'), { label: 'Paper' }),
    brand: field(brandSchema, { label: 'Brand', customerVisible: true, blobs: true }),
    turnaroundHours: field(z.number().int().positive().default(24), { label: 'Quote turnaround target, hours' }),
    /** Off: reps read no costs, margins or floors, and freeze none; finance's decision does. */
    repsSeeCost: field(z.boolean().default(true), { label: 'Reps see costs' }),
    numbering: field(z.record(z.string(), z.string()).default({}), { label: 'Number series' }),
  },
});

export const Person = defineEntity({
  name: 'person',
  schema: 1,
  label: 'person',
  fields: {
    roles: field(z.array(roleSchema), { label: 'Roles', merge: 'set' }),
    name: field(z.string().min(1).max(200), { label: 'Name', readers: 'personal', search: 'title' }),
    email: field(z.string().max(320).default(''), { label: 'E-mail', readers: 'personal', search: 'text' }),
    title: field(z.string().max(200).default(''), { label: 'Job title', readers: 'personal' }),
  },
});
