import type { MappingTrial } from '../../../src-shared/bakeoffs';
import { ErrorSurface, Row, useFormat, useText } from '../../ui';
import styles from './mapping.module.css';
import { mappingText } from './text';

interface FoundProps {
  trial: MappingTrial | undefined;
  trying: boolean;
  /** Why nothing can be tried; null when it can. */
  missing: string | null;
}

/** Series that are shown; the rest is counted. */
const SHOWN = 8;

/** What a mapping finds in a file, as figures: the test of whether it says the right thing. */
export function Found({ trial, trying, missing }: FoundProps) {
  const t = useText(mappingText);
  const format = useFormat();
  const figure = (value: number | undefined) =>
    value === undefined ? '' : format.number(Number(value.toPrecision(6)));
  return (
    <section aria-label={t('found.title')} className={styles.found}>
      <Row>
        <h3>{t('found.title')}</h3>
        <small role="status">
          {missing !== null
            ? t('unfinished', { what: missing })
            : trying
              ? t('found.trying')
              : trial && !trial.problem
                ? [
                    t('found.used', { count: trial.totals.used }),
                    trial.totals.passedOver > 0 && t('found.passed', { count: trial.totals.passedOver }),
                    trial.totals.skipped > 0 && t('found.skipped', { count: trial.totals.skipped }),
                    t(trial.whole ? 'found.all' : 'found.beginning'),
                  ]
                    .filter(Boolean)
                    .join(' · ')
                : ''}
        </small>
      </Row>
      {trial?.problem && <ErrorSurface error={trial.problem} />}
      {trial?.warnings.slice(0, 5).map(({ code, message }) => (
        <p key={message} className={styles.warning}>
          {message} <span className="mono">{code}</span>
        </p>
      ))}
      {trial && trial.series.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        <section className={styles.scroll} tabIndex={0} aria-label={t('found.table')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('found.series')}</th>
                <th scope="col">{t('found.metric')}</th>
                <th scope="col" className={styles.number}>
                  {t('found.n')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('found.median')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('found.p95')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('found.value')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('found.errors')}
                </th>
              </tr>
            </thead>
            <tbody>
              {trial.series.slice(0, SHOWN).map((series) => (
                <tr key={`${series.key}\n${series.metric}`}>
                  <td>{series.key}</td>
                  <td>
                    {series.metric}, {series.unit}
                  </td>
                  <td className={styles.number}>{figure(series.n)}</td>
                  <td className={styles.number}>{figure(series.median)}</td>
                  <td className={styles.number}>
                    {figure(series.percentiles?.['linear7']?.['p95'] ?? series.percentiles?.['reported']?.['p95'])}
                  </td>
                  <td className={styles.number}>{figure(series.value)}</td>
                  <td className={styles.number}>{figure(series.errors)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {trial.seriesCount > SHOWN && <small>{t('found.more', { count: trial.seriesCount - SHOWN })}</small>}
        </section>
      )}
      {trial && trial.series.length === 0 && !trial.problem && <p className="quiet">{t('found.nothing')}</p>}
    </section>
  );
}
