import { useEffect, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { useDesk } from '../client';
import { Button, Chip, Dialog, ErrorSurface, Stack, useText } from '../ui';
import styles from './receipts.module.css';
import { receiptsText } from './text';

interface RebuildReport {
  ok: boolean;
  rows: number;
  differences: { table: string; id: string; columns: string[] }[];
}

/** Compares the tables with what the receipts say, and rebuilds them where they differ. */
export function RebuildDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(receiptsText);
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<RebuildReport | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  useEffect(() => {
    if (!open) setReport(null);
  }, [open]);
  const run = async (check: boolean) => {
    setBusy(true);
    setProblem(null);
    try {
      setReport(await desk.receipts.rebuild({ check }));
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      leave="close"
      title={t('rebuild.title')}
      actions={
        <>
          {report && !report.ok && (
            <Button kind="danger" busy={busy} onClick={() => run(false)}>
              {t('rebuild.swap')}
            </Button>
          )}
          <Button kind="primary" data-autofocus busy={busy} onClick={() => run(true)}>
            {t('rebuild.check')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        <p className="quiet">{t('rebuild.about')}</p>
        {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
        {report?.ok && (
          <div role="status">
            <Chip tone="good">{t('rebuild.same', { count: report.rows })}</Chip>
          </div>
        )}
        {report && !report.ok && (
          <div role="alert">
            <Chip tone="bad">{t('rebuild.differs', { count: report.differences.length })}</Chip>
            <ul className={styles.raw}>
              {report.differences.map(({ table, id, columns }) => (
                <li key={`${table}-${id}`}>
                  {table} {id}: {columns.join(', ')}
                </li>
              ))}
            </ul>
            <p className="quiet">{t('rebuild.swap.about')}</p>
          </div>
        )}
      </Stack>
    </Dialog>
  );
}
