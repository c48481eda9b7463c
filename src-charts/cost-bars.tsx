import { axisLabelSpace, ValueAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure } from './figures';
import { type ChartPalette, type Side, sideColour } from './palette';
import { linearScale, px, tickDomain, ticksFromZero } from './scale';
import { fitText, textWidth } from './text-width';

/** What one option costs in one group (a year, or the whole term), by category. Credits are negative. */
export interface CostBar {
  key: string;
  /** The option: "Status quo", "Northwind". */
  label: string;
  side: Side;
  /** One value for each of the chart's categories, in their order and in the unit of the axis. */
  values: readonly number[];
}

export interface CostGroup {
  key: string;
  /** "Year 1", "Three years". */
  label: string;
  bars: readonly CostBar[];
}

export interface CostBarsProps extends ChartSize, ChartLook {
  groups: readonly CostGroup[];
  /** What the parts of a bar stand for, from the bottom up. */
  categories: readonly string[];
  title: string;
  /** Writes an amount, on the axis and on top of a bar. */
  format?: (value: number) => string;
}

/** Weight of a category's tint: the first is the base of the bar and the strongest. */
const TINTS = [0.92, 0.62, 0.38, 0.2, 0.1];

/**
 * Costs beside each other: groups of bars, each stacked from its categories, always from a zero baseline. Ours are
 * solid, theirs outlined, so that the two are told apart without colour.
 */
export function CostBars({
  groups,
  categories,
  width,
  height,
  title,
  format = plainFigure,
  palette,
  fontSize = 11,
}: CostBarsProps) {
  const bars = groups.flatMap((group) => group.bars);
  const ends = bars.flatMap((bar) => stackEnds(bar.values));
  const ticks = ticksFromZero(ends);
  const left = axisLabelSpace(ticks, format, fontSize);
  const legend = fontSize + 14;
  const plot = { left, right: width - 4, top: legend + fontSize + 8, bottom: height - 2 * fontSize - 16 };
  const y = linearScale(tickDomain(ticks), [plot.bottom, plot.top]);
  const groupWidth = (plot.right - plot.left) / Math.max(1, groups.length);
  const most = Math.max(1, ...groups.map((group) => group.bars.length));
  const barWidth = Math.min(56, (groupWidth * 0.72) / most);
  return (
    <ChartFrame
      {...{ width, height, palette, fontSize, title }}
      description={describeCosts(groups, categories, format)}
    >
      <Legend categories={categories} left={plot.left} right={plot.right} {...{ palette, fontSize }} />
      <ValueAxis scale={y} ticks={ticks} left={plot.left} right={plot.right} {...{ format, palette, fontSize }} />
      {groups.map((group, index) => {
        const middle = plot.left + (index + 0.5) * groupWidth;
        const start = middle - (group.bars.length * barWidth + (group.bars.length - 1) * 6) / 2;
        return (
          <g key={group.key}>
            {group.bars.map((bar, place) => (
              <Bar
                key={bar.key}
                bar={bar}
                x={start + place * (barWidth + 6)}
                width={barWidth}
                y={y}
                base={plot.bottom}
                {...{ format, palette, fontSize }}
              />
            ))}
            <text x={px(middle)} y={height - 3} textAnchor="middle" fill={palette.ink2}>
              {group.label}
            </text>
          </g>
        );
      })}
      <line x1={plot.left} x2={plot.right} y1={px(y(0))} y2={px(y(0))} stroke={palette.ink3} />
    </ChartFrame>
  );
}

interface BarProps extends Required<ChartLook> {
  bar: CostBar;
  x: number;
  width: number;
  y: (value: number) => number;
  base: number;
  format: (value: number) => string;
}

function Bar({ bar, x, width, y, base, format, palette, fontSize }: BarProps) {
  const colour = sideColour(bar.side, palette);
  const parts = stackParts(bar.values);
  const [, top] = stackEnds(bar.values) as [number, number];
  const total = bar.values.reduce((sum, value) => sum + value, 0);
  const label = fitText(bar.label, width + 5, fontSize - 1);
  return (
    <g>
      {parts.map((part) => (
        <rect
          key={part.index}
          x={px(x + 0.5)}
          width={px(width - 1)}
          y={px(y(part.to))}
          height={px(Math.max(0, y(part.from) - y(part.to)))}
          fill={colour}
          fillOpacity={(TINTS[part.index % TINTS.length] ?? 0.1) * (bar.side === 'ours' ? 1 : 0.45)}
          stroke={bar.side === 'ours' ? palette.surface : colour}
          strokeWidth={1}
        />
      ))}
      <text x={px(x + width / 2)} y={px(y(top) - 5)} textAnchor="middle" fill={palette.ink} fontWeight={550}>
        {format(total)}
      </text>
      <text x={px(x + width / 2)} y={px(base + fontSize + 3)} textAnchor="middle" fontSize={fontSize - 1} fill={colour}>
        {label}
      </text>
    </g>
  );
}

interface LegendProps {
  categories: readonly string[];
  left: number;
  right: number;
  palette: ChartPalette;
  fontSize: number;
}

/** The tints and what they stand for, from the bottom of a bar up, on one line above the plot. */
function Legend({ categories, left, right, palette, fontSize }: LegendProps) {
  let x = left;
  return (
    <g>
      {categories.map((category, index) => {
        const at = x;
        const text = fitText(category, Math.max(20, right - at - 16), fontSize);
        x += 14 + textWidth(text, fontSize) + 16;
        return at + 16 > right ? null : (
          <g key={category}>
            <rect
              x={px(at + 0.5)}
              y={2.5}
              width={9}
              height={9}
              fill={palette.ink2}
              fillOpacity={TINTS[index % TINTS.length]}
              stroke={palette.ink3}
              strokeWidth={0.75}
            />
            <text x={px(at + 14)} y={px(7 + fontSize * 0.36)} fill={palette.ink2}>
              {text}
            </text>
          </g>
        );
      })}
    </g>
  );
}

interface StackPart {
  index: number;
  from: number;
  to: number;
}

/** Where each part of a bar begins and ends: costs upwards from zero, credits downwards. `from` is below `to`. */
export function stackParts(values: readonly number[]): StackPart[] {
  let up = 0;
  let down = 0;
  return values.flatMap((value, index) => {
    if (value === 0) return [];
    if (value > 0) {
      up += value;
      return [{ index, from: up - value, to: up }];
    }
    down += value;
    return [{ index, from: down, to: down - value }];
  });
}

/** Lowest and highest end of a stacked bar. */
function stackEnds(values: readonly number[]): [number, number] {
  const sum = (sign: 1 | -1) => values.filter((value) => value * sign > 0).reduce((total, value) => total + value, 0);
  return [sum(-1), sum(1)];
}

function describeCosts(
  groups: readonly CostGroup[],
  categories: readonly string[],
  format: (value: number) => string,
): string {
  return groups
    .map((group) => {
      const bars = group.bars.map((bar) => {
        const parts = bar.values.map((value, index) => `${categories[index] ?? ''} ${format(value)}`);
        return `${bar.label} ${format(bar.values.reduce((sum, value) => sum + value, 0))} (${parts.join(', ')})`;
      });
      return `${group.label}: ${bars.join('; ')}`;
    })
    .join('. ');
}
