import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { SyncDevice } from '../../../src-shared/sync/contract';
import { Loaded, SYNC_ENTITIES, usePersonName } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Card, Chip, Confirm, type DataColumn, DataTable, ErrorSurface, useFormat, useText } from '../../ui';
import { serverText } from './text';

/** The devices with their keys: one's own, or everybody's for an admin. */
export function Devices() {
  const t = useText(serverText);
  const desk = useDesk();
  const queries = useQueryClient();
  const procedures = useDeskQueries();
  const devices = useQuery(
    procedures.sync.devices.queryOptions({ meta: { entities: ['chain', 'chainRevocation', ...SYNC_ENTITIES] } }),
  );
  const [revoking, setRevoking] = useState<SyncDevice | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const columns = useDeviceColumns(setRevoking);
  const revoke = async ({ chain }: SyncDevice) => {
    setProblem(null);
    try {
      await desk.sync.revokeDevice({ chain });
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    await queries.invalidateQueries({ queryKey: procedures.sync.devices.key() });
  };
  return (
    <Card title={t('devices.title')} flush>
      {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
      <Loaded query={devices}>
        {(rows) => (
          <DataTable
            label={t('devices.title')}
            plain
            rows={rows}
            columns={columns}
            rowKey={({ chain }) => chain}
            isQuiet={({ revoked }) => revoked}
          />
        )}
      </Loaded>
      <Confirm
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        onConfirm={() => revoking && void revoke(revoking)}
        title={t('devices.revoke.title', { name: revoking?.name ?? '' })}
        confirm={t('devices.revoke')}
      >
        <p>{t('devices.revoke.about')}</p>
        {revoking?.here && <p>{t('devices.revoke.here')}</p>}
      </Confirm>
    </Card>
  );
}

function useDeviceColumns(onRevoke: (device: SyncDevice) => void): DataColumn<SyncDevice>[] {
  const t = useText(serverText);
  const format = useFormat();
  const names = usePersonName();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('devices.device'),
        value: ({ name }) => name,
        cell: ({ name, here }) => (
          <>
            {name}{' '}
            {here && (
              <Chip size="small" mark={null}>
                {t('devices.here')}
              </Chip>
            )}
          </>
        ),
        width: 220,
        grow: 2,
      },
      {
        id: 'person',
        header: t('devices.person'),
        value: ({ person }) => names(person) ?? t('members.erased'),
        width: 160,
        grow: 1,
      },
      {
        id: 'registered',
        header: t('devices.registered'),
        value: ({ registered }) => registered ?? 0,
        cell: ({ registered }) => (registered === null ? t('devices.never') : format.date(registered)),
        width: 120,
      },
      {
        id: 'seen',
        header: t('devices.seen'),
        value: ({ lastSeen }) => lastSeen ?? 0,
        cell: ({ lastSeen }) => (lastSeen === null ? t('devices.never') : format.dateTime(lastSeen)),
        width: 170,
      },
      {
        id: 'state',
        header: t('devices.state'),
        value: ({ revoked }) => t(revoked ? 'devices.revoked' : 'devices.active'),
        cell: ({ revoked }) => (
          <Chip tone={revoked ? 'bad' : 'good'}>{t(revoked ? 'devices.revoked' : 'devices.active')}</Chip>
        ),
        width: 110,
      },
      {
        id: 'revoke',
        header: t('devices.revoke'),
        heading: <span className="only-screen-reader">{t('devices.revoke')}</span>,
        kind: 'actions',
        width: 96,
        cell: (device) =>
          device.revoked ? null : (
            <Button
              size="small"
              aria-label={t('devices.revoke.one', { name: device.name })}
              onClick={() => onRevoke(device)}
            >
              {t('devices.revoke')}
            </Button>
          ),
      },
    ],
    [t, format, names, onRevoke],
  );
}
