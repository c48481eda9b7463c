import { useQuery } from '@tanstack/react-query';
import { sameServer } from '../../../src-shared/sync/server-address';
import { SYNC_ENTITIES } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, ErrorSurface, Row, Stack, useText } from '../../ui';
import styles from '../sync.module.css';
import { useTask } from '../use-task';
import { Copied } from './copied';
import { serverText } from './text';

/** Who is signed in at a server; undefined until that is known, null where nobody is. */
export function useSignedIn(address: string | null): { account: string | null } | null | undefined {
  const { data } = useQuery(useDeskQueries().sync.signedIn.queryOptions({ meta: { entities: SYNC_ENTITIES } }));
  if (!data || address === null) return undefined;
  return data.find((one) => sameServer(one.address, address)) ?? null;
}

export interface SignInProps {
  address: string;
  /** The one primary step where it is shown. */
  primary?: boolean;
  /** In place of "Sign in". */
  label?: string;
  onSignedIn?(): void;
}

/** Signs in at a server by the browser: the address to go on at stays in sight until it is done, or called off. */
export function SignIn({ address, primary, label, onSignedIn }: SignInProps) {
  const t = useText(serverText);
  const desk = useDesk();
  const { task, busy, problem, start, cancel, forget } = useTask(onSignedIn);
  const going = task?.state === 'running' ? task : null;
  return (
    <Stack gap={3}>
      {problem && <ErrorSurface error={problem} title={t('sign-in.failed')} onDismiss={forget} />}
      {task?.state === 'cancelled' && (
        <p role="status" className="quiet">
          {t('sign-in.cancelled')}
        </p>
      )}
      {going?.url ? (
        <div className={styles.task}>
          <p role="status">{t(going.opened ? 'sign-in.opened' : 'sign-in.not-opened')}</p>
          <Copied look="one-line" label={t('sign-in.url')} text={going.url} />
          <Row>
            <OpenPage url={going.url} primary={!going.opened} />
            <Button onClick={cancel}>{t('cancel')}</Button>
          </Row>
        </div>
      ) : (
        <div>
          <Button
            kind={primary ? 'primary' : 'default'}
            busy={busy}
            onClick={() => start(() => desk.sync.signIn({ address }))}
          >
            {label ?? t('sign-in.run')}
          </Button>
        </div>
      )}
    </Stack>
  );
}

/** Opens the page in a tab of its own. Only an address of the web is ever followed. */
function OpenPage({ url, primary }: { url: string; primary: boolean }) {
  const t = useText(serverText);
  if (!/^https?:\/\//i.test(url)) return null;
  return (
    <Button kind={primary ? 'primary' : 'default'} onClick={() => window.open(url, '_blank', 'noopener,noreferrer')}>
      {t('sign-in.open')}
    </Button>
  );
}
