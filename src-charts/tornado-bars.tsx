import { QuantityAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure } from './figures';
import { linearScale, niceTicks, px, tickDomain } from './scale';
import { fitText, textWidth } from './text-width';

/** What one input does to a figure between its low and its high, all others left as they are. */
export interface TornadoRow {
  key: string;
  label: string;
  /** The input's ends as they are written: "6 hours", "12 hours". */
  low: string;
  high: string;
  /** The figure at both ends; null where it does not exist there. */
  atLow: number | null;
  atHigh: number | null;
}

export interface TornadoBarsProps extends ChartSize, ChartLook {
  /** The widest first. */
  rows: readonly TornadoRow[];
  /** The figure as things stand; bars lie around it. */
  base: number;
  title: string;
  /** Whether more of the figure is better; a payback is better when it is less. */
  better?: 'more' | 'less';
  format?: (value: number) => string;
}

const ROW = 34;

/** The height that suits this number of rows, in pixels. */
export function tornadoHeight(rows: number, fontSize = 11): number {
  return rows * ROW + 2 * fontSize + 22;
}

/** Which inputs a figure depends on most: one bar an input around where it stands now, with the input's ends written at the bar's ends. */
export function TornadoBars({
  rows,
  base,
  width,
  height,
  title,
  better = 'more',
  format = plainFigure,
  palette,
  fontSize = 11,
}: TornadoBarsProps) {
  const ends = rows.flatMap(({ atLow, atHigh }) => [atLow, atHigh]).filter((end): end is number => end !== null);
  const ticks = niceTicks(Math.min(base, ...ends), Math.max(base, ...ends), 5);
  const names = Math.min(width * 0.34, Math.max(60, ...rows.map(({ label }) => textWidth(label, fontSize))) + 4);
  const beside = Math.max(0, ...rows.flatMap(({ low, high }) => [textWidth(low, fontSize), textWidth(high, fontSize)]));
  const room = Math.min(beside + 8, width * 0.16);
  const plot = { left: names + 10 + room, right: width - 8 - room, top: fontSize + 10, bottom: height - fontSize - 12 };
  const x = linearScale(tickDomain(ticks), [plot.left, plot.right]);
  const step = (plot.bottom - plot.top) / Math.max(1, rows.length);
  const bar = Math.min(20, step * 0.6);
  return (
    <ChartFrame {...{ width, height, palette, fontSize, title }} description={inWords(rows, base, format)}>
      <QuantityAxis scale={x} ticks={ticks} top={plot.top} bottom={plot.bottom} {...{ format, palette, fontSize }} />
      {rows.map((row, index) => {
        const middle = plot.top + (index + 0.5) * step;
        return (
          <g key={row.key}>
            <text x={0} y={px(middle + fontSize * 0.36)} fill={palette.ink}>
              {fitText(row.label, names, fontSize)}
            </text>
            <End row={row} end="low" {...{ x, base, middle, bar, better, room, palette, fontSize }} />
            <End row={row} end="high" {...{ x, base, middle, bar, better, room, palette, fontSize }} />
          </g>
        );
      })}
      <line x1={px(x(base))} x2={px(x(base))} y1={plot.top - 4} y2={plot.bottom} stroke={palette.ink} />
      <text x={px(x(base))} y={px(plot.top - 8)} textAnchor="middle" fill={palette.ink} fontWeight={550}>
        {format(base)}
      </text>
    </ChartFrame>
  );
}

interface EndProps extends Required<ChartLook> {
  row: TornadoRow;
  end: 'low' | 'high';
  x: (value: number) => number;
  base: number;
  middle: number;
  bar: number;
  better: 'more' | 'less';
  room: number;
}

/** The part of a bar between where the figure stands and one end of the input. */
function End({ row, end, x, base, middle, bar, better, room, palette, fontSize }: EndProps) {
  const value = end === 'low' ? row.atLow : row.atHigh;
  const other = end === 'low' ? row.atHigh : row.atLow;
  if (value === null) return null;
  const from = x(base);
  const to = x(value);
  const gain = better === 'more' ? value >= base : value <= base;
  // Both ends may lie on one side; the farther one is written, the nearer one would lie inside of its bar.
  const sameSide = other !== null && (value - base) * (other - base) > 0;
  const inside = sameSide && Math.abs(value - base) < Math.abs((other ?? base) - base);
  const onRight = to > from || (to === from && end === 'high');
  const colour = gain ? palette.good : palette.bad;
  return (
    <g>
      <rect
        x={px(Math.min(from, to))}
        width={px(Math.max(1, Math.abs(to - from)))}
        y={px(middle - bar / 2)}
        height={px(bar)}
        fill={colour}
        // The low end is hatched by its outline: the two are told apart without colour.
        fillOpacity={end === 'high' ? 0.85 : 0.3}
        stroke={colour}
      />
      {!inside && (
        <text
          x={px(onRight ? to + 5 : to - 5)}
          y={px(middle + fontSize * 0.36)}
          textAnchor={onRight ? 'start' : 'end'}
          fill={palette.ink2}
        >
          {fitText(end === 'low' ? row.low : row.high, room, fontSize)}
        </text>
      )}
    </g>
  );
}

function inWords(rows: readonly TornadoRow[], base: number, format: (value: number) => string): string {
  const figure = (value: number | null) => (value === null ? 'none' : format(value));
  return [
    `${format(base)} as things stand`,
    ...rows.map(
      ({ label, low, high, atLow, atHigh }) => `${label}: ${figure(atLow)} at ${low}, ${figure(atHigh)} at ${high}`,
    ),
  ].join('. ');
}
