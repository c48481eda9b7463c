import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import {
  CumulativeLine,
  IntervalPlot,
  type IntervalRow,
  type IntervalVerdict,
  intervalDomain,
  printPalette,
  RunOrder,
  TimeSeries,
} from '../../src-charts';
import { type CourseMeasure, courseMeasures } from '../../src-shared/bakeoffs';
import {
  type DocumentData,
  evidencePictures,
  formatMeasured,
  formatNumber,
  formatPercent,
  labelsOf,
  type ProofDeck,
  plottedRows,
  type RoiDocument,
  rowNames,
  rowOnAxis,
  type SourceData,
  valuesInOrder,
  writeDifference,
} from '../../src-shared/documents';
import { type Signature, signatureField, signaturePath } from '../../src-shared/quotes';
import { composedCharts } from './composed-charts';
import type { FontFile } from './font-file';
import { scenarioPositions, sensitivityBars, spreadOfValue } from './value-charts';

/** A picture of a document, drawn from its data alone. */
export interface Chart {
  /** File name: `intervals.svg`. */
  name: string;
  svg: string;
}

/** Width of a picture in pixels: the page's measure (A4, 507 pt) at 96 dots an inch. */
const WIDTH = 676;

/**
 * Draws the pictures that a document's template asks for, with the same components as the screen.
 *
 * @param fonts The typesetter's fonts, in the order in which text asks them; each piece of text is given to the first that has it,
 * since a font of the machine must never step in.
 */
export function documentCharts(data: DocumentData, fonts: readonly FontFile[]): Chart[] {
  if (data.kind === 'binder') return [];
  return data.kind === 'composed' ? composedCharts(data, fonts, drawnCharts) : drawnCharts(data, fonts);
}

function drawnCharts(data: SourceData, fonts: readonly FontFile[]): Chart[] {
  const draw = (name: string, element: ReactElement): Chart => ({
    name,
    svg: inFonts(renderToStaticMarkup(element), fonts),
  });
  switch (data.kind) {
    case 'quote':
    case 'order-form':
    case 'approval-sheet':
    case 'case-study':
    case 'success-plan':
    case 'defensibility-brief':
    case 'sales-card':
      return [];
    case 'claim-chart':
      return evidencePictures(data).flatMap(({ name, evidence: { thumbnail } }) =>
        thumbnail ? [{ name, svg: pixelPicture(thumbnail) }] : [],
      );
    case 'acceptance':
      return signaturePicture(data.accepted?.signature);
    case 'proof-deck':
      return [
        draw('intervals.svg', intervalPlot(data, fonts)),
        ...(data.topic === 'cost' && data.rows[0] && valuesInOrder(data, data.rows[0].key).length > 0
          ? [draw('runs.svg', runOrder(data, data.rows[0], fonts))]
          : []),
        ...(data.course
          ? courseMeasures.map((measure) => draw(`course-${measure}.svg`, courseLine(data, measure, fonts)))
          : []),
      ];
    case 'roi':
      return [
        draw('cumulative.svg', cumulativeLine(data, fonts)),
        ...(data.sensitivity
          ? [draw('sensitivity.svg', sensitivityBars(data, data.sensitivity, palette(fonts), WIDTH))]
          : []),
        ...(data.scenarios?.positions
          ? [draw('positions.svg', scenarioPositions(data, data.scenarios, palette(fonts), WIDTH))]
          : []),
        ...(data.spread ? [draw('spread.svg', spreadOfValue(data, data.spread, palette(fonts), WIDTH))] : []),
      ];
  }
}

