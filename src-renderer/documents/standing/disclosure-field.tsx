import { type Disclosure, disclosures } from '../../../src-shared/kernel/disclosure';
import { SelectField, useText } from '../../ui';
import { standingText } from './text';

/** The widest circle that something may go to. */
export function DisclosureField({ value, onChange }: { value: Disclosure; onChange(value: Disclosure): void }) {
  const t = useText(standingText);
  return (
    <SelectField<Disclosure>
      label={t('for')}
      options={disclosures.map((one) => ({ value: one, label: t(`disclosure.${one}`) }))}
      value={value}
      onChange={(next) => next && onChange(next)}
    />
  );
}
