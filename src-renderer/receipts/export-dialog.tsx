import { useEffect, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { useDesk } from '../client';
import { Button, Dialog, ErrorSurface, Stack, useText } from '../ui';
import { saveText } from './save-text';
import { receiptsText } from './text';

/** Saves the receipts as a file for another device of this workspace. */
export function ExportDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(receiptsText);
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<number | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  useEffect(() => {
    if (!open) setSaved(null);
  }, [open]);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { text, receipts } = await desk.receipts.exportAll({});
      saveText(`receipts-${new Date().toISOString().slice(0, 10)}.ndjson`, text);
      setSaved(receipts);
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      leave="close"
      title={t('exchange.export.title')}
      actions={
        <Button kind="primary" data-autofocus icon="download" busy={busy} onClick={run}>
          {t('exchange.export.run')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p className="quiet">{t('exchange.export.about')}</p>
        {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
        {saved !== null && <p role="status">{t('exchange.exported', { count: saved })}</p>}
      </Stack>
    </Dialog>
  );
}
