import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../client';
import { Card, TextLink, useText } from '../ui';
import { QUOTE_ENTITIES } from './entities';
import styles from './quotes.module.css';
import { ClockWarning, QuoteMeter, StandingChip } from './standing';
import { quotesText } from './text';

/** So many are shown; all of them are one link away. */
const SHOWN = 6;

/** Quotes whose turnaround clock runs, for Today. */
export function ClockCard() {
  const t = useText(quotesText);
  const quotes = useQuery(useDeskQueries().quotes.list.queryOptions({ input: {}, meta: { entities: QUOTE_ENTITIES } }));
  const running = quotes.data?.filter(({ clock }) => clock.running) ?? [];
  if (running.length === 0) return null;
  return (
    <Card title={t('today.title')} aside={<TextLink to="/quotes">{t('today.all')}</TextLink>}>
      <ul className={styles.clocks}>
        {running.slice(0, SHOWN).map((quote) => (
          <li key={quote.id} className={styles.clockRow}>
            <div className={styles.clockHead}>
              <TextLink to={`/quotes/${quote.id}`}>{quote.title}</TextLink>
              <span className={styles.clockChips}>
                <ClockWarning quote={quote} asked={quotes.dataUpdatedAt} />
                <StandingChip quote={quote} size="small" />
              </span>
            </div>
            <QuoteMeter quote={quote} asked={quotes.dataUpdatedAt} compact />
          </li>
        ))}
      </ul>
    </Card>
  );
}
