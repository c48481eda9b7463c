import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandProblem, useCommand, useNow } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { Button, DateField, Dialog, Form, NumberField, SelectField, TextField, useText } from '../ui';
import styles from './quotes.module.css';
import { quotesText } from './text';

/** Months that a quote runs unless said. */
const DEFAULT_TERM = '36';

export interface NewQuoteDialogProps {
  open: boolean;
  /** The deal that it is for; null lets the person choose. */
  deal: string | null;
  onClose(): void;
  onCreated(id: string): void;
}

/** Begins a quote on a deal: on which model, for how long, and when the customer asked. */
export function NewQuoteDialog(props: NewQuoteDialogProps) {
  const t = useText(quotesText);
  const create = useCommand(useDesk().quotes.create);
  const queries = useDeskQueries();
  const models = useQuery(
    queries.pricing.list.queryOptions({ enabled: props.open, meta: { entities: ['pricingModelVersion', 'seat'] } }),
  );
  const deals = useQuery(
    queries.deals.list.queryOptions({
      input: { stages: undefined, limit: 500 },
      enabled: props.open && props.deal === null,
      meta: { entities: ['deal', 'seat'] },
    }),
  );
  const templates = useQuery(
    queries.quotes.templates.queryOptions({ enabled: props.open, meta: { entities: ['quoteTemplate', 'seat'] } }),
  );
  const [template, setTemplate] = useState<string | null>(null);
  const published = models.data?.filter(({ status }) => status === 'published') ?? [];
  const now = new Date(useNow());
  const [chosenDeal, setDeal] = useState<string | null>(null);
  const [chosenModel, setModel] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [term, setTerm] = useState<string | null>(DEFAULT_TERM);
  const [day, setDay] = useState<string | null>(null);
  const [time, setTime] = useState<string | null>(null);
  const deal = props.deal ?? chosenDeal;
  const model = chosenModel ?? (published.length === 1 ? (published[0]?.version ?? null) : null);
  const askedDay = day ?? localDay(now);
  const askedTime = time ?? localTime(now);
  const act = async () => {
    if (!deal || !model) return;
    const said = new Date(`${askedDay}T${askedTime}`).getTime();
    const done = await create.run({
      deal,
      model,
      ...(title.trim() && { title: title.trim() }),
      // A template says how long it runs, unless the person does.
      ...(template !== null && { template }),
      ...(term && (template === null || term !== DEFAULT_TERM) && { termMonths: Number(term) }),
      ...((day !== null || time !== null) && !Number.isNaN(said) && { requestedAt: said }),
    });
    if (!done?.result) return;
    props.onClose();
    props.onCreated(done.result.id);
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      size="medium"
      title={t('new')}
      actions={
        <Button
          kind="primary"
          busy={create.busy}
          unavailable={
            models.data && published.length === 0 ? t('form.model.none') : (!deal || !model) && t('form.needs')
          }
          onClick={act}
        >
          {t('form.create')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        {props.deal === null && (
          <SelectField
            label={t('form.deal')}
            searchable
            options={
              deals.data?.rows.map(({ id, title: own, accountName }) => ({
                value: id,
                label: `${accountName}: ${own}`,
              })) ?? []
            }
            value={deal}
            onChange={setDeal}
          />
        )}
        <SelectField
          label={t('form.model')}
          hint={models.data && published.length === 0 ? t('form.model.none') : undefined}
          options={published.map(({ version, name, label, currency }) => ({
            value: version,
            label: `${name} ${label} · ${currency}`,
          }))}
          value={model}
          onChange={setModel}
        />
        {templates.data !== undefined && templates.data.length > 0 && (
          <SelectField
            label={t('form.template')}
            placeholder={t('form.template.none')}
            clearable
            options={templates.data.map(({ id, name, lines }) => ({
              value: id,
              label: t('form.template.option', { name, count: lines }),
            }))}
            value={template}
            onChange={setTemplate}
          />
        )}
        <TextField label={t('form.title')} optional value={title} onChange={setTitle} />
        <NumberField label={t('form.term')} unit={t('form.months')} min="1" max="120" value={term} onChange={setTerm} />
        <div className={styles.moment}>
          <DateField
            label={t('form.requested')}
            hint={t('form.requested.hint')}
            value={askedDay}
            max={localDay(now)}
            onChange={setDay}
          />
          <TextField label={t('form.requested.time')} placeholder="10:20" value={askedTime} onChange={setTime} />
        </div>
      </Form>
      <CommandProblem command={create} />
    </Dialog>
  );
}

const two = (value: number) => String(value).padStart(2, '0');

function localDay(moment: Date): string {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

function localTime(moment: Date): string {
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
