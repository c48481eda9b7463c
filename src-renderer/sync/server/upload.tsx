import { useState } from 'react';
import { useActor } from '../../app';
import { useDesk } from '../../client';
import { Button, Card, Confirm, ErrorSurface, Form, Mark, Row, Stack, useText } from '../../ui';
import styles from '../sync.module.css';
import { useTask } from '../use-task';
import { AddressField, useTypedAddress } from './address-field';
import { SignIn, useSignedIn } from './sign-in';
import { TaskProgress } from './task-progress';
import { serverText } from './text';

/** Gives this workspace, which is on this device alone, to a server: address, sign-in, what will happen, and how far it is. */
export function Upload() {
  const t = useText(serverText);
  const server = useTypedAddress();
  const { address } = server;
  return (
    <div className={styles.readable}>
      <Card title={t('upload.title')}>
        <Stack gap={4}>
          <Form onSubmit={server.take} aria-label={t('upload.title')}>
            <AddressField of={server} />
            {address === null && (
              <div>
                <Button type="submit" kind="primary">
                  {t('join.next')}
                </Button>
              </div>
            )}
          </Form>
          {address !== null && <WithServer key={address} address={address} />}
        </Stack>
      </Card>
    </div>
  );
}

function WithServer({ address }: { address: string }) {
  const t = useText(serverText);
  const desk = useDesk();
  const actor = useActor();
  const signed = useSignedIn(address);
  const [sure, setSure] = useState(false);
  const { task, busy, problem, start, cancel, forget } = useTask();
  if (signed === undefined) return null;
  if (signed === null) {
    return (
      <Stack gap={3}>
        <p className="quiet">{t('sign-in.about')}</p>
        <SignIn address={address} primary />
      </Stack>
    );
  }
  const facts = [
    t('upload.what.all'),
    t('upload.what.people', { name: actor.name ?? t('members.erased') }),
    t('upload.what.one'),
    t('upload.what.readers'),
  ];
  return (
    <Stack gap={3}>
      <p>
        <b>{signed.account ? t('sign-in.as', { account: signed.account }) : t('sign-in.done')}</b>
      </p>
      <section aria-label={t('upload.what')}>
        <ul className={styles.facts}>
          {facts.map((fact) => (
            <li key={fact}>
              <Mark name="dot" />
              <span>{fact}</span>
            </li>
          ))}
        </ul>
      </section>
      {problem && <ErrorSurface error={problem} title={t('upload.failed')} onDismiss={forget} />}
      {task && <TaskProgress task={task} onCancel={cancel} />}
      {task?.state !== 'running' && (
        <Row>
          <Button kind="primary" busy={busy} onClick={() => setSure(true)}>
            {t('upload.run')}
          </Button>
          <SignIn address={address} label={t('sign-in.other')} />
        </Row>
      )}
      <Confirm
        open={sure}
        onClose={() => setSure(false)}
        onConfirm={() => void start(() => desk.sync.upload({ address }))}
        title={t('upload.title.sure', { server: new URL(address).host })}
        confirm={t('upload.run')}
      >
        <p>{t('upload.sure')}</p>
      </Confirm>
    </Stack>
  );
}
