import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { QuoteDetail, QuoteVersionView } from '../../src-shared/quotes';
import { CommandProblem, useCommand, useNow } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { Button, DateField, Dialog, Form, SelectField, TextField, useFormat, useText } from '../ui';
import { givenSignature, noSignature, SignatureField } from './signature-field';
import { quotesText } from './text';

export interface AcceptDialogProps {
  quote: QuoteDetail;
  version: QuoteVersionView;
  open: boolean;
  onClose(): void;
}

/** Records that the customer said yes: who, by what name, when, and to which document. */
export function AcceptDialog({ quote, version, open, onClose }: AcceptDialogProps) {
  const t = useText(quotesText);
  const format = useFormat();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const contacts = useQuery(
    useDeskQueries().deals.contacts.queryOptions({
      input: { account: quote.account },
      enabled: open,
      meta: { entities: ['contact', 'seat'] },
    }),
  );
  const record = useCommand(useDesk().quotes.recordAcceptance);
  const [contact, setContact] = useState<string | null>(quote.contact);
  const [name, setName] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(today);
  const [picked, setPicked] = useState<string | null>(null);
  const offers = version.alternatives;
  const rows = contacts.data?.rows ?? [];
  const signed = name ?? rows.find(({ id }) => id === contact)?.name ?? '';
  const [signing, setSigning] = useState(noSignature);
  const signature = givenSignature(signing);
  const document = acceptedDocument(version);
  const unnamed = !contact || !day || !signed || (offers.length > 0 && picked === null);
  const missing = signature === undefined ? t('accept.signature.missing') : unnamed && t('accept.needs');
  const act = async () => {
    if (missing || !contact || !day || !document) return;
    const done = await record.run({
      quote: quote.id,
      version: version.version,
      document,
      contact,
      name: signed,
      acceptedOn: day,
      ...(picked !== null && { alternative: picked }),
      ...(signature && { signature }),
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      title={t('accept.title', { version: version.version })}
      actions={
        <Button kind="primary" busy={record.busy} unavailable={missing} onClick={act}>
          {t('act.accept')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p>{t('accept.about')}</p>
        <SelectField
          label={t('accept.contact')}
          hint={contacts.data && rows.length === 0 ? t('accept.contact.none') : undefined}
          options={rows.map(({ id, name: own }) => ({ value: id, label: own ?? '–' }))}
          value={contact}
          onChange={setContact}
        />
        <TextField label={t('accept.name')} value={signed} onChange={setName} />
        {offers.length > 0 && (
          <SelectField
            label={t('accept.alternative')}
            options={offers.map((value) => ({ value, label: value }))}
            value={picked}
            onChange={setPicked}
          />
        )}
        <DateField label={t('accept.on')} value={day} max={today} onChange={setDay} />
        <SignatureField value={signing} onChange={setSigning} />
        {document && (
          <p className="quiet">
            {t('accept.document')} <span className="mono">{format.digest(document)}</span>
          </p>
        )}
      </Form>
      <CommandProblem command={record} />
    </Dialog>
  );
}

/** What the customer has in hand: the file that was sent, else the newest final order form, else the newest final quote. */
function acceptedDocument({ sent, documents }: QuoteVersionView): string | undefined {
  const last = (wanted: string) => documents.findLast(({ final, kind }) => final && kind === wanted)?.digest;
  return sent.at(-1)?.document ?? last('order-form') ?? last('quote');
}
