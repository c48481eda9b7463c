import type { CompositionRow } from '../../../src-shared/documents';
import { Chip, type Tone, useText } from '../../ui';
import { standingText } from './text';

const TONE: Record<CompositionRow['state'], Tone> = {
  draft: 'neutral',
  waiting: 'warn',
  returned: 'bad',
  approved: 'good',
  changed: 'warn',
};

/** Where something that is handed in for approval stands, as a chip. */
export function DraftState({ state, small }: { state: CompositionRow['state']; small?: boolean }) {
  const t = useText(standingText);
  return (
    <Chip tone={TONE[state]} {...(small && { size: 'small' as const })}>
      {t(`state.${state}`)}
    </Chip>
  );
}
