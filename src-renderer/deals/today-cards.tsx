import { useQuery } from '@tanstack/react-query';
import { openStages } from '../../src-shared/deals';
import { useActor } from '../app';
import { useDeskQueries } from '../client';
import { Card, KeyValueList, Mark, TextLink, TraceableNumber, useFormat, useText } from '../ui';
import styles from './deals.module.css';
import { explainWeighted } from './pipeline-sums';
import { DEAL_ENTITIES, dealPath, moneyText, useToday } from './shared';
import { dealsText } from './text';

/** So many late deals are named. */
const SHOWN = 6;

/** Deals of who acts of which something should have happened by now; nothing where nothing is late. */
export function LateDealsCard() {
  const t = useText(dealsText);
  const format = useFormat();
  const desk = useDeskQueries();
  const actor = useActor();
  const today = useToday();
  const { data } = useQuery(
    desk.deals.list.queryOptions({
      input: { owner: actor.id, late: true, today, sort: 'expectedClose', limit: SHOWN },
      meta: { entities: DEAL_ENTITIES },
    }),
  );
  if (!data || data.total === 0) return null;
  return (
    <Card title={t('today.late')} aside={<span className="quiet figures">{format.number(data.total)}</span>}>
      <ul className={styles.lateList}>
        {data.rows.map((deal) => (
          <li key={deal.id}>
            <TextLink to={dealPath(deal.id)}>{deal.title}</TextLink> <span className="quiet">{deal.accountName}</span>{' '}
            <span className={styles.late}>
              <Mark name="warning" />
              {deal.late.includes('next-step')
                ? t('today.late.next', {
                    step: deal.nextStep || t('today.late.step'),
                    date: format.date(deal.nextStepDue),
                  })
                : t('today.late.close', { date: format.date(deal.expectedClose) })}
            </span>
          </li>
        ))}
      </ul>
      {data.total > data.rows.length && (
        <TextLink to="/deals?owner=me&late=yes">
          {t('today.late.more', { count: data.total - data.rows.length })}
        </TextLink>
      )}
    </Card>
  );
}

/** What the open deals of who acts are worth, per currency; nothing where there are none. */
export function PipelineCard() {
  const t = useText(dealsText);
  const format = useFormat();
  const desk = useDeskQueries();
  const actor = useActor();
  const { data } = useQuery(
    desk.deals.sums.queryOptions({
      input: { owner: actor.id, stages: [...openStages] },
      meta: { entities: DEAL_ENTITIES },
    }),
  );
  if (!data || data.total === 0) return null;
  return (
    <Card title={<TextLink to="/deals?owner=me">{t('today.pipeline')}</TextLink>}>
      <KeyValueList
        items={[
          { label: t('today.pipeline.count'), value: format.number(data.total), figure: true },
          ...data.sums.flatMap((sum) => [
            {
              key: sum.currency,
              label: t('sums.open'),
              value: moneyText(format, sum.total, sum.currency),
              figure: true,
            },
            {
              key: `${sum.currency}-weighted`,
              label: t('sums.weighted'),
              value: (
                <TraceableNumber
                  value={moneyText(format, sum.weighted, sum.currency) ?? ''}
                  explain={() => explainWeighted(sum, data.stages, format, t)}
                />
              ),
              figure: true,
            },
          ]),
        ]}
      />
    </Card>
  );
}
