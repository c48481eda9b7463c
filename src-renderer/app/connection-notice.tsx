import { useConnectionState } from '../client';
import { Mark, useText } from '../ui';
import styles from './app.module.css';
import { appText } from './text';

/** Says that the program does not answer, as long as it does not. */
export function ConnectionNotice() {
  const t = useText(appText);
  const connection = useConnectionState();
  if (connection !== 'lost') return null;
  return (
    <div role="status" className={styles.notice}>
      <Mark name="half" />
      <p>
        <b>{t('connection.lost')}</b> {t('connection.lost.about')}
      </p>
    </div>
  );
}

/** The whole page once the program no longer knows it: nothing else would work. */
export function Refused() {
  const t = useText(appText);
  return (
    <main className={styles.alone}>
      <h1>{t('connection.refused')}</h1>
      <p className="quiet">{t('connection.refused.about')}</p>
    </main>
  );
}
