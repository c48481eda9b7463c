import type { Better, MetricDeclaration } from '../interface';

export const metrics: readonly MetricDeclaration[] = [
  {
    name: '*',
    unit: 'score',
    better: 'n/a',
    about: 'A score of a task; each task names its own, with the filter behind a comma.',
  },
];

/** Scores that are good when they are small, where the file does not say: errors, losses and perplexities. */
const lower =
  /^(ppl|perplexity|word_perplexity|byte_perplexity|bits_per_byte|brier_score|ter|wer|cer|mse|mae|rmse|loss|nll|ece)$/;

/** The direction of a score of a task, from the file where it says it, else by what is meant by the name. */
export function directionOf(name: string, higherIsBetter: unknown): Better {
  if (typeof higherIsBetter === 'boolean') return higherIsBetter ? 'higher' : 'lower';
  return lower.test(name) ? 'lower' : 'higher';
}
