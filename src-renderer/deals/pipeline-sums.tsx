import { useQuery } from '@tanstack/react-query';
import { type DealFilter, type Stage, type SumView, stageWeights } from '../../src-shared/deals';
import { shareOfMinor } from '../../src-shared/kernel/money';
import { useDeskQueries } from '../client';
import { type Explanation, type Format, TraceableNumber, type Translate, useFormat, useText } from '../ui';
import styles from './deals.module.css';
import { DEAL_ENTITIES, moneyText } from './shared';
import { dealsText } from './text';

interface StageSum {
  stage: Stage;
  currency: string;
  total: string;
  deals: number;
}

/** Number and sums of the deals that a filter lets through; the weighted sums can be asked where they come from. */
export function PipelineSums({ filter }: { filter: DealFilter }) {
  const t = useText(dealsText);
  const format = useFormat();
  const desk = useDeskQueries();
  const { data } = useQuery(
    desk.deals.sums.queryOptions({
      input: filter,
      meta: { entities: DEAL_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
  if (!data) return null;
  return (
    <div className={styles.sums}>
      <span className="figures">{t('count', { count: data.total })}</span>
      {data.sums.map((sum) => (
        <WeightedSum key={sum.currency} sum={sum} stages={data.stages} format={format} t={t} />
      ))}
    </div>
  );
}

function WeightedSum({
  sum,
  stages,
  format,
  t,
}: {
  sum: SumView;
  stages: readonly StageSum[];
  format: Format;
  t: Translate<(typeof dealsText)['messages']>;
}) {
  const weighted = moneyText(format, sum.weighted, sum.currency) ?? '';
  return (
    <span className={styles.sum}>
      <b className="figures">{moneyText(format, sum.total, sum.currency)}</b>{' '}
      <span className="quiet">
        {t('sums.weighted.within')}{' '}
        <TraceableNumber value={weighted} explain={() => explainWeighted(sum, stages, format, t)} />
      </span>
    </span>
  );
}

/** The steps of a weighted sum: stage by stage, as the rule of the pipeline computes it. */
export function explainWeighted(
  sum: SumView,
  stages: readonly StageSum[],
  format: Format,
  t: Translate<(typeof dealsText)['messages']>,
): Explanation {
  return {
    value: moneyText(format, sum.weighted, sum.currency) ?? '',
    title: t('sums.title', { currency: sum.currency }),
    steps: stages
      .filter(({ currency }) => currency === sum.currency)
      .map(({ stage, currency, total, deals }) => ({
        label: t('sums.step', {
          stage: t(`stage.${stage}`),
          count: deals,
          total: format.minor(total, currency),
          weight: format.percent(stageWeights[stage]),
        }),
        result: format.minor(
          shareOfMinor(BigInt(total), BigInt(stageWeights[stage]), 'half-away-from-zero').toString(),
          currency,
        ),
      })),
    note: t('sums.note'),
  };
}
