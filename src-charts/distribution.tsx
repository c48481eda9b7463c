import { QuantityAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure } from './figures';
import { linearScale, niceTicks, px } from './scale';
import { textWidth } from './text-width';

export interface DistributionMark {
  key: string;
  value: number;
  /** Above its line: "median 1.2 m". */
  label: string;
}

export interface DistributionProps extends ChartSize, ChartLook {
  /** How many draws fell into each of the equal bins between `from` and `to`. */
  histogram: { from: number; to: number; counts: readonly number[] };
  /** Percentiles, from left to right. */
  marks: readonly DistributionMark[];
  title: string;
  unit?: string;
  /** What lies below this value is a loss and drawn as one; null where nothing is. */
  lossBelow?: number | null;
  format?: (value: number) => string;
}

/** How a figure comes out over many draws: bars from zero, percentiles as lines, losses told from gains. */
export function Distribution({
  histogram,
  marks,
  width,
  height,
  title,
  unit,
  lossBelow = null,
  format = plainFigure,
  palette,
  fontSize = 11,
}: DistributionProps) {
  const { from, to, counts } = histogram;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...counts);
  const lines = 2;
  const plot = {
    left: 6,
    right: width - 12,
    top: lines * (fontSize + 3) + 8,
    bottom: height - (unit ? 2 : 1) * fontSize - 12,
  };
  const x = linearScale([from, to], [plot.left, plot.right]);
  const y = linearScale([0, most], [plot.bottom, plot.top]);
  const ticks = niceTicks(from, to, 6).filter((tick) => tick >= from && tick <= to);
  const bin = (to - from) / Math.max(1, counts.length);
  const rows = markRows(marks.map(({ label, value }) => ({ middle: x(value), width: textWidth(label, fontSize) })));
  return (
    <ChartFrame {...{ width, height, palette, fontSize, title }} description={inWords(histogram, marks, total, format)}>
      <QuantityAxis
        scale={x}
        ticks={ticks}
        top={plot.top}
        bottom={plot.bottom}
        {...(unit && { unit })}
        {...{ format, palette, fontSize }}
      />
      {counts.map((count, index) => {
        const start = from + index * bin;
        const loss = lossBelow !== null && start + bin / 2 < lossBelow;
        const colour = loss ? palette.bad : palette.ours;
        if (count === 0) return null;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
            key={index}
            x={px(x(start) + 0.5)}
            width={px(Math.max(0.5, x(start + bin) - x(start) - 1))}
            y={px(y(count))}
            height={px(plot.bottom - y(count))}
            fill={colour}
            fillOpacity={loss ? 0.35 : 0.8}
            stroke={colour}
            strokeWidth={0.5}
          />
        );
      })}
      {lossBelow !== null && lossBelow > from && lossBelow < to && (
        <line x1={px(x(lossBelow))} x2={px(x(lossBelow))} y1={plot.top} y2={plot.bottom} stroke={palette.ink} />
      )}
      {marks.map(({ key, value, label }, index) => {
        const row = rows[index] ?? 0;
        const middle = x(value);
        const half = textWidth(label, fontSize) / 2;
        return (
          <g key={key}>
            <line
              x1={px(middle)}
              x2={px(middle)}
              y1={px(fontSize + row * (fontSize + 3) + 4)}
              y2={plot.bottom}
              stroke={palette.ink2}
              strokeDasharray="3 3"
            />
            <text
              x={px(Math.min(Math.max(middle, plot.left + half), width - half))}
              y={px(fontSize + row * (fontSize + 3))}
              textAnchor="middle"
              fill={palette.ink}
              fontWeight={550}
            >
              {label}
            </text>
          </g>
        );
      })}
      <line x1={plot.left} x2={plot.right} y1={px(plot.bottom)} y2={px(plot.bottom)} stroke={palette.ink3} />
    </ChartFrame>
  );
}

/** On which of the two lines above the plot each label stands, so that neighbours do not cover one another. */
function markRows(labels: readonly { middle: number; width: number }[]): number[] {
  const ends = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return labels.map(({ middle, width }) => {
    const start = middle - width / 2 - 6;
    const row = ends[1]! < start ? 1 : 0;
    ends[row] = middle + width / 2;
    return row;
  });
}

function inWords(
  { from, to }: DistributionProps['histogram'],
  marks: readonly DistributionMark[],
  total: number,
  format: (value: number) => string,
): string {
  const said = marks.map(({ label }) => label).join(', ');
  return `${total} draws from ${format(from)} to ${format(to)}. ${said}`;
}
