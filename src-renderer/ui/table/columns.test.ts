import { describe, expect, it } from 'vitest';
import { figureWidth } from './columns';

describe('the width of a column of figures', () => {
  it('has room for the longest figure and is never less than what was asked for', () => {
    expect(figureWidth(['1.00', '42.50'], 100)).toBe(100);
    // Eleven digits and three signs, at least eight and four pixels each, and the padding of the cell.
    expect(figureWidth(['1.00', '123,456,789.00'], 100)).toBeGreaterThanOrEqual(11 * 8 + 3 * 4 + 24);
    expect(figureWidth(['12,345,678,901.23'], 100)).toBeGreaterThan(figureWidth(['123,456,789.00'], 100));
    expect(figureWidth([], 80)).toBe(80);
  });
});
