import { axisLabelSpace, QuantityAxis, ValueAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure } from './figures';
import { linearScale, tickDomain, ticksFromZero } from './scale';
import { SideLine } from './side-line';
import { textWidth } from './text-width';

/** How much is used in one month, and between what it may lie; low and high null where nothing is said. */
export interface UsageMonth {
  /** As it is written below the axis: `2027-01`. */
  label: string;
  value: number;
  low: number | null;
  high: number | null;
}

export interface UsageByMonthProps extends ChartSize, ChartLook {
  months: readonly UsageMonth[];
  title: string;
  unit: string;
  format?: (value: number) => string;
}

/** What is used month by month as a line from zero, with the range that it may lie in behind it. */
export function UsageByMonth({
  months,
  width,
  height,
  title,
  unit,
  format = plainFigure,
  palette,
  fontSize = 11,
}: UsageByMonthProps) {
  const ticks = ticksFromZero(months.flatMap(({ value, high }) => [value, high ?? value]));
  const left = axisLabelSpace(ticks, format, fontSize);
  const plot = { left, right: width - 20, top: fontSize + 2, bottom: height - fontSize - 10 };
  const x = linearScale([0, Math.max(1, months.length - 1)], [plot.left, plot.right]);
  const y = linearScale(tickDomain(ticks), [plot.bottom, plot.top]);
  const label = (index: number): string => months[index]?.label ?? '';
  const room = textWidth(label(0), fontSize) + 16;
  const every = Math.max(1, Math.ceil((months.length * room) / Math.max(1, plot.right - plot.left)));
  const named = months.flatMap((_, index) => (index % every === 0 ? [index] : []));
  return (
    <ChartFrame {...{ width, height, palette, fontSize, title }} description={inWords(months, unit, format)}>
      <QuantityAxis
        scale={x}
        ticks={named}
        top={plot.top}
        bottom={plot.bottom}
        format={label}
        {...{ palette, fontSize }}
      />
      <ValueAxis scale={y} ticks={ticks} left={plot.left} right={plot.right} {...{ format, palette, fontSize }} />
      <SideLine
        side="ours"
        palette={palette}
        points={months.map(({ value, low, high }, index) => ({
          x: x(index),
          y: y(value),
          low: y(low ?? value),
          high: y(high ?? value),
        }))}
      />
    </ChartFrame>
  );
}

/** The line in words: where it begins and ends, and its largest month. */
function inWords(months: readonly UsageMonth[], unit: string, format: (value: number) => string): string {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return 'No months';
  const most = months.reduce((best, own) => (own.value > best.value ? own : best));
  return `${format(first.value)} ${unit} in ${first.label}, ${format(last.value)} ${unit} in ${last.label}, at most ${format(most.value)} ${unit} in ${most.label}`;
}
