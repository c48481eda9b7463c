import type { ContrastCheck } from './views';

/** Least contrast of text on its ground (WCAG 2.2, 1.4.3, level AA), and of lines and marks (1.4.11). */
export const textContrast = 4.5;
export const markContrast = 3;

const PAPER = '#ffffff';

/** Whether a text is a colour as the workspace keeps it: `#1f4fd8`. */
export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

type Rgb = [number, number, number];

const channels = (colour: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;

/** Relative luminance of a colour `#rrggbb`, 0 to 1 (WCAG 2.2, from sRGB). */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The nearest darker colour of the same hue with at least this contrast on white paper; the colour itself where it has it. */
export function darkened(colour: string, needs: number): string {
  const from = channels(colour);
  for (let share = 100; share > 0; share -= 1) {
    const tried = `#${from
      .map((channel) =>
        Math.round((channel * share) / 100)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
    if (contrast(tried, PAPER) >= needs) return tried;
  }
  return '#000000';
}

/** Whether the colours of a brand can be seen and read on paper, with what would pass. */
export function checkContrast({ accent, heading }: { accent: string; heading: string | null }): ContrastCheck[] {
  const one = (what: string, colour: string, needs: number): ContrastCheck => {
    const lower = colour.toLowerCase();
    // Cut, not rounded: 4.499 does not pass, and must not be shown as 4.50.
    const ratio = Math.floor(contrast(lower, PAPER) * 100) / 100;
    const passes = contrast(lower, PAPER) >= needs;
    const instead = passes ? null : darkened(lower, needs);
    return {
      ...{ what, colour: lower, on: PAPER, ratio, needs, passes, instead },
      message: passes
        ? `${what} ${lower} has a contrast of ${ratio}:1 on white; at least ${needs}:1 is needed.`
        : `${what} ${lower} has a contrast of only ${ratio}:1 on white; at least ${needs}:1 is needed. ${instead} would pass.`,
    };
  };
  return [
    one('The accent', accent, markContrast),
    ...(heading === null ? [] : [one('The colour of headings', heading, textContrast)]),
  ];
}
