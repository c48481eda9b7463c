import { useEffect, useState } from 'react';
import type { QuoteDetail, QuoteVersionView } from '../../src-shared/quotes';
import { CommandProblem, useCommand, useWorkspace } from '../app';
import { useDesk } from '../client';
import { Button, Dialog, ErrorSurface, RadioField, Row, Stack, useFormat, useText } from '../ui';
import { saveDocument, useBuildDocument } from './build-document';
import { quotesText } from './text';

const WAYS = ['saved', 'mail', 'other'] as const;

export interface SendDialogProps {
  quote: QuoteDetail;
  version: QuoteVersionView;
  open: boolean;
  onClose(): void;
}

/** Hands the final PDF over and, once a person says so, records that it was sent. */
export function SendDialog({ quote, version, open, onClose }: SendDialogProps) {
  const t = useText(quotesText);
  const format = useFormat();
  const { company } = useWorkspace();
  const { build, busy, problem } = useBuildDocument();
  const record = useCommand(useDesk().quotes.recordSent);
  const [how, setHow] = useState<(typeof WAYS)[number]>('saved');
  const [built, setBuilt] = useState<{ digest: string; name: string } | null>(null);
  const present = version.documents.findLast(({ final, kind }) => final && kind === 'quote') ?? built;
  const missing = open && !present;
  useEffect(() => {
    if (!missing) return;
    void build(quote.id, version.version).then(
      (document) => document && setBuilt({ digest: document.file, name: document.name }),
    );
  }, [missing, build, quote.id, version.version]);
  const mail = () => {
    if (!present) return;
    saveDocument(present.digest, present.name);
    setHow('mail');
    const subject = t('send.subject', { company, number: quote.number });
    const body = t('send.body', { number: quote.number, date: format.date(quote.validUntil) });
    const link = document.createElement('a');
    link.href = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
    link.click();
  };
  const act = async () => {
    if (!present) return;
    const input = { quote: quote.id, version: version.version, document: present.digest, how };
    if (await record.run(input)) onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      title={t('send.title', { version: version.version })}
      actions={
        <Button
          kind="primary"
          busy={record.busy}
          unavailable={!present && t(busy ? 'send.building' : 'send.build')}
          onClick={act}
        >
          {t('send.record')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p>{t('send.about')}</p>
        {problem && (
          <ErrorSurface
            error={problem}
            title={t('build.failed')}
            onRetry={() =>
              void build(quote.id, version.version).then(
                (document) => document && setBuilt({ digest: document.file, name: document.name }),
              )
            }
          />
        )}
        {!present && busy && (
          <p role="status" className="quiet">
            {t('send.building')}
          </p>
        )}
        {present && (
          <Row>
            <Button icon="download" onClick={() => saveDocument(present.digest, present.name)}>
              {t('send.save', { name: present.name })}
            </Button>
            <Button icon="external" onClick={mail}>
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
