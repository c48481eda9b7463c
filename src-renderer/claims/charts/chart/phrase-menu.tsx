import { ActionMenu, Button, useFormat, useText } from '../../../ui';
import { useSnippets } from './queries';
import { chartText } from './text';

/** Approved phrases, to put where the cursor was. Those that expired say so. */
export function PhraseMenu({ label, onInsert }: { label: string; onInsert(phrase: string): void }) {
  const t = useText(chartText);
  const format = useFormat();
  const { data = [] } = useSnippets();
  return (
    <ActionMenu
      trigger={
        <Button
          size="small"
          kind="quiet"
          aria-label={t('phrase.insert.label', { label })}
          unavailable={data.length === 0 && t('phrase.none')}
        >
          {t('phrase.insert')}
        </Button>
      }
      items={data.map(({ id, title, text, expired, expiresOn }) => ({
        id,
        label: title,
        run: () => onInsert(text),
        unavailable: expired && t('phrase.expired', { date: format.date(expiresOn) }),
      }))}
    />
  );
}
