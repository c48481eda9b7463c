import type { StudyStanding } from '../../src-shared/case-studies';
import { Chip, type Tone, useText } from '../ui';
import { studiesText } from './text';

const TONES: Partial<Record<StudyStanding, Tone>> = {
  'in-review': 'accent',
  'changes-requested': 'warn',
  approved: 'good',
  published: 'good',
};

/** Where a case study or a version of one stands. */
export function StudyStandingChip({ standing, size }: { standing: StudyStanding; size?: 'small' }) {
  const t = useText(studiesText);
  const tone = TONES[standing];
  return (
    <Chip {...(size && { size })} {...(tone && { tone })}>
      {t(`standing.${standing}`)}
    </Chip>
  );
}
