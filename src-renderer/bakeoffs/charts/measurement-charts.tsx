import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ChartFigure, type TimeMeasure, timeMeasures } from '../../../src-shared/bakeoffs';
import { errorRecord } from '../../../src-shared/kernel/errors';
import { useDeskQueries } from '../../client';
import { Columns, ErrorSurface, Section, Segment, useText } from '../../ui';
import { unitText } from '../verdict-words';
import { ChartCard } from './chart-card';
import styles from './charts.module.css';
import type { ChartSubject } from './save-chart';
import { chartsText } from './text';

const views = ['distribution', 'percentiles', 'time'] as const;
type View = (typeof views)[number];

/** The pictures of a bakeoff or of a run, read from the raw files in the background. */
export function useCharts({ bakeoff, run }: ChartSubject, enabled: boolean) {
  return useQuery({
    ...useDeskQueries().bakeoffs.charts.queryOptions({
      input: { bakeoff, ...(run && { run }) },
      meta: { entities: ['bakeoff', 'benchmarkRun', 'contender', 'bakeoffWaiver'] },
    }),
    enabled,
    placeholderData: (before) => before,
  });
}

/** Distributions, percentiles or time series of single measurements, a picture for each series of the rows. */
export function MeasurementCharts({ query, subject }: { query: ReturnType<typeof useCharts>; subject: ChartSubject }) {
  const t = useText(chartsText);
  const [view, setView] = useState<View>('distribution');
  const [measure, setMeasure] = useState<TimeMeasure>('median');
  const { figures = [], absent = [] } = query.data ?? {};
  const measured = figures.filter(({ kind }) => views.includes(kind as View));
  const shown = measured.filter(
    ({ kind, drawing }) => kind === view && (drawing.kind !== 'time' || drawing.measure === measure),
  );
  const about = (figure: ChartFigure): string => {
    if (view === 'time' && measure === 'errors') return t('about.share');
    const unit = unitText(figure.unit);
    if (subject.run && view !== 'distribution') return t(`about.run.${view}`, { unit });
    return t(`about.${view}`, { unit });
  };
  return (
    <Section
      title={t('charts.title')}
      aside={
        measured.length > 0 && (
          <span className={styles.controls}>
            {view === 'time' && (
              <Segment
                label={t('charts.measure')}
                options={timeMeasures.map((value) => ({ value, label: t(`measure.${value}`) }))}
                value={measure}
                onChange={setMeasure}
              />
            )}
            <Segment
              label={t('charts.view')}
              options={views.map((value) => ({ value, label: t(`view.${value}`) }))}
              value={view}
              onChange={setView}
            />
          </span>
        )
      }
    >
      {query.error && <ErrorSurface error={errorRecord(query.error)} onRetry={() => void query.refetch()} />}
      {!query.data && !query.error && <p className="quiet">{t('charts.reading')}</p>}
      {query.data && measured.length === 0 && absent.length === 0 && <p className="quiet">{t('charts.none')}</p>}
      {absent[0] && (
        <p role="status">
          {t('charts.absent', { count: absent.length })}{' '}
          {absent[0].why ?? t('charts.absent.hint', { file: absent[0].name })}
        </p>
      )}
      {measured.length > 0 && shown.length === 0 && (
        <p className="quiet">{t(measure === 'errors' ? 'charts.none.errors' : 'charts.none.time')}</p>
      )}
      <Columns min={subject.run ? 360 : 280}>
        {shown.map((figure) => (
          <ChartCard key={figure.id} figure={figure} subject={subject} about={about(figure)} />
        ))}
      </Columns>
      {measured.length > 0 && (
        <p>
          <small>{t('charts.about')}</small>
        </p>
      )}
    </Section>
  );
}
