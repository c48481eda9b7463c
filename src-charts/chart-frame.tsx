import type { ReactNode } from 'react';
import type { ChartPalette } from './palette';

/** What every chart takes. Sizes are pixels on screen and points times 4/3 on paper. */
export interface ChartSize {
  width: number;
  height: number;
}

export interface ChartLook {
  palette: ChartPalette;
  /** Size of labels on the axes and beside marks, in pixels. */
  fontSize?: number;
}

export interface ChartFrameProps extends ChartSize, Required<ChartLook> {
  /** What the picture is of, in a few words: its name to a screen reader. */
  title: string;
  /** The same in sentences, with every figure that the picture shows. */
  description: string;
  children: ReactNode;
}

/**
 * The sheet a chart is drawn on: a plain `<svg>` that stands alone as a file, named and described for those who do not
 * see it. The name is an `aria-label` and not a `<title>`, which browsers would show as a tooltip over the marks.
 */
export function ChartFrame({ width, height, palette, fontSize, title, description, children }: ChartFrameProps) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={title}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={palette.font}
      fontSize={fontSize}
      fill={palette.ink3}
      style={{ display: 'block', fontVariantNumeric: 'tabular-nums' }}
    >
      <desc>{description}</desc>
      {children}
    </svg>
  );
}
