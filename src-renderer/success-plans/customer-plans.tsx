import { useQuery } from '@tanstack/react-query';
import type { CustomerPlan } from '../../src-shared/success-plans';
import { Loaded } from '../app';
import { useDeskQueries } from '../client';
import { writtenFigure } from '../pinned-figures';
import { Card, EmptyState, entryStyles, Page, PageHeader, Stack, useFormat, useText } from '../ui';
import { GoalStandingChip } from './standing';
import { plansText } from './text';
import { PlanTimeline } from './timeline';

function useCustomerPlans() {
  return useQuery(
    useDeskQueries().successPlans.customer.queryOptions({ meta: { entities: ['successPlan', 'successPlanVersion'] } }),
  );
}

/** The plans that were shared with the customer of this view. */
export function CustomerPlans() {
  const t = useText(plansText);
  return (
    <Page narrow>
      <PageHeader title={t('customer.title')} />
      <Loaded query={useCustomerPlans()}>
        {(plans) =>
          plans.length === 0 ? (
            <EmptyState>{t('customer.none')}</EmptyState>
          ) : (
            <Stack>
              {plans.map((plan) => (
                <PlanCard key={plan.id} plan={plan} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

/** The same on the customer's first page; nothing where nothing was shared. */
export function CustomerPlansCard() {
  const { data = [] } = useCustomerPlans();
  return data.map((plan) => <PlanCard key={plan.id} plan={plan} />);
}

function PlanCard({ plan }: { plan: CustomerPlan }) {
  const t = useText(plansText);
  const format = useFormat();
  const { title, number, summary, startsOn, asOf, version, goals, milestones } = plan;
  return (
    <Card title={`${title} · ${number}`}>
      <Stack gap={3}>
        <p className="quiet">{t('customer.asOf', { day: format.date(asOf), version })}</p>
        {summary && <p className={entryStyles.prose}>{summary}</p>}
        <PlanTimeline startsOn={startsOn} today={asOf} goals={goals} milestones={milestones} />
        <ul className={entryStyles.list}>
          {goals.map(({ id, title: name, baseline, target, unit, value, source, due, standing, note }) => (
            <li key={id}>
              <div className={entryStyles.line}>
                <b>{name}</b>
                <GoalStandingChip standing={standing} />
              </div>
              <div className={entryStyles.line}>
                <span className="quiet">
                  {t('goals.range', {
                    baseline: writtenFigure(format, baseline, unit),
                    target: writtenFigure(format, target, unit),
                  })}{' '}
                  · {t('item.due', { day: format.date(due) })}
                </span>
                <span>
                  {source && <small className="quiet">{source} </small>}
                  <b className="figures">{writtenFigure(format, value, unit)}</b>
                </span>
              </div>
              {note && <p className={entryStyles.prose}>{note}</p>}
            </li>
          ))}
          {milestones.map(({ id, title: name, due, standing, note }) => (
            <li key={id}>
              <div className={entryStyles.line}>
                <b>{name}</b>
                <GoalStandingChip standing={standing} />
              </div>
              <span className="quiet">{t('item.due', { day: format.date(due) })}</span>
              {note && <p className={entryStyles.prose}>{note}</p>}
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  );
}
