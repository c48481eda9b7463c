import { useState } from 'react';
import { errorRecord } from '../../src-shared/kernel/errors';
import type { SyncStatus } from '../../src-shared/sync/contract';
import { useNow, usePersonName } from '../app';
import { useDesk } from '../client';
import {
  Button,
  ErrorSurface,
  type Format,
  type KeyValue,
  KeyValueList,
  Mark,
  Row,
  TextLink,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import { skewSaid } from './status';
import styles from './sync.module.css';
import { syncText } from './text';
import { useSyncNow } from './use-sync-now';

/** What lies behind the sign in the top bar: where the server is, who one is there, and what has not gone out. */
export function SyncPanel({ status, close }: { status: SyncStatus; close(): void }) {
  const t = useText(syncText);
  const { go } = useNavigation();
  const now = useSyncNow();
  const to = (path: string) => {
    close();
    go(path);
  };
  if (status.state === 'none') {
    return (
      <div className={styles.panel}>
        <p className={styles.panelState}>{t('state.none')}</p>
        {status.problem && (
          <p className={styles.problem}>
            <Mark name="warning" />
            <span>{status.problem}</span>
          </p>
        )}
        <div>
          <Button onClick={() => to('/settings/server')}>{t('share')}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.panel}>
      <p className={styles.panelState}>
        {/* What keeps the server from being reached says by itself that work goes on. */}
        {status.state === 'offline' && status.problem && !now.failed ? status.problem : t(`state.${status.state}`)}
      </p>
      {/* A try that has just failed says it itself. */}
      {status.problem && status.state !== 'offline' && !now.failed && (
        <p className={styles.problem}>
          <Mark name="warning" />
          <span>{status.problem}</span>
        </p>
      )}
      <Facts status={status} />
      <Skew skew={status.skew} />
      {status.attention > 0 && (
        <p>
          <TextLink to="/attention" onClick={close}>
            {t('panel.attention', { count: status.attention })}
          </TextLink>
        </p>
      )}
      <Deeds
        status={status}
        now={now}
        onSettings={() => to('/settings/server')}
        onSignIn={() => to('/settings/server?sign-in=1')}
      />
    </div>
  );
}

function Facts({ status }: { status: SyncStatus }) {
  const t = useText(syncText);
  const format = useFormat();
  const now = useNow();
  const nameOf = usePersonName();
  const { address, account, signedIn, person, lastContact, number, serverNumber, pending, waiting, uploads, history } =
    status;
  const items: (KeyValue | false)[] = [
    { label: t('panel.server'), value: address },
    {
      label: t('panel.account'),
      value: signedIn ? (account ?? t('panel.account.unnamed')) : t('panel.account.none'),
    },
    person !== null && { label: t('panel.person'), value: nameOf(person) ?? person },
    {
      label: t('panel.contact'),
      value: lastContact === null ? t('panel.contact.never') : momentText(format, lastContact, now),
    },
    {
      label: t('panel.number'),
      value:
        number === serverNumber
          ? format.number(number)
          : t('panel.number.both', { here: format.number(number), server: format.number(serverNumber) }),
    },
    pending > 0 && {
      label: t('panel.pending'),
      value: waiting > 0 ? t('panel.pending.waiting', { pending, waiting }) : format.number(pending),
    },
    uploads > 0 && { label: t('panel.uploads'), value: format.number(uploads) },
    history !== null && {
      label: t('panel.history'),
      value: t('panel.history.share', { share: format.ratio(Math.floor(history * 100) / 100) }),
    },
  ];
  return <KeyValueList items={items.filter((item) => item !== false)} ruled />;
}

function Skew({ skew }: { skew: number | null }) {
  const t = useText(syncText);
  const format = useFormat();
  const said = skewSaid(skew);
  if (!said) return null;
  return (
    <p className={styles.problem}>
      <Mark name="warning" />
      <span>
        {t(`skew.${said.way}`, { time: format.duration(said.by) })} <small>{t('skew.about')}</small>
      </span>
    </p>
  );
}

interface DeedsProps {
  status: SyncStatus;
  now: ReturnType<typeof useSyncNow>;
  onSettings(): void;
  onSignIn(): void;
}

function Deeds({ status, now, onSettings, onSignIn }: DeedsProps) {
  const t = useText(syncText);
  const desk = useDesk();
  const [failed, setFailed] = useState<unknown>(null);
  const { state, signedIn, address } = status;
  const signOut = async () => {
    setFailed(null);
    try {
      if (address !== null) await desk.sync.signOut({ address });
    } catch (thrown) {
      setFailed(thrown);
    }
  };
  const problem = failed ?? now.failed;
  return (
    <>
      {problem !== null && <ErrorSurface error={errorRecord(problem)} />}
      <Row>
        {signedIn && state !== 'removed' && (
          <Button kind="primary" size="small" busy={now.busy} onClick={now.run}>
            {t(now.busy ? 'now.busy' : 'now.run')}
          </Button>
        )}
        {!signedIn && state !== 'removed' && (
          <Button kind="primary" size="small" onClick={onSignIn}>
            {t('sign-in')}
          </Button>
        )}
        <Button size="small" onClick={onSettings}>
          {t('settings')}
        </Button>
        {signedIn && (
          <Button size="small" kind="quiet" onClick={signOut}>
            {t('sign-out')}
          </Button>
        )}
      </Row>
    </>
  );
}

/** The time alone on the day itself, else the day with it: since when nothing came matters to the hour. */
const momentText = (format: Format, moment: number, now: number): string =>
  format.date(moment) === format.date(now) ? format.time(moment) : format.dateTime(moment);
