import { CostBars, CumulativeLine, Ecdf, IntervalPlot, RunOrder, screenPalette, Waterfall } from '../../src-charts';
import { Card, Columns, Measured, Page, PageHeader, useFormat } from '../../src-renderer/ui';
import { distribution, metrics } from './sample';

const categories = ['Licences', 'Infrastructure', 'People', 'Migration'];

export function ChartsScreen() {
  const format = useFormat();
  const thousands = (value: number) => `${format.number(Math.round(value / 1000))} k`;
  const net = Array.from({ length: 37 }, (_, month) => ({ x: month, value: -96_000 + month * 6_900 }));
  return (
    <Page>
      <PageHeader title="Charts" />
      <Card title="Difference to the hosted graph store, with 95 % intervals">
        <Measured height={180}>
          {(width) => (
            <IntervalPlot
              rows={[
                ...metrics,
                {
                  ...metrics[1]!,
                  key: 'worse',
                  label: 'Memory at rest',
                  point: 14,
                  low: 9,
                  high: 21,
                  verdict: 'worse',
                  note: 'worse',
                },
              ]}
              width={width}
              palette={screenPalette}
              title="Differences"
            />
          )}
        </Measured>
      </Card>
      <Columns min={380}>
        <Card title="Three-year cost, USD">
          <Measured height={240}>
            {(width) => (
              <CostBars
                width={width}
                height={240}
                palette={screenPalette}
                title="Three-year cost"
                format={thousands}
                categories={categories}
                groups={['Year 1', 'Year 2', 'Year 3'].map((label, year) => ({
                  key: label,
                  label,
                  bars: [
                    {
                      key: 'theirs',
                      label: 'Status quo',
                      side: 'theirs',
                      values: [61_000, 44_000 + year * 6000, 72_000, 0],
                    },
                    {
                      key: 'ours',
                      label: 'Northwind',
                      side: 'ours',
                      values: [82_000, 21_000, 38_000, year === 0 ? 34_000 : -4000],
                    },
                  ],
                }))}
              />
            )}
          </Measured>
        </Card>
        <Card title="Payback, USD">
          <Measured height={240}>
            {(width) => (
              <CumulativeLine
                width={width}
                height={240}
                palette={screenPalette}
                title="Cumulative net value"
                unit="months"
                tickEvery={6}
                format={thousands}
                payback={{ x: 13.9, value: 0, label: 'Paid back in month 14' }}
                series={[
                  { key: 'net', label: 'Base', side: 'ours', points: net },
                  {
                    key: 'low',
                    label: 'Cautious',
                    side: 'theirs',
                    points: net.map((point) => ({ x: point.x, value: -96_000 + point.x * 4_100 })),
                  },
                ]}
              />
            )}
          </Measured>
        </Card>
        <Card title="From list to margin, USD">
          <Measured height={220}>
            {(width) => (
              <Waterfall
                width={width}
                height={220}
                palette={screenPalette}
                title="From list to margin"
                format={thousands}
                steps={[
                  { key: 'list', label: 'List', value: 331_000, kind: 'total' },
                  { key: 'line', label: 'Line discounts', value: -24_800, kind: 'change', tone: 'bad' },
                  { key: 'term', label: 'Multi-year', value: -9_200, kind: 'change', tone: 'bad' },
                  { key: 'net', label: 'Net', value: 297_000, kind: 'total' },
                  { key: 'cost', label: 'Cost', value: -99_500, kind: 'change', tone: 'bad' },
                  { key: 'margin', label: 'Margin', value: 197_500, kind: 'total' },
                ]}
              />
            )}
          </Measured>
        </Card>
        <Card title="Runs in their order, median in ms">
          <Measured height={220}>
            {(width) => (
              <RunOrder
                width={width}
                height={220}
                palette={screenPalette}
                title="Runs in their order"
                unit="ms"
                labels={{ ours: 'ours', theirs: 'theirs' }}
                runs={Array.from({ length: 18 }, (_, index) => {
                  const ours = [0, 3].includes(index % 4);
                  return {
                    key: String(index),
                    place: index + 1,
                    side: ours ? ('ours' as const) : ('theirs' as const),
                    value: (ours ? 41 : 58) + ((index * 29) % 7) - 3,
                    marked: index === 10,
                  };
                })}
              />
            )}
          </Measured>
        </Card>
        <Card title="Search, share of requests answered within, ms">
          <Measured height={220}>
            {(width) => (
              <Ecdf
                width={width}
                height={220}
                palette={screenPalette}
                title="Search"
                unit="ms"
                series={[
                  { key: 'ours', label: 'Northwind 4.2', side: 'ours', points: distribution(38, 0.42) },
                  { key: 'theirs', label: 'hosted graph store', side: 'theirs', points: distribution(56, 0.5) },
                ]}
              />
            )}
          </Measured>
        </Card>
      </Columns>
    </Page>
  );
}
