import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  CostBars,
  CumulativeLine,
  Ecdf,
  IntervalCell,
  IntervalPlot,
  type IntervalRow,
  intervalDomain,
  PercentileCurve,
  printPalette,
  RunOrder,
  TimeSeries,
  Waterfall,
} from './index';
import { textWidth } from './text-width';

const rows: IntervalRow[] = [
  { key: 'p50', label: 'Latency p50', point: -29.8, low: -33.1, high: -26.2, verdict: 'better' },
  { key: 'p99', label: 'Latency p99', point: 12, low: 8, high: 19, verdict: 'worse' },
  {
    key: 'errors',
    label: 'Errors',
    point: -33,
    low: -60,
    high: 18,
    verdict: 'no-clear-difference',
    note: 'not told apart',
  },
  { key: 'cold', label: 'Cold start', point: 5, low: -20, high: 38, verdict: 'not-enough-runs', note: 'too few runs' },
  {
    key: 'other',
    label: 'Write',
    point: null,
    low: null,
    high: null,
    verdict: 'not-comparable',
    note: 'not comparable',
  },
].map((row) => ({ ...row, band: { low: -7, high: 7 } }) as IntervalRow);

const plot = <IntervalPlot rows={rows} width={682} palette={printPalette} title="Difference to theirs" />;

