import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { Loaded } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  Button,
  Card,
  Confirm,
  type DataColumn,
  DataTable,
  EmptyState,
  ErrorSurface,
  KeyValueList,
  Row,
  Stack,
  useFormat,
  useText,
} from '../../ui';
import { RestoreFile } from '../restore-file';
import { settingsText } from './text';

interface BackupRow {
  file: string;
  name: string;
  made: number;
  size: number;
}

/** Backups of this workspace, going back to one of them, and everything as one archive. */
export function BackupsSettings() {
  const t = useText(settingsText);
  const format = useFormat();
  const desk = useDesk();
  const cache = useQueryClient();
  const queries = useDeskQueries();
  const backups = useQuery(queries.workspace.backups.queryOptions({ meta: { entities: [] } }));
  const [restoring, setRestoring] = useState<BackupRow | null>(null);
  const [keptAside, setKeptAside] = useState<string | null>(null);
  const act = useAct();
  const columns: DataColumn<BackupRow>[] = [
    {
      id: 'made',
      header: t('backups.made'),
      value: ({ made }) => made,
      cell: ({ made }) => <span className="figures">{format.dateTime(made)}</span>,
      width: 180,
    },
    { id: 'name', header: t('backups.name'), cell: ({ name }) => <span className="mono">{name}</span>, grow: 1 },
    {
      id: 'size',
      header: t('backups.size'),
      kind: 'figure',
      value: ({ size }) => size,
      cell: ({ size }) => format.bytes(size),
      width: 100,
    },
    {
      id: 'restore',
      header: t('backups.restore'),
      kind: 'actions',
      cell: (row) => (
        <Button size="small" onClick={() => setRestoring(row)}>
          {t('backups.restore')}
        </Button>
      ),
      width: 110,
    },
  ];
  const backUp = () =>
    act.run('backup', async () => {
      await desk.workspace.backUp();
      await backups.refetch();
    });
  const restore = (row: BackupRow) =>
    act.run('restore', async () => {
      const { keptAside: aside } = await desk.workspace.restore({ backup: row.file });
      setKeptAside(aside);
      await cache.invalidateQueries();
    });
  return (
    <Stack gap={4}>
      <Row>
        <p className="quiet">{t('backups.about')}</p>
        <span style={{ marginLeft: 'auto' }}>
          <Button kind="primary" busy={act.busy === 'backup'} onClick={backUp}>
            {t('backups.now')}
          </Button>
        </span>
      </Row>
      {act.problem && <ErrorSurface error={act.problem} onDismiss={act.forget} />}
      {keptAside && <p role="status">{t('backups.restored', { file: keptAside })}</p>}
      <Loaded query={backups}>
        {(rows) => (
          <DataTable
            label={t('tab.backups')}
            rows={rows}
            columns={columns}
            rowKey={({ name }) => name}
            initialSort={{ column: 'made', descending: true }}
            empty={<EmptyState>{t('backups.none')}</EmptyState>}
          />
        )}
      </Loaded>
      <Card title={t('backups.elsewhere')}>
        <RestoreFile replaces onRestored={setKeptAside} />
      </Card>
      <FullExport />
      <Confirm
        open={restoring !== null}
        onClose={() => setRestoring(null)}
        onConfirm={() => restoring && restore(restoring)}
        title={t('backups.restore.title', { time: format.dateTime(restoring?.made ?? 0) })}
        confirm={t('backups.restore')}
      >
        <p>{t('backups.restore.about')}</p>
      </Confirm>
    </Stack>
  );
}

function FullExport() {
  const t = useText(settingsText);
  const format = useFormat();
  const desk = useDesk();
  const act = useAct();
  const [made, setMade] = useState<{ file: string; size: number; digest: string } | null>(null);
  return (
    <Card
      title={t('backups.export')}
      aside={
        <Button
          busy={act.busy === 'export'}
          onClick={() => act.run('export', async () => setMade(await desk.workspace.exportTo({})))}
        >
          {t('backups.export.run')}
        </Button>
      }
    >
      <p className="quiet">{t('backups.export.about')}</p>
      {act.problem && <ErrorSurface error={act.problem} onDismiss={act.forget} />}
      {made && (
        <div role="status">
          <KeyValueList
            items={[
              { label: t('backups.export.file'), value: <span className="mono">{made.file}</span> },
              { label: t('backups.size'), value: format.bytes(made.size) },
              { label: t('backups.export.digest'), value: <span className="mono">{made.digest}</span> },
            ]}
          />
        </div>
      )}
    </Card>
  );
}

/** One thing at a time, with the error in its place. */
function useAct() {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const run = async (name: string, deed: () => Promise<void>) => {
    setBusy(name);
    setProblem(null);
    try {
      await deed();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(null);
  };
  return { run, busy, problem, forget: () => setProblem(null) };
}
