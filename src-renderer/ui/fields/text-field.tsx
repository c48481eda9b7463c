import type { ComponentProps } from 'react';
import { Field, type FieldFrameProps } from './field';
import styles from './fields.module.css';

export interface TextFieldProps
  extends FieldFrameProps,
    Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'className' | 'children' | 'type'> {
  value: string;
  onChange(value: string): void;
  type?: 'text' | 'email' | 'url' | 'tel' | 'search' | 'password';
  /** Digests, codes, addresses. */
  mono?: boolean;
}

/** One line of text. */
export function TextField({
  label,
  hint,
  error,
  optional,
  hideLabel,
  internal,
  className,
  value,
  onChange,
  mono,
  type = 'text',
  ...rest
}: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, hideLabel, internal, className }}>
      {(control) => (
        <input
          {...rest}
          {...control}
          type={type}
          required={rest.required}
          className={mono ? `${styles.input} ${styles.mono}` : styles.input}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface TextAreaFieldProps
  extends FieldFrameProps,
    Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'className' | 'children'> {
  value: string;
  onChange(value: string): void;
}

/** Several lines of text; grows with what is written. */
export function TextAreaField({
  label,
  hint,
  error,
  optional,
  hideLabel,
  internal,
  className,
  value,
  onChange,
  rows = 3,
  ...rest
}: TextAreaFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, hideLabel, internal, className }}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          rows={rows}
          className={`${styles.input} ${styles.area}`}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface DateFieldProps
  extends FieldFrameProps,
    Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'className' | 'children' | 'type' | 'min' | 'max'> {
  /** A day as `2027-02-19`; empty where none is chosen. */
  value: string | null;
  /** A whole day or `null`; never a half-typed one. */
  onChange(value: string | null): void;
  min?: string;
  max?: string;
}

/** A day, typed or picked from the system's calendar; shown as the system writes dates. */
export function DateField({
  label,
  hint,
  error,
  optional,
  hideLabel,
  internal,
  className,
  value,
  onChange,
  ...rest
}: DateFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, hideLabel, internal, className }}>
      {(control) => (
        <input
          {...rest}
          {...control}
          type="date"
          className={`${styles.input} ${styles.date}`}
          data-empty={value ? undefined : true}
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )}
    </Field>
  );
}
