import { describe, expect, it } from 'vitest';
import { contrastRatio, isColour, READABLE, readableOnWhite } from './contrast';

describe('an accent colour', () => {
  it('is measured as WCAG does', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrastRatio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrastRatio('#1f4fd8', '#1f4fd8')).toBe(1);
  });

  it('that cannot be read on white is darkened until it can, and no further', () => {
    for (const colour of ['#ffd400', '#8fb0ff', '#00c2a8', '#ffffff']) {
      expect(contrastRatio(readableOnWhite(colour), '#ffffff')).toBeGreaterThanOrEqual(READABLE);
      expect(contrastRatio(readableOnWhite(colour), '#ffffff')).toBeLessThan(5);
    }
    expect(readableOnWhite('#1f4fd8')).toBe('#1f4fd8');
  });

  it('is six hexadecimal digits', () => {
    expect(['#1f4fd8', '#1F4FD8', '#123', 'red', '1f4fd8'].map(isColour)).toEqual([true, true, false, false, false]);
  });
});