describe('IntervalPlot', () => {
  const svg = renderToStaticMarkup(plot);

  it('gives the same bytes each time it is drawn', () => {
    expect(renderToStaticMarkup(plot)).toBe(svg);
  });

  it('stands alone as a file: its own namespace, no ids, no custom properties', () => {
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(svg).not.toMatch(/\sid=|var\(/);
  });

  it('says every figure in words for those who do not see it', () => {
    expect(svg).toContain('role="img"');
    expect(svg).toContain('Latency p50: −29.8\u00a0%, from −33.1\u00a0% to −26.2\u00a0%, better');
    expect(svg).toContain('Errors: −33\u00a0%, from −60\u00a0% to +18\u00a0%, not told apart');
  });

  it('fills what was told apart, leaves the rest hollow, and dashes what had too few runs', () => {
    const circles = [...svg.matchAll(/<circle[^>]*fill="([^"]+)"/g)].map((match) => match[1]);
    expect(circles).toEqual([printPalette.good, printPalette.surface, printPalette.surface]);
    expect(svg.match(/stroke-dasharray="3 3"/g)).toHaveLength(1);
  });

  it('draws nothing where nothing could be computed, and says why', () => {
    expect(svg).toContain('Write: not comparable');
    expect(svg.match(/<circle|Z"/g)).toHaveLength(4);
  });

  it('keeps zero and every interval whole on the axis', () => {
    expect(intervalDomain(rows)).toEqual([-60, 40]);
    expect(intervalDomain([{ ...rows[0]!, band: undefined }])[1]).toBe(0);
  });

  it('shows by an arrow that a given axis cuts an interval off', () => {
    const cell = (domain: [number, number]) =>
      renderToStaticMarkup(<IntervalCell row={rows[2]!} domain={domain} width={300} palette={printPalette} />);
    expect(cell([-60, 40])).not.toContain('fill="none"');
    expect(cell([-40, 40])).toContain('fill="none"');
  });
});

describe('the other charts', () => {
  it('are drawn without a document and describe themselves', () => {
    const size = { width: 400, height: 220, palette: printPalette };
    const quantiles = [0.01, 0.5, 0.95, 0.99, 1].map((share, index) => ({ x: 10 + index * 20, share }));
    const charts = [
      <Ecdf
        key="1"
        {...size}
        title="Search"
        unit="ms"
        series={[{ key: 'a', label: 'ours', side: 'ours', points: quantiles }]}
      />,
      <CumulativeLine
        key="2"
        {...size}
        title="Payback"
        unit="months"
        payback={{ x: 14, value: 0, label: 'Paid back in month 14' }}
        series={[
          {
            key: 'a',
            label: 'Net',
            side: 'ours',
            points: [
              { x: 0, value: -90_000 },
              { x: 36, value: 140_000 },
            ],
          },
        ]}
      />,
      <Waterfall key="3" {...size} title="Price" steps={[{ key: 'l', label: 'List', value: 1200, kind: 'total' }]} />,
      <RunOrder
        key="4"
        {...size}
        title="Runs"
        unit="ms"
        labels={{ ours: 'ours', theirs: 'theirs' }}
        runs={[{ key: '1', place: 1, side: 'ours', value: 41.2 }]}
      />,
    ].map((chart) => renderToStaticMarkup(chart));
    expect(charts[0]).toContain('ours: 50\u00a0% within 30 ms, 95\u00a0% within 50 ms, 99\u00a0% within 70 ms');
    expect(charts[1]).toContain('Net: 140,000 after 36 months. Paid back in month 14');
    expect(charts[2]).toContain('List: 1,200');
    expect(charts[3]).toContain('ours: 41.2 ms');
    for (const chart of charts) expect(chart).not.toMatch(/NaN|Infinity|undefined|var\(/);
  });

  it('stand on a zero baseline, with credits below it', () => {
    const svg = renderToStaticMarkup(
      <CostBars
        width={400}
        height={220}
        palette={printPalette}
        title="Three years"
        categories={['Licences', 'Credit']}
        groups={[
          { key: 'y', label: 'Year 1', bars: [{ key: 'o', label: 'Ours', side: 'ours', values: [9000, -1000] }] },
        ]}
      />,
    );
    expect(svg).toContain('Year 1: Ours 8,000 (Licences 9,000, Credit −1,000)');
    const rectangles = [...svg.matchAll(/<rect[^>]*y="([\d.]+)" height="([\d.]+)" fill="#1f4fd8"/g)];
    const [cost, credit] = rectangles.map((match) => ({ top: Number(match[1]), height: Number(match[2]) }));
    expect(cost!.top + cost!.height).toBeCloseTo(credit!.top, 1);
    expect(cost!.height / credit!.height).toBeCloseTo(9, 1);
  });
});

describe('names and sums', () => {
  const lookAlike = (label: string, side: 'ours' | 'theirs', middle: number, spread: number) => ({
    key: label,
    label,
    side,
    points: [0, 0.1, 0.2, 0.3, 0.42, 0.5, 0.6, 0.72, 0.8, 0.88, 1].map((share) => ({
      x: middle + (share - 0.5) * spread,
      share,
    })),
  });
  const drawn = (series: Parameters<typeof Ecdf>[0]['series'], width = 380) =>
    renderToStaticMarkup(
      <Ecdf width={width} height={170} palette={printPalette} title="Search" unit="ms" series={series} />,
    );

  it('stand at their curves where these are apart', () => {
    const svg = drawn([lookAlike('ours', 'ours', 40, 6), lookAlike('theirs', 'theirs', 80, 6)]);
    expect(svg).toMatch(/text-anchor="end"[^>]*>ours</);
    expect(svg).toMatch(/text-anchor="start"[^>]*>theirs</);
  });

  it('never reach over the right edge', () => {
    const svg = drawn([lookAlike('ours', 'ours', 40, 3), lookAlike('a long name of theirs', 'theirs', 98.5, 3)]);
    expect(svg).toMatch(/text-anchor="end"[^>]*>a long name of theirs</);
  });

  it('stand above where no place beside a curve is free', () => {
    const long = 'Ostrane Collector, with all its parts and more';
    const svg = drawn([lookAlike('ours', 'ours', 50, 100), lookAlike(long, 'theirs', 52, 96)], 240);
    expect(svg).not.toMatch(/text-anchor="(start|end)"[^>]*>(ours|Ostrane)/);
    expect(svg).toMatch(/>Ostrane Collector, with…</);
  });

  it('of costs do not touch at half the width', () => {
    for (const width of [345, 360, 420, 700]) {
      const svg = renderToStaticMarkup(
        <CostBars
          width={width}
          height={240}
          palette={printPalette}
          title="Three years"
          categories={['Licences']}
          format={(value) => `EUR ${value.toLocaleString('en-GB')}`}
          groups={['Year 1', 'Year 2', 'Year 3'].map((label, year) => ({
            key: label,
            label,
            bars: [
              { key: 'o', label: 'Status quo', side: 'theirs' as const, values: [1_234_567 + year] },
              { key: 't', label: 'Northwind', side: 'ours' as const, values: [1_184_567 - year] },
            ],
          }))}
        />,
      );
      const sums = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*font-weight="550"[^>]*>(EUR [^<]+)</g)];
      expect(sums).toHaveLength(6);
      const boxes = sums.map(([, x, y, text]) => ({ x: Number(x), y: Number(y), half: textWidth(text!, 11) / 2 }));
      for (const [index, one] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) {
          const apart = Math.abs(one.x - other.x) >= one.half + other.half || Math.abs(one.y - other.y) >= 11;
          expect(apart, `${width}: ${JSON.stringify([one, other])}`).toBe(true);
        }
      }
    }
  });
});

describe('percentiles and time series', () => {
  const size = { width: 400, height: 180, palette: printPalette, title: 'Search', unit: 'ms' };
  const labels = { ours: 'ours', theirs: 'theirs', notBorne: 'too few measurements' };

  it('draw a percentile grey and dotted where a run cannot bear it, and say so', () => {
    const points = [50, 90, 99, 99.9].map((percent, index) => ({
      percent,
      value: 10 + index * 10,
      low: 8 + index * 10,
      high: 13 + index * 10,
      borne: percent < 99,
    }));
    const svg = renderToStaticMarkup(<PercentileCurve {...size} labels={labels} series={[{ side: 'ours', points }]} />);
    expect(svg).toContain('ours: p50 10 ms, p90 20 ms, p99 30 ms (too few measurements)');
    expect(svg).toContain('>too few measurements</text>');
    const dotted = [...svg.matchAll(/<path[^>]*stroke="([^"]+)"[^>]*stroke-dasharray="1.5 3"/g)];
    expect(dotted.map((match) => match[1])).toEqual([printPalette.ink3]);
    const all = renderToStaticMarkup(
      <PercentileCurve {...size} labels={labels} series={[{ side: 'ours', points: points.slice(0, 2) }]} />,
    );
    expect(all).not.toContain('too few');
  });

  it('break the line where nothing was measured, and count minutes where seconds would be many', () => {
    const points = [10, 20, null, 40].map((value, index) => ({ x: index * 600, value, low: value, high: value }));
    const svg = renderToStaticMarkup(<TimeSeries {...size} labels={labels} series={[{ side: 'theirs', points }]} />);
    expect(svg).toContain('theirs: 10 ms at first, 40 ms at the end, 40 ms at most');
    expect(svg.match(/stroke-dasharray="5 3"/g)).toHaveLength(3);
    expect(svg).toMatch(/>\d+ min</);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|var\(/);
  });
});
