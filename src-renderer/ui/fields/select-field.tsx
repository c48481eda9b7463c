import { Select } from '@mantine/core';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import { Field, type FieldFrameProps } from './field';
import styles from './fields.module.css';

export interface SelectOption<Value extends string = string> {
  value: Value;
  label: string;
  /** Options with the same group stand together under it. */
  group?: string;
  disabled?: boolean;
}

export interface SelectFieldProps<Value extends string> extends FieldFrameProps {
  options: readonly SelectOption<Value>[];
  value: Value | null;
  onChange(value: NoInfer<Value> | null): void;
  placeholder?: string;
  /** Lets the person type to find an option; on by itself from nine options. */
  searchable?: boolean;
  /** Lets the choice be taken back. */
  clearable?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** A long list shows its beginning; typing finds the rest. */
const SHOWN = 200;

/** One of a list. */
export function SelectField<Value extends string>({
  label,
  hint,
  error,
  optional,
  hideLabel,
  internal,
  className,
  options,
  value,
  onChange,
  placeholder,
  searchable = options.length >= 9,
  clearable = false,
  disabled,
  autoFocus,
}: SelectFieldProps<Value>) {
  const t = useText(uiText);
  return (
    <Field {...{ label, hint, error, optional, hideLabel, internal, className }}>
      {(control) => (
        <Select
          {...control}
          error={Boolean(error)}
          withErrorStyles={false}
          data={grouped(options)}
          value={value}
          onChange={(next) => onChange(next as NoInfer<Value> | null)}
          placeholder={placeholder ?? t('field.choose')}
          searchable={searchable}
          limit={searchable ? SHOWN : undefined}
          clearable={clearable}
          clearButtonProps={{ 'aria-label': t('field.clear') }}
          allowDeselect={clearable}
          disabled={disabled}
          autoFocus={autoFocus}
          // A list that falls open where the focus only passes covers the form, and takes the first Escape.
          openOnFocus={false}
          nothingFoundMessage={t('field.nothing-found')}
          maxDropdownHeight={320}
          comboboxProps={{ transitionProps: { duration: 80 }, shadow: 'md' }}
          classNames={{
            input: `${styles.input} ${styles.select} ${clearable && value !== null ? styles.clearable : ''}`,
            dropdown: styles.dropdown,
            option: styles.option,
          }}
        />
      )}
    </Field>
  );
}

type Grouped = { group: string; items: SelectOption[] };

/** Mantine wants groups as objects; the order of first appearance is kept. */
function grouped(options: readonly SelectOption[]): (SelectOption | Grouped)[] {
  const data: (SelectOption | Grouped)[] = [];
  for (const { group, ...option } of options) {
    const present =
      group === undefined ? undefined : data.find((one): one is Grouped => 'items' in one && one.group === group);
    if (present) present.items.push(option);
    else data.push(group === undefined ? option : { group, items: [option] });
  }
  return data;
}
