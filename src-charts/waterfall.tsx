import { axisLabelSpace, ValueAxis } from './axes';
import { ChartFrame, type ChartLook, type ChartSize } from './chart-frame';
import { plainFigure } from './figures';
import { linearScale, px, tickDomain, ticksFromZero } from './scale';
import { twoLines } from './text-width';

/** One step from a first sum to a last: a total stands on zero, a change on the step before it. */
export interface WaterfallStep {
  key: string;
  label: string;
  value: number;
  kind: 'total' | 'change';
  /** Whether a change is for or against us; left out, an increase is neutral and a decrease too. */
  tone?: 'good' | 'bad';
}

export interface WaterfallProps extends ChartSize, ChartLook {
  steps: readonly WaterfallStep[];
  title: string;
  format?: (value: number) => string;
}

/** How one sum becomes another, step by step: list to net price, or price to margin. */
export function Waterfall({
  steps,
  width,
  height,
  title,
  format = plainFigure,
  palette,
  fontSize = 11,
}: WaterfallProps) {
  const spans = waterfallSpans(steps);
  const ticks = ticksFromZero(spans.flatMap((span) => [span.from, span.to]));
  const left = axisLabelSpace(ticks, format, fontSize);
  const slot = (width - 4 - left) / Math.max(1, steps.length);
  const labels = steps.map((step) => twoLines(step.label, slot - 4, fontSize));
  const lines = Math.max(1, ...labels.map((label) => label.length));
  const plot = { left, right: width - 4, top: fontSize + 10, bottom: height - lines * (fontSize + 2) - 8 };
  const y = linearScale(tickDomain(ticks), [plot.bottom, plot.top]);
  const barWidth = Math.min(72, slot * 0.7);
  return (
    <ChartFrame
      {...{ width, height, palette, fontSize, title }}
      description={steps.map((step) => `${step.label}: ${format(step.value)}`).join('. ')}
    >
      <ValueAxis scale={y} ticks={ticks} left={plot.left} right={plot.right} {...{ format, palette, fontSize }} />
      {steps.map((step, index) => {
        const span = spans[index] ?? { from: 0, to: 0 };
        const high = Math.max(span.from, span.to);
        const low = Math.min(span.from, span.to);
        const middle = plot.left + (index + 0.5) * slot;
        const colour = step.tone ? palette[step.tone] : step.kind === 'total' ? palette.ours : palette.ink3;
        return (
          <g key={step.key}>
            <rect
              x={px(middle - barWidth / 2)}
              width={px(barWidth)}
              y={px(y(high))}
              height={px(Math.max(1, y(low) - y(high)))}
              fill={colour}
              fillOpacity={step.kind === 'total' ? 0.92 : 0.35}
              stroke={colour}
            />
            {index < steps.length - 1 && (
              <line
                x1={px(middle + barWidth / 2)}
                x2={px(middle + slot - barWidth / 2)}
                y1={px(y(span.to))}
                y2={px(y(span.to))}
                stroke={palette.ink3}
                strokeDasharray="2 2"
              />
            )}
            <text x={px(middle)} y={px(y(high) - 5)} textAnchor="middle" fill={palette.ink} fontWeight={550}>
              {format(step.value)}
            </text>
            {labels[index]?.map((line, at) => (
              <text
                key={line}
                x={px(middle)}
                y={px(plot.bottom + (at + 1) * (fontSize + 2) + 2)}
                textAnchor="middle"
                fill={palette.ink2}
              >
                {line}
              </text>
            ))}
          </g>
        );
      })}
      <line x1={plot.left} x2={plot.right} y1={px(y(0))} y2={px(y(0))} stroke={palette.ink3} />
    </ChartFrame>
  );
}

/** Where each step begins and ends. */
export function waterfallSpans(steps: readonly WaterfallStep[]): { from: number; to: number }[] {
  let level = 0;
  return steps.map((step) => {
    const from = step.kind === 'total' ? 0 : level;
    level = step.kind === 'total' ? step.value : level + step.value;
    return { from, to: level };
  });
}
