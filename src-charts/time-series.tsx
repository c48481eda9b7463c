import { axisLabelSpace, QuantityAxis, ValueAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure } from './figures';
import { Legend } from './legend';
import { type Side, sideColour } from './palette';
import { linearScale, px, tickDomain, ticksFromZero, ticksWithin } from './scale';
import { SideLine } from './side-line';

/** What a side's runs did in one stretch of their time. */
export interface TimePoint {
  /** Seconds from the start of the run. */
  x: number;
  /** Median over the runs, and the range over them; null where nothing was measured. */
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface TimeSeriesProps extends ChartSize, ChartLook {
  series: readonly { side: Side; points: readonly TimePoint[] }[];
  title: string;
  /** Of the values: "ms". */
  unit: string;
  labels: Record<Side, string>;
  /** A stretch of the time that is set apart, such as a fault: in seconds, with its name. */
  shade?: { from: number; to: number; label: string };
  format?: (value: number) => string;
}

/** From here on the axis counts minutes, from there on hours. */
const MINUTES = 600;
const HOURS = 4 * 3600;

/** A figure over the time of the runs: the median of each side's runs as a line, their range behind it. */
export function TimeSeries({
  series,
  width,
  height,
  title,
  unit,
  labels,
  shade,
  format = plainFigure,
  palette,
  fontSize = 11,
}: TimeSeriesProps) {
  const all = series.flatMap(({ points }) => points);
  const last = Math.max(1, ...all.map(({ x }) => x));
  const [scale, name] = last > HOURS ? [3600, 'h'] : last > MINUTES ? [60, 'min'] : [1, 's'];
  const ticks = ticksFromZero(all.flatMap(({ high }) => high ?? []));
  const left = axisLabelSpace(ticks, format, fontSize);
  const plot = { left, right: width - 16, top: Math.ceil(1.5 * fontSize) + 12, bottom: height - fontSize - 10 };
  const x = linearScale([0, last / scale], [plot.left, plot.right]);
  const y = linearScale(tickDomain(ticks), [plot.bottom, plot.top]);
  const times = ticksWithin(x.domain, Math.max(2, Math.floor((plot.right - plot.left) / 70)));
  return (
    <ChartFrame
      {...{ width, height, palette, fontSize, title }}
      description={[
        inWords(series, labels, unit, format),
        shade && `${shade.label}: ${plainFigure(shade.from)} to ${plainFigure(shade.to)} s`,
      ]
        .filter(Boolean)
        .join('. ')}
    >
      {shade && (
        <g>
          <rect
            x={px(x(shade.from / scale))}
            y={px(plot.top)}
            width={px(x(shade.to / scale) - x(shade.from / scale))}
            height={px(plot.bottom - plot.top)}
            fill={palette.band}
          />
          {[shade.from, shade.to].map((edge) => (
            <line
              key={edge}
              x1={px(x(edge / scale))}
              x2={px(x(edge / scale))}
              y1={px(plot.top)}
              y2={px(plot.bottom)}
              stroke={palette.lineStrong}
              strokeDasharray="2 3"
            />
          ))}
        </g>
      )}
      <QuantityAxis
        scale={x}
        ticks={times}
        top={plot.top}
        bottom={plot.bottom}
        format={(value) => (value === times.at(-1) ? `${plainFigure(value)} ${name}` : plainFigure(value))}
        {...{ palette, fontSize }}
      />
      <ValueAxis scale={y} ticks={ticks} left={plot.left} right={plot.right} {...{ format, palette, fontSize }} />
      <Legend
        items={series.map(({ side }) => ({
          label: labels[side],
          colour: sideColour(side, palette),
          shape: side === 'ours' ? ('line' as const) : ('dashes' as const),
        }))}
        y={fontSize / 2 + 2}
        left={plot.left}
        right={plot.right}
        {...{ palette, fontSize }}
      />
      {series.map(({ side, points }) => (
        <SideLine
          key={side}
          side={side}
          palette={palette}
          points={points.map((point) => ({
            x: x(point.x / scale),
            y: point.value === null ? null : y(point.value),
            low: point.low === null ? null : y(point.low),
            high: point.high === null ? null : y(point.high),
          }))}
        />
      ))}
    </ChartFrame>
  );
}

/** The lines in words: where they begin, where they end, and how high they rise. */
function inWords(
  series: TimeSeriesProps['series'],
  labels: Record<Side, string>,
  unit: string,
  format: (value: number) => string,
): string {
  return series
    .map(({ side, points }) => {
      const known = points.flatMap(({ value }) => value ?? []);
      if (known.length === 0) return `${labels[side]}: nothing`;
      const [first, last, most] = [known[0]!, known.at(-1)!, Math.max(...known)].map(format);
      return `${labels[side]}: ${first} ${unit} at first, ${last} ${unit} at the end, ${most} ${unit} at most`;
    })
    .join('. ');
}
