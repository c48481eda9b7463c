import { axisLabelSpace, QuantityAxis, ValueAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure, sharePercent } from './figures';
import { type Box, crosses, overlap, type PointInPixels } from './free-place';
import { Legend } from './legend';
import { type Side, sideColour } from './palette';
import { type LinearScale, linearScale, niceTicks, px, tickDomain, ticksWithin } from './scale';
import { textWidth } from './text-width';

/** How the requests of one contender are distributed: the share answered within `x`, rising from 0 to 1. */
export interface EcdfSeries {
  key: string;
  /** Written beside the curve. */
  label: string;
  side: Side;
  /** Ordered by `x`. Quantiles read from a histogram, or every value of a small sample. */
  points: readonly { x: number; share: number }[];
}

export interface EcdfProps extends ChartSize, ChartLook {
  series: readonly EcdfSeries[];
  title: string;
  /** Of the values: "ms". */
  unit: string;
  /** `line` joins quantiles; `step` is exact for a small sample. */
  curve?: 'line' | 'step';
  /** Both ends of the axis; left out, from zero to the largest value. Give small multiples the same. */
  domain?: readonly [number, number];
  format?: (value: number) => string;
  formatShare?: (share: number) => string;
}

/** What the vertical axis names: none, half, all. */
const SHARES = [0, 0.5, 1];

/**
 * Whole distributions side by side: ours solid, theirs dashed, each named at its curve. A mean hides what the slowest
 * requests do; here they are seen.
 */
export function Ecdf({
  series,
  width,
  height,
  title,
  unit,
  curve = 'line',
  domain,
  format = plainFigure,
  formatShare = sharePercent,
  palette,
  fontSize = 11,
}: EcdfProps) {
  const largest = Math.max(0, ...series.flatMap((one) => one.points.map((point) => point.x)));
  const ticks = domain ? ticksWithin(domain) : niceTicks(0, largest);
  const left = axisLabelSpace(SHARES, formatShare, fontSize);
  const x = linearScale(domain ?? tickDomain(ticks), [left, width - 12]);
  const bottom = height - fontSize - 10;
  const scaleOf = (top: number) => linearScale([0, 1], [bottom, top]);
  const bare = Math.ceil(fontSize / 2) + 2;
  const names = namePlaces(series, x, scaleOf(bare), { curve, left, right: width - 2, fontSize });
  const top = names ? bare : bare + fontSize + 8;
  const plot = { left, right: width - 12, top, bottom };
  const y = scaleOf(top);
  return (
    <ChartFrame {...{ width, height, palette, fontSize, title }} description={describeEcdf(series, unit, format)}>
      <QuantityAxis scale={x} ticks={ticks} top={plot.top} bottom={plot.bottom} {...{ format, palette, fontSize }} />
      <ValueAxis
        scale={y}
        ticks={SHARES}
        without={0}
        left={plot.left}
        right={plot.right}
        format={formatShare}
        {...{ palette, fontSize }}
      />
      {series.map((one) => (
        <path
          key={one.key}
          d={ecdfPath(one, x, y, curve)}
          fill="none"
          stroke={sideColour(one.side, palette)}
          strokeWidth={2}
          strokeLinejoin="round"
          strokeDasharray={one.side === 'theirs' ? '5 3' : undefined}
        />
      ))}
      {!names && (
        <Legend
          items={series.map((one) => ({
            label: one.label,
            colour: sideColour(one.side, palette),
            shape: one.side === 'ours' ? 'line' : 'dashes',
          }))}
          y={fontSize / 2 + 2}
          left={plot.left}
          right={plot.right}
          {...{ palette, fontSize }}
        />
      )}
      {names?.map(({ key, label, side, at, anchor }) => (
        <text
          key={key}
          x={px(at.x)}
          y={px(at.y + fontSize * 0.36)}
          textAnchor={anchor}
          fill={sideColour(side, palette)}
          stroke={palette.surface}
          strokeWidth={3}
          paintOrder="stroke"
        >
          {label}
        </text>
      ))}
    </ChartFrame>
  );
}

interface NamePlace extends Pick<EcdfSeries, 'key' | 'label' | 'side'> {
  at: PointInPixels;
  anchor: 'start' | 'end';
}

interface NameRoom {
  curve: 'line' | 'step';
  left: number;
  right: number;
  fontSize: number;
}

/** Between a curve and its name. */
const NAME_DISTANCE = 10;

/**
 * A place beside its curve for each name: the slowest's on its right, the others' on their left where there is room, and never on a line
 * or on another name. Null where one has no such place; all names then stand in a line above.
 */
