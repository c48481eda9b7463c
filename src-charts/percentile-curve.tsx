import { axisLabelSpace, ValueAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure } from './figures';
import { Legend } from './legend';
import { type Side, sideColour } from './palette';
import { linearScale, px, tickDomain, ticksFromZero } from './scale';
import { SideLine } from './side-line';
import { textWidth } from './text-width';

/** One percentile of a side's runs. */
export interface PercentilePoint {
  /** 0 to below 100. */
  percent: number;
  /** Median over the runs, and the range over them. */
  value: number;
  low: number;
  high: number;
  /** Whether every run has enough measurements above it to bear it. */
  borne: boolean;
}

export interface PercentileCurveProps extends ChartSize, ChartLook {
  series: readonly { side: Side; points: readonly PercentilePoint[] }[];
  title: string;
  /** Of the values: "ms". */
  unit: string;
  labels: Record<Side, string> & { notBorne: string };
  format?: (value: number) => string;
}

/** Each nine as wide as the one before: where the slowest requests live, there is the room. */
const placeOf = (percent: number): number => Math.log10(100 / (100 - percent));
const NAMED = [50, 90, 95, 99, 99.9, 99.99];

/**
 * Percentiles of both sides up into the tail: the median of the runs as a line, their range behind it. Where a run has too few
 * measurements above a percentile, the line goes on grey and dotted: it says little there.
 */
export function PercentileCurve({
  series,
  width,
  height,
  title,
  unit,
  labels,
  format = plainFigure,
  palette,
  fontSize = 11,
}: PercentileCurveProps) {
  const all = series.flatMap(({ points }) => points);
  const ticks = ticksFromZero(all.map(({ high }) => high));
  const left = axisLabelSpace(ticks, format, fontSize);
  const plot = { left, right: width - 24, top: Math.ceil(1.5 * fontSize) + 12, bottom: height - fontSize - 10 };
  const x = linearScale([0, Math.max(0.5, ...all.map(({ percent }) => placeOf(percent)))], [plot.left, plot.right]);
  const y = linearScale(tickDomain(ticks), [plot.bottom, plot.top]);
  const within = NAMED.filter((percent) => placeOf(percent) <= x.domain[1] + 1e-9);
  // A name that would touch the one before is left out.
  const named = within.filter((percent, index) => {
    const before = within[index - 1];
    const room = before === undefined ? Number.POSITIVE_INFINITY : x(placeOf(percent)) - x(placeOf(before));
    return room > textWidth(`p${percent}`, fontSize) + 8;
  });
  const doubted = all.some(({ borne }) => !borne);
  return (
    <ChartFrame {...{ width, height, palette, fontSize, title }} description={inWords(series, labels, unit, format)}>
      <ValueAxis scale={y} ticks={ticks} left={plot.left} right={plot.right} {...{ format, palette, fontSize }} />
      {named.map((percent) => (
        <g key={percent}>
          <line
            x1={px(x(placeOf(percent)))}
            x2={px(x(placeOf(percent)))}
            y1={plot.top}
            y2={plot.bottom}
            stroke={palette.line}
          />
          <text x={px(x(placeOf(percent)))} y={px(plot.bottom + 6 + fontSize)} textAnchor="middle">
            {`p${percent}`}
          </text>
        </g>
      ))}
      <Legend
        items={[
          ...series.map(({ side }) => ({
            label: labels[side],
            colour: sideColour(side, palette),
            shape: side === 'ours' ? ('line' as const) : ('dashes' as const),
          })),
          ...(doubted ? [{ label: labels.notBorne, colour: palette.ink3, shape: 'ring' as const }] : []),
        ]}
        y={fontSize / 2 + 2}
        left={plot.left}
        right={plot.right}
        {...{ palette, fontSize }}
      />
      {series.map(({ side, points }) => {
        const drawn = points.map((point) => ({
          x: x(placeOf(point.percent)),
          y: y(point.value),
          low: y(point.low),
          high: y(point.high),
        }));
        const borne = points.filter((point) => point.borne).length;
        return (
          <g key={side}>
            <SideLine side={side} points={drawn.slice(0, borne)} palette={palette} />
            {/* The grey line begins where the other ends. */}
            <SideLine side={side} points={drawn.slice(Math.max(0, borne - 1))} palette={palette} faint />
            {points.map((point, index) => (
              <circle
                key={point.percent}
                cx={px(drawn[index]!.x)}
                cy={px(drawn[index]!.y)}
                r={point.borne ? 2.5 : 2}
                fill={point.borne && side === 'ours' ? sideColour(side, palette) : palette.surface}
                stroke={point.borne ? sideColour(side, palette) : palette.ink3}
                strokeWidth={1.25}
              />
            ))}
          </g>
        );
      })}
    </ChartFrame>
  );
}

function inWords(
  series: PercentileCurveProps['series'],
  labels: PercentileCurveProps['labels'],
  unit: string,
  format: (value: number) => string,
): string {
  return series
    .map(({ side, points }) => {
      const said = points
        .filter(({ percent }) => [50, 90, 95, 99, 99.9].includes(percent))
        .map(
          ({ percent, value, borne }) => `p${percent} ${format(value)} ${unit}${borne ? '' : ` (${labels.notBorne})`}`,
        );
      return `${labels[side]}: ${said.join(', ')}`;
    })
    .join('. ');
}
