const COLOUR = /^#[0-9a-f]{6}$/i;

/** Whether a text is a colour as the workspace keeps it: `#1f4fd8`. */
export function isColour(text: string): boolean {
  return COLOUR.test(text);
}

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). Text needs 4.5. */
export function contrastRatio(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** The least ratio at which small text can be read. */
export const READABLE = 4.5;

/** The lightest colour of the same hue that can be read on white; the colour itself where it can. */
export function readableOnWhite(colour: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  for (let share = 100; share >= 0; share -= 1) {
    const darker = `#${channels
      .map((channel) =>
        Math.round((channel * share) / 100)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
    if (contrastRatio(darker, '#ffffff') >= READABLE) return darker;
  }
  return '#000000';
}
