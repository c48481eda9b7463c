import { expect, it } from 'vitest';
import { z } from 'zod';
import { moveDeal } from '../../src-shared/deals/commands';
import { choicesOf } from './input-choices';

it('names the words of each part of an input that takes nothing else', () => {
  const input = z.object({
    deal: z.string(),
    to: z.enum(['discovery', 'won']),
    status: z.enum(['open', 'closed']).nullable().optional(),
    width: z.enum(['full', 'half']).default('full'),
    how: z.union([z.literal('saved'), z.literal('mail')]),
    free: z.union([z.enum(['a', 'b']), z.string()]),
    always: z.literal('so'),
    count: z.number().transform(String),
  });
  expect(choicesOf(input)).toEqual({
    to: ['discovery', 'won'],
    status: ['open', 'closed'],
    width: ['full', 'half'],
    how: ['saved', 'mail'],
  });
  expect(choicesOf(z.string())).toEqual({});
});

it('reads a command’s own input', () => {
  expect(choicesOf(moveDeal.input)['to']).toContain('negotiation');
});
