import { useMemo } from 'react';
import type { RunPageView, SeriesSummary } from '../../../src-shared/bakeoffs';
import { type DataColumn, DataTable, figureWidth, Section, useFormat, useText } from '../../ui';
import { MeasurementCharts, useCharts } from '../charts/measurement-charts';
import { measured, unitText } from '../verdict-words';
import { runText } from './text';

type Figure = RunPageView['run']['figures'][number];

/** What a run says in each row, its measurements as pictures, and every series that was read of it. */
export function RunFigures({ page }: { page: RunPageView }) {
  const t = useText(runText);
  const subject = { bakeoff: page.bakeoff.id, run: page.run.id, internal: page.bakeoff.competitorInternalOnly };
  const query = useCharts(subject, true);
  const figures = useFigureColumns(page);
  const series = useSeriesColumns();
  const rows = useMemo(() => page.series.map((one, index) => ({ ...one, index })), [page.series]);
  return (
    <>
      <Section title={t('figures.title')}>
        <DataTable
          label={t('figures.title')}
          rows={page.run.figures}
          columns={figures}
          rowKey={({ metric }) => metric}
          rowHeight="auto"
          maxHeight={900}
        />
      </Section>
      <MeasurementCharts query={query} subject={subject} />
      <Section
        title={
          page.series.length < page.seriesCount
            ? t('series.some', { shown: page.series.length, count: page.seriesCount })
            : t('series.title')
        }
      >
        <DataTable
          label={t('series.title')}
          rows={rows}
          columns={series}
          rowKey={({ index }) => String(index)}
          maxHeight={420}
        />
      </Section>
    </>
  );
}

function useFigureColumns({ metrics, run }: RunPageView): DataColumn<Figure>[] {
  const t = useText(runText);
  const format = useFormat();
  return useMemo(() => {
    const metricOf = ({ metric }: Figure) => metrics.find(({ id }) => id === metric);
    const textOf = (figure: Figure) => {
      const unit = metricOf(figure)?.unit;
      const named = figure.value === null || unit === 'ratio' ? '' : ` ${unitText(unit ?? '')}`;
      return `${measured(figure.value, format, unit)}${named}`;
    };
    return [
      {
        id: 'row',
        header: t('figures.row'),
        width: 180,
        grow: 3,
        rowHeader: true,
        wrap: true,
        value: (figure) => metricOf(figure)?.label ?? figure.metric,
      },
      {
        id: 'value',
        header: t('figures.value'),
        kind: 'figure',
        width: figureWidth(run.figures.map(textOf), 120),
        value: ({ value }) => value,
        cell: (figure) => (figure.enough ? textOf(figure) : <span className="quiet">{textOf(figure)}</span>),
      },
      {
        id: 'samples',
        header: t('figures.measurements'),
        kind: 'figure',
        width: 120,
        value: ({ samples }) => samples,
        cell: ({ samples }) => format.number(samples),
      },
      {
        id: 'repetitions',
        header: t('figures.repetitions'),
        kind: 'figure',
        width: 104,
        value: ({ repetitions }) => repetitions?.length,
        cell: ({ repetitions }) => (repetitions ? format.number(repetitions.length) : t('nothing')),
      },
      {
        id: 'note',
        header: t('figures.note'),
        width: 200,
        grow: 4,
        wrap: true,
        sortable: false,
        cell: ({ enough, reason }) => reason ?? (enough ? t('figures.counts') : t('nothing')),
      },
    ];
  }, [metrics, run.figures, t, format]);
}

function useSeriesColumns(): DataColumn<SeriesSummary & { index: number }>[] {
  const t = useText(runText);
  const format = useFormat();
  return useMemo(() => {
    type Of = SeriesSummary & { index: number };
    const figure = (id: string, header: string, of: (one: Of) => number | undefined): DataColumn<Of> => ({
      id,
      header,
      kind: 'figure',
      width: 92,
      value: (one) => of(one),
      cell: (one) => {
        const value = of(one);
        return value === undefined ? t('nothing') : measured(value, format, one.unit);
      },
    });
    return [
      { id: 'key', header: t('series.series'), width: 150, grow: 3, rowHeader: true, value: ({ key }) => key },
      {
        id: 'metric',
        header: t('series.metric'),
        width: 130,
        grow: 1,
        value: ({ metric, unit }) => (unitText(unit) ? `${metric}, ${unitText(unit)}` : metric),
      },
      {
        ...figure('n', t('series.n'), ({ n }) => n),
        cell: ({ n }) => (n === undefined ? t('nothing') : format.number(n)),
      },
      figure('value', t('series.value'), ({ value }) => value),
      figure('median', t('series.median'), ({ median }) => median),
      figure('p95', t('series.p95'), ({ percentiles }) => percentiles?.['linear7']?.['p95']),
      figure('min', t('series.min'), ({ min }) => min),
      figure('max', t('series.max'), ({ max }) => max),
      {
        ...figure('errors', t('series.errors'), ({ errors }) => errors),
        cell: ({ errors }) => (errors === undefined ? t('nothing') : format.number(errors)),
      },
    ];
  }, [t, format]);
}
