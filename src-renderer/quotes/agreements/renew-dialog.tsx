import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandProblem, useCommand } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  Button,
  Dialog,
  Form,
  NumberField,
  RadioField,
  SelectField,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import type { AgreementDialogProps } from './amend-dialog';
import { agreementText } from './text';

/** Begins a renewal with what is in force at the end, and opens its draft. */
export function RenewDialog({ agreement, open, onClose }: AgreementDialogProps) {
  const t = useText(agreementText);
  const format = useFormat();
  const { go } = useNavigation();
  const create = useCommand(useDesk().quotes.create);
  const [prices, setPrices] = useState<'current' | 'held'>('current');
  const [chosen, setChosen] = useState<string | null>(null);
  const [months, setMonths] = useState<string | null>(null);
  const models = useQuery(
    useDeskQueries().pricing.list.queryOptions({ enabled: open, meta: { entities: ['pricingModelVersion', 'seat'] } }),
  );
  const published = (models.data ?? [])
    .filter(({ status }) => status === 'published')
    .sort((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0));
  const same = published.find(({ name }) => name === agreement.content.name) ?? published[0];
  const model = prices === 'held' ? agreement.model : (chosen ?? same?.version ?? null);
  const term = months ?? String(agreement.termMonths);
  const missing = (model === null || !/^[1-9]\d{0,2}$/.test(term)) && t('renew.needs');
  const act = async () => {
    if (missing || model === null) return;
    const done = await create.run({
      deal: agreement.deal,
      model,
      termMonths: Number(term),
      renews: { agreement: agreement.quote, prices },
    });
    if (!done?.result) return;
    onClose();
    go(`/quotes/${done.result.id}`);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('renew.title', { number: agreement.number })}
      actions={
        <Button kind="primary" busy={create.busy} unavailable={missing} onClick={act}>
          {t('renew.act')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <p>{t('renew.about', { date: format.date(agreement.untilDate) })}</p>
        <RadioField
          label={t('renew.prices')}
          options={[
            { value: 'current', label: t('renew.prices.current') },
            { value: 'held', label: t('renew.prices.held') },
          ]}
          value={prices}
          onChange={(value) => setPrices(value === 'held' ? 'held' : 'current')}
        />
        {prices === 'current' && (
          <SelectField
            label={t('renew.model')}
            options={published.map(({ version, name, label, currency }) => ({
              value: version,
              label: `${name} ${label} · ${currency}`,
            }))}
            value={model}
            onChange={setChosen}
          />
        )}
        <NumberField label={t('renew.months')} value={term} onChange={setMonths} />
      </Form>
      <CommandProblem command={create} />
    </Dialog>
  );
}
