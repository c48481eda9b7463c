import { type ReactNode, useId } from 'react';
import styles from './fields.module.css';

export interface CheckFieldProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange(checked: boolean): void;
  disabled?: boolean;
  /** Drawn as a switch: for what takes effect at once. */
  switch?: boolean;
}

/** Yes or no. */
export function CheckField({ label, hint, checked, onChange, disabled, switch: asSwitch }: CheckFieldProps) {
  const id = useId();
  return (
    <div className={styles.check}>
      <input
        id={id}
        type="checkbox"
        role={asSwitch ? 'switch' : undefined}
        className={asSwitch ? styles.switch : styles.box}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <small id={`${id}-hint`} className={styles.checkHint}>
          {hint}
        </small>
      )}
    </div>
  );
}

export interface RadioFieldProps<Value extends string> {
  label: string;
  hint?: ReactNode;
  options: readonly { value: Value; label: ReactNode; hint?: ReactNode }[];
  value: Value | null;
  onChange(value: NoInfer<Value>): void;
}

/** One of a few that need a sentence each. */
export function RadioField<Value extends string>({ label, hint, options, value, onChange }: RadioFieldProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.radios} aria-describedby={hint ? `${name}-hint` : undefined}>
      <legend className={styles.label}>{label}</legend>
      {hint && (
        <p id={`${name}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {options.map((option) => (
        <div key={option.value} className={styles.check}>
          <input
            id={`${name}-${option.value}`}
            type="radio"
            className={styles.radio}
            name={name}
            checked={option.value === value}
            aria-describedby={option.hint ? `${name}-${option.value}-hint` : undefined}
            onChange={() => onChange(option.value)}
          />
          <label htmlFor={`${name}-${option.value}`}>{option.label}</label>
          {option.hint && (
            <small id={`${name}-${option.value}-hint`} className={styles.checkHint}>
              {option.hint}
            </small>
          )}
        </div>
      ))}
    </fieldset>
  );
}
