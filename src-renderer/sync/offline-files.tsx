import { useQuery, useQueryClient } from '@tanstack/react-query';
import { SYNC_ENTITIES, useSyncStatus } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { CheckField, reportError, useText } from '../ui';
import { hasServer } from './status';
import { syncText } from './text';

/** Keeps every file of a deal on this device; says how many are here. Nothing in a workspace without a server, where all are. */
export function OfflineFiles({ deal }: { deal: string }) {
  const joined = hasServer(useSyncStatus());
  return joined ? <Pin deal={deal} /> : null;
}

function Pin({ deal }: { deal: string }) {
  const t = useText(syncText);
  const desk = useDesk();
  const queries = useQueryClient();
  const procedures = useDeskQueries();
  const { data } = useQuery(
    procedures.sync.pinned.queryOptions({
      input: { deal },
      meta: { entities: ['deal', 'document', ...SYNC_ENTITIES] },
    }),
  );
  if (!data) return null;
  const { pinned, files, here } = data;
  if (files === 0 && !pinned) return null;
  const set = async (wanted: boolean) => {
    try {
      await desk.sync.pin({ deal, pinned: wanted });
    } catch (thrown) {
      reportError(thrown);
    }
    await queries.invalidateQueries({ queryKey: procedures.sync.pinned.key() });
  };
  const said =
    files === 0 ? t('files.none') : here >= files ? t('files.all', { count: files }) : t('files.here', { here, files });
  return (
    <CheckField switch label={t('files.make')} hint={`${said} ${t('files.about')}`} checked={pinned} onChange={set} />
  );
}
