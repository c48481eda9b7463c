import { useMemo, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { ReadActuals } from '../../../src-shared/quotes';
import { CommandProblem, useCommand } from '../../app';
import { handOver, useDesk } from '../../client';
import { Button, type DataColumn, DataTable, Dialog, ErrorSurface, FileDrop, Stack, useText } from '../../ui';
import { turnaroundText } from './text';

type ActualRow = ReadActuals['rows'][number];

/** Records what accepted quotes brought and cost, from a file; every row is shown before, with what is wrong with it. */
export function RecordActuals({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(turnaroundText);
  const desk = useDesk();
  const record = useCommand(desk.quotes.recordActuals);
  const [read, setRead] = useState<ReadActuals | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const leave = () => {
    setRead(null);
    setProblem(null);
    record.forget();
    onClose();
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    setRead(null);
    try {
      setRead(await desk.quotes.readActuals({ file: (await handOver(file)).id }));
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
  };
  const bad = read?.rows.filter((row) => row.problem !== null).length ?? 0;
  const ready = read !== null && bad === 0 && read.rows.length > 0;
  const run = async () => {
    if (!read) return;
    const rows = read.rows.map(({ quote, month, revenueMinor, costMinor }) => ({
      ...{ quote: quote!, month, revenueMinor: revenueMinor!, costMinor: costMinor!, source: read.name },
    }));
    if (await record.run({ rows })) leave();
  };
  const columns = useMemo(
    (): DataColumn<ActualRow>[] => [
      { id: 'line', header: t('column.line'), kind: 'figure', width: 64, value: ({ line }) => line },
      { id: 'quote', header: t('column.quote'), width: 130, value: ({ number }) => number },
      { id: 'month', header: t('column.month'), width: 100, value: ({ month }) => month },
      { id: 'problem', header: t('column.problem'), width: 300, grow: 1, value: (row) => row.problem, wrap: true },
    ],
    [t],
  );
  return (
    <Dialog
      open={open}
      onClose={leave}
      size="large"
      title={t('record.title')}
      actions={
        <Button kind="primary" busy={record.busy} unavailable={!ready && t('record.file')} onClick={run}>
          {t('record.run', { count: read?.rows.length ?? 0 })}
        </Button>
      }
    >
      <Stack gap={3}>
        <p>{t('record.about')}</p>
        <FileDrop label={t('record.file')} accept={['.csv', '.txt']} onFiles={([file]) => choose(file)} />
        {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
        <CommandProblem command={record} />
        {read && bad > 0 && <p role="alert">{t('record.bad', { count: bad, all: read.rows.length })}</p>}
        {read && (
          <DataTable
            label={t('record.file')}
            rows={read.rows}
            columns={columns}
            rowKey={({ line }) => String(line)}
            rowHeight="auto"
          />
        )}
      </Stack>
    </Dialog>
  );
}
