import { describe, expect, it } from 'vitest';
import {
  areStandard,
  checkContrast,
  contrast,
  darkened,
  isColour,
  partsOfKinds,
  standardBlocks,
  studioKinds,
  textContrast,
} from './index';

describe('contrast of a brand', () => {
  // Reference pairs of WCAG 2.2: black on white is 21:1, and #767676 is the lightest grey that passes 4.5:1.
  it('is the ratio that WCAG defines', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrast('#767676', '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrast('#ffffff', '#ffffff')).toBe(1);
    expect(contrast('#1f4fd8', '#1f4fd8')).toBe(1);
  });

  it('says the ratio and what would pass', () => {
    const [accent, heading] = checkContrast({ accent: '#1f4fd8', heading: '#ffcc00' });
    expect(accent).toMatchObject({ passes: true, instead: null, needs: 3 });
    expect(heading).toMatchObject({ passes: false, needs: 4.5, message: expect.stringContaining('would pass') });
    expect(contrast(heading!.instead!, '#ffffff')).toBeGreaterThanOrEqual(4.5);
  });
});

describe('a colour of a brand', () => {
  it('that cannot be read on white is darkened until it can, and no further', () => {
    for (const colour of ['#ffd400', '#8fb0ff', '#00c2a8', '#ffffff']) {
      expect(contrast(darkened(colour, textContrast), '#ffffff')).toBeGreaterThanOrEqual(textContrast);
      expect(contrast(darkened(colour, textContrast), '#ffffff')).toBeLessThan(5);
    }
    expect(darkened('#1f4fd8', textContrast)).toBe('#1f4fd8');
  });

  it('is six hexadecimal digits', () => {
    expect(['#1f4fd8', '#1F4FD8', '#123', 'red', '1f4fd8'].map(isColour)).toEqual([true, true, false, false, false]);
  });
});

describe('standard compositions', () => {
  it('are of the kind’s own parts, each once', () => {
    for (const { kind, aboutOne } of studioKinds) {
      const parts = standardBlocks(kind).flatMap(({ content }) => (content.kind === 'part' ? [content.part] : []));
      expect(parts, kind).toEqual(aboutOne ? partsOfKinds[kind]?.map(({ key }) => key) : []);
    }
  });

  it('are known again', () => {
    expect(areStandard('quote', standardBlocks('quote'))).toBe(true);
    expect(areStandard('quote', standardBlocks('quote').slice(1))).toBe(false);
  });
});
