import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { errorRecord } from '../../../src-shared/kernel/errors';
import { SYNC_ENTITIES } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  Button,
  ErrorSurface,
  Form,
  FormActions,
  FormSection,
  Stack,
  TextField,
  useNavigation,
  useText,
} from '../../ui';
import { AddressField, useTypedAddress } from '../server/address-field';
import { SignIn, useSignedIn } from '../server/sign-in';
import { TaskProgress } from '../server/task-progress';
import { serverText } from '../server/text';
import { useTask } from '../use-task';
import { JoinedWorkspaces } from './joined-workspaces';

/** A joining that was broken off, to be gone on with. */
export interface JoinAgain {
  workspace: string;
  name: string;
  address: string | null;
}

export interface JoinWorkspaceProps {
  /** Goes on with this one as soon as it is known where it is and who one is. */
  again?: JoinAgain | null;
  onBack(): void;
}

/** Fetches a workspace from a server to this device: where it is, who one is, and which of one's workspaces, or the code of an invitation. */
export function JoinWorkspace({ again = null, onBack }: JoinWorkspaceProps) {
  const t = useText(serverText);
  const server = useTypedAddress(again?.address);
  const { address } = server;
  return (
    <>
      <div>
        <h1>{again ? t('broken-off.again.one', { name: again.name }) : t('join.title')}</h1>
        <p className="quiet">{t('join.about')}</p>
      </div>
      <Form onSubmit={server.take} aria-label={t('join.step.address')}>
        <FormSection title={t('join.step.address')} about={t('join.step.address.about')}>
          <AddressField of={server} autoFocus />
        </FormSection>
        {address === null && (
          <FormActions>
            <Button onClick={onBack}>{t('back')}</Button>
            <Button kind="primary" type="submit">
              {t('join.next')}
            </Button>
          </FormActions>
        )}
      </Form>
      {address !== null && <AtServer key={address} address={address} again={again} onBack={onBack} />}
    </>
  );
}

function AtServer({ address, again, onBack }: { address: string; again: JoinAgain | null; onBack(): void }) {
  const t = useText(serverText);
  const signed = useSignedIn(address);
  if (signed === undefined) return null;
  return (
    <>
      <FormSection title={t('join.step.sign-in')} about={t('sign-in.about')}>
        {signed === null ? (
          <SignIn address={address} primary />
        ) : (
          <Stack gap={3}>
            <p>
              <b>{signed.account ? t('sign-in.as', { account: signed.account }) : t('sign-in.done')}</b>
            </p>
            <SignIn address={address} label={t('sign-in.other')} />
          </Stack>
        )}
      </FormSection>
      {signed !== null && <Which key={signed.account} address={address} again={again} />}
      <FormActions>
        <Button onClick={onBack}>{t('back')}</Button>
      </FormActions>
    </>
  );
}

/** A workspace by the code of an invitation, or one that the account is in. */
function Which({ address, again }: { address: string; again: JoinAgain | null }) {
  const t = useText(serverText);
  const desk = useDesk();
  const queries = useQueryClient();
  const workspaces = useQuery(
    useDeskQueries().sync.workspaces.queryOptions({ input: { address }, meta: { entities: SYNC_ENTITIES } }),
  );
  const { go } = useNavigation();
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const { task, busy, problem, start, cancel, forget } = useTask(() => {
    // Whatever screen was on before, of another workspace, says nothing here.
    go('/');
    void queries.invalidateQueries();
  });
  const join = (what: { code: string } | { workspace: string }) =>
    void start(() => desk.sync.join({ address, ...what }));
  // Once: if it fails, the list and the field below are there to go on from.
  const goOn = useRef(again);
  useEffect(() => {
    const workspace = goOn.current?.workspace;
    goOn.current = null;
    if (workspace !== undefined) void start(() => desk.sync.join({ address, workspace }));
  }, [address, desk, start]);
  const byCode = () => {
    const text = code.trim();
    setMissing(text.length < 8);
    if (text.length >= 8) join({ code: text });
  };
  return (
    <FormSection title={t('join.step.choose')} about={t('join.step.choose.about')}>
      {problem && <ErrorSurface error={problem} title={t('join.failed')} onDismiss={forget} />}
      {task && <TaskProgress task={task} onCancel={cancel} />}
      {task?.state === 'running' ? (
        <p className="quiet">{t('join.running.about')}</p>
      ) : (
        <>
          <Form onSubmit={byCode} aria-label={t('join.code.run')}>
            <TextField
              label={t('join.code')}
              hint={t('join.code.hint')}
              error={missing ? t('join.code.missing') : null}
              mono
              value={code}
              onChange={(value) => {
                setCode(value);
                setMissing(false);
              }}
              spellCheck={false}
              autoComplete="off"
            />
            <div>
              <Button kind="primary" type="submit" busy={busy}>
                {t('join.code.run')}
              </Button>
            </div>
          </Form>
          {workspaces.error ? (
            <ErrorSurface error={errorRecord(workspaces.error)} onRetry={() => void workspaces.refetch()} />
          ) : (
            workspaces.data && (
              <JoinedWorkspaces workspaces={workspaces.data} onFetch={(workspace) => join({ workspace })} />
            )
          )}
        </>
      )}
    </FormSection>
  );
}
