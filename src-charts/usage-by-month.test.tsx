import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { printPalette, UsageByMonth } from './index';

const months = Array.from({ length: 36 }, (_, index) => ({
  label: `20${27 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
  value: 100 + index,
  low: 90,
  high: 200,
}));

it('draws use by month with its range, says it in words, and names no more months than there is room for', () => {
  const svg = renderToStaticMarkup(
    <UsageByMonth months={months} width={480} height={160} title="Use" unit="calls" palette={printPalette} />,
  );
  expect(svg).toContain('100 calls in 2027-01, 135 calls in 2029-12, at most 135 calls in 2029-12');
  expect(svg.match(/>20\d\d-\d\d</g)?.length).toBeLessThan(12);
  expect(svg).not.toContain('NaN');
});

it('draws one month as a point', () => {
  const svg = renderToStaticMarkup(
    <UsageByMonth
      months={months.slice(0, 1)}
      width={480}
      height={160}
      title="Use"
      unit="calls"
      palette={printPalette}
    />,
  );
  expect(svg).toContain('<circle');
});
