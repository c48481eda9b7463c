import type { BakeoffView } from '../../../src-shared/bakeoffs';
import { Columns, Section, useText } from '../../ui';
import { unitText } from '../verdict-words';
import { ChartCard, SaveMenu } from './chart-card';
import { MeasurementCharts, useCharts } from './measurement-charts';
import type { ChartSubject } from './save-chart';
import { chartsText } from './text';

const subjectOf = ({ id, competitorInternalOnly }: BakeoffView): ChartSubject => ({
  bakeoff: id,
  internal: competitorInternalOnly,
});

/** Single measurements of both sides laid over each other, and each row's runs in their order. */
export function BakeoffCharts({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(chartsText);
  const query = useCharts(subjectOf(bakeoff), bakeoff.runs.length > 0);
  const subject = subjectOf(bakeoff);
  if (bakeoff.runs.length === 0) return null;
  const orders = (query.data?.figures ?? []).filter(({ kind }) => kind === 'order');
  const drifts = new Map(
    bakeoff.comparison.rows.map(({ metric, drift }) => [metric.id, [drift.ours.warning, drift.theirs.warning]]),
  );
  return (
    <>
      <MeasurementCharts query={query} subject={subject} />
      {orders.length > 0 && (
        <Section title={t('order.title')}>
          <Columns min={280}>
            {orders.map((figure) => (
              <ChartCard
                key={figure.id}
                figure={figure}
                subject={subject}
                about={t('about.order', { unit: unitText(figure.unit) })}
              >
                {drifts.get(figure.row)?.map(
                  // Two places that never move: ours, theirs.
                  (warning, index) => warning && <small key={index === 0 ? 'ours' : 'theirs'}>{warning}</small>,
                )}
              </ChartCard>
            ))}
          </Columns>
        </Section>
      )}
    </>
  );
}

/** Saves the picture of all intervals, beside the board that shows them. */
export function SaveIntervals({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(chartsText);
  const { data } = useCharts(subjectOf(bakeoff), bakeoff.runs.length > 0);
  const figure = data?.figures.find(({ kind }) => kind === 'intervals');
  return figure ? <SaveMenu figure={figure} subject={subjectOf(bakeoff)} label={t('intervals.menu')} /> : null;
}
