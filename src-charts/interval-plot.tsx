import { ChartFrame, type ChartLook } from './chart-frame';
import { signedPercent } from './figures';
import { describeInterval, type IntervalRow, intervalTicks } from './interval';
import { IntervalLine, placeLabel } from './interval-mark';
import { linearScale, px, tickDomain, ticksWithin } from './scale';
import { fitText, textWidth } from './text-width';

export interface IntervalPlotProps extends ChartLook {
  rows: readonly IntervalRow[];
  width: number;
  /** Height of one row in pixels. */
  rowHeight?: number;
  /** What is compared with what: "Difference to the hosted graph store, with 95 % intervals". */
  title: string;
  /** Ends of the shared axis; left out, it holds zero and every interval whole. */
  domain?: readonly [number, number];
  /** Writes a difference, on the axis and beside a mark. */
  format?: (value: number) => string;
  /** Width of the metrics' names; left out, as wide as the longest, at most a third. */
  labelWidth?: number;
}

/**
 * The interval is the picture: one row a metric, its point with the 95 % interval on an axis that all rows share, the
 * zero line, and the grey band of differences that do not matter. Filled: told apart. Hollow: not. Dashed: too few runs.
 *
 * @example <IntervalPlot rows={rows} width={682} palette={printPalette} title="Difference to theirs, 95 % intervals" />
 */
export function IntervalPlot({
  rows,
  width,
  rowHeight = 26,
  title,
  domain,
  format = signedPercent,
  labelWidth,
  palette,
  fontSize = 11,
}: IntervalPlotProps) {
  const top = 6;
  const bottom = top + rows.length * rowHeight;
  const height = Math.ceil(bottom + fontSize + 14);
  const longest = Math.max(0, ...rows.map((row) => textWidth(row.label, fontSize)));
  const names = labelWidth ?? Math.min(width / 3, longest + 24);
  const ticks = domain ? ticksWithin(domain) : intervalTicks(rows);
  const axis = domain ?? tickDomain(ticks);
  // Half of the last tick's label hangs over the axis' end.
  const overhang = Math.ceil(textWidth(format(axis[1]), fontSize) / 2) + 1;
  const scale = linearScale(axis, [names, width - overhang]);
  const middle = (index: number) => top + (index + 0.5) * rowHeight;
  const shared = sharedBand(rows);
  return (
    <ChartFrame
      {...{ width, height, palette, fontSize, title }}
      description={rows.map((row) => describeInterval(row, format)).join('. ')}
    >
      {shared && <Band band={shared} y={top} height={bottom - top} scale={scale} colour={palette.band} />}
      {!shared &&
        rows.map(
          (row, index) =>
            row.band && (
              <Band
                key={row.key}
                band={row.band}
                y={middle(index) - rowHeight / 2 + 1}
                height={rowHeight - 2}
                scale={scale}
                colour={palette.band}
              />
            ),
        )}
      <line x1={px(scale(0))} x2={px(scale(0))} y1={top} y2={bottom} stroke={palette.lineStrong} />
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={px(scale(tick))} x2={px(scale(tick))} y1={bottom} y2={bottom + 4} stroke={palette.lineStrong} />
          <text x={px(scale(tick))} y={px(bottom + 6 + fontSize)} textAnchor="middle">
            {format(tick)}
          </text>
        </g>
      ))}
      <line x1={px(scale(axis[0]))} x2={px(scale(axis[1]))} y1={bottom} y2={bottom} stroke={palette.line} />
      {rows.map((row, index) => {
        const y = middle(index);
        const baseline = px(y + fontSize * 0.36);
        const value = row.point === null ? (row.note ?? '') : `${format(row.point)}${row.note ? `, ${row.note}` : ''}`;
        const place = placeLabel(row, scale, value, fontSize, 10);
        return (
          <g key={row.key}>
            <text x={0} y={baseline} fill={palette.ink2}>
              {fitText(row.label, names - 8, fontSize)}
            </text>
            <IntervalLine row={row} scale={scale} y={y} radius={4} stroke={1.75} palette={palette} />
            <text x={place.x} y={place.above ? px(y - 7) : baseline} textAnchor={place.anchor} fill={palette.ink2}>
              {value}
            </text>
          </g>
        );
      })}
    </ChartFrame>
  );
}

interface BandProps {
  band: { low: number; high: number };
  y: number;
  height: number;
  scale: (value: number) => number;
  colour: string;
}

/** The differences that do not matter. */
export function Band({ band, y, height, scale, colour }: BandProps) {
  const x = px(scale(band.low));
  return <rect x={x} y={px(y)} width={px(scale(band.high) - x)} height={px(height)} fill={colour} />;
}

/** The band that all rows have in common, to be drawn as one; null where they differ. */
function sharedBand(rows: readonly IntervalRow[]): { low: number; high: number } | null {
  const first = rows[0]?.band;
  if (!first) return null;
  return rows.every((row) => row.band?.low === first.low && row.band?.high === first.high) ? first : null;
}
