import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { acceptedDocument, type QuoteDetail, type QuoteVersionView } from '../../src-shared/quotes';
import { CommandProblem, useCommand, useNow } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { Button, DateField, Dialog, Form, Row, SelectField, TextField, useFormat, useText } from '../ui';
import { type HandedSheet, SheetDrop, SheetFacts } from './accept-sheet';
import { OptionalTaken } from './agreements/optional-taken';
import { givenSignature, noSignature, SignatureField } from './signature-field';
import { quotesText } from './text';

export interface AcceptDialogProps {
  quote: QuoteDetail;
  version: QuoteVersionView;
  open: boolean;
  onClose(): void;
}

/** Records that the customer said yes: as a sheet that came back says it, or who, by what name, when, and to which document. */
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
  const desk = useDesk();
  const record = useCommand(desk.quotes.recordAcceptance);
  const take = useCommand(desk.quotes.acceptSheet);
  const [returned, setReturned] = useState<HandedSheet | null>(null);
  const [contact, setContact] = useState<string | null>(quote.contact);
  const [name, setName] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(today);
  const [picked, setPicked] = useState<string | null>(null);
  const [taken, setTaken] = useState<string[]>([]);
  const offers = version.alternatives;
  const rows = contacts.data?.rows ?? [];
  const signed = name ?? rows.find(({ id }) => id === contact)?.name ?? '';
  const [signing, setSigning] = useState(noSignature);
  const signature = givenSignature(signing);
  const document = acceptedDocument(version);
  const unnamed = !contact || !day || !signed || (offers.length > 0 && picked === null);
  const missing = returned
    ? returned.sheet.problems.length > 0
      ? t('accept.sheet.problems')
      : !contact && t('accept.needs')
    : signature === undefined
      ? t('accept.signature.missing')
      : unnamed && t('accept.needs');
  const read = (sheet: HandedSheet) => {
    setReturned(sheet);
    setContact((before) => sheet.sheet.contact ?? before);
  };
  // The control that brought a sheet, or put it away, goes with it: who works by keyboard goes on at the next field.
  const next = useRef<HTMLDivElement>(null);
  const shown = useRef(returned);
  useEffect(() => {
    const changed = shown.current !== returned;
    shown.current = returned;
    const { activeElement, body } = globalThis.document;
    if (changed && open && activeElement === body) next.current?.querySelector('input')?.focus();
  }, [returned, open]);
  const leave = () => {
    setReturned(null);
    take.forget();
    onClose();
  };
  const act = async () => {
    if (missing || !contact) return;
    if (returned) {
      const input = { quote: quote.id, version: version.version, file: returned.handed, contact, optional: taken };
      if (await take.run(input)) leave();
      return;
    }
    if (!day || !document) return;
    const done = await record.run({
      quote: quote.id,
      version: version.version,
      document,
      contact,
      name: signed,
      acceptedOn: day,
      ...(picked !== null && { alternative: picked }),
      ...(taken.length > 0 && { optional: taken }),
      ...(signature && { signature }),
    });
    if (done) leave();
  };
  return (
    <Dialog
      open={open}
      onClose={leave}
      size="medium"
      title={t('accept.title', { version: version.version })}
      actions={
        <Button kind="primary" busy={record.busy || take.busy} unavailable={missing} onClick={act}>
          {t('act.accept')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p>{t('accept.about')}</p>
        {returned ? (
          <>
            <SheetFacts sheet={returned.sheet} />
            <Row>
              <Button onClick={() => setReturned(null)}>{t('accept.sheet.without')}</Button>
            </Row>
          </>
        ) : (
          <SheetDrop quote={quote} version={version} onRead={read} />
        )}
        <div ref={next}>
          <SelectField
            label={t('accept.contact')}
            hint={contacts.data && rows.length === 0 ? t('accept.contact.none') : undefined}
            options={rows.map(({ id, name: own }) => ({ value: id, label: own ?? '–' }))}
            value={contact}
            onChange={setContact}
          />
        </div>
        {!returned && (
          <>
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
          </>
        )}
        <OptionalTaken
          quote={quote.id}
          version={version.version}
          alternative={returned ? returned.sheet.alternative : picked}
          open={open}
          taken={taken}
          onChange={setTaken}
        />
      </Form>
      <CommandProblem command={record} />
      <CommandProblem command={take} />
    </Dialog>
  );
}
