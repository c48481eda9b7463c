import { useHasRole } from '../../app';
import { Card, TextLink, useFormat, useText } from '../../ui';
import styles from '../charted.module.css';
import { useClaimAttention } from '../queries';
import { StandingChip } from '../words';
import { reviewText } from './text';

/** So many charts are named; the list of charts has all of them. */
const SHOWN = 6;

/** Charts with legal, approved or released whose evidence changed under them; nothing for everybody else. */
export function AttentionCard() {
  return useHasRole('legal') ? <Attention /> : null;
}

function Attention() {
  const t = useText(reviewText);
  const format = useFormat();
  const { data = [] } = useClaimAttention();
  if (data.length === 0) return null;
  return (
    <Card title={t('attention.title')} aside={<span className="quiet figures">{format.number(data.length)}</span>}>
      <p className="quiet">{t('attention.about')}</p>
      <ul className={styles.plain} aria-label={t('attention.title')}>
        {data.slice(0, SHOWN).map(({ chart, number, title, version, standing, why }) => (
          <li key={`${chart} ${version}`}>
            <div className={styles.line}>
              <span>
                <TextLink to={`/claims/charts/${chart}`}>{number}</TextLink> {title}{' '}
                <span className="quiet">{t('attention.version', { version })}</span>
              </span>
              <StandingChip standing={standing} />
            </div>
            {why.map((sentence) => (
              <p key={sentence} className={styles.changed}>
                {sentence}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {data.length > SHOWN && <TextLink to="/claims">{t('attention.more', { count: data.length - SHOWN })}</TextLink>}
    </Card>
  );
}
