import { Chip, type Tone, useText } from '../../ui';
import { releasesText } from './text';

const STATE = { released: 'good', expired: 'warn', withdrawn: 'bad' } as const satisfies Record<string, Tone>;

/** Whether a release holds; one whose evidence changed is to be looked at. */
export function ReleaseState({ state, stale }: { state: keyof typeof STATE; stale: readonly string[] }) {
  const t = useText(releasesText);
  const changed = state === 'released' && stale.length > 0;
  return (
    <Chip size="small" tone={changed ? 'warn' : STATE[state]}>
      {changed ? t('deal.look') : t(`state.${state}`)}
    </Chip>
  );
}
