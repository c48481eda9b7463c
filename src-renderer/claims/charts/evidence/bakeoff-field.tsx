import { SelectField, useText } from '../../../ui';
import { useBakeoffChoice } from './bakeoff-queries';
import { evidenceText } from './text';

/** Chooses a bakeoff by number and title. */
export function BakeoffField({
  value,
  onChange,
  label,
  clearable,
  placeholder,
}: {
  value: string | null;
  onChange(bakeoff: string | null): void;
  label?: string;
  clearable?: boolean;
  placeholder?: string;
}) {
  const t = useText(evidenceText);
  const { data } = useBakeoffChoice();
  return (
    <SelectField
      label={label ?? t('pick.bakeoff')}
      hint={data?.bakeoffs.length === 0 ? t('pick.none.bakeoff') : undefined}
      options={data?.bakeoffs.map(({ id, number, title }) => ({ value: id, label: `${number} · ${title}` })) ?? []}
      {...(clearable && { clearable })}
      {...(placeholder !== undefined && { placeholder })}
      value={value}
      onChange={onChange}
    />
  );
}
