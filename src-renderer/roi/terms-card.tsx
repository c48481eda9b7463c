import { Card, NumberField, SelectField, TextField, useText } from '../ui';
import { type CaseDraft, withYears } from './case-draft';
import styles from './roi.module.css';
import { roiText } from './text';

/** The title, how many years are compared, and the discount rate with its source. */
export function TermsCard({ draft, onChange }: { draft: CaseDraft; onChange(draft: CaseDraft): void }) {
  const t = useText(roiText);
  return (
    <Card title={t('settings.title')}>
      <div className={styles.terms}>
        <TextField
          label={t('settings.name')}
          value={draft.title}
          error={draft.title.trim() === '' ? t('line.name.missing') : null}
          maxLength={200}
          onChange={(title) => onChange({ ...draft, title })}
        />
        <YearsField
          label={t('settings.years')}
          years={draft.years}
          onChange={(years) => onChange(withYears(draft, years))}
        />
        <NumberField
          label={t('settings.rate')}
          unit="%"
          value={draft.discountRate.value}
          error={draft.discountRate.value === null ? t('line.value.missing') : null}
          min="-99"
          onChange={(value) => onChange({ ...draft, discountRate: { ...draft.discountRate, value } })}
        />
        <TextField
          label={t('settings.source')}
          value={draft.discountRate.source}
          error={draft.discountRate.source.trim() === '' ? t('line.source.missing') : null}
          onChange={(source) => onChange({ ...draft, discountRate: { ...draft.discountRate, source } })}
        />
      </div>
    </Card>
  );
}

/** One to ten years. */
export function YearsField({
  label,
  years,
  onChange,
}: {
  label: string;
  years: number;
  onChange(years: number): void;
}) {
  return (
    <SelectField
      label={label}
      options={Array.from({ length: 10 }, (_, at) => ({ value: String(at + 1), label: String(at + 1) }))}
      value={String(years)}
      searchable={false}
      onChange={(value) => value !== null && onChange(Number(value))}
    />
  );
}
