import { type ReactNode, useId } from 'react';
import { Mark } from '../controls/marks';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import styles from './fields.module.css';

/** What every field of a form has. */
export interface FieldFrameProps {
  label: string;
  /** What to enter and what it is for, below the label. */
  hint?: ReactNode;
  /** What is wrong and how to mend it. A field with an error is announced as invalid. */
  error?: string | null;
  /** The label says that it may be left empty. */
  optional?: boolean;
  /** Only for screen readers, where the place already says what it is. */
  hideLabel?: boolean;
  /** Never shown to a customer: the label is violet. */
  internal?: boolean;
  className?: string;
}

/** What a control needs from its frame to be named, described and marked as invalid. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export interface FieldProps extends FieldFrameProps {
  children: (control: FieldControl) => ReactNode;
}

/**
 * Label, hint and error around any control. The kit's own fields are made with it; so can others be.
 *
 * @example <Field label="Logo">{(control) => <input type="file" {...control} />}</Field>
 */
export function Field({ label, hint, error, optional, hideLabel, internal, className, children }: FieldProps) {
  const id = useId();
  const t = useText(uiText);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={[styles.field, className].filter(Boolean).join(' ')} data-internal={internal || undefined}>
      <label htmlFor={id} className={hideLabel ? 'only-screen-reader' : styles.label}>
        {label}
        {optional && <span className={styles.optional}> {t('field.optional')}</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          <Mark name="warning" />
          {error}
        </p>
      )}
    </div>
  );
}
