import type { ReactElement } from 'react';
import { type ChartPalette, CumulativeLine, Distribution, TornadoBars, tornadoHeight } from '../../src-charts';
import { formatNumber, labelsOf, type RoiDocument } from '../../src-shared/documents';

const whole = (data: RoiDocument) => (value: number) => formatNumber(data.locale, String(Math.round(value)));

/** What the net present value depends on most: a bar an input. */
export function sensitivityBars(
  data: RoiDocument,
  { base, rows }: NonNullable<RoiDocument['sensitivity']>,
  palette: ChartPalette,
  width: number,
): ReactElement {
  return (
    <TornadoBars
      rows={rows.map(({ name, low, high, unit, atLow, atHigh }, index) => ({
        key: String(index),
        label: name,
        low: [formatNumber(data.locale, low), unit].join(' ').trim(),
        high: [formatNumber(data.locale, high), unit].join(' ').trim(),
        atLow,
        atHigh,
      }))}
      base={base}
      width={width}
      height={tornadoHeight(rows.length)}
      title={labelsOf(data.locale).sensitivity}
      format={whole(data)}
      palette={palette}
    />
  );
}

/** How the net present value came out over the draws, with P10, P50 and P90. */
export function spreadOfValue(
  data: RoiDocument,
  { from, to, counts, low, median, high }: NonNullable<RoiDocument['spread']>,
  palette: ChartPalette,
  width: number,
): ReactElement {
  const format = whole(data);
  return (
    <Distribution
      histogram={{ from, to, counts }}
      marks={[
        { key: 'low', value: low, label: `P10 ${format(low)}` },
        { key: 'median', value: median, label: `P50 ${format(median)}` },
        { key: 'high', value: high, label: `P90 ${format(high)}` },
      ]}
      width={width}
      height={200}
      title={labelsOf(data.locale).spread}
      lossBelow={0}
      format={format}
      palette={palette}
    />
  );
}

/** How the position of every scenario goes: below zero more was spent than came back. The one that the document is about is the solid line. */
export function scenarioPositions(
  data: RoiDocument,
  { names, positions = [], main }: NonNullable<RoiDocument['scenarios']>,
  palette: ChartPalette,
  width: number,
): ReactElement {
  return (
    <CumulativeLine
      series={positions.map((position, at) => ({
        key: String(at),
        label: names[at] ?? '',
        side: at === main ? 'ours' : 'theirs',
        points: position.map((amount, time) => ({ x: time, value: Number(amount) })),
      }))}
      width={width}
      height={210}
      title={labelsOf(data.locale).benefitCumulative}
      unit=""
      tickEvery={1}
      format={whole(data)}
      formatPeriod={(period) => data.periods[period] ?? ''}
      palette={palette}
    />
  );
}
