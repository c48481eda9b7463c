import { useQuery } from '@tanstack/react-query';
import type { ConsumptionChoice, MeterOrder } from '../../../src-shared/quotes';
import type { BakeoffSource, QuantitySource } from '../../../src-shared/usage';
import { useDeskQueries } from '../../client';
import { FormRow, NumberField, SelectField, useFormat, useText } from '../../ui';
import { meteringText } from './text';

/** A measured consumption while it is being chosen. */
export interface BakeoffForm {
  choice: ConsumptionChoice | null;
  volume: string | null;
}

const keyOf = ({ bakeoff, metric, use }: Pick<ConsumptionChoice, 'bakeoff' | 'metric' | 'use'>) =>
  `${bakeoff} ${metric} ${use ?? ''}`;

export function bakeoffForm(source: QuantitySource | null): BakeoffForm {
  if (source?.kind !== 'bakeoff') return { choice: null, volume: null };
  const { kind: _kind, volume, ...choice } = source;
  return { choice: { ...choice, title: '' }, volume };
}

/** The source and the order that the form says; null while it is unfinished. */
export function bakeoffSource({
  choice,
  volume,
}: BakeoffForm): { source: BakeoffSource; order: Extract<MeterOrder, { kind: 'bakeoff' }> } | null {
  if (!choice || volume === null) return null;
  const { title: _title, ...rest } = choice;
  const { bakeoff, metric, use } = choice;
  return {
    source: { kind: 'bakeoff', ...rest, volume },
    order: { kind: 'bakeoff', bakeoff, metric, volume, ...(use && { use }) },
  };
}

export interface BakeoffFieldsProps {
  quote: string;
  form: BakeoffForm;
  onChange(part: Partial<BakeoffForm>): void;
}

/** What our own runs used for one unit of work, and how many units there will be. */
export function BakeoffFields({ quote, form, onChange }: BakeoffFieldsProps) {
  const t = useText(meteringText);
  const format = useFormat();
  const consumption = useQuery(
    useDeskQueries().quotes.consumption.queryOptions({
      input: { quote },
      meta: { entities: ['bakeoff', 'contender', 'benchmarkRun'] },
    }),
  );
  const choices = consumption.data ?? [];
  const chosen = form.choice;
  if (consumption.data && choices.length === 0) return <p>{t('bakeoff.none')}</p>;
  return (
    <>
      <FormRow>
        <SelectField
          label={t('bakeoff.choice')}
          hint={t('bakeoff.choice.hint')}
          options={choices.map((own) => ({
            value: keyOf(own),
            label: t('bakeoff.option', {
              number: own.number,
              label: own.label,
              unit: own.use ? t(`use.${own.use}`) : own.unit,
            }),
          }))}
          value={chosen ? keyOf(chosen) : null}
          onChange={(key) => onChange({ choice: choices.find((own) => keyOf(own) === key) ?? null })}
        />
        <NumberField
          label={t('bakeoff.volume')}
          hint={t('bakeoff.volume.hint')}
          min="0"
          value={form.volume}
          onChange={(volume) => onChange({ volume })}
        />
      </FormRow>
      {chosen && (
        <p className="quiet">
          {t('bakeoff.runs', {
            count: chosen.runs.length,
            values: `${chosen.runs.map(({ value }) => format.number(value)).join(', ')} ${chosen.unit}`,
          })}
        </p>
      )}
    </>
  );
}
