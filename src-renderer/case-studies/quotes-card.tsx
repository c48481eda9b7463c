import { useState } from 'react';
import type { StudyQuoteView, StudyView } from '../../src-shared/case-studies';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { useContactOptions } from '../pinned-figures';
import {
  Button,
  Card,
  Chip,
  Dialog,
  entryStyles,
  IconButton,
  Row,
  SelectField,
  Stack,
  TextAreaField,
  TextField,
  useFormat,
  useText,
} from '../ui';
import { ApproveDialog, WithdrawDialog } from './approval-dialogs';
import styles from './studies.module.css';
import { studiesText } from './text';

interface QuotesCardProps {
  study: StudyView;
  editable: boolean;
  writes: boolean;
}

/** Words of the customer, each with its approval: who gave it, when, how, and for what. */
export function QuotesCard({ study, editable, writes }: QuotesCardProps) {
  const t = useText(studiesText);
  const remove = useCommand(useDesk().caseStudies.removeQuote);
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<{ quote: StudyQuoteView; what: 'approve' | 'withdraw' } | null>(null);
  return (
    <Card
      title={t('quotes.title')}
      aside={
        editable && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('quotes.add')}
          </Button>
        )
      }
    >
      <CommandProblem command={remove} />
      {study.quotes.length === 0 && <p className="quiet">{t('quotes.none')}</p>}
      <ul className={entryStyles.list} aria-label={t('quotes.title')}>
        {study.quotes.map((quote) => (
          <Quote
            key={quote.id}
            quote={quote}
            writes={writes}
            onOpen={(what) => setOpen({ quote, what })}
            onRemove={editable ? () => void remove.run({ quote: quote.id }) : null}
          />
        ))}
      </ul>
      {adding && <AddDialog study={study} onClose={() => setAdding(false)} />}
      {open?.what === 'approve' && (
        <ApproveDialog account={study.account} quote={open.quote} onClose={() => setOpen(null)} />
      )}
      {open?.what === 'withdraw' && <WithdrawDialog quote={open.quote} onClose={() => setOpen(null)} />}
    </Card>
  );
}

interface QuoteProps {
  quote: StudyQuoteView;
  writes: boolean;
  onOpen(what: 'approve' | 'withdraw'): void;
  onRemove: (() => void) | null;
}

function Quote({
  quote: { text, contactName, role, approval, withdrawn, as, why },
  writes,
  onOpen,
  onRemove,
}: QuoteProps) {
  const t = useText(studiesText);
  const format = useFormat();
  const words = text ?? '';
  const short = words.length > 60 ? `${words.slice(0, 57)}…` : words;
  return (
    <li>
      <div className={styles.said}>
        <blockquote className={styles.words}>{text ?? t('quotes.forgotten')}</blockquote>
        {onRemove && <IconButton icon="close" label={t('quotes.remove', { words: short })} onClick={onRemove} />}
      </div>
      <div className={entryStyles.line}>
        <small className="quiet">{[contactName, role].filter(Boolean).join(', ') || '–'}</small>
        <Chip size="small" tone={as === null ? 'warn' : 'good'}>
          {as === null ? t('quotes.out') : t(`quotes.${as}`)}
        </Chip>
      </div>
      {approval && (
        <p className={`quiet ${entryStyles.small}`}>
          {t('quotes.approved', {
            person: approval.byName ?? '–',
            day: format.date(approval.on),
            how: approval.how,
            use: t(`quotes.use.${approval.use}`),
          })}
        </p>
      )}
      {withdrawn && (
        <p className={styles.changed}>
          {t('quotes.withdrawn', { day: format.date(withdrawn.on), reason: withdrawn.reason })}
        </p>
      )}
      {!withdrawn && why && text !== null && <p className={styles.changed}>{why}</p>}
      {writes && text !== null && (
        <Row>
          <Button size="small" aria-label={t('quotes.approve.of', { words: short })} onClick={() => onOpen('approve')}>
            {t('quotes.approve')}
          </Button>
          {approval && !withdrawn && (
            <Button
              size="small"
              aria-label={t('quotes.withdraw.of', { words: short })}
              onClick={() => onOpen('withdraw')}
            >
              {t('quotes.withdraw')}
            </Button>
          )}
        </Row>
      )}
    </li>
  );
}

function AddDialog({ study, onClose }: { study: StudyView; onClose(): void }) {
  const t = useText(studiesText);
  const add = useCommand(useDesk().caseStudies.addQuote);
  const contacts = useContactOptions(study.account);
  const [text, setText] = useState('');
  const [contact, setContact] = useState<string | null>(null);
  const [role, setRole] = useState('');
  const complete = text.trim() !== '' && contact !== null;
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('quotes.add')}
      actions={
        <Button
          kind="primary"
          busy={add.busy}
          unavailable={!complete && t('quotes.incomplete')}
          onClick={async () => {
            if (!complete) return;
            if (await add.run({ study: study.id, contact, text: text.trim(), role: role.trim() })) onClose();
          }}
        >
          {t('quotes.add')}
        </Button>
      }
    >
      <Stack>
        <TextAreaField label={t('quotes.words')} value={text} onChange={setText} maxLength={2000} />
        <SelectField label={t('quotes.contact')} options={contacts} value={contact} onChange={setContact} />
        <TextField
          label={t('quotes.role')}
          hint={t('quotes.role.hint')}
          optional
          value={role}
          onChange={setRole}
          maxLength={200}
        />
        <CommandProblem command={add} />
      </Stack>
    </Dialog>
  );
}
