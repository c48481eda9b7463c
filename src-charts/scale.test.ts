import { describe, expect, it } from 'vitest';
import { endLabels } from './cumulative-line';
import { plainFigure, signedPercent } from './figures';
import { linearScale, niceTicks, ticksFromZero, ticksWithin } from './scale';
import { fitText, textWidth } from './text-width';
import { waterfallSpans } from './waterfall';

describe('axes', () => {
  it('have ticks at 1, 2 or 5 times a power of ten that cover what is shown', () => {
    expect(niceTicks(-60, 38)).toEqual([-60, -40, -20, 0, 20, 40]);
    expect(niceTicks(0, 0.31)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(niceTicks(0, 297_019)).toEqual([0, 50_000, 100_000, 150_000, 200_000, 250_000, 300_000]);
  });

  it('survive empty and constant data', () => {
    expect(niceTicks(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toEqual([0, 1]);
    expect(ticksFromZero([])).toContain(0);
    expect(linearScale([5, 5], [0, 100])(5)).toBe(50);
  });

  it('show zero where lengths are compared', () => {
    expect(ticksFromZero([900, 1000])[0]).toBe(0);
    expect(ticksFromZero([-900, -1000]).at(-1)).toBe(0);
  });

  it('can begin between two ticks', () => {
    expect(ticksWithin([-65, 45])).toEqual([-60, -40, -20, 0, 20, 40]);
  });
});

describe('labels', () => {
  it('use a true minus, grouping and no negative zero', () => {
    expect(plainFigure(-1234567.5)).toBe('−1,234,567.5');
    expect(signedPercent(-0.04)).toBe('0\u00a0%');
    expect(signedPercent(2)).toBe('+2\u00a0%');
  });

  it('are cut with an ellipsis so that they fit', () => {
    const cut = fitText('Throughput at 200 users', 80, 11);
    expect(cut.endsWith('…')).toBe(true);
    expect(textWidth(cut, 11)).toBeLessThanOrEqual(80);
  });

  it('at the ends of lines are moved apart', () => {
    expect(endLabels([100, 98, 200], 14)).toEqual([112, 98, 200]);
  });
});

it('a waterfall carries each change on the step before it', () => {
  const spans = waterfallSpans([
    { key: 'a', label: 'List', value: 100, kind: 'total' },
    { key: 'b', label: 'Discount', value: -20, kind: 'change' },
    { key: 'c', label: 'Net', value: 80, kind: 'total' },
  ]);
  expect(spans).toEqual([
    { from: 0, to: 100 },
    { from: 100, to: 80 },
    { from: 0, to: 80 },
  ]);
});
