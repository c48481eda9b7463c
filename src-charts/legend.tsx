import type { ChartPalette } from './palette';
import { px } from './scale';
import { fitText, textWidth } from './text-width';

export interface LegendItem {
  label: string;
  colour: string;
  /** What the chart draws for it: an area, a line, a mark; solid or filled for ours, outlined, dashed or hollow for theirs. */
  shape: 'area' | 'outline' | 'line' | 'dashes' | 'dot' | 'ring';
  /** Of an area, 0 to 1. */
  weight?: number;
}

export interface LegendProps {
  items: readonly LegendItem[];
  left: number;
  right: number;
  /** Middle of the line. */
  y: number;
  palette: ChartPalette;
  fontSize: number;
}

const SWATCH = 9;
const LINE = 16;

/** Names of what is drawn, on one line; what has no room is cut, never left out in silence. */
export function Legend({ items, left, right, y, palette, fontSize }: LegendProps) {
  const widths = items.map((item) => swatchWidth(item) + 5 + textWidth(item.label, fontSize) + 16);
  const whole = widths.reduce((sum, width) => sum + width, 0) - 16;
  const share = Math.min(1, (right - left) / Math.max(1, whole));
  let x = left;
  return (
    <g>
      {items.map((item, index) => {
        const at = x;
        const room = (widths[index] ?? 0) * share;
        x += room;
        const text = at + swatchWidth(item) + 5;
        return (
          <g key={item.label}>
            <Swatch item={item} x={at} y={y} surface={palette.surface} />
            <text x={px(text)} y={px(y + fontSize * 0.36)} fill={palette.ink2}>
              {share < 1 ? fitText(item.label, room - swatchWidth(item) - 11, fontSize) : item.label}
            </text>
          </g>
        );
      })}
    </g>
  );
}

const swatchWidth = (item: LegendItem) => (item.shape === 'line' || item.shape === 'dashes' ? LINE : SWATCH);

function Swatch({ item, x, y, surface }: { item: LegendItem; x: number; y: number; surface: string }) {
  const { colour, shape, weight = 1 } = item;
  if (shape === 'line' || shape === 'dashes') {
    return (
      <line
        x1={px(x)}
        x2={px(x + LINE)}
        y1={px(y)}
        y2={px(y)}
        stroke={colour}
        strokeWidth={2}
        strokeDasharray={shape === 'dashes' ? '5 3' : undefined}
      />
    );
  }
  if (shape === 'dot' || shape === 'ring') {
    return (
      <circle
        cx={px(x + 4.5)}
        cy={px(y)}
        r={3.5}
        fill={shape === 'dot' ? colour : surface}
        stroke={colour}
        strokeWidth={2}
      />
    );
  }
  return (
    <rect
      x={px(x + 0.5)}
      y={px(y - SWATCH / 2 + 0.5)}
      width={SWATCH - 1}
      height={SWATCH - 1}
      fill={colour}
      fillOpacity={weight}
      stroke={colour}
      strokeWidth={1}
    />
  );
}
