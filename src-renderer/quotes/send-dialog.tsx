import { useEffect, useState } from 'react';
import {
  finalDocument,
  type HandoverKind,
  handoverKinds,
  type QuoteDetail,
  type QuoteVersionView,
} from '../../src-shared/quotes';
import { CommandProblem, useCommand, useWorkspace } from '../app';
import { useDesk } from '../client';
import { Button, CheckField, Dialog, ErrorSurface, RadioField, Row, Stack, useFormat, useText } from '../ui';
import { saveDocument, useBuildDocument } from './build-document';
import styles from './quotes.module.css';
import { quotesText } from './text';

const WAYS = ['saved', 'mail', 'other'] as const;

export interface SendDialogProps {
  quote: QuoteDetail;
  version: QuoteVersionView;
  open: boolean;
  onClose(): void;
}

/** Hands final PDFs over and, once a person says so, records each as sent. */
export function SendDialog({ quote, version, open, onClose }: SendDialogProps) {
  const t = useText(quotesText);
  const format = useFormat();
  const { company } = useWorkspace();
  const { build, busy, problem, forget } = useBuildDocument();
  const record = useCommand(useDesk().quotes.recordSent);
  const [how, setHow] = useState<(typeof WAYS)[number]>('saved');
  const [chosen, setChosen] = useState<ReadonlySet<HandoverKind> | null>(null);
  const [built, setBuilt] = useState<Partial<Record<HandoverKind, { digest: string; name: string }>>>({});
  const [recorded, setRecorded] = useState<ReadonlySet<string>>(new Set());
  // Once somebody accepted, a sheet that is made shows it and is nothing to be filled in.
  const offered = handoverKinds.filter((kind) => kind !== 'acceptance' || version.accepted.length === 0);
  const present = (kind: HandoverKind) => finalDocument(version, kind) ?? built[kind];
  const isWanted = (kind: HandoverKind) =>
    chosen ? chosen.has(kind) : kind === 'quote' || finalDocument(version, kind) !== undefined;
  const wanted = offered.filter(isWanted);
  const files = wanted.flatMap((kind) => present(kind) ?? []);
  // One at a time, in this order: a sheet is about the order form that is there.
  const missing = open && problem === null && !busy ? wanted.find((kind) => !present(kind)) : undefined;
  useEffect(() => {
    if (missing === undefined) return;
    void build(quote.id, version.version, missing).then(
      (made) => made && setBuilt((before) => ({ ...before, [missing]: { digest: made.file, name: made.name } })),
    );
  }, [missing, build, quote.id, version.version]);
  const choose = (kind: HandoverKind, isChosen: boolean) => {
    forget();
    setChosen(new Set(offered.filter((one) => (one === kind ? isChosen : isWanted(one)))));
  };
  const mail = () => {
    for (const { digest, name } of files) saveDocument(digest, name);
    setHow('mail');
    const subject = t('send.subject', { company, number: quote.number });
    const body = t('send.body', {
      number: quote.number,
      date: format.date(quote.validUntil),
      files: files.map(({ name }) => name).join('\n'),
    });
    const link = document.createElement('a');
    link.href = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
    link.click();
  };
  const act = async () => {
    if (unavailable) return;
    for (const { digest } of files) {
      if (recorded.has(digest)) continue;
      const done = await record.run({ quote: quote.id, version: version.version, document: digest, how });
      // What was recorded stays so; the next try goes on after it.
      if (!done) return;
      setRecorded((before) => new Set([...before, digest]));
    }
    setRecorded(new Set());
    setChosen(null);
    onClose();
  };
  const complete = wanted.length > 0 && files.length === wanted.length;
  const unavailable = wanted.length === 0 ? t('send.what.none') : !complete && t(busy ? 'send.building' : 'send.build');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      title={t('send.title', { version: version.version })}
      actions={
        <Button kind="primary" busy={record.busy} unavailable={unavailable} onClick={act}>
          {t('send.record')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p>{t('send.about')}</p>
        <fieldset className={styles.papers}>
          <legend>{t('send.what')}</legend>
          {offered.map((kind) => (
            <CheckField
              key={kind}
              label={t(`send.what.${kind}`)}
              checked={isWanted(kind)}
              onChange={(isChosen) => choose(kind, isChosen)}
            />
          ))}
        </fieldset>
        {problem && <ErrorSurface error={problem} title={t('build.failed')} onRetry={forget} />}
        {!complete && busy && (
          <p role="status" className="quiet">
            {t('send.building')}
          </p>
        )}
        {files.length > 0 && (
          <Row>
            {files.map(({ digest, name }) => (
              <Button key={digest} icon="download" onClick={() => saveDocument(digest, name)}>
                {t('send.save', { name })}
              </Button>
            ))}
            <Button icon="external" unavailable={unavailable} onClick={mail}>
              {t('send.mail')}
            </Button>
          </Row>
        )}
        <RadioField
          label={t('send.how')}
          value={how}
          onChange={setHow}
          options={WAYS.map((value) => ({ value, label: t(`send.how.${value}`) }))}
        />
        <CommandProblem command={record} />
      </Stack>
    </Dialog>
  );
}
