import type { RoiCaseView } from '../../src-shared/roi';
import { Button, Card, Chip, TextLink, useFormat, useText } from '../ui';
import styles from './roi.module.css';
import { roiText } from './text';

interface VersionsProps {
  title: string;
  /** What is said where there is none yet. */
  none: string;
  versions: RoiCaseView['versions'];
  /** ISO 4217. */
  currency: string;
  /** The version whose readout is being made. */
  building: number | null;
  onBuild(version: number): void;
}

/** What was recorded or frozen: each version with its figure, whether the case has moved on, and its receipt. */
export function VersionsCard({ title, none, versions, currency, building, onBuild }: VersionsProps) {
  const t = useText(roiText);
  const format = useFormat();
  return (
    <Card title={title}>
      {versions.length === 0 && <p className="quiet">{none}</p>}
      <ul className={styles.versions}>
        {versions.map(({ id, version, recordedAt, byName, netPresentValue, receipt, stale }) => (
          <li key={id}>
            <div>
              <b>{t('versions.version', { version })}</b>{' '}
              <Chip size="small" tone={stale ? 'warn' : 'good'}>
                {stale ? t('versions.stale') : t('versions.current')}
              </Chip>
              <p className="quiet">
                {t('versions.by', { when: format.dateTime(recordedAt), person: byName ?? '–' })} ·{' '}
                <span className="figures">
                  {t('versions.npv', { amount: format.money(netPresentValue, currency) })}
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
