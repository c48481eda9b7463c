import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandProblem, useCommand, useWorkspace } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { Button, Dialog, NumberField, SelectField, Stack, TextField, useNavigation, useText } from '../ui';
import { shiftDecimal } from './decimal-shift';
import { YearsField } from './terms-card';
import { roiText } from './text';

interface CreateProps {
  /** The deal that it is for; null where it is still to be chosen. */
  deal: string | null;
  onClose(): void;
}

/** A value case begins with its deal, the years and the discount rate; lines follow on its page. */
export function CreateCaseDialog({ deal, onClose }: CreateProps) {
  const t = useText(roiText);
  const { go } = useNavigation();
  const { currency } = useWorkspace();
  const create = useCommand(useDesk().roi.create);
  const [chosen, setChosen] = useState(deal);
  const [title, setTitle] = useState('');
  const [years, setYears] = useState(3);
  const [rate, setRate] = useState<string | null>(null);
  const [source, setSource] = useState('');
  const { data } = useQuery(
    useDeskQueries().deals.list.queryOptions({ input: { limit: 500 }, meta: { entities: ['deal', 'account'] } }),
  );
  const deals = data?.rows ?? [];
  const complete = chosen !== null && rate !== null && source.trim() !== '';
  const run = async () => {
    if (!complete) return;
    const made = await create.run({
      deal: chosen,
      ...(title.trim() && { title: title.trim() }),
      input: {
        currency: deals.find(({ id }) => id === chosen)?.currency ?? currency,
        years,
        discountRate: { value: shiftDecimal(rate, -2), unit: 'a year', source: source.trim() },
        statusQuo: { yearly: [], oneTime: [] },
        proposal: { yearly: [], oneTime: [] },
        benefits: [],
      },
    });
    if (made?.result) go(`/value-cases/${made.result.id}`);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('create.title')}
      actions={
        <Button kind="primary" busy={create.busy} unavailable={!complete && t('create.incomplete')} onClick={run}>
          {t('create.run')}
        </Button>
      }
    >
      <Stack>
        <SelectField
          label={t('create.deal')}
          hint={data && deals.length === 0 ? t('create.deal.none') : t('create.deal.hint')}
          options={deals.map(({ id, number, title: name, accountName }) => ({
            value: id,
            label: `${name}, ${accountName} (${number})`,
          }))}
          value={chosen}
          onChange={setChosen}
          searchable
        />
        <TextField
          {...(deal !== null && { 'data-autofocus': true })}
          label={t('create.name')}
          optional
          value={title}
          onChange={setTitle}
          maxLength={200}
        />
        <YearsField label={t('create.years')} years={years} onChange={setYears} />
        <NumberField
          label={t('create.rate')}
          hint={t('create.rate.hint')}
          unit="%"
          value={rate}
          onChange={setRate}
          min="-99"
        />
        <TextField
          label={t('create.rate.source')}
          placeholder={t('create.rate.source.placeholder')}
          value={source}
          onChange={setSource}
        />
        <CommandProblem command={create} />
      </Stack>
    </Dialog>
  );
}
