import { type IntervalRow, intervalMark } from './interval';
import type { ChartPalette } from './palette';
import { type LinearScale, px } from './scale';
import { textWidth } from './text-width';

interface IntervalMarkProps {
  row: IntervalRow;
  scale: LinearScale;
  /** Middle of the row. */
  y: number;
  radius: number;
  stroke: number;
  palette: ChartPalette;
}

/**
 * The interval's line with the point on it. Where a given domain cuts an interval off, an arrow says that it goes on.
 */
export function IntervalLine({ row, scale, y, radius, stroke, palette }: IntervalMarkProps) {
  if (row.point === null) return null;
  const mark = intervalMark(row.verdict, palette);
  const [left, right] = scale.range;
  const clamp = (value: number) => px(Math.min(right, Math.max(left, scale(value))));
  const low = clamp(row.low ?? row.point);
  const high = clamp(row.high ?? row.point);
  const x = clamp(row.point);
  const goesOn = (value: number | null, edge: number) =>
    value !== null && (edge === left ? scale(value) < left - 0.5 : scale(value) > right + 0.5);
  const arrow = (at: number, direction: 1 | -1) => (
    <path
      d={`M${px(at - direction * 4)} ${px(y - 3.5)}L${at} ${px(y)}L${px(at - direction * 4)} ${px(y + 3.5)}`}
      fill="none"
      stroke={mark.colour}
      strokeWidth={stroke}
    />
  );
  return (
    <g>
      <line
        x1={low}
        x2={high}
        y1={px(y)}
        y2={px(y)}
        stroke={mark.colour}
        strokeWidth={stroke}
        strokeDasharray={mark.dashed ? '3 3' : undefined}
      />
      {goesOn(row.low, left) && arrow(low, -1)}
      {goesOn(row.high, right) && arrow(high, 1)}
      {mark.shape === 'diamond' ? (
        <path
          d={`M${x} ${px(y - radius - 1)}L${px(x + radius + 1)} ${px(y)}L${x} ${px(y + radius + 1)}L${px(x - radius - 1)} ${px(y)}Z`}
          fill={mark.colour}
          stroke={mark.colour}
          strokeWidth={stroke}
          strokeLinejoin="round"
        />
      ) : (
        <circle
          cx={x}
          cy={px(y)}
          r={radius}
          fill={mark.filled ? mark.colour : palette.surface}
          stroke={mark.colour}
          strokeWidth={stroke}
        />
      )}
    </g>
  );
}

export interface LabelPlace {
  x: number;
  anchor: 'start' | 'end';
  /** Nothing is free beside the interval: it has to stand above the line. */
  above?: true;
}

/**
 * Where the value's label goes: on the side of the interval that faces away from zero; where that has no room, beyond
 * the band on the other side. So it lies on neither the zero line nor the band, if there is any room at all.
 */
export function placeLabel(
  row: IntervalRow,
  scale: LinearScale,
  text: string,
  fontSize: number,
  gap: number,
): LabelPlace {
  const [left, right] = scale.range;
  const inside = (value: number) => Math.min(right, Math.max(left, scale(value)));
  const low = row.low ?? row.point ?? 0;
  const high = row.high ?? row.point ?? 0;
  const bandLow = Math.min(0, row.band?.low ?? 0);
  const bandHigh = Math.max(0, row.band?.high ?? 0);
  const width = textWidth(text, fontSize);
  const after = (value: number): LabelPlace => ({ x: px(inside(value) + gap), anchor: 'start' });
  const before = (value: number): LabelPlace => ({ x: px(inside(value) - gap), anchor: 'end' });
  const clear = { after: after(Math.max(high, bandHigh)), before: before(Math.min(low, bandLow)) };
  // Between the interval's end and the band, where the label has room without touching either.
  const between = scale(bandLow) - inside(high) >= width + 2 * gap ? [after(high)] : [];
  const betweenAfter = inside(low) - scale(bandHigh) >= width + 2 * gap ? [before(low)] : [];
  // An interval wholly below zero has its free side on the left.
  const wanted =
    high <= 0
      ? [before(low), ...between, clear.after, after(high)]
      : [low >= 0 ? after(high) : clear.after, ...betweenAfter, clear.before];
  const fits = (place: LabelPlace) =>
    place.anchor === 'start' ? place.x + width <= right + gap : place.x - width >= left - gap;
  const found = wanted.find(fits);
  if (found) return found;
  const middle = inside(row.point ?? 0);
  return middle + width / 2 > (left + right) / 2
    ? { x: px(Math.min(right, middle + width / 2)), anchor: 'end', above: true }
    : { x: px(Math.max(left, middle - width / 2)), anchor: 'start', above: true };
}
