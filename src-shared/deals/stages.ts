import { z } from 'zod';
import { ProofdeskError } from '../kernel/errors';

/** The stages of a deal in their order, from the first conversation to the invoice; `lost` stands beside them. */
export const stages = [
  'qualification',
  'discovery',
  'proof',
  'quote',
  'negotiation',
  'won',
  'invoiced',
  'lost',
] as const;
export const stageSchema = z.enum(stages);
export type Stage = z.infer<typeof stageSchema>;

/** Stages in which the deal can still be won or lost. */
export const openStages: readonly Stage[] = ['qualification', 'discovery', 'proof', 'quote', 'negotiation'];

/** What a stage is called on screen. */
export const stageLabels: Record<Stage, string> = {
  qualification: 'Qualification',
  discovery: 'Discovery',
  proof: 'Proof',
  quote: 'Quote',
  negotiation: 'Negotiation',
  won: 'Won',
  invoiced: 'Invoiced',
  lost: 'Lost',
};

/** What must be true to be in a stage, in one sentence for the person who moves a deal there. */
export const stageMeanings: Record<Stage, string> = {
  qualification: 'There is a need, a budget and somebody who decides.',
  discovery: 'The workload, the figures that count and the people involved are known.',
  proof: 'A bakeoff or a trial is being run or has been agreed.',
  quote: 'The customer has asked for a price.',
  negotiation: 'The customer holds a quote and talks about its terms.',
  won: 'The customer has accepted.',
  invoiced: 'The order has been invoiced.',
  lost: 'The customer decided otherwise, or not at all.',
};

/**
 * The share of a deal's value that the weighted pipeline counts, in basis points. A convention of this product, the same for every
 * workspace: it orders deals by how far they are and is no forecast.
 */
export const stageWeights: Record<Stage, number> = {
  qualification: 1000,
  discovery: 2000,
  proof: 4000,
  quote: 6000,
  negotiation: 8000,
  won: 10_000,
  invoiced: 10_000,
  lost: 0,
};

export const isOpen = (stage: Stage): boolean => openStages.includes(stage);

/** What a move means, for the policy gate and for the sentence that a person confirms. */
export interface Move {
  /** To an earlier stage of those still open. */
  backward: boolean;
  /** A deal that was won, invoiced or lost is worked on again. */
  reopens: boolean;
  /** To won, invoiced or lost. */
  closes: boolean;
}

/**
 * Stages a deal may be moved to. Open stages may be skipped and gone back to; a deal is won from an offer (quote or negotiation),
 * invoiced once won, lost while open. What is closed can be opened again: invoiced goes back to won, won to negotiation, lost to
 * any open stage.
 */
export function allowedMoves(from: Stage): Stage[] {
  if (from === 'invoiced') return ['won'];
  if (from === 'won') return ['negotiation', 'invoiced'];
  if (from === 'lost') return [...openStages];
  const closing: Stage[] = from === 'quote' || from === 'negotiation' ? ['won', 'lost'] : ['lost'];
  return [...openStages.filter((stage) => stage !== from), ...closing];
}

/** What moving from one stage to another means. Throws `bad-input` for a move that is not allowed, with the ones that are. */
export function describeMove(from: Stage, to: Stage): Move {
  const allowed = allowedMoves(from);
  if (!allowed.includes(to)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message:
        from === to
          ? `The deal is in ${stageLabels[to]} already.`
          : `A deal cannot go from ${stageLabels[from]} to ${stageLabels[to]}.`,
      where: { field: 'to' },
      hint: `From ${stageLabels[from]} it can go to ${allowed.map((stage) => stageLabels[stage]).join(', ')}.`,
    });
  }
  const reopens = !isOpen(from) && to !== 'invoiced';
  const backward = isOpen(from) && isOpen(to) && openStages.indexOf(to) < openStages.indexOf(from);
  const closes = !isOpen(to) && !(from === 'invoiced' && to === 'won');
  return { backward, reopens, closes };
}
