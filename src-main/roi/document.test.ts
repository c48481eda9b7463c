import { describe, expect, it } from 'vitest';
import { percentText } from './readout-parts';

describe('a fraction as percent', () => {
  it.each([
    ['0.08', '8'],
    ['0.085', '8.5'],
    ['1', '100'],
    ['0', '0'],
    ['-0.1', '-10'],
    ['0.1234', '12.34'],
    ['0.50', '50'],
    ['0.500', '50'],
  ])('%s is %s', (fraction, percent) => expect(percentText(fraction)).toBe(percent));
});
