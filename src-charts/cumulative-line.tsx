import { axisLabelSpace, QuantityAxis, ValueAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure } from './figures';
import { type Side, sideColour } from './palette';
import { linearScale, niceTicks, px, tickDomain, ticksFromZero } from './scale';
import { textWidth } from './text-width';

/** An amount that adds up over time. */
export interface CumulativeSeries {
  key: string;
  label: string;
  side: Side;
  /** Ordered by `x`, in periods since the start. */
  points: readonly { x: number; value: number }[];
}

export interface CumulativeLineProps extends ChartSize, ChartLook {
  series: readonly CumulativeSeries[];
  title: string;
  /** Of the horizontal axis: "months". */
  unit: string;
  /** Where what was spent has come back, and how that is said: "Paid back in month 14". */
  payback?: { x: number; value: number; label: string } | null;
  /** Periods between two ticks; left out, a round number. Twelve suits months. */
  tickEvery?: number;
  format?: (value: number) => string;
  formatPeriod?: (period: number) => string;
}

/**
 * A sum over time with the zero line, for payback and net value: below the line more was spent than came back. Shown
 * from zero on both axes.
 */
export function CumulativeLine({
  series,
  width,
  height,
  title,
  unit,
  payback,
  tickEvery,
  format = plainFigure,
  formatPeriod = plainFigure,
  palette,
  fontSize = 11,
}: CumulativeLineProps) {
  const points = series.flatMap((one) => one.points);
  const last = Math.max(1, ...points.map((point) => point.x));
  const ticksX = tickEvery
    ? Array.from({ length: Math.ceil(last / tickEvery) + 1 }, (_, index) => index * tickEvery)
    : niceTicks(0, last);
  const ticksY = ticksFromZero(points.map((point) => point.value));
  const left = axisLabelSpace(ticksY, format, fontSize);
  const names = Math.ceil(Math.max(0, ...series.map((one) => textWidth(one.label, fontSize))) + 10);
  const plot = { left, right: width - names, top: fontSize + 4, bottom: height - 2 * fontSize - 14 };
  const x = linearScale(tickDomain(ticksX), [plot.left, plot.right]);
  const y = linearScale(tickDomain(ticksY), [plot.bottom, plot.top]);
  const ends = endLabels(
    series.map((one) => y(one.points.at(-1)?.value ?? 0)),
    fontSize + 3,
  );
  return (
    <ChartFrame
      {...{ width, height, palette, fontSize, title }}
      description={describeSums(series, unit, payback?.label, format)}
    >
      <QuantityAxis
        scale={x}
        ticks={ticksX}
        format={formatPeriod}
        unit={unit}
        top={plot.top}
        bottom={plot.bottom}
        {...{ palette, fontSize }}
      />
      <ValueAxis scale={y} ticks={ticksY} left={plot.left} right={plot.right} {...{ format, palette, fontSize }} />
      <line x1={plot.left} x2={plot.right} y1={px(y(0))} y2={px(y(0))} stroke={palette.ink3} />
      {series.map((one, index) => {
        const colour = sideColour(one.side, palette);
        const end = one.points.at(-1);
        return (
          <g key={one.key}>
            <path
              d={one.points
                .map((point, at) => `${at === 0 ? 'M' : 'L'}${px(x(point.x))} ${px(y(point.value))}`)
                .join('')}
              fill="none"
              stroke={colour}
              strokeWidth={2}
              strokeLinejoin="round"
              strokeDasharray={one.side === 'theirs' ? '5 3' : undefined}
            />
            {end && (
              <text x={px(x(end.x) + 8)} y={px((ends[index] ?? 0) + fontSize * 0.36)} fill={colour}>
                {one.label}
              </text>
            )}
          </g>
        );
      })}
      {payback && (
        <Payback x={x(payback.x)} y={y(payback.value)} label={payback.label} plot={plot} {...{ palette, fontSize }} />
      )}
    </ChartFrame>
  );
}

interface PaybackProps extends Required<ChartLook> {
  x: number;
  y: number;
  label: string;
  plot: { left: number; right: number; top: number; bottom: number };
}

/**
 * The moment of payback: a hollow mark on the line, and its sentence down at the axis, where a sum that rises leaves
 * room beside it.
 */
function Payback({ x, y, label, plot, palette, fontSize }: PaybackProps) {
  const onRight = x + 8 + textWidth(label, fontSize) <= plot.right;
  return (
    <g>
      <line x1={px(x)} x2={px(x)} y1={px(y)} y2={plot.bottom} stroke={palette.ink3} strokeDasharray="2 3" />
      <circle cx={px(x)} cy={px(y)} r={4.5} fill={palette.surface} stroke={palette.ink} strokeWidth={2} />
      <text
        x={px(onRight ? x + 8 : x - 8)}
        y={px(plot.bottom - 7)}
        textAnchor={onRight ? 'start' : 'end'}
        fill={palette.ink}
        fontWeight={550}
        stroke={palette.surface}
        strokeWidth={3}
        paintOrder="stroke"
      >
        {label}
      </text>
    </g>
  );
}

/** Heights of the names at the ends of the lines, moved apart so that none covers another. */
export function endLabels(heights: readonly number[], distance: number): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  const placed = [...heights];
  let above = Number.NEGATIVE_INFINITY;
  for (const { height, index } of order) {
    above = Math.max(height, above + distance);
    placed[index] = above;
  }
  return placed;
}

function describeSums(
  series: readonly CumulativeSeries[],
  unit: string,
  payback: string | undefined,
  format: (value: number) => string,
): string {
  const ends = series.map((one) => {
    const end = one.points.at(-1);
    return end ? `${one.label}: ${format(end.value)} after ${plainFigure(end.x)} ${unit}` : one.label;
  });
  return [...ends, ...(payback ? [payback] : [])].join('. ');
}
