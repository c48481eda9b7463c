import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';
import { quoteLineInput, quoteTemplateTerms } from './draft-commands';

/** Lines and terms to begin a quote with; it names no customer, no price list and no days. */
export const QuoteTemplate = defineEntity({
  name: 'quoteTemplate',
  schema: 1,
  label: 'quote template',
  fields: {
    name: field(z.string().min(1).max(120), { label: 'Name', search: 'title', index: true }),
    about: field(z.string().max(500).default(''), { label: 'What it is for', search: 'text' }),
    terms: field(quoteTemplateTerms, { label: 'Terms' }),
    lines: field(z.array(quoteLineInput).max(500), { label: 'Lines' }),
  },
});
