import { type Verdict, verdictSchema } from '../../../../src-shared/bakeoffs';
import { useText } from '../../../ui';
import { evidenceText } from './text';

/** What a verdict says of a row, as a word within a sentence. */
export function useOutcomeWord(): (outcome: string) => string {
  const t = useText(evidenceText);
  return (outcome) => (isVerdict(outcome) ? t(`outcome.${outcome}`) : outcome);
}

const isVerdict = (outcome: string): outcome is Verdict => verdictSchema.safeParse(outcome).success;
