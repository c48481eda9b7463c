import { useMemo } from 'react';
import { type CostBar, CostBars, CumulativeLine, screenPalette } from '../../src-charts';
import type { RoiCase, RoiCaseInput, RoiLine } from '../../src-shared/roi';
import { Card, Columns, Measured, useFormat, useText } from '../ui';
import { roiText } from './text';

const HEIGHT = 220;

/** What both ways cost by year, and when what was spent has come back. */
export function ChartsCards({ figures, input }: { figures: RoiCase; input: RoiCaseInput }) {
  const t = useText(roiText);
  const format = useFormat();
  const { currency } = figures;
  const whole = (value: number) => format.number(Math.round(value));
  const groups = useMemo(() => {
    // Pixels need no cents: the amounts themselves stand in the table beside the picture.
    const sum = (lines: readonly RoiLine[], time: number) =>
      lines.reduce((total, line) => total + Number(line.amounts[time] ?? 0), 0);
    const bar = (side: CostBar['side'], label: string, cost: 'statusQuo' | 'proposal', time: number): CostBar => {
      const once = new Set(input[cost].oneTime.map(({ id }) => id));
      const lines = figures.lines[cost];
      return {
        key: side,
        side,
        label,
        values: [
          sum(
            lines.filter(({ id }) => !once.has(id)),
            time,
          ),
          sum(
            lines.filter(({ id }) => once.has(id)),
            time,
          ),
        ],
      };
    };
    return figures.net.amounts.map((_, time) => ({
      key: String(time),
      label: time === 0 ? t('years.start') : t('years.year', { year: time }),
      bars: [bar('theirs', t('chart.theirs'), 'statusQuo', time), bar('ours', t('chart.ours'), 'proposal', time)],
    }));
  }, [figures, input, t]);
  const payback = figures.paybackYears.value;
  const series = useMemo(
    () => [
      {
        key: 'net',
        label: t('chart.net'),
        side: 'ours' as const,
        points: figures.cumulative.map((amount, x) => ({ x, value: Number(amount) })),
      },
    ],
    [figures, t],
  );
  return (
    <Columns min={340}>
      <Card title={t('chart.costs', { currency })}>
        <Measured height={HEIGHT}>
          {(width) => (
            <CostBars
              groups={groups}
              categories={[t('chart.yearly'), t('chart.once')]}
              width={width}
              height={HEIGHT}
              title={t('chart.costs', { currency })}
              format={whole}
              palette={screenPalette}
            />
          )}
        </Measured>
      </Card>
      <Card title={t('chart.position', { currency })}>
        <Measured height={HEIGHT}>
          {(width) => (
            <CumulativeLine
              series={series}
              width={width}
              height={HEIGHT}
              title={t('chart.position', { currency })}
              unit={t('chart.unit')}
              tickEvery={1}
              format={whole}
              payback={
                payback === null || payback === 0
                  ? null
                  : {
                      x: payback,
                      value: 0,
                      label: t('chart.payback', { years: format.number(payback, { digits: 1 }) }),
                    }
              }
              palette={screenPalette}
            />
          )}
        </Measured>
      </Card>
    </Columns>
  );
}
