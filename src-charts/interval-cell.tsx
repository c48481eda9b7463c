import { ChartFrame, type ChartLook } from './chart-frame';
import { signedPercent } from './figures';
import { describeInterval, type IntervalRow } from './interval';
import { IntervalLine, type LabelPlace, placeLabel } from './interval-mark';
import { Band } from './interval-plot';
import { linearScale, px, ticksWithin } from './scale';
import { textWidth } from './text-width';

interface CellAxis extends ChartLook {
  width: number;
  height?: number;
  /** From `intervalDomain(allRows)`: every cell of a column must be given the same. */
  domain: readonly [number, number];
  format?: (value: number) => string;
}

export interface IntervalCellProps extends CellAxis {
  row: IntervalRow;
}

/** Room at both ends, so that a mark on the edge of the domain is whole. */
const EDGE = 7;

/**
 * One row of an interval plot, for a cell of a table.
 *
 * @example
 * const domain = intervalDomain(rows);
 * <IntervalCell row={row} domain={domain} width={300} palette={screenPalette} />
 */
export function IntervalCell({
  row,
  width,
  height = 34,
  domain,
  format = signedPercent,
  palette,
  fontSize = 11,
}: IntervalCellProps) {
  const scale = linearScale(domain, [EDGE, width - EDGE]);
  const y = height / 2;
  const value = row.point === null ? '' : format(row.point);
  const place = placeLabel(row, scale, value, fontSize, 9);
  const description = describeInterval(row, format);
  return (
    <ChartFrame {...{ width, height, palette, fontSize }} title={description} description={description}>
      {row.band && <Band band={row.band} y={4} height={height - 8} scale={scale} colour={palette.band} />}
      <line
        x1={px(scale(0))}
        x2={px(scale(0))}
        y1={isStruck(place, value, scale(0), fontSize) ? px(y - 4) : 2}
        y2={height - 2}
        stroke={palette.lineStrong}
      />
      <IntervalLine row={row} scale={scale} y={y} radius={4.5} stroke={2} palette={palette} />
      <text x={place.x} y={px(place.above ? y - 7 : y + fontSize * 0.36)} textAnchor={place.anchor} fill={palette.ink2}>
        {value}
      </text>
    </ChartFrame>
  );
}

/** Whether the zero line would run through a label that stands above the interval; it then ends below it. */
function isStruck({ x, anchor, above }: LabelPlace, text: string, zero: number, fontSize: number): boolean {
  const width = textWidth(text, fontSize);
  const start = anchor === 'start' ? x : x - width;
  return above === true && zero > start - 2 && zero < start + width + 2;
}

/** The axis of a column of interval cells, for the column's header. */
export function IntervalAxis({ width, height = 16, domain, format = signedPercent, palette, fontSize = 11 }: CellAxis) {
  const scale = linearScale(domain, [EDGE, width - EDGE]);
  const ticks = ticksWithin(domain, 4);
  const description = `Axis from ${format(domain[0])} to ${format(domain[1])}`;
  return (
    <ChartFrame {...{ width, height, palette, fontSize }} title={description} description={description}>
      {ticks.map((tick) => (
        <text
          key={tick}
          x={px(scale(tick))}
          y={px(height / 2 + fontSize * 0.36)}
          textAnchor={tick === domain[0] ? 'start' : tick === domain[1] ? 'end' : 'middle'}
          dx={tick === domain[0] ? -EDGE : tick === domain[1] ? EDGE : 0}
        >
          {format(tick)}
        </text>
      ))}
    </ChartFrame>
  );
}
