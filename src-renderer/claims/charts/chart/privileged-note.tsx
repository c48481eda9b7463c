import { useState } from 'react';
import { CommandProblem, useCommand } from '../../../app';
import { useDesk } from '../../../client';
import { Button, Internal, Row, Stack, TextAreaField, useText } from '../../../ui';
import styles from './chart.module.css';
import { chartText } from './text';

/** Legal's own note on an element: for nobody else, on no paper. Unsaved typing is kept nowhere but here. */
export function PrivilegedNote({ element, label, note }: { element: string; label: string; note: string | null }) {
  const t = useText(chartText);
  const save = useCommand(useDesk().claims.noteElement);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? note ?? '';
  const changed = typed !== null && typed.trim() !== (note ?? '');
  const act = async () => {
    if (!changed) return;
    if (await save.run({ element, note: text.trim() || null })) setTyped(null);
  };
  return (
    <Internal block>
      <details className={styles.more} open={note !== null || undefined}>
        <summary>{note === null ? t('note.add') : t('note.title')}</summary>
        <Stack gap={2}>
          <TextAreaField
            label={t('note.label', { label })}
            hideLabel
            hint={t('note.about')}
            internal
            rows={2}
            maxLength={8000}
            value={text}
            onChange={setTyped}
          />
          {changed && (
            <Row>
              <Button size="small" busy={save.busy} onClick={act}>
                {t('note.save')}
              </Button>
              <Button size="small" kind="quiet" onClick={() => setTyped(null)}>
                {t('mapping.discard')}
              </Button>
            </Row>
          )}
          <CommandProblem command={save} />
        </Stack>
      </details>
    </Internal>
  );
}
