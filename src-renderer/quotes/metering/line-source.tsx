import type { QuoteLineView } from '../../../src-shared/quotes';
import { Button, Stack, TextField, useFormat, useText } from '../../ui';
import { quotesText } from '../text';
import { sourceWords } from './source-words';
import { meteringText } from './text';

export interface LineSourceProps {
  line: QuoteLineView | null;
  /** The note of a typed quantity. */
  value: string;
  onChange(note: string): void;
  /** Left out for items that are not metered. */
  onMeter?: () => void;
}

/** Where a line's quantity comes from: a note while it is typed, else its source in a sentence, and the way to change it. */
export function LineSource({ line, value, onChange, onMeter }: LineSourceProps) {
  const t = useText(quotesText);
  const words = useText(meteringText);
  const format = useFormat();
  const source = line?.quantityFrom ?? null;
  return (
    <Stack gap={1}>
      {source ? (
        <>
          <b>{t('details.source')}</b>
          <span>{sourceWords(source, words, format)}</span>
          {line?.sourceChanged && <span role="status">{line.sourceChanged}</span>}
        </>
      ) : (
        <TextField label={t('details.source')} optional value={value} onChange={onChange} />
      )}
      {onMeter && (
        <div>
          <Button size="small" onClick={onMeter}>
            {t(source ? 'details.source.change' : 'details.source.choose')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
