import { useMemo } from 'react';
import { Button, Row, useActions, useFormat, useText } from '../ui';
import type { Draft } from './draft';
import { appText } from './text';

interface SaveEditProps {
  draft: Pick<Draft<unknown>, 'dirty' | 'found' | 'drop'>;
  busy: boolean;
  /** Why it cannot be saved yet, or false. */
  unavailable: string | false;
  save(): Promise<void>;
}

/** Below the fields of an unfinished edit: save it, or give it up; Mod S saves as well. Nothing while nothing was typed. */
export function SaveEdit({ draft, busy, unavailable, save }: SaveEditProps) {
  const t = useText(appText);
  const format = useFormat();
  const { dirty, found, drop } = draft;
  useActions(
    useMemo(
      () => (dirty ? [{ id: 'save-edit', label: t('edit.save'), shortcut: 'Mod S', run: () => void save() }] : []),
      [dirty, t, save],
    ),
  );
  if (!dirty) return null;
  return (
    <Row>
      <Button kind="primary" busy={busy} unavailable={unavailable} onClick={() => void save()}>
        {t('edit.save')}
      </Button>
      <Button onClick={drop}>{t('edit.discard')}</Button>
      {found !== null && <span className="quiet">{t('edit.unfinished', { when: format.dateTime(found) })}</span>}
    </Row>
  );
}
