import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Confirm, ErrorSurface, useText } from '../../ui';
import { attentionText } from './text';

/** Puts an entry aside for good, once that was confirmed. */
export function DiscardButton({ id, title, about }: { id: string; title: string; about: string }) {
  const t = useText(attentionText);
  const [sure, setSure] = useState(false);
  const { busy, problem, settle, forget } = useSettle(id);
  return (
    <>
      {problem && <ErrorSurface error={problem} onDismiss={forget} />}
      <Button kind="danger" busy={busy} onClick={() => setSure(true)}>
        {t('discard.run')}
      </Button>
      <Confirm
        open={sure}
        onClose={() => setSure(false)}
        onConfirm={() => void settle()}
        title={title}
        confirm={t('discard.run')}
      >
        <p>{about}</p>
      </Confirm>
    </>
  );
}

/** Settles an entry: `before` does first what has to be done for it. Why it failed stays until the next time. */
export function useSettle(id: string) {
  const desk = useDesk();
  const queries = useQueryClient();
  const key = useDeskQueries().sync.key();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const settle = async (before?: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    try {
      await before?.();
      await desk.sync.discard({ id });
      await queries.invalidateQueries({ queryKey: key });
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return { busy, problem, settle, forget: () => setProblem(null) };
}
