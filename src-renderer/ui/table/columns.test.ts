import { describe, expect, it } from 'vitest';
import { figureShapes, figureWidth } from './columns';

describe('the width of a column of figures', () => {
  it('has room for the longest figure and is never less than what was asked for', () => {
    expect(figureWidth(['1.00', '42.50'], 100)).toBe(100);
    // Eleven digits and three signs, at least eight and four pixels each, and the padding of the cell.
    expect(figureWidth(['1.00', '123,456,789.00'], 100)).toBeGreaterThanOrEqual(11 * 8 + 3 * 4 + 24);
    expect(figureWidth(['12,345,678,901.23'], 100)).toBeGreaterThan(figureWidth(['123,456,789.00'], 100));
    expect(figureWidth([], 80)).toBe(80);
  });
});

describe('shapes of figures', () => {
  it('are one of each width, so that a long list need not be written out', () => {
    expect(figureShapes(['12', '99', '100', '1.5', '7.25', '-12', '8.75'])).toEqual([
      '12',
      '100',
      '1.5',
      '7.25',
      '-12',
    ]);
    expect(figureShapes([5, 7, 12345, 99999])).toEqual([5, 12345]);
  });
});
