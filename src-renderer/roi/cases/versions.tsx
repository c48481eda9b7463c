import type { RoiCaseView } from '../../../src-shared/roi';
import { Button, Card, Chip, TextLink, useFormat, useText } from '../../ui';
import styles from '../roi.module.css';
import { caseText } from './text';

interface VersionsProps {
  found: RoiCaseView;
  /** The version whose readout is being made. */
  building: number | null;
  onBuild(version: number): void;
}

/** What was frozen: each version with its figure, whether the case has moved on, and its receipt. */
export function Versions({ found, building, onBuild }: VersionsProps) {
  const t = useText(caseText);
  const format = useFormat();
  return (
    <Card title={t('versions.title')}>
      {found.versions.length === 0 && <p className="quiet">{t('versions.none')}</p>}
      <ul className={styles.versions}>
        {found.versions.map(({ id, version, recordedAt, byName, netPresentValue, receipt, stale }) => (
          <li key={id}>
            <div>
              <b>{t('versions.version', { version })}</b>{' '}
              <Chip size="small" tone={stale ? 'warn' : 'good'}>
                {stale ? t('versions.stale') : t('versions.current')}
              </Chip>
              <p className="quiet">
                {t('versions.by', { when: format.dateTime(recordedAt), person: byName ?? '–' })} ·{' '}
                <span className="figures">
                  {t('versions.npv', { amount: format.money(netPresentValue, found.currency) })}
                </span>
                {receipt && (
                  <>
                    {' · '}
                    <TextLink to={`/receipts/${receipt}`}>{t('versions.receipt')}</TextLink>
                  </>
                )}
              </p>
            </div>
            <Button
              size="small"
              aria-label={t('versions.build.of', { version })}
              busy={building === version}
              onClick={() => onBuild(version)}
            >
              {t('versions.build')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
