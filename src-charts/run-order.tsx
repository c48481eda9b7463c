import { axisLabelSpace, ValueAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure } from './figures';
import { Legend } from './legend';
import { type Side, sideColour } from './palette';
import { linearScale, px, tickDomain, ticksFromZero } from './scale';

/** One run: where it came in the order, and its figure (the median of its requests, say). */
export interface OrderedRun {
  key: string;
  /** Place in the order in which all runs were made, from 1. */
  place: number;
  side: Side;
  value: number;
  /** Set apart, for a reason that the page tells: a restart, a warning. */
  marked?: boolean;
}

export interface RunOrderProps extends ChartSize, ChartLook {
  runs: readonly OrderedRun[];
  title: string;
  /** "ms" */
  unit: string;
  labels: Record<Side, string>;
  format?: (value: number) => string;
}

/** Every run in the order in which it was made: drift, blocks and outliers are seen before a test is believed. */
export function RunOrder({
  runs,
  width,
  height,
  title,
  unit,
  labels,
  format = plainFigure,
  palette,
  fontSize = 11,
}: RunOrderProps) {
  const ticks = ticksFromZero(runs.map((run) => run.value));
  const left = axisLabelSpace(ticks, format, fontSize);
  const plot = { left, right: width - 8, top: Math.ceil(1.5 * fontSize) + 12, bottom: height - fontSize - 10 };
  const last = Math.max(1, ...runs.map((run) => run.place));
  const x = linearScale([0.5, last + 0.5], [plot.left, plot.right]);
  const y = linearScale(tickDomain(ticks), [plot.bottom, plot.top]);
  // Every place is named as long as there is room; then every second, every fifth, and so on.
  const every = [1, 2, 5, 10, 20, 50, 100].find((step) => (last / step) * 22 <= plot.right - plot.left) ?? 200;
  const inWords = (side: Side) =>
    `${labels[side]}: ${runs
      .filter((run) => run.side === side)
      .map((run) => format(run.value))
      .join(', ')} ${unit}`;
  return (
    <ChartFrame
      {...{ width, height, palette, fontSize, title }}
      description={`${inWords('ours')}. ${inWords('theirs')}`}
    >
      <ValueAxis scale={y} ticks={ticks} left={plot.left} right={plot.right} {...{ format, palette, fontSize }} />
      <Legend
        items={[
          { label: labels.ours, colour: palette.ours, shape: 'dot' },
          { label: labels.theirs, colour: palette.theirs, shape: 'ring' },
        ]}
        y={fontSize / 2 + 2}
        left={plot.left}
        right={plot.right}
        {...{ palette, fontSize }}
      />
      {runs
        .filter((run) => run.place === 1 || every === 1 || (run.place % every === 0 && run.place > every))
        .map((run) => (
          <text key={run.key} x={px(x(run.place))} y={px(plot.bottom + 6 + fontSize)} textAnchor="middle">
            {run.place}
          </text>
        ))}
      {runs.map((run) => (
        <g key={run.key}>
          {run.marked && (
            <circle
              cx={px(x(run.place))}
              cy={px(y(run.value))}
              r={8}
              fill="none"
              stroke={palette.warn}
              strokeWidth={1.5}
            />
          )}
          <circle
            cx={px(x(run.place))}
            cy={px(y(run.value))}
            r={4}
            fill={run.side === 'ours' ? palette.ours : palette.surface}
            stroke={sideColour(run.side, palette)}
            strokeWidth={2}
          />
        </g>
      ))}
    </ChartFrame>
  );
}
