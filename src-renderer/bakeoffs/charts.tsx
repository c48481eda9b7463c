import { useQuery } from '@tanstack/react-query';
import { Ecdf, type EcdfSeries, RunOrder, screenPalette } from '../../src-charts';
import type { BakeoffView, ComparedRow, Distribution } from '../../src-shared/bakeoffs';
import { errorRecord } from '../../src-shared/kernel/errors';
import { useDeskQueries } from '../client';
import { Card, Columns, ErrorSurface, Measured, Section, useFormat, useText } from '../ui';
import { bakeoffsText } from './text';
import { measured, unitText } from './verdict-words';

const HEIGHT = 140;

/** Distributions of single measurements by workload, and each row's runs in their order. */
export function BakeoffCharts({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(bakeoffsText);
  const query = useQuery({
    ...useDeskQueries().bakeoffs.distributions.queryOptions({
      input: { bakeoff: bakeoff.id },
      meta: { entities: ['benchmarkRun', 'contender'] },
    }),
    enabled: bakeoff.runs.length > 0,
  });
  if (bakeoff.runs.length === 0) return null;
  return (
    <>
      <Section title={t('charts.title')} aside={<small>{t('charts.about')}</small>}>
        {query.error && <ErrorSurface error={errorRecord(query.error)} onRetry={() => void query.refetch()} />}
        {!query.data && !query.error && <p className="quiet">{t('charts.reading')}</p>}
        {query.data && (
          <Columns min={240}>
            {query.data.map((one) => (
              <DistributionCard key={`${one.key}\n${one.metric}`} distribution={one} tool={bakeoff.runs[0]!.tool} />
            ))}
          </Columns>
        )}
      </Section>
      <Section title={t('order.title')}>
        <Columns min={240}>
          {bakeoff.comparison.rows.map((row) => (
            <OrderCard key={row.metric.id} row={row} />
          ))}
        </Columns>
      </Section>
    </>
  );
}

function DistributionCard({ distribution, tool }: { distribution: Distribution; tool: string }) {
  const t = useText(bakeoffsText);
  const format = useFormat();
  const { key, unit, ours, theirs } = distribution;
  const series = (
    [
      ['ours', ours],
      ['theirs', theirs],
    ] as const
  ).flatMap(([side, drawn]): EcdfSeries[] =>
    drawn
      ? [
          {
            key: side,
            label: t(side),
            side,
            points: drawn.values.map((x, index) => ({ x, share: drawn.shares[index]! })),
          },
        ]
      : [],
  );
  const what = tool === 'hyperfine' ? t('charts.executions') : t('charts.requests');
  const count = (ours?.n ?? 0) + (theirs?.n ?? 0);
  return (
    <Card title={key} aside={<small className="figures">{t('charts.counted', { count })}</small>}>
      <Measured height={HEIGHT}>
        {(width) => (
          <Ecdf
            width={width}
            height={HEIGHT}
            palette={screenPalette}
            title={t('charts.of', { key })}
            unit={unit}
            series={series}
            domain={[0, tail(series)]}
            format={(value) => measured(value, format)}
          />
        )}
      </Measured>
      <small>{t('charts.caption', { what, unit })}</small>
    </Card>
  );
}

/** Where the axis ends: beyond 99 % of the slower side. The last percent of a long tail would press everything else flat. */
function tail(series: readonly EcdfSeries[]): number {
  const ends = series.map(({ points }) => points.find(({ share }) => share >= 0.99)?.x ?? points.at(-1)?.x ?? 0);
  return Math.max(...ends, Number.MIN_VALUE) * 1.08;
}

function OrderCard({ row }: { row: ComparedRow }) {
  const t = useText(bakeoffsText);
  const format = useFormat();
  const { metric, points } = row;
  const runs = points.flatMap(({ run, side, value, used, repetition = 0 }, index) =>
    value === null ? [] : [{ key: `${run}/${repetition}`, place: index + 1, side, value, marked: !used }],
  );
  if (runs.length === 0) return null;
  return (
    <Card title={metric.label} aside={<small>{unitText(metric.unit)}</small>}>
      <Measured height={HEIGHT}>
        {(width) => (
          <RunOrder
            width={width}
            height={HEIGHT}
            palette={screenPalette}
            title={t('order.label', { label: metric.label })}
            unit={unitText(metric.unit)}
            labels={{ ours: t('ours'), theirs: t('theirs') }}
            runs={runs}
            format={(value) => measured(value, format, metric.unit)}
          />
        )}
      </Measured>
      {[row.drift.ours, row.drift.theirs].map(
        ({ warning }, index) => warning && <small key={index === 0 ? 'ours' : 'theirs'}>{warning}</small>,
      )}
    </Card>
  );
}
