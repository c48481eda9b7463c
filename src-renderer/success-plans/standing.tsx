import type { GoalStanding } from '../../src-shared/success-plans';
import { Chip, type Tone, useText } from '../ui';
import { plansText } from './text';

const TONES: Partial<Record<GoalStanding, Tone>> = {
  'on-track': 'accent',
  'at-risk': 'warn',
  reached: 'good',
  missed: 'bad',
};

/** Where a goal or a milestone stands. */
export function GoalStandingChip({ standing }: { standing: GoalStanding }) {
  const t = useText(plansText);
  const tone = TONES[standing];
  return (
    <Chip size="small" {...(tone && { tone })}>
      {t(`standing.${standing}`)}
    </Chip>
  );
}
