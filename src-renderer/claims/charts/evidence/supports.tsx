import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../../../client';
import { Card, Chip, TextLink, useText } from '../../../ui';
import { useReadsDrafts } from '../../claims-page';
import { CHART_ENTITIES } from '../../queries';
import { StatusChip } from '../../words';
import styles from './evidence.module.css';
import { useOutcomeWord } from './outcome-words';
import { evidenceText } from './text';

/** Which elements of claim charts a verdict says something about; for those who read drafts. */
export function SupportsOf({ verdict }: { verdict: string }) {
  return useReadsDrafts() ? <Supports verdict={verdict} /> : null;
}

function Supports({ verdict }: { verdict: string }) {
  const t = useText(evidenceText);
  const outcome = useOutcomeWord();
  const { data } = useQuery(
    useDeskQueries().claims.supportedBy.queryOptions({ input: { verdict }, meta: { entities: CHART_ENTITIES } }),
  );
  if (!data) return null;
  return (
    <Card title={t('supports.title')}>
      {data.length === 0 ? (
        <p className="quiet">{t('supports.none')}</p>
      ) : (
        <ul className={styles.supports}>
          {data.map((one) => (
            <li key={`${one.element} ${one.row}`}>
              <span className={styles.supportHead}>
                <TextLink to={`/claims/charts/${one.chart}?element=${one.element}`}>
                  {one.chartNumber} {one.label}
                </TextLink>
                <StatusChip status={one.status} />
                <Chip size="small">{t(one.cited ? 'supports.cited' : 'supports.planned')}</Chip>
                <span className="quiet">
                  {one.outcome === null
                    ? one.rowLabel
                    : t('supports.row', { row: one.rowLabel, outcome: outcome(one.outcome) })}
                </span>
              </span>
              <span className={styles.clamped}>{one.limitation}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
