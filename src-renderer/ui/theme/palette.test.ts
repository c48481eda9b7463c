import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ChartPalette, darkPalette, lightPalette, screenPalette } from '../../../src-charts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\);/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
);

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
    const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe('the tokens', () => {
  it('are the colours that charts are drawn with, in light and in dark', () => {
    for (const [key, property] of Object.entries(screenPalette) as [keyof ChartPalette, string][]) {
      const token = tokens.get(property.slice('var(--'.length, -1));
      if (key === 'font') continue;
      expect({ key, light: lightPalette[key], dark: darkPalette[key] }).toEqual({ key, ...token });
    }
  });

  it('give every pair of text and ground at least 4.5:1', () => {
    const grounds = ['paper', 'surface', 'sunken'];
    const pairs = [
      ...['ink', 'ink-2', 'ink-3', 'accent', 'good', 'warn', 'bad', 'internal'].flatMap((text) =>
        grounds.map((ground) => [text, ground]),
      ),
      ...['accent', 'good', 'warn', 'bad', 'internal'].map((text) => [text, `${text}-soft`]),
      ['on-accent', 'accent'],
      ['side-b', 'surface'],
      ['paper', 'ink'],
    ] as [string, string][];
    const weak = pairs.flatMap(([text, ground]) =>
      (['light', 'dark'] as const)
        .map((theme) => ({
          theme,
          text,
          ground,
          ratio: contrast(tokens.get(text)?.[theme] ?? '', tokens.get(ground)?.[theme] ?? ''),
        }))
        .filter((pair) => !(pair.ratio >= 4.5)),
    );
    expect(weak).toEqual([]);
  });
});
