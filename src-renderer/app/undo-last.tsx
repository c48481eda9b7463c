import { type ReactNode, useCallback, useState } from 'react';
import type { ReceiptLine } from '../../src-shared/receipts';
import { useDesk } from '../client';
import { lastUndoable, UndoDialog } from '../receipts';
import { reportError, useText } from '../ui';
import { useActor } from './desk-state';
import { appText } from './text';

/** Undoing one's last act from anywhere: what starts it, and the dialog that shows what comes back. */
export function useUndoLast(): { undoLast(): void; dialog: ReactNode } {
  const t = useText(appText);
  const desk = useDesk();
  const { id } = useActor();
  const [line, setLine] = useState<ReceiptLine | null>(null);
  const undoLast = useCallback(() => {
    lastUndoable(desk, id).then((found) => {
      if (found) setLine(found);
      else reportError({ code: 'not-found', message: t('undo.none') }, { title: t('undo.last') });
    }, reportError);
  }, [desk, id, t]);
  return { undoLast, dialog: <UndoDialog receipt={line} onClose={() => setLine(null)} /> };
}
