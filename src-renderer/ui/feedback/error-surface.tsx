import { useState } from 'react';
import type { ErrorPlace, ErrorRecord } from '../../../src-shared/kernel/errors';
import { Button, IconButton } from '../controls/button';
import { Mark } from '../controls/marks';
import type { Translate } from '../text/catalogue';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import styles from './feedback.module.css';

export interface ErrorSurfaceProps {
  error: ErrorRecord;
  /** What was being done, in place of the name of the error's code. */
  title?: string;
  /** The person has dealt with it. Left out where only mending makes it go away. */
  onDismiss?(): void;
  onRetry?(): void;
  /** Other ways out: a button to the place that mends it. */
  actions?: React.ReactNode;
}

/**
 * An error that stays until it is dealt with: what is wrong, where, what to do, and its details to hand on. Never a
 * message that vanishes by itself.
 */
export function ErrorSurface({ error, title, onDismiss, onRetry, actions }: ErrorSurfaceProps) {
  const t = useText(uiText);
  const [copied, setCopied] = useState(false);
  const place = placeText(error.where, t);
  const copy = async () => {
    await navigator.clipboard.writeText(JSON.stringify(error, null, 2));
    setCopied(true);
  };
  return (
    <section role="alert" className={styles.error}>
      <span className={styles.errorMark}>
        <Mark name="warning" size={14} />
      </span>
      <div className={styles.errorBody}>
        <p className={styles.errorTitle}>{title ?? t(`error.code.${error.code}`)}</p>
        <p>{error.message}</p>
        {place && <p className="mono">{place}</p>}
        {error.hint && <p className={styles.errorHint}>{error.hint}</p>}
        <p className={styles.errorActions}>
          {onRetry && (
            <Button size="small" onClick={onRetry}>
              {t('error.retry')}
            </Button>
          )}
          {actions}
          <Button size="small" kind="quiet" onClick={copy}>
            {copied ? t('error.copied') : t('error.copy')}
          </Button>
        </p>
      </div>
      {onDismiss && <IconButton icon="close" size="small" label={t('error.dismiss')} onClick={onDismiss} />}
    </section>
  );
}

/** Where an error lies, from file to column; empty where nothing is known. */
export function placeText(place: ErrorPlace | undefined, t: Translate<(typeof uiText)['messages']>): string {
  if (!place) return '';
  return [
    place.file,
    place.line !== undefined && t('error.at-line', { line: String(place.line) }),
    place.column !== undefined && t('error.at-column', { column: String(place.column) }),
    place.byte !== undefined && t('error.at-byte', { byte: String(place.byte) }),
    place.field !== undefined && t('error.at-field', { field: place.field }),
  ]
    .filter(Boolean)
    .join(', ');
}
