import { useMemo, useState } from 'react';
import type { DocumentLine } from '../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { Loaded, useAddress, useHere, usePlaces } from '../app';
import { ClaimsOfDeal } from '../claims';
import { useDesk } from '../client';
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
  useNavigation,
  useText,
} from '../ui';
import styles from './documents.module.css';
import { useDocuments } from './queries';
import { VerificationReport } from './report';
import { ShareButton } from './share/share-dialog';
import { standingText } from './standing/text';
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
              {document.final && document.disclosure !== 'internal' && document.deal && (
                <ShareButton deal={document.deal} document={document.id} />
              )}
              <Button kind="primary" busy={busy} onClick={verify}>
                {report ? t('verify.again') : t('verify')}
              </Button>
            </>
          )
        }
      />
      {document.stale.length > 0 && <Stale document={document} />}
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

/** What is newer than what the document shows, and the way to one that shows it. */
function Stale({ document }: { document: DocumentLine }) {
  const t = useText(documentsText);
  const { go } = useNavigation();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const [still, setStill] = useState<DocumentLine | null>(null);
  const rebuild = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const made = await desk.documents.rebuild({ document: document.id });
      if (made.stale.length > 0) setStill(made);
      else go(`/documents/${made.id}`);
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return (
    <Card
      title={t('stale.title')}
      aside={
        <Button size="small" busy={busy} onClick={() => void rebuild()}>
          {t('stale.rebuild')}
        </Button>
      }
    >
      <Stack gap={3}>
        <ul>
          {document.stale.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        {still ? (
          <p role="status">
            {t('stale.still')} <TextLink to={`/documents/${still.id}`}>{t('stale.still.open')}</TextLink>
          </p>
        ) : (
          <p className="quiet">{t('stale.rebuild.about')}</p>
        )}
        {problem && (
          <ErrorSurface error={problem} title={t('stale.rebuild.failed')} onDismiss={() => setProblem(null)} />
        )}
      </Stack>
    </Card>
  );
}

function Facts({ document }: { document: DocumentLine }) {
  const t = useText(documentsText);
  const standing = useText(standingText);
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
          { label: standing('for'), value: standing(`disclosure.${document.disclosure}`) },
          ...(document.composition
            ? [
                {
                  label: t('one.composition'),
                  value: (
                    <>
                      <TextLink to={`/documents/studio/${document.composition}`}>{t('one.composition.open')}</TextLink>
                      {', '}
                      {document.compositionVersion === null
                        ? t('one.composition.draft')
                        : t('one.composition.version', { version: format.number(document.compositionVersion) })}
                    </>
                  ),
                },
              ]
            : []),
          ...(document.builtFrom.length > 0
            ? [{ label: t('one.built'), value: <BuiltFromList document={document} /> }]
            : []),
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

/** Everything that it was made from, in the version that it shows, each with where it is now. */
function BuiltFromList({ document }: { document: DocumentLine }) {
  const t = useText(documentsText);
  const format = useFormat();
  const places = usePlaces();
  return (
    <ul className={styles.built}>
      {document.builtFrom.map(({ entity, id, label, version }) => {
        const text = version === null ? label : t('one.built.version', { label, version: format.number(version) });
        const to = places(entity, id);
        return <li key={`${entity} ${id} ${label}`}>{to ? <TextLink to={to}>{text}</TextLink> : text}</li>;
      })}
    </ul>
  );
}
