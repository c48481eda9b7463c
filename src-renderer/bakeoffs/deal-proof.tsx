import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../client';
import { Chip, Section, TextLink, useFormat, useText } from '../ui';
import styles from './bakeoffs.module.css';
import { BAKEOFF_ENTITIES } from './queries';
import { bakeoffsText } from './text';

/** Beside an offer: the verdicts that it can point to, each marked where it no longer holds. Nothing where there is none. */
export function DealProof({ deal }: { deal: string }) {
  const t = useText(bakeoffsText);
  const format = useFormat();
  const { data = [] } = useQuery(
    useDeskQueries().bakeoffs.proof.queryOptions({ input: { deal }, meta: { entities: BAKEOFF_ENTITIES } }),
  );
  if (data.length === 0) return null;
  return (
    <Section title={t('proof.title')}>
      <ul className={styles.verdicts}>
        {data.map(({ verdict, number, headline, at, keptInside, stale }) => (
          <li key={verdict}>
            <TextLink to={`/verdicts/${verdict}`}>{number}</TextLink>{' '}
            <Chip size="small" tone={stale.length > 0 ? 'warn' : 'good'}>
              {stale.length > 0 ? t('proof.stale') : t('proof.holds')}
            </Chip>{' '}
            {keptInside && (
              <Chip size="small" tone="internal">
                {t('proof.inside')}
              </Chip>
            )}
            <p className="quiet">{headline}</p>
            {stale.map((reason) => (
              <p key={reason} className="quiet">
                {reason}
              </p>
            ))}
            <small>{format.date(at)}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