function namePlaces(series: readonly EcdfSeries[], x: LinearScale, y: LinearScale, room: NameRoom): NamePlace[] | null {
  const { curve, left, right, fontSize } = room;
  const curves = series.map((one) => curvePoints(one, x, y, curve));
  const medians = series.map((one) => valueAt(one, 0.5));
  const slowest = medians.indexOf(Math.max(...medians));
  const taken: Box[] = [];
  const places: NamePlace[] = [];
  for (const [index, one] of series.entries()) {
    const sides = index === slowest ? (['start', 'end'] as const) : (['end', 'start'] as const);
    const candidates = sides.flatMap((anchor) =>
      // A gentle curve leaves room a little below it on its right, a little above it on its left.
      [0, fontSize].flatMap((lower) =>
        (anchor === 'start' ? [0.42, 0.3, 0.2] : [0.72, 0.8, 0.88]).map((share) => ({
          anchor,
          share,
          down: anchor === 'start' ? lower : -lower,
        })),
      ),
    );
    const length = textWidth(one.label, fontSize);
    const found = candidates
      .map(({ anchor, share, down }) => {
        const at = {
          x: beside(curves[index]!, y(share)) + (anchor === 'start' ? NAME_DISTANCE : -NAME_DISTANCE),
          y: y(share) + down,
        };
        const start = anchor === 'start' ? at.x : at.x - length;
        const half = fontSize * 0.5 + 2;
        return {
          anchor,
          at,
          box: { left: start - 3, right: start + length + 3, top: at.y - half, bottom: at.y + half },
        };
      })
      .find(
        ({ box }) =>
          box.left >= left &&
          box.bottom <= y.range[0] &&
          box.right <= right &&
          !curves.some((points) => crosses(box, points)) &&
          !taken.some((other) => overlap(box, other)),
      );
    if (!found) return null;
    taken.push(found.box);
    places.push({ key: one.key, label: one.label, side: one.side, at: found.at, anchor: found.anchor });
  }
  return places;
}

/** Where a rising curve passes a height. */
function beside(curve: readonly PointInPixels[], height: number): number {
  const next = curve.findIndex(({ y }) => y <= height);
  const [from, to] = [curve[next - 1], curve[next] ?? curve.at(-1)];
  if (!from || !to || from.y === to.y) return to?.x ?? 0;
  return from.x + ((from.y - height) / (from.y - to.y)) * (to.x - from.x);
}

/** The corners of a drawn curve. */
function curvePoints({ points }: EcdfSeries, x: LinearScale, y: LinearScale, curve: 'line' | 'step'): PointInPixels[] {
  return points.flatMap((point, index) => {
    const here = { x: x(point.x), y: y(point.share) };
    return curve === 'line' ? [here] : [{ x: here.x, y: y(points[index - 1]?.share ?? 0) }, here];
  });
}

/** The smallest drawn value within which at least `share` of the requests were answered. */
function valueAt(series: EcdfSeries, share: number): number {
  return series.points.find((point) => point.share >= share)?.x ?? series.points.at(-1)?.x ?? 0;
}

/** The path of one curve, cut at the right end of the axis. */
function ecdfPath(series: EcdfSeries, x: LinearScale, y: LinearScale, curve: 'line' | 'step'): string {
  const [first] = series.points;
  if (!first) return '';
  const steps: string[] = [`M${px(x(first.x))} ${px(y(curve === 'step' ? 0 : first.share))}`];
  let before = first;
  for (const point of series.points) {
    if (point.x > x.domain[1]) {
      const span = point.x - before.x || 1;
      const share = before.share + ((x.domain[1] - before.x) / span) * (point.share - before.share);
      steps.push(curve === 'step' ? `H${px(x.range[1])}` : `L${px(x.range[1])} ${px(y(share))}`);
      break;
    }
    steps.push(
      curve === 'step' ? `H${px(x(point.x))}V${px(y(point.share))}` : `L${px(x(point.x))} ${px(y(point.share))}`,
    );
    before = point;
  }
  return steps.join('');
}

/** The curves in words, by the three percentiles that people ask for. */
export function describeEcdf(series: readonly EcdfSeries[], unit: string, format: (value: number) => string): string {
  return series
    .map((one) => {
      const within = [0.5, 0.95, 0.99].map(
        (share) => `${sharePercent(share)} within ${format(valueAt(one, share))} ${unit}`,
      );
      return `${one.label}: ${within.join(', ')}`;
    })
    .join('. ');
}
