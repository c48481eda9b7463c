import { type FormEvent, type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './fields.module.css';

export interface FormProps {
  /** Called by the submitting button, by Enter in a line of text, and by Ctrl Enter anywhere. */
  onSubmit(): void;
  children: ReactNode;
  'aria-label'?: string;
}

/**
 * A form that is sent with the keyboard too. Errors are the fields' own; the browser's bubbles are off. It is not sent
 * while a number in it cannot be read, because the value behind that field is an older one: the field gets the focus. So does the first
 * one that says something is wrong once it was sent.
 */
export function Form({ onSubmit, children, ...rest }: FormProps) {
  const send = (form: HTMLFormElement) => {
    const unreadable = form.querySelector<HTMLElement>('[data-unreadable]');
    if (!unreadable) {
      onSubmit();
      // Fields say what is wrong when they are drawn next; the first of them is where one goes on.
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    // Leaving the field once makes it say what is wrong.
    unreadable.focus();
    unreadable.blur();
    unreadable.focus();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(event.currentTarget);
  };
  const keys = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send(event.currentTarget);
    }
  };
  return (
    <form {...rest} noValidate className={styles.form} onSubmit={submit} onKeyDown={keys}>
      {children}
    </form>
  );
}

export interface FormSectionProps {
  title: string;
  /** What these fields are for. */
  about?: ReactNode;
  /** Fields side by side where there is room; 1 to 3. */
  columns?: 1 | 2 | 3;
  /** What stands last takes more of a wide window: lines of many fields. */
  wide?: boolean;
  children: ReactNode;
}

/** Fields that belong together: the title and what it is about on the left, the fields on the right. */
export function FormSection({ title, about, columns = 1, wide, children }: FormSectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {about && <p className={styles.about}>{about}</p>}
      </div>
      <div className={styles.fields} data-columns={columns} data-wide={wide || undefined}>
        {children}
      </div>
    </section>
  );
}

/** Short fields of a form side by side, two in a row where there is room: a start and an end, a number and a number. */
export function FormRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** The row of buttons at the end of a form; the primary one last. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
