import { renderToStaticMarkup } from 'react-dom/server';
import { BakeoffFigure, plainFigure, printPalette } from '../../../src-charts';
import { type ChartFigure, shareUnit } from '../../../src-shared/bakeoffs';

/** What a file says of itself beside the picture. */
export interface PictureAbout {
  /** `B-A7-0001 Search at 200 users`. */
  bakeoff: string;
  /** `ours: Northwind 4.1, theirs: Ostrane 2`. */
  contenders: string;
  /** In large letters, where the picture must not leave the house. */
  mark: string | null;
}

/** Size of a file's picture in pixels; a PNG has twice as many either way. */
const WIDTH = 960;
const HEIGHT = 400;
const MARGIN = 24;

/** A figure with three significant digits, never fewer than its whole part. */
function threeDigits(value: number): string {
  if (value === 0) return plainFigure(0);
  const digits = Math.max(0, Math.min(12, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return plainFigure(Number(value.toFixed(digits)));
}

const percentText = (share: number): string => `${threeDigits(share * 100)}\u00a0%`;

/**
 * A picture as a file of its own: named by its `<title>`, with what it is of above and where it comes from below. Texts only, no script, no
 * foreign content, nothing that is fetched; the same bytes for the same figure on every machine.
 */
export function pictureSvg(figure: ChartFigure, about: PictureAbout): string {
  const share = figure.unit === shareUnit;
  const unit = share ? '%' : figure.unit;
  const inner = renderToStaticMarkup(
    <BakeoffFigure
      figure={figure}
      width={WIDTH - 2 * MARGIN}
      height={HEIGHT}
      palette={printPalette}
      fontSize={13}
      unit={share ? '' : figure.unit}
      format={share ? percentText : threeDigits}
      labels={{ ours: 'ours', theirs: 'theirs', notBorne: 'too few measurements' }}
    />,
  );
  const height = Number(/height="(\d+(?:\.\d+)?)"/.exec(inner)?.[1] ?? HEIGHT);
  const top = 74;
  const foot = top + height + 34;
  const heading = unit && figure.kind !== 'intervals' && !share ? `${figure.title}, ${unit}` : figure.title;
  const { ink, ink2, ink3, bad, surface, font } = printPalette;
  const frame = renderToStaticMarkup(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={foot + 16}
      viewBox={`0 0 ${WIDTH} ${foot + 16}`}
      fontFamily={font}
      fontSize={13}
    >
      <title>{`${heading}. ${about.bakeoff}`}</title>
      <rect width={WIDTH} height={foot + 16} fill={surface} />
      <text x={MARGIN} y={34} fontSize={18} fontWeight={600} fill={ink}>
        {heading}
      </text>
      <text x={MARGIN} y={56} fill={ink2}>
        {about.contenders}
      </text>
      {about.mark && (
        <text x={WIDTH - MARGIN} y={34} textAnchor="end" fontWeight={700} fontSize={14} fill={bad}>
          {about.mark.toUpperCase()}
        </text>
      )}
      <g data-place="picture" />
      <text x={MARGIN} y={foot} fontSize={11} fill={ink3}>
        {footer(figure, about)}
      </text>
    </svg>,
  );
  const placed = inner.replace('<svg ', `<svg x="${MARGIN}" y="${top}" `);
  return writable(frame.replace('<g data-place="picture"></g>', () => placed));
}

function footer({ kind, measurements, drawing, table }: ChartFigure, { bakeoff }: PictureAbout): string {
  const left = drawing.kind === 'intervals' ? table.rows.length - drawing.rows.length : 0;
  const said =
    kind === 'intervals'
      ? `Grey band: too small to matter, fixed before the runs.${left > 0 ? ` Not shown, because they have no ratio: ${left} of ${table.rows.length} rows.` : ''}`
      : kind === 'order'
        ? 'One figure a run.'
        : `${plainFigure(measurements ?? 0)} measurements. For a look only: verdicts rest on one figure a run.`;
  return `${bakeoff}. ${said}`;
}

/** Without the characters that XML cannot hold at all: names come out of log files. */
function writable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '\ufffd');
}
