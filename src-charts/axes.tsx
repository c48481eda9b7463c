import type { ChartPalette } from './palette';
import { type LinearScale, px } from './scale';
import { textWidth } from './text-width';

interface AxisProps {
  scale: LinearScale;
  ticks: readonly number[];
  format: (value: number) => string;
  palette: ChartPalette;
  fontSize: number;
}

export interface ValueAxisProps extends AxisProps {
  /** Where the grid's lines begin and end, in pixels. */
  left: number;
  right: number;
  /** The label of this tick is left out, because something else stands there. */
  without?: number;
}

/** A vertical axis as a grid: a fine line for each tick, a stronger one at zero, labels on the left. */
export function ValueAxis({ scale, ticks, format, palette, fontSize, left, right, without }: ValueAxisProps) {
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={px(left)}
            x2={px(right)}
            y1={px(scale(tick))}
            y2={px(scale(tick))}
            stroke={tick === 0 ? palette.lineStrong : palette.line}
          />
          {tick !== without && (
            <text x={px(left - 8)} y={px(scale(tick) + fontSize * 0.36)} textAnchor="end">
              {format(tick)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** Room on the right of a plot that labels may use. */
const BEYOND_PLOT = 10;

export interface QuantityAxisProps extends AxisProps {
  /** Where the plot begins and ends, in pixels. */
  top: number;
  bottom: number;
  /** Said once, below the ticks: "ms", "months". */
  unit?: string;
}

/** A horizontal axis of numbers with grid lines, and its unit once at the end. */
export function QuantityAxis({ scale, ticks, format, palette, fontSize, top, bottom, unit }: QuantityAxisProps) {
  // The label of the last tick stands a little to the left where it would reach over the edge.
  const withinFrame = (x: number, label: string) =>
    Math.min(x, scale.range[1] + BEYOND_PLOT - textWidth(label, fontSize) / 2);
  const widest = Math.max(0, ...ticks.map((tick) => textWidth(format(tick), fontSize)));
  const apart = ticks.length > 1 ? Math.abs(scale(ticks[1]!) - scale(ticks[0]!)) : Number.POSITIVE_INFINITY;
  // Where labels would touch, only every second or third is written.
  const every = Math.max(1, Math.ceil((widest + 8) / Math.max(1, apart)));
  return (
    <g>
      {ticks.map((tick, index) => (
        <g key={tick}>
          <line x1={px(scale(tick))} x2={px(scale(tick))} y1={top} y2={bottom} stroke={palette.line} />
          {index % every === 0 && (
            <text x={px(withinFrame(scale(tick), format(tick)))} y={px(bottom + 6 + fontSize)} textAnchor="middle">
              {format(tick)}
            </text>
          )}
        </g>
      ))}
      <line x1={px(scale.range[0])} x2={px(scale.range[1])} y1={bottom} y2={bottom} stroke={palette.lineStrong} />
      {unit && (
        <text x={px(scale.range[1])} y={px(bottom + 10 + 2 * fontSize)} textAnchor="end">
          {unit}
        </text>
      )}
    </g>
  );
}

/** The space that the widest label of a vertical axis takes, with its distance to the plot. */
export function axisLabelSpace(ticks: readonly number[], format: (value: number) => string, fontSize: number): number {
  return Math.ceil(Math.max(0, ...ticks.map((tick) => textWidth(format(tick), fontSize))) + 9);
}
