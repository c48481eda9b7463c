import { z } from 'zod';
import { defineRule, type Rule } from '../../kernel/rule';
import { pricingModelSchema } from '../model';
import { priceQuote } from '../price-quote';
import { quoteInputSchema } from '../quote';
import { validateModel } from '../validate-model';

const quote = defineRule({
  name: 'price.quote',
  about: 'Prices a whole quote on a pricing model: lines, bills, discounts, tax, totals and guardrail facts.',
  source:
    'the order of calculation: quantity, rate, bills, line discounts, rounding per bill, order discounts, tax, totals',
  input: z.strictObject({
    model: pricingModelSchema,
    quote: quoteInputSchema,
    role: z.string().optional(),
    explain: z.boolean().optional(),
  }),
  compute: ({ model, quote: input, role, explain }) =>
    priceQuote(model, input, { ...(role !== undefined && { role }), ...(explain && { explain }) }),
});

const model = defineRule({
  name: 'price.model-problems',
  about: 'Lists what is wrong with a pricing model, each with its row; errors forbid publishing.',
  source: 'the model’s own rules: tiers without overlap or gap, known currencies, no circles of percentages, …',
  input: z.strictObject({ model: z.unknown() }),
  compute: (input) => ({ problems: validateModel(input.model) }),
});

/** Rules about whole quotes and models. */
export const quoteRules: Rule[] = [quote, model];
