import type { ChartStanding, ElementStatus } from '../../src-shared/claims';
import { Chip, type Tone, useText } from '../ui';
import { claimsText } from './text';

const STANDING: Record<ChartStanding, Tone> = {
  draft: 'neutral',
  'in-review': 'accent',
  'changes-requested': 'warn',
  approved: 'good',
  released: 'good',
  expired: 'warn',
  withdrawn: 'bad',
};

const STATUS: Record<ElementStatus, Tone> = {
  met: 'good',
  'not-met': 'bad',
  'not-shown': 'neutral',
  disputed: 'warn',
};

/** Where a chart stands. */
export function StandingChip({ standing }: { standing: ChartStanding }) {
  const t = useText(claimsText);
  return (
    <Chip tone={STANDING[standing]} size="small">
      {t(`standing.${standing}`)}
    </Chip>
  );
}

/** Whether an element is met. */
export function StatusChip({ status }: { status: ElementStatus }) {
  const t = useText(claimsText);
  return (
    <Chip tone={STATUS[status]} size="small">
      {t(`status.${status}`)}
    </Chip>
  );
}
