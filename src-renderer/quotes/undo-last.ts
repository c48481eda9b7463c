import { useCallback, useState } from 'react';
import type { ReceiptDetail } from '../../src-shared/receipts';
import { useDesk } from '../client';
import { reportError } from '../ui';

/** Offers to undo what was just done, by its receipt. */
export function useUndoLast() {
  const desk = useDesk();
  const [offered, setOffered] = useState<{ what: string; hash: string } | null>(null);
  const [receipt, setReceipt] = useState<ReceiptDetail | null>(null);
  const offer = useCallback((what: string, hash: string) => setOffered({ what, hash }), []);
  const ask = useCallback(() => {
    if (offered) desk.receipts.get({ hash: offered.hash }).then(setReceipt, reportError);
  }, [desk, offered]);
  const close = useCallback(() => {
    setReceipt(null);
    setOffered(null);
  }, []);
  return { offered, offer, ask, receipt, close };
}
