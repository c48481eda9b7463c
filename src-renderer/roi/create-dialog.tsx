import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandProblem, useCommand, useWorkspace } from '../app';
import { useDesk, useDeskQueries } from '../client';
import {
  Button,
  Dialog,
  NumberField,
  SelectField,
  type SelectOption,
  Stack,
  TextField,
  useNavigation,
  useText,
} from '../ui';
import { shiftDecimal } from './decimal-shift';
import { YearsField } from './terms-card';
import { roiText } from './text';

interface CreateProps {
  /** The deal that it is for; null where it is still to be chosen. */
  deal: string | null;
  onClose(): void;
}

/** In place of a model: the case has lines of its own. */
const OWN = 'own';

/** A case begins with its deal and a model, or with lines of its own; its inputs follow on its page. */
export function CreateCaseDialog({ deal, onClose }: CreateProps) {
  const t = useText(roiText);
  const { go } = useNavigation();
  const { currency } = useWorkspace();
  const desk = useDesk();
  const create = useCommand(desk.roi.create);
  const createByModel = useCommand(desk.roi.createCase);
  const [chosen, setChosen] = useState(deal);
  const [model, setModel] = useState<string | null>(null);
  const [quote, setQuote] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [years, setYears] = useState(3);
  const [rate, setRate] = useState<string | null>(null);
  const [source, setSource] = useState('');
  const deals = useDeals();
  const models = useModelOptions();
  const quotes = useQuotesOf(chosen);
  const own = model === OWN;
  const complete = chosen !== null && model !== null && (!own || (rate !== null && source.trim() !== ''));
  const named = title.trim() && { title: title.trim() };
  const run = async () => {
    if (chosen === null || model === null) return;
    if (!own) {
      const made = await createByModel.run({ deal: chosen, model, ...named, ...(quote && { quote }) });
      if (made?.result) go(`/roi/cases/${made.result.id}`);
      return;
    }
    if (rate === null) return;
    const made = await create.run({
      deal: chosen,
      ...named,
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
        <Button
          kind="primary"
          busy={create.busy || createByModel.busy}
          unavailable={!complete && t(own ? 'create.incomplete' : 'create.choose')}
          onClick={run}
        >
          {t('create.run')}
        </Button>
      }
    >
      <Stack>
        <SelectField
          label={t('create.deal')}
          hint={deals.length === 0 ? t('create.deal.none') : t('create.deal.hint')}
          options={deals.map(({ id, number, title: name, accountName }) => ({
            value: id,
            label: `${name}, ${accountName} (${number})`,
          }))}
          value={chosen}
          onChange={(next) => {
            setChosen(next);
            setQuote(null);
          }}
          searchable
        />
        <SelectField
          label={t('create.model')}
          hint={models.length > 1 ? t('create.model.hint') : t('create.model.none')}
          options={models}
          value={model}
          onChange={setModel}
          autoFocus={deal !== null}
        />
        {model !== null && !own && quotes.length > 0 && (
          <SelectField
            label={t('create.quote')}
            hint={t('create.quote.hint')}
            optional
            clearable
            options={quotes}
            value={quote}
            onChange={setQuote}
          />
        )}
        <TextField label={t('create.name')} optional value={title} onChange={setTitle} maxLength={200} />
        {own && (
          <>
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
          </>
        )}
        <CommandProblem command={create} />
        <CommandProblem command={createByModel} />
      </Stack>
    </Dialog>
  );
}

function useDeals() {
  const { data } = useQuery(
    useDeskQueries().deals.list.queryOptions({ input: { limit: 500 }, meta: { entities: ['deal', 'account'] } }),
  );
  return data?.rows ?? [];
}

function useModelOptions(): SelectOption[] {
  const t = useText(roiText);
  const { data = [] } = useQuery(
    useDeskQueries().roi.models.queryOptions({
      input: { published: true },
      meta: { entities: ['roiModel', 'roiModelVersion'] },
    }),
  );
  return [
    ...data.map(({ version, name, label }) => ({ value: version, label: `${name} ${label}` })),
    { value: OWN, label: t('create.model.own') },
  ];
}

function useQuotesOf(deal: string | null): SelectOption[] {
  const { data = [] } = useQuery(
    useDeskQueries().quotes.list.queryOptions({
      input: deal === null ? {} : { deal },
      meta: { entities: ['quote', 'quoteVersion'] },
      enabled: deal !== null,
    }),
  );
  return deal === null ? [] : data.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }));
}
