import type { Metric } from './metrics';

/** What a proof deck is about: how fast, at what cost, how well under fault. Each row of a bakeoff belongs to one. */
export const deckTopics = ['speed', 'cost', 'robustness'] as const;
export type DeckTopic = (typeof deckTopics)[number];

/** The deck that a row stands on. */
export function topicOf({ measure }: Pick<Metric, 'measure'>): DeckTopic {
  if (measure.kind === 'underFault') return 'robustness';
  return measure.kind === 'cost' ? 'cost' : 'speed';
}

/** The topics on which a bakeoff has rows, in their order. */
export function topicsOf(metrics: readonly Pick<Metric, 'measure'>[]): DeckTopic[] {
  const present = new Set(metrics.map(topicOf));
  return deckTopics.filter((topic) => present.has(topic));
}
