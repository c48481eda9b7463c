import { type QuantitySource, usageForecastSchema } from '../../../src-shared/usage';
import { CheckField, FormRow, NumberField, SelectField, TextField, useText } from '../../ui';
import styles from './metering.module.css';
import { meteringText } from './text';

type Forecast = Extract<QuantitySource, { kind: 'forecast' }>;

/** A forecast while it is being typed. */
export interface ForecastForm {
  base: string | null;
  per: Forecast['forecast']['per'];
  unit: string;
  start: string;
  growth: string | null;
  growthPer: 'month' | 'year';
  low: string | null;
  high: string | null;
  seasonal: boolean;
  seasons: (string | null)[];
  steps: Forecast['steps'];
}

/** The form of a line's forecast, or of a new one in the item's unit from the line's first month on. */
export function forecastForm(source: QuantitySource | null, unit: string, firstMonth: string): ForecastForm {
  const own = source?.kind === 'forecast' ? source : null;
  const forecast = own?.forecast;
  return {
    base: forecast?.base ?? null,
    per: forecast?.per ?? 'month',
    unit: own?.unit ?? unit,
    start: forecast?.start ?? firstMonth,
    growth: forecast?.growth ? String(forecast.growth.basisPoints / 100) : null,
    growthPer: forecast?.growth?.per ?? 'month',
    low: forecast?.low ?? null,
    high: forecast?.high ?? null,
    seasonal: forecast?.seasons !== null && forecast !== undefined,
    seasons: forecast?.seasons ?? Array.from({ length: 12 }, () => '1'),
    steps: own?.steps ?? 'none',
  };
}

/** The source that the form says; null while it is unfinished. */
export function forecastSource(form: ForecastForm): Forecast | null {
  const read = usageForecastSchema.safeParse({
    base: form.base,
    per: form.per,
    growth:
      form.growth === null || Number(form.growth) === 0
        ? null
        : { basisPoints: Math.round(Number(form.growth) * 100), per: form.growthPer },
    seasons: form.seasonal ? form.seasons : null,
    start: form.start.trim(),
    low: form.low,
    high: form.high,
  });
  const unit = form.unit.trim();
  return read.success && unit !== '' ? { kind: 'forecast', forecast: read.data, unit, steps: form.steps } : null;
}

const periods = ['month', 'quarter', 'year'] as const;
const monthsOfYear = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const steps = ['none', 'month', 'quarter', 'year'] as const;

export interface ForecastFieldsProps {
  form: ForecastForm;
  /** False for what is paid once: it is not cut into stretches. */
  recurring: boolean;
  onChange(part: Partial<ForecastForm>): void;
}

/** What is used at first, how it grows, how it differs by month, and how it is priced. */
export function ForecastFields({ form, recurring, onChange }: ForecastFieldsProps) {
  const t = useText(meteringText);
  const named = (values: readonly (typeof periods)[number][]) =>
    values.map((value) => ({ value, label: t(`per.${value}`) }));
  const start = /^\d{4}-(0[1-9]|1[0-2])$/.test(form.start.trim());
  return (
    <>
      <FormRow>
        <NumberField
          label={t(form.per === 'month' ? 'forecast.base' : `forecast.base.${form.per}`)}
          min="0"
          value={form.base}
          onChange={(base) => onChange({ base })}
        />
        <TextField
          label={t('forecast.unit')}
          hint={t('forecast.unit.hint')}
          value={form.unit}
          onChange={(unit) => onChange({ unit })}
        />
        <SelectField
          label={t('forecast.per')}
          options={named(periods)}
          value={form.per}
          onChange={(per) => per && onChange({ per })}
        />
      </FormRow>
      <FormRow>
        <NumberField
          label={t('forecast.growth')}
          hint={t('forecast.growth.hint')}
          optional
          unit="%"
          min="-99"
          max="1000"
          value={form.growth}
          onChange={(growth) => onChange({ growth })}
        />
        <SelectField
          label={t('forecast.growth.per')}
          options={[
            { value: 'month', label: t('per.month') },
            { value: 'year', label: t('per.year') },
          ]}
          value={form.growthPer}
          onChange={(growthPer) => growthPer && onChange({ growthPer })}
        />
        <TextField
          label={t('forecast.start')}
          {...(start ? {} : { error: t('forecast.start.hint') })}
          value={form.start}
          onChange={(own) => onChange({ start: own })}
        />
      </FormRow>
      <FormRow>
        <NumberField
          label={t('forecast.low')}
          hint={t('forecast.range.hint')}
          optional
          min="0"
          value={form.low}
          onChange={(low) => onChange({ low })}
        />
        <NumberField
          label={t('forecast.high')}
          optional
          min="0"
          value={form.high}
          onChange={(high) => onChange({ high })}
        />
        {recurring && (
          <SelectField
            label={t('forecast.steps')}
            options={steps.map((value) => ({ value, label: t(`steps.${value}`) }))}
            value={form.steps}
            onChange={(value) => value && onChange({ steps: value })}
          />
        )}
      </FormRow>
      <CheckField
        label={t('forecast.seasons')}
        checked={form.seasonal}
        onChange={(seasonal) => onChange({ seasonal })}
      />
      {form.seasonal && (
        <fieldset className={styles.seasons}>
          <legend>{t('forecast.seasons.legend')}</legend>
          {monthsOfYear.map((month) => (
            <NumberField
              key={month}
              label={t(`month.${month}`)}
              min="0"
              value={form.seasons[month - 1] ?? null}
              onChange={(own) => onChange({ seasons: form.seasons.map((was, at) => (at === month - 1 ? own : was)) })}
            />
          ))}
          <small className="quiet">{t('forecast.seasons.hint')}</small>
        </fieldset>
      )}
    </>
  );
}
