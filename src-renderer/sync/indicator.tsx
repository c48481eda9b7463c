import { useNow, useSyncStatus } from '../app';
import { SyncIndicator, useFormat, useText } from '../ui';
import { SyncPanel } from './panel';
import { signOf } from './status';
import { syncText } from './text';

/** The sign in the top bar, with the panel behind it. Nothing until it is known how it stands. */
export function SyncSignPart() {
  const t = useText(syncText);
  const format = useFormat();
  const now = useNow();
  const status = useSyncStatus();
  if (!status) return null;
  return (
    <SyncIndicator
      {...signOf(status, (moment) => format.when(moment, now))}
      hint={status.problem ?? t(`state.${status.state}`)}
      details={(close) => <SyncPanel status={status} close={close} />}
    />
  );
}
