import type { ChartFigure } from '../src-shared/bakeoffs';
import type { ChartLook } from './chart-frame';
import { Ecdf } from './ecdf';
import { plainFigure, signedPercent } from './figures';
import { IntervalPlot } from './interval-plot';
import type { Side } from './palette';
import { PercentileCurve } from './percentile-curve';
import { RunOrder } from './run-order';
import { TimeSeries } from './time-series';

export interface BakeoffFigureProps extends ChartLook {
  figure: ChartFigure;
  width: number;
  /** Not of intervals, which are as high as their rows. */
  height: number;
  labels: Record<Side, string> & { notBorne: string };
  /** A unit as it is written: `%` for shares. */
  unit?: string;
  /** Writes a value in the figure's unit. */
  format?: (value: number) => string;
  formatShare?: (share: number) => string;
  /** Writes a difference on the axis of intervals. */
  formatDifference?: (value: number) => string;
}

/** Any picture of a bakeoff or a run, for screen and file alike. */
export function BakeoffFigure(props: BakeoffFigureProps) {
  const { figure, width, height, labels, format = plainFigure, formatShare, formatDifference, palette } = props;
  const { unit = figure.unit, fontSize } = props;
  const look = { palette, ...(fontSize !== undefined && { fontSize }) };
  const { drawing, title } = figure;
  const common = { ...look, width, height, title, unit, format };
  switch (drawing.kind) {
    case 'intervals':
      return (
        <IntervalPlot
          {...look}
          rows={drawing.rows}
          width={width}
          title={title}
          format={formatDifference ?? (figure.unit === '%' ? signedPercent : format)}
        />
      );
    case 'distribution':
      return (
        <Ecdf
          {...common}
          domain={[0, drawing.end]}
          series={drawing.series.map(({ side, points }) => ({ key: side, label: labels[side], side, points }))}
          {...(formatShare && { formatShare })}
        />
      );
    case 'percentiles':
      return <PercentileCurve {...common} labels={labels} series={drawing.series} />;
    case 'time':
      return <TimeSeries {...common} labels={labels} series={drawing.series} />;
    case 'order':
      return <RunOrder {...common} labels={labels} runs={drawing.runs} />;
  }
}
