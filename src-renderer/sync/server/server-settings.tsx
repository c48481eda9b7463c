import { useActor, useAddress, useHasRole, usePersonName, useSyncStatus } from '../../app';
import { useDesk } from '../../client';
import { Button, Card, Columns, KeyValueList, Row, reportError, Stack, useFormat, useText } from '../../ui';
import { hasServer } from '../status';
import { Devices } from './devices';
import { Leave } from './leave';
import { Members } from './members';
import { SignIn } from './sign-in';
import { serverText } from './text';
import { Upload } from './upload';

/** The part of the settings about the server: giving it this workspace, or who is in it and with which devices. */
export function ServerSettings() {
  const t = useText(serverText);
  const status = useSyncStatus();
  const admin = useHasRole('admin');
  const { search } = useAddress();
  if (!status) return null;
  if (!hasServer(status)) {
    return (
      <Stack gap={4}>
        <p className="quiet">{t('local.about')}</p>
        {admin ? <Upload /> : <p>{t('upload.admins')}</p>}
      </Stack>
    );
  }
  const removed = status.state === 'removed';
  return (
    <Stack gap={5}>
      <Columns min={360}>
        <ServerCard signIn={search['sign-in'] === '1'} />
        <Leave />
      </Columns>
      {!removed && <Members />}
      {!removed && <Devices />}
    </Stack>
  );
}

/** Where the server is, who one is there, and signing in and out. */
function ServerCard({ signIn }: { signIn: boolean }) {
  const t = useText(serverText);
  const format = useFormat();
  const desk = useDesk();
  const nameOf = usePersonName();
  const actor = useActor();
  const status = useSyncStatus();
  const { setSearch } = useAddress();
  if (!status?.address) return null;
  const { address, account, signedIn, lastContact, number, person, state } = status;
  return (
    <Card title={t('server.title')}>
      <Stack gap={4}>
        <KeyValueList
          ruled
          items={[
            { label: t('server.address'), value: <span className="mono">{address}</span> },
            {
              label: t('server.account'),
              value: signedIn ? (account ?? t('server.account.unnamed')) : t('server.account.none'),
            },
            { label: t('server.you'), value: nameOf(person ?? actor.id) ?? t('members.erased') },
            {
              label: t('server.contact'),
              value: lastContact === null ? t('server.contact.never') : format.dateTime(lastContact),
            },
            { label: t('server.number'), value: <span className="figures">{format.number(number)}</span> },
          ]}
        />
        {signedIn && state !== 'signed-out' ? (
          <Row wide>
            <Button onClick={() => void desk.sync.signOut({ address }).catch(reportError)}>
              {t('sign-out.title')}
            </Button>
            <small>{t('sign-out.about')}</small>
          </Row>
        ) : (
          <>
            <p className="quiet">{t('sign-in.about')}</p>
            <SignIn
              address={address}
              primary={signIn || state === 'signed-out'}
              onSignedIn={() => setSearch({ 'sign-in': null })}
            />
          </>
        )}
      </Stack>
    </Card>
  );
}
