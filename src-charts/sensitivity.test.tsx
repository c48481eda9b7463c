import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Distribution, printPalette, TornadoBars, tornadoHeight } from './index';

const rows = [
  { key: 'a', label: 'Analyst hours a week', low: '4', high: '12', atLow: -20, atHigh: 180 },
  { key: 'b', label: 'Price', low: '90', high: '120', atLow: 130, atHigh: 70 },
  { key: 'c', label: 'Never pays back at its low', low: '0', high: '3', atLow: null, atHigh: 110 },
];

it('draws a bar for each end that exists, around where the figure stands, and says the same in words', () => {
  const svg = renderToStaticMarkup(
    <TornadoBars
      rows={rows}
      base={100}
      width={640}
      height={tornadoHeight(rows.length)}
      title="Net present value"
      palette={printPalette}
    />,
  );
  expect(svg.match(/<rect/g)).toHaveLength(5);
  expect(svg).toContain('Analyst hours a week: −20 at 4, 180 at 12');
  expect(svg).toContain('Never pays back at its low: none at 0, 110 at 3');
  expect(svg).not.toContain('NaN');
});

it('writes the farther end only where both ends lie on one side', () => {
  const one = [{ key: 'a', label: 'A', low: 'LOW', high: 'HIGH', atLow: 110, atHigh: 180 }];
  const svg = renderToStaticMarkup(
    <TornadoBars rows={one} base={100} width={640} height={80} title="T" palette={printPalette} />,
  );
  expect(svg).toContain('>HIGH<');
  expect(svg).not.toContain('>LOW<');
});

it('draws losses apart from gains, and labels of percentiles never over one another', () => {
  const svg = renderToStaticMarkup(
    <Distribution
      histogram={{ from: -50, to: 150, counts: [1, 3, 8, 10, 6, 2, 0, 1] }}
      marks={[
        { key: '10', value: 10, label: 'p10 10' },
        { key: '50', value: 14, label: 'median 14' },
        { key: '90', value: 90, label: 'p90 90' },
      ]}
      width={520}
      height={200}
      title="Net present value over 31 draws"
      lossBelow={0}
      palette={printPalette}
    />,
  );
  expect(svg.match(new RegExp(`fill="${printPalette.bad}"`, 'g'))).toHaveLength(2);
  expect(svg).toContain('31 draws from −50 to 150');
  const heights = [...svg.matchAll(/y="([\d.]+)"[^>]*>(p10 10|median 14)</g)].map(([, y]) => y);
  expect(new Set(heights).size).toBe(2);
});
