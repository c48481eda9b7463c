import { axisLabelSpace, ValueAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure } from './figures';
import { Legend, type LegendItem } from './legend';
import { type Side, sideColour } from './palette';
import { linearScale, px, tickDomain, ticksFromZero } from './scale';
import { textWidth } from './text-width';

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
const tint = (category: number) => TINTS[category % TINTS.length] ?? 1;
/** Theirs are pale and outlined. */
const THEIRS = 0.45;

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
  // Credits need only the room that they take, not a whole step of the axis below zero.
  const lowest = Math.min(0, ...ends);
  const allTicks = ticksFromZero(ends);
  const ticks = allTicks.filter((tick) => tick >= lowest);
  const left = axisLabelSpace(ticks, format, fontSize);
  const line = fontSize + 7;
  const right = width - 4;
  const groupWidth = (right - left) / Math.max(1, groups.length);
  const most = Math.max(1, ...groups.map((group) => group.bars.length));
  const barWidth = Math.min(56, (groupWidth * 0.72) / most);
  const sums = groups.map(({ bars: own }, index) => {
    const middle = left + (index + 0.5) * groupWidth;
    const start = middle - (own.length * barWidth + (own.length - 1) * BAR_DISTANCE) / 2;
    const widths = own.map(({ values }) => textWidth(format(sumOf(values)), fontSize) * BOLDER);
    const xs = own.map((_, place) => start + place * (barWidth + BAR_DISTANCE));
    return {
      middle,
      xs,
      ...sumPlaces(
        xs.map((x) => x + barWidth / 2),
        widths,
        groupWidth,
      ),
    };
  });
  // Where sums do not fit beside each other, that of a bar which towers above its neighbours stands one line higher.
  const raised = sums.some(({ fits }) => !fits) ? fontSize + 3 : 0;
  const plot = { left, right, top: 2 * line + fontSize + 8 + raised, bottom: height - fontSize - 10 };
  const y = linearScale([lowest, tickDomain(allTicks)[1]], [plot.bottom, plot.top]);
  const options: LegendItem[] = (groups[0]?.bars ?? []).map((bar) => ({
    label: bar.label,
    colour: sideColour(bar.side, palette),
    shape: bar.side === 'ours' ? 'area' : 'outline',
    weight: bar.side === 'ours' ? TINTS[0] : (TINTS[0] ?? 1) * THEIRS,
  }));
  const parts: LegendItem[] = categories.map((label, index) => ({
    label,
    colour: palette.ink2,
    shape: 'area',
    weight: tint(index),
  }));
  return (
    <ChartFrame
      {...{ width, height, palette, fontSize, title }}
      description={describeCosts(groups, categories, format)}
    >
      <Legend items={options} y={line / 2} left={plot.left} right={plot.right} {...{ palette, fontSize }} />
      <Legend items={parts} y={line * 1.5} left={plot.left} right={plot.right} {...{ palette, fontSize }} />
      <ValueAxis scale={y} ticks={ticks} left={plot.left} right={plot.right} {...{ format, palette, fontSize }} />
      {groups.map((group, index) => {
        const { middle, xs, centres, fits } = sums[index]!;
        return (
          <g key={group.key}>
            {group.bars.map((bar, place) => (
              <Bar
                key={bar.key}
                bar={bar}
                x={xs[place]!}
                width={barWidth}
                sum={{ x: centres[place]!, raised: !fits && towers(group.bars, place) ? raised : 0 }}
                y={y}
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

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Between two bars of a group, and between their sums. */
const BAR_DISTANCE = 6;
/** Sums are written bolder than the text that is measured. */
const BOLDER = 1.05;

/** Whether a bar is higher than those beside it. */
function towers(bars: readonly CostBar[], place: number): boolean {
  const top = (at: number) => (bars[at] ? stackEnds(bars[at].values)[1] : Number.NEGATIVE_INFINITY);
  return top(place) > top(place - 1) && top(place) >= top(place + 1);
}

/** Where the sums of a group's bars stand: above their bars, moved apart where they would touch; whether the group is wide enough for that. */
function sumPlaces(middles: readonly number[], widths: readonly number[], room: number) {
  const needed = widths.reduce((sum, width) => sum + width + BAR_DISTANCE, 0);
  if (needed > room) return { centres: middles, fits: false };
  const apart: number[] = [];
  for (const [index, middle] of middles.entries()) {
    const before = apart[index - 1];
    const least = before === undefined ? middle : before + (widths[index - 1]! + widths[index]!) / 2 + BAR_DISTANCE;
    apart.push(Math.max(middle, least));
  }
  const moved = (sumOf(apart) - sumOf(middles)) / Math.max(1, middles.length);
  return { centres: apart.map((centre) => centre - moved), fits: true };
}

interface BarProps extends ChartLook {
  bar: CostBar;
  x: number;
  width: number;
  /** The middle of its sum, and by how much that stands higher than usual. */
  sum: { x: number; raised: number };
  y: (value: number) => number;
  format: (value: number) => string;
}

function Bar({ bar, x, width, sum, y, format, palette }: BarProps) {
  const colour = sideColour(bar.side, palette);
  const parts = stackParts(bar.values);
  const [bottom, top] = stackEnds(bar.values);
  return (
    <g>
      {/* The grid does not shine through. */}
      <rect
        x={px(x + 0.5)}
        width={px(width - 1)}
        y={px(y(top))}
        height={px(Math.max(0, y(bottom) - y(top)))}
        fill={palette.surface}
      />
      {parts.map((part) => (
        <rect
          key={part.index}
          x={px(x + 0.5)}
          width={px(width - 1)}
          y={px(y(part.to))}
          height={px(Math.max(0, y(part.from) - y(part.to)))}
          fill={colour}
          fillOpacity={tint(part.index) * (bar.side === 'ours' ? 1 : THEIRS)}
          stroke={bar.side === 'ours' ? palette.surface : colour}
          strokeWidth={1}
        />
      ))}
      {/* Wider than its bar where there is little room: it then stands clear of the bar beside it. */}
      <text
        x={px(sum.x)}
        y={px(y(top) - 5 - sum.raised)}
        textAnchor="middle"
        fill={palette.ink}
        fontWeight={550}
        stroke={palette.surface}
        strokeWidth={3}
        strokeLinejoin="round"
        paintOrder="stroke"
      >
        {format(sumOf(bar.values))}
      </text>
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
        return `${bar.label} ${format(sumOf(bar.values))} (${parts.join(', ')})`;
      });
      return `${group.label}: ${bars.join('; ')}`;
    })
    .join('. ');
}
