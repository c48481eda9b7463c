import { z } from 'zod';
import { day } from '../draft-fields';
import { amendmentChanges } from './changes';
import { renewalPrices } from './renewal';

/** Accepted versions, the agreement's own first. */
const basis = z.array(z.object({ number: z.string().min(1), version: z.number().int().min(1) })).min(1);

/** What the draft of an amendment says: from when, what changes, and on what it was made. Its lines follow from these. */
export const amendmentDraft = z.object({ effectiveOn: day, changes: amendmentChanges, basis });
export type AmendmentDraft = z.infer<typeof amendmentDraft>;

/** How a renewal was begun. */
export const renewalDraft = z.object({ prices: z.enum(renewalPrices), basis });
