import { useState } from 'react';
import { useHere } from '../app';
import { handOver } from '../client';
import {
  Button,
  Card,
  ErrorSurface,
  FileDrop,
  Form,
  FormActions,
  Page,
  PageHeader,
  Stack,
  TextField,
  useText,
} from '../ui';
import { VerificationReport } from './report';
import { documentsText } from './text';
import { useVerification } from './use-verification';

/** Checks files that somebody handed over, from the files alone. */
export function VerifyScreen() {
  const t = useText(documentsText);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [trust, setTrust] = useState('');
  const { run, busy, report, problem, forget } = useVerification();
  useHere({ crumbs: [{ label: t('title'), to: '/documents' }, { label: t('hand.title') }] });
  const verify = () =>
    run(async () => {
      const handed = await Promise.all(files.map(async (file) => (await handOver(file)).id));
      return { handed, ...(trust.trim() && { trust: [trust.trim()] }) };
    });
  return (
    <Page narrow>
      <PageHeader title={t('hand.title')}>
        <span>{t('hand.about')}</span>
      </PageHeader>
      <Card>
        <Form onSubmit={() => void (files.length > 0 && verify())}>
          <Stack>
            <FileDrop
              label={t('hand.drop')}
              accept={['.pdf', '.zip', '.html']}
              multiple
              files={files}
              onFiles={(chosen) => {
                setFiles((before) => [...before, ...chosen]);
                forget();
              }}
              onRemove={(file) => {
                setFiles((before) => before.filter((one) => one !== file));
                forget();
              }}
            />
            <TextField
              label={t('hand.trust')}
              hint={t('hand.trust.hint')}
              optional
              value={trust}
              onChange={setTrust}
              mono
            />
            <FormActions>
              <Button kind="primary" type="submit" busy={busy} unavailable={files.length === 0 && t('hand.none')}>
                {t('hand.run')}
              </Button>
            </FormActions>
          </Stack>
        </Form>
      </Card>
      {busy && <p className="quiet">{t('check.running')}</p>}
      {problem && <ErrorSurface error={problem} title={t('check.failed')} onDismiss={forget} />}
      {report && <VerificationReport report={report} />}
    </Page>
  );
}