/** A picture made of pixels as one that a template can read like those that are drawn. */
const pixelPicture = ({ png, width, height }: { png: string; width: number; height: number }): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><image width="${width}" height="${height}" xlink:href="data:image/png;base64,${png}"/></svg>`;

/** A drawn signature as its picture; none for a typed one. */
function signaturePicture(signature: Signature | undefined): Chart[] {
  if (signature?.kind !== 'drawn') return [];
  const { width, height } = signatureField;
  const path = signaturePath(signature.strokes);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="${path}" fill="none" stroke="#1c1b1a" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return [{ name: 'signature.svg', svg }];
}

const palette = (fonts: readonly FontFile[]) => ({
  ...printPalette,
  font: `${fonts[0]!.family}, ${printPalette.font}, sans-serif`,
});

function intervalPlot(data: ProofDeck, fonts: readonly FontFile[]): ReactElement {
  const labels = labelsOf(data.locale);
  const deckRows = plottedRows(data);
  const scale = deckRows[0] ?? { scale: 'ratio' as const, unit: '' };
  const write = (value: number) => writeDifference(data.locale, value, scale);
  const names = rowNames(deckRows);
  const rows = deckRows.map((row, index): IntervalRow => {
    const { point, low, high, band } = rowOnAxis(row);
    return {
      key: row.key,
      label: names[index]!,
      point,
      low,
      high,
      verdict: row.verdict.replaceAll(' ', '-') as IntervalVerdict,
      band,
      note: point === null ? labels.verdicts[row.verdict] : labels.verdictNotes[row.verdict],
    };
  });
  return (
    <IntervalPlot
      rows={rows}
      width={WIDTH}
      rowHeight={rows.length > 16 ? 20 : 26}
      title={labels.differenceTo(data.contenders.theirs.name)}
      domain={roomForNotes(rows, write)}
      format={write}
      palette={palette(fonts)}
    />
  );
}

/** One measure over time against the fault. */
function courseLine(data: ProofDeck, measure: CourseMeasure, fonts: readonly FontFile[]): ReactElement {
  const course = data.course!;
  const { ours, theirs } = course.courses[measure];
  const labels = labelsOf(data.locale);
  return (
    <TimeSeries
      series={[
        { side: 'ours', points: ours },
        { side: 'theirs', points: theirs },
      ]}
      width={COURSE_WIDTH}
      height={132}
      title={labels.courseMeasures[measure]}
      unit={{ success: '%', throughput: '1/s', latency: course.unit }[measure]}
      labels={{ ours: data.contenders.ours.name, theirs: data.contenders.theirs.name }}
      shade={{ ...course.fault, label: course.fault.kind }}
      format={(value) =>
        measure === 'success'
          ? formatPercent(data.locale, String(Number((value * 100).toFixed(6))))
          : formatMeasured(data.locale, value, 3)
      }
      palette={palette(fonts)}
    />
  );
}

/** A third of the page's measure, with the gutters. */
const COURSE_WIDTH = 214;

/** Each run's figure of a row, in the order of the runs. */
function runOrder(data: ProofDeck, row: ProofDeck['rows'][number], fonts: readonly FontFile[]): ReactElement {
  const { ours, theirs } = data.contenders;
  return (
    <RunOrder
      runs={valuesInOrder(data, row.key).map(({ side, place, value }) => ({
        key: String(place),
        ...{ side, place, value },
      }))}
      width={WIDTH}
      height={150}
      title={labelsOf(data.locale).costOfRuns}
      unit={row.unit}
      labels={{ ours: ours.name, theirs: theirs.name }}
      format={(value) => formatMeasured(data.locale, value, 3)}
      palette={palette(fonts)}
    />
  );
}

/** Widest share of the plot that names take, and the width of a character, for a careful guess at what fits. */
const NAMES_SHARE = 1 / 3;
const CHARACTER_WIDTH = 6.2;

/** The axis, prolonged to the right until the longest note fits beside its mark. */
function roomForNotes(rows: readonly IntervalRow[], write: (value: number) => string): [number, number] {
  const [low, high] = intervalDomain(rows);
  const plot = WIDTH * (1 - NAMES_SHARE);
  const ends = rows.map((row) => {
    if (row.point === null) return high;
    const label = (write(row.point).length + (row.note ? row.note.length + 2 : 0)) * CHARACTER_WIDTH + 14;
    return low + ((row.high ?? row.point) - low) * (plot / (plot - label));
  });
  return [low, Math.max(high, ...ends)];
}

function cumulativeLine(data: RoiDocument, fonts: readonly FontFile[]): ReactElement {
  const labels = labelsOf(data.locale);
  const added = (amounts: readonly string[]) => {
    let sum = 0;
    // The picture needs pixels, not cents: doubles do, and the table beside it holds the exact amounts.
    return amounts.map((amount, index) => {
      sum += Number(amount);
      return { x: index + 1, value: sum };
    });
  };
  return (
    <CumulativeLine
      series={[
        {
          key: 'theirs',
          label: data.theirs.title,
          side: 'theirs',
          points: [{ x: 0, value: 0 }, ...added(data.theirs.sums)],
        },
        { key: 'ours', label: data.ours.title, side: 'ours', points: [{ x: 0, value: 0 }, ...added(data.ours.sums)] },
      ]}
      width={WIDTH}
      height={230}
      title={labels.cumulative}
      unit=""
      tickEvery={1}
      format={(value) => formatNumber(data.locale, String(Math.round(value)))}
      formatPeriod={(period) => (period === 0 ? '' : (data.periods[period - 1] ?? formatMeasured(data.locale, period)))}
      palette={palette(fonts)}
    />
  );
}

/** Gives each run of characters inside the SVG's texts to the first font that has them. */
function inFonts(svg: string, fonts: readonly FontFile[]): string {
  return svg.replace(/(<text\b[^>]*>)([^<]*)(<\/text>)/g, (_whole, open: string, text: string, close: string) => {
    const runs: { font: FontFile; text: string }[] = [];
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      const font = fonts.find((candidate) => candidate.has(codePoint)) ?? fonts[0]!;
      const last = runs.at(-1);
      if (last?.font === font) last.text += character;
      else runs.push({ font, text: character });
    }
    const inside = runs.map((run) =>
      run.font === fonts[0] ? run.text : `<tspan font-family="${run.font.family}">${run.text}</tspan>`,
    );
    return `${open}${inside.join('')}${close}`;
  });
}
