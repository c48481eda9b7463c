import { type ChartPalette, type Side, sideColour } from './palette';
import { px } from './scale';

/** A point of a line with the range around it, in pixels; null where there is nothing. */
export interface LinePoint {
  x: number;
  y: number | null;
  low: number | null;
  high: number | null;
}

export interface SideLineProps {
  side: Side;
  points: readonly LinePoint[];
  palette: ChartPalette;
  /** In place of the side's colour, thin and dotted: what must not be relied on. */
  faint?: boolean;
}

/** One side's line with the range of its runs behind it; broken where nothing was measured. */
export function SideLine({ side, points, palette, faint }: SideLineProps) {
  const colour = faint ? palette.ink3 : sideColour(side, palette);
  return (
    <g>
      {stretches(points).map((stretch) => (
        <g key={stretch[0]!.x}>
          {stretch.some(({ low, high }) => low !== high) && (
            <path d={bandPath(stretch)} fill={colour} fillOpacity={faint ? 0.06 : 0.12} stroke="none" />
          )}
          <path
            d={stretch.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${px(x)} ${px(y!)}`).join('')}
            fill="none"
            stroke={colour}
            strokeWidth={faint ? 1.25 : 2}
            strokeLinejoin="round"
            strokeLinecap={stretch.length === 1 ? 'round' : undefined}
            strokeDasharray={faint ? '1.5 3' : side === 'theirs' ? '5 3' : undefined}
          />
          {stretch.length === 1 && <circle cx={px(stretch[0]!.x)} cy={px(stretch[0]!.y!)} r={2} fill={colour} />}
        </g>
      ))}
    </g>
  );
}

/** Points that lie beside each other with something measured at each. */
function stretches(points: readonly LinePoint[]): LinePoint[][] {
  const found: LinePoint[][] = [[]];
  for (const point of points) {
    if (point.y === null) found.push([]);
    else found.at(-1)!.push(point);
  }
  return found.filter(({ length }) => length > 0);
}

function bandPath(stretch: readonly LinePoint[]): string {
  const above = stretch.map(({ x, y, high }) => `${px(x)} ${px(high ?? y!)}`);
  const below = stretch.map(({ x, y, low }) => `${px(x)} ${px(low ?? y!)}`).reverse();
  return `M${[...above, ...below].join('L')}Z`;
}
