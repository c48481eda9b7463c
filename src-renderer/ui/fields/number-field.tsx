import type { ComponentProps, KeyboardEvent } from 'react';
import { currencyDigits } from '../format/decimal-input';
import { Field, type FieldFrameProps } from './field';
import styles from './fields.module.css';
import { type DecimalDraftOptions, useDecimalDraft } from './use-decimal-draft';

export interface NumberFieldProps
  extends FieldFrameProps,
    Omit<DecimalDraftOptions, 'units'>,
    Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'className' | 'children' | 'type' | 'min' | 'max' | 'step'> {
  /** Stands after the number, such as `%`, `USD`, `months`; may be typed too. */
  unit?: string;
}

/**
 * A number in the person's locale, held as an exact decimal string (`"4200.5"`). Reports each keystroke that makes a
 * number; shows what is wrong with one that does not; the up and down keys change it by `step`.
 *
 * @example <NumberField label="Discount" unit="%" value={discount} onChange={setDiscount} min="0" max="100" />
 */
export function NumberField({
  label,
  hint,
  error,
  optional,
  hideLabel,
  internal,
  className,
  value,
  onChange,
  unit,
  digits,
  min,
  max,
  step,
  onKeyDown,
  onBlur,
  ...rest
}: NumberFieldProps) {
  const draft = useDecimalDraft({ value, onChange, digits, min, max, step, ...(unit && { units: [unit] }) });
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    onKeyDown?.(event);
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    draft.nudge(event.key === 'ArrowUp' ? 1 : -1);
  };
  return (
    <Field {...{ label, hint, optional, hideLabel, internal, className }} error={error ?? draft.problem}>
      {(control) => (
        <span className={styles.withUnit}>
          <input
            {...rest}
            {...control}
            type="text"
            inputMode="decimal"
            data-unreadable={draft.unreadable || undefined}
            autoComplete="off"
            className={`${styles.input} ${styles.number}`}
            value={draft.text}
            onChange={(event) => draft.type(event.currentTarget.value)}
            onKeyDown={keys}
            onBlur={(event) => {
              draft.settle();
              onBlur?.(event);
            }}
          />
          {unit && <span className={styles.unit}>{unit}</span>}
        </span>
      )}
    </Field>
  );
}

export interface MoneyFieldProps extends Omit<NumberFieldProps, 'unit' | 'digits'> {
  /** ISO 4217; decides the places shown. */
  currency: string;
}

/** An amount of money: a number with its currency beside it. */
export function MoneyField({ currency, ...rest }: MoneyFieldProps) {
  return <NumberField {...rest} unit={currency} digits={currencyDigits(currency)} />;
}
