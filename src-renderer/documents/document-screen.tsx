import { useMemo } from 'react';
import type { DocumentLine } from '../../src-shared/documents';
import { Loaded, useAddress, useHere } from '../app';
import { ClaimsOfDeal } from '../claims';
import {
  Button,
  Card,
  EmptyState,
  ErrorSurface,
  KeyValueList,
  Page,
  PageHeader,
  Stack,
  TextLink,
  useActions,
  useFormat,
  useText,
} from '../ui';
import styles from './documents.module.css';
import { useDocuments } from './queries';
import { VerificationReport } from './report';
import { DocumentState, SaveFile } from './state';
import { documentsText } from './text';
import { useVerification } from './use-verification';

/** One document: what it is of, its file, and whether it still verifies. */
export function DocumentScreen() {
  const t = useText(documentsText);
  const { params } = useAddress();
  return (
    <Loaded query={useDocuments()}>
      {(documents) => {
        const document = documents.find(({ id }) => id === params['document']);
        return document ? (
          <OneDocument key={document.id} document={document} />
        ) : (
          <Page>
            <EmptyState action={<Button to="/documents">{t('title')}</Button>}>{t('one.missing')}</EmptyState>
          </Page>
        );
      }}
    </Loaded>
  );
}

function OneDocument({ document }: { document: DocumentLine }) {
  const t = useText(documentsText);
  const { run, busy, report, problem, forget } = useVerification();
  const { file, present } = document;
  useHere({ crumbs: [{ label: t('title'), to: '/documents' }, { label: document.title }] });
  const verify = useMemo(() => () => void run(async () => ({ file })), [run, file]);
  useActions(
    useMemo(() => (present ? [{ id: 'verify-document', label: t('verify'), run: verify }] : []), [t, present, verify]),
  );
  return (
    <Page narrow>
      <PageHeader
        title={document.title}
        chips={<DocumentState document={document} />}
        actions={
          present && (
            <>
              <SaveFile file={file} name={document.name}>
                {t('save')}
              </SaveFile>
              <Button kind="primary" busy={busy} onClick={verify}>
                {report ? t('verify.again') : t('verify')}
              </Button>
            </>
          )
        }
      />
      {document.stale.length > 0 && (
        <Card title={t('stale.title')}>
          <ul>
            {document.stale.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Card>
      )}
      <Facts document={document} />
      {document.deal && <ClaimsOfDeal deal={document.deal} />}
      {present && (
        <Card title={t('check.title')}>
          <Stack>
            {!report && <p className="quiet">{busy ? t('check.running') : t('check.about')}</p>}
            {problem && <ErrorSurface error={problem} title={t('check.failed')} onDismiss={forget} />}
            {report && <VerificationReport report={report} own />}
          </Stack>
        </Card>
      )}
    </Page>
  );
}

function Facts({ document }: { document: DocumentLine }) {
  const t = useText(documentsText);
  const format = useFormat();
  const receiptLink = (hash: string) => (
    <TextLink key={hash} to={`/receipts/${hash}`} className="mono">
      {format.digest(hash)}
    </TextLink>
  );
  return (
    <Card title={t('one.facts')}>
      <KeyValueList
        items={[
          { label: t('one.kind'), value: t(`kind.${document.kind}`) },
          { label: t('one.deal'), value: <TextLink to={`/deals/${document.deal}`}>{document.dealTitle}</TextLink> },
          { label: t('one.account'), value: document.accountName },
          { label: t('one.file'), value: document.name },
          { label: t('one.size'), value: format.bytes(document.size) },
          { label: t('one.digest'), value: <span className={styles.digest}>{document.file}</span> },
          {
            label: t('one.made'),
            value: t('one.by', { when: format.dateTime(document.builtAt), person: document.builtByName ?? '–' }),
          },
          { label: t('one.disclosure'), value: t(`disclosure.${document.disclosure}`) },
          ...(document.receipt ? [{ label: t('one.receipt'), value: receiptLink(document.receipt) }] : []),
          ...(document.sources.length > 0
            ? [
                {
                  label: t('one.sources'),
                  value: <span className={styles.sources}>{document.sources.map(receiptLink)}</span>,
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
