/**
 * The charts of Proofdesk, for screen and paper. Each is a function of its props that returns one `<svg>`: no state, no
 * effects, no measuring, no clock. So `renderToStaticMarkup` draws it in a worker without a document, and the same props
 * give the same bytes on every machine.
 */
export { BakeoffFigure, type BakeoffFigureProps } from './bakeoff-figure';
export { ChartFrame, type ChartFrameProps, type ChartLook, type ChartSize } from './chart-frame';
export { type CostBar, CostBars, type CostBarsProps, type CostGroup } from './cost-bars';
export { CumulativeLine, type CumulativeLineProps, type CumulativeSeries } from './cumulative-line';
export { Distribution, type DistributionMark, type DistributionProps } from './distribution';
export { describeEcdf, Ecdf, type EcdfProps, type EcdfSeries } from './ecdf';
export { plainFigure, sharePercent, signedPercent } from './figures';
export { describeInterval, type IntervalRow, type IntervalVerdict, intervalDomain, intervalTicks } from './interval';
export { IntervalAxis, IntervalCell, type IntervalCellProps } from './interval-cell';
export { IntervalPlot, type IntervalPlotProps } from './interval-plot';
export { type ChartPalette, darkPalette, lightPalette, printPalette, type Side, screenPalette } from './palette';
export { PercentileCurve, type PercentileCurveProps, type PercentilePoint } from './percentile-curve';
export { type OrderedRun, RunOrder, type RunOrderProps } from './run-order';
export { type TimePoint, TimeSeries, type TimeSeriesProps } from './time-series';
export { TornadoBars, type TornadoBarsProps, type TornadoRow, tornadoHeight } from './tornado-bars';
export { UsageByMonth, type UsageByMonthProps, type UsageMonth } from './usage-by-month';
export { Waterfall, type WaterfallProps, type WaterfallStep } from './waterfall';
