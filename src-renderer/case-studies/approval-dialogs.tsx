import { useState } from 'react';
import { type QuoteUse, quoteUses, type StudyQuoteView } from '../../src-shared/case-studies';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { useContactOptions } from '../pinned-figures';
import { Button, DateField, Dialog, SelectField, Stack, TextAreaField, TextField, useText } from '../ui';
import styles from './studies.module.css';
import { studiesText } from './text';

/** Who approved words, when, how and for what. */
export function ApproveDialog({
  account,
  quote,
  onClose,
}: {
  account: string;
  quote: StudyQuoteView;
  onClose(): void;
}) {
  const t = useText(studiesText);
  const approve = useCommand(useDesk().caseStudies.approveQuote);
  const contacts = useContactOptions(account);
  const [by, setBy] = useState<string | null>(quote.approval?.by ?? quote.contact);
  const [on, setOn] = useState<string | null>(null);
  const [how, setHow] = useState('');
  const [use, setUse] = useState<QuoteUse | null>(null);
  const complete = by !== null && on !== null && how.trim() !== '' && use !== null;
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('quotes.approve')}
      actions={
        <Button
          kind="primary"
          busy={approve.busy}
          unavailable={!complete && t('quotes.incomplete')}
          onClick={async () => {
            if (!complete) return;
            if (await approve.run({ quote: quote.id, approval: { by, on, how: how.trim(), use } })) onClose();
          }}
        >
          {t('quotes.approve')}
        </Button>
      }
    >
      <Stack>
        <blockquote className={styles.words}>{quote.text}</blockquote>
        <SelectField label={t('quotes.by')} options={contacts} value={by} onChange={setBy} />
        <DateField label={t('quotes.on')} value={on} onChange={setOn} />
        <TextField
          label={t('quotes.how')}
          placeholder={t('quotes.how.placeholder')}
          value={how}
          onChange={setHow}
          maxLength={200}
        />
        <SelectField
          label={t('quotes.use')}
          options={quoteUses.map((value) => ({ value, label: t(`quotes.use.${value}`) }))}
          value={use}
          onChange={setUse}
        />
        <CommandProblem command={approve} />
      </Stack>
    </Dialog>
  );
}

/** The customer took an approval back: when and why. */
export function WithdrawDialog({ quote, onClose }: { quote: StudyQuoteView; onClose(): void }) {
  const t = useText(studiesText);
  const withdraw = useCommand(useDesk().caseStudies.withdrawQuote);
  const [on, setOn] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const complete = on !== null && reason.trim() !== '';
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('quotes.withdraw')}
      actions={
        <Button
          kind="danger"
          busy={withdraw.busy}
          unavailable={!complete && t('quotes.incomplete')}
          onClick={async () => {
            if (complete && (await withdraw.run({ quote: quote.id, on, reason: reason.trim() }))) onClose();
          }}
        >
          {t('quotes.withdraw')}
        </Button>
      }
    >
      <Stack>
        <blockquote className={styles.words}>{quote.text}</blockquote>
        <DateField label={t('quotes.on')} value={on} onChange={setOn} />
        <TextAreaField label={t('quotes.withdraw.reason')} value={reason} onChange={setReason} maxLength={2000} />
        <CommandProblem command={withdraw} />
      </Stack>
    </Dialog>
  );
}
