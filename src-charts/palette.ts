/**
 * The colours and the typeface a chart is drawn with. Charts hold none of their own: the same drawing goes to a light
 * or dark screen and to paper, and only this differs. The values are those of `src-renderer/ui/theme/tokens.css`
 * (a test compares them).
 */
export interface ChartPalette {
  /** What the chart stands on; hollow marks are filled with it. */
  surface: string;
  /** The band of differences too small to matter. */
  band: string;
  line: string;
  lineStrong: string;
  ink: string;
  ink2: string;
  ink3: string;
  accent: string;
  good: string;
  warn: string;
  bad: string;
  /** The two contenders; also told apart by solid and dashed, filled and hollow. */
  ours: string;
  theirs: string;
  /** A CSS font-family list. */
  font: string;
}

/** The family as it is called in the fonts folder that documents are typeset with. */
const PAPER_FONT = 'Inter';
const SCREEN_FONT = '"Inter Variable", Inter, system-ui, sans-serif';

export const lightPalette: ChartPalette = {
  surface: '#ffffff',
  band: '#f4f2ee',
  line: '#e4e0d9',
  lineStrong: '#cbc5bb',
  ink: '#1c1b1a',
  ink2: '#55514b',
  ink3: '#716c64',
  accent: '#1f4fd8',
  good: '#12714a',
  warn: '#8a5300',
  bad: '#b3261e',
  ours: '#1f4fd8',
  theirs: '#b4591a',
  font: SCREEN_FONT,
};

export const darkPalette: ChartPalette = {
  surface: '#1b1b1c',
  band: '#101011',
  line: '#2e2e30',
  lineStrong: '#46464a',
  ink: '#f1efec',
  ink2: '#b9b5ae',
  ink3: '#98938b',
  accent: '#8fb0ff',
  good: '#6fd3a3',
  warn: '#f0b65a',
  bad: '#ff9d94',
  ours: '#8fb0ff',
  theirs: '#f2a266',
  font: SCREEN_FONT,
};

/** Paper: the light colours on white, in the typeface that the typesetter has as static files. */
export const printPalette: ChartPalette = { ...lightPalette, font: PAPER_FONT };

/**
 * The screen's own custom properties: a chart drawn with this follows a change between light and dark without being
 * drawn again. Only for a page that carries the tokens; a file of its own needs one of the palettes above.
 */
export const screenPalette: ChartPalette = {
  surface: 'var(--surface)',
  band: 'var(--sunken)',
  line: 'var(--line)',
  lineStrong: 'var(--line-strong)',
  ink: 'var(--ink)',
  ink2: 'var(--ink-2)',
  ink3: 'var(--ink-3)',
  accent: 'var(--accent)',
  good: 'var(--good)',
  warn: 'var(--warn)',
  bad: 'var(--bad)',
  ours: 'var(--side-a)',
  theirs: 'var(--side-b)',
  font: 'var(--font)',
};

/** Which of the two contenders something belongs to. */
export type Side = 'ours' | 'theirs';

export function sideColour(side: Side, palette: ChartPalette): string {
  return side === 'ours' ? palette.ours : palette.theirs;
}
