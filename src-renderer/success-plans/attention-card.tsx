import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../client';
import { Card, entryStyles, TextLink, useFormat, useText } from '../ui';
import { PLAN_ENTITIES } from './queries';
import { GoalStandingChip } from './standing';
import { plansText } from './text';

/** So many are named; the list of plans has all of them. */
const SHOWN = 6;

/** Goals and milestones of whoever acts that are at risk, or whose day is over; nothing where there are none. */
export function AttentionCard() {
  const t = useText(plansText);
  const format = useFormat();
  const { data = [] } = useQuery(
    useDeskQueries().successPlans.attention.queryOptions({ meta: { entities: PLAN_ENTITIES } }),
  );
  if (data.length === 0) return null;
  return (
    <Card title={t('attention.title')} aside={<span className="quiet figures">{format.number(data.length)}</span>}>
      <p className="quiet">{t('attention.about')}</p>
      <ul className={entryStyles.list} aria-label={t('attention.title')}>
        {data.slice(0, SHOWN).map(({ item, plan, title, accountName, due, standing }) => (
          <li key={item} className={entryStyles.line}>
            <span>
              <TextLink to={`/success-plans/${plan}`}>{title}</TextLink>{' '}
              <span className="quiet">
                {accountName}, {t('attention.due', { day: format.date(due) })}
              </span>
            </span>
            <GoalStandingChip standing={standing} />
          </li>
        ))}
      </ul>
      {data.length > SHOWN && <TextLink to="/success-plans?behind=1">{t('attention.more')}</TextLink>}
    </Card>
  );
}
