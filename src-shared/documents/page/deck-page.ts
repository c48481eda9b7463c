import { bandLimits, shareUnit } from '../../bakeoffs';
import {
  type DocumentLocale,
  exactText,
  formatDate,
  formatMeasured,
  formatNumber,
  formatPercent,
  withUnit,
} from '../format';
import { type Labels, labelsOf } from '../labels';
import type { DeckRow, ProofDeck } from '../schema/proof-deck';
import { courseOf, priceTables, secondPicture, subjectOf } from './deck-topic-page';
import { type PageContext, type PageFrame, pageFrame } from './frame';
import { paragraphs, printable, rawText, shortDigest, verbatim, writeFigure, writeText, writeValue } from './text';

/** A proof deck as its template prints it. */
export interface DeckPage extends PageFrame {
  heading: string;
  lead: string | null;
  facts: { value: string; text: string }[];
  picture: { title: string; path: string; alt: string; caption: string };
  /** A second picture, where the topic has one. */
  second: { title: string; path: string; alt: string; caption: string } | null;
  /** How the sides fared over time: three small pictures beside each other. */
  course: { title: string; caption: string; pictures: { path: string; alt: string; caption: string }[] } | null;
  prices: {
    heading: string;
    columns: { price: string; hourly: string; source: string };
    sides: {
      name: string;
      rows: { label: string; price: string; hourly: string; source: string }[];
      sum: { label: string; hourly: string };
    }[];
  } | null;
  method: { heading: string; paragraphs: string[] };
  /** What of the method has no room beside two pictures; on the second page. */
  further: { heading: string; left: string[]; right: string[] } | null;
  environment: {
    heading: string;
    rows: { name: string; value: string; mark: string }[];
    footnotes: { mark: string; text: string[][] }[];
  } | null;
  reproduce: { heading: string; text: string | null; commands: string } | null;
  /** Short list beside the method; null where the table is too long for it. */
  summary: { heading: string; rows: { name: string; text: string }[] } | null;
  table: {
    heading: string;
    columns: { metric: string; ours: string; theirs: string; result: string; runs: string; p: string };
    rows: {
      metric: string;
      workload: string;
      unit: string;
      ours: string;
      theirs: string;
      verdict: string;
      sentence: string;
      runs: string;
      p: string;
    }[];
  };
  waived: { heading: string; items: { check: string; text: string; by: string }[] } | null;
  runs: {
    heading: string;
    columns: { run: string; started: string; values: string[]; file: string };
    rows: { run: string; started: string; values: string[]; files: string[] }[];
  } | null;
}

/** Rows up to which the short list stands on the first page. */
const SHORT_LIST = 8;

/** An environment of more rows stands on the second page. */
const SHORT_ENVIRONMENT = 7;

/** Characters of the method that have room beside the way to check it, where the environment stands on the second page. */
const besideOnePicture = 1350;

/** Characters in a line of a command and of a name in the short list, and lines of commands that both have room for; a row takes two. */
const [COMMAND_WIDTH, LIST_WIDTH, COLUMN_LINES] = [50, 34, 20];

/** Characters of the method that stand on the first page below two pictures. */
const besidePictures = 850;

/** Whole paragraphs up to a length, at least one; and those that are left. */
function fitted(paragraphs: readonly string[], most: number): { first: string[]; rest: string[] } {
  let length = 0;
  const at = paragraphs.findIndex((paragraph, index) => {
    length += paragraph.length;
    return index > 0 && length > most;
  });
  return at < 0 ? { first: [...paragraphs], rest: [] } : { first: paragraphs.slice(0, at), rest: paragraphs.slice(at) };
}

/** Names of rows without the workload that they all begin with. */
function shortNames(rows: readonly DeckRow[]): string[] {
  const [first] = rows;
  const end = first ? first.metric.indexOf(', ') + 2 : 0;
  const shared = first && end > 1 ? first.metric.slice(0, end) : '';
  return rows.map(({ metric }) => {
    const name = rows.every((row) => row.metric.startsWith(shared)) ? metric.slice(shared.length) : metric;
    return name.charAt(0).toUpperCase() + name.slice(1);
  });
}

/** Paragraphs in two columns of about one length. */
function inTwo(paragraphs: readonly string[]): { left: string[]; right: string[] } {
  const half = paragraphs.reduce((sum, { length }) => sum + length, 0) / 2;
  let length = 0;
  const left = paragraphs.filter((paragraph, index) => {
    const before = length;
    length += paragraph.length;
    return index === 0 || before + paragraph.length / 2 < half;
  });
  return { left, right: paragraphs.slice(left.length) };
}

/** Whether the short list of what was found still fits below the commands, which stand in the same column in full. */
function hasRoom({ rows, reproduce }: ProofDeck): boolean {
  const commands = (reproduce?.commands ?? '').split('\n').map(({ length }) => Math.ceil(length / COMMAND_WIDTH));
  const names = rowNames(rows).map(({ length }) => Math.ceil(length / LIST_WIDTH));
  const sum = (lines: readonly number[]) => lines.reduce((total, one) => total + Math.max(1, one), 0);
  return sum(commands) + 2 * sum(names) <= COLUMN_LINES;
}

/** Writes a proof deck out in its locale. Pure: the same data give the same page. */
export function deckPage(data: ProofDeck, context: PageContext): DeckPage {
  const { locale } = data;
  const labels = labelsOf(locale);
  const count = formatNumber(locale, String(data.rows.length));
  const { rows: environment, footnotes } = environmentRows(data, labels);
  const second = secondPicture(data, labels);
  const method = fitted(
    data.method.map((text) => writeText(locale, text)),
    second || data.course
      ? besidePictures
      : data.measured && environment.length > SHORT_ENVIRONMENT
        ? besideOnePicture
        : Number.POSITIVE_INFINITY,
  );
  const found = data.rows.length === 1 ? labels.result : labels.allMetrics(count);
  return {
    ...pageFrame(data, context, subjectOf(data, labels), data.bundle),
    heading: writeText(locale, data.headline),
    lead: data.lead ? writeText(locale, data.lead) : null,
    facts: data.facts.map((fact) => ({ value: writeValue(locale, fact.value), text: writeText(locale, fact.text) })),
    picture: {
      title: printable(labels.differenceTo(data.contenders.theirs.name)),
      path: '/charts/intervals.svg',
      alt: plottedRows(data)
        .map((row) => describeRow(locale, row))
        .join('. '),
      caption: caption(data, labels),
    },
    second,
    course: courseOf(data, labels),
    prices: priceTables(data, labels),
    method: { heading: labels.method, paragraphs: method.first },
    further: method.rest.length === 0 ? null : { heading: labels.method, ...inTwo(method.rest) },
    environment: environment.length === 0 ? null : { heading: labels.environment, rows: environment, footnotes },
    reproduce: data.reproduce
      ? {
          heading: labels.reproduce,
          text: data.reproduce.text ? writeText(locale, data.reproduce.text) : null,
          commands: verbatim(data.reproduce.commands),
        }
      : null,
    summary:
      data.rows.length > SHORT_LIST || data.rows.length === 1 || data.course || (data.measured && !hasRoom(data))
        ? null
        : {
            heading: found,
            rows: data.rows.map((row, index) => ({
              name: printable(rowNames(data.rows)[index]!),
              text: shortVerdict(locale, row, labels),
            })),
          },
    table: {
      heading: found,
      columns: {
        metric: labels.metric,
        ours: printable(contender(data.contenders.ours)),
        theirs: printable(contender(data.contenders.theirs)),
        result: labels.result,
        runs: labels.runCount,
        p: labels.pValue,
      },
      rows: data.rows.map((row) => ({
        metric: printable(row.metric),
        workload: printable(row.workload ?? ''),
        unit: row.unit === shareUnit ? '' : printable(row.unit),
        ours: median(locale, row.medians.ours, row.unit),
        theirs: median(locale, row.medians.theirs, row.unit),
        verdict: labels.verdicts[row.verdict],
        sentence: writeText(locale, row.sentence),
        runs: `${row.runs.ours} + ${row.runs.theirs}`,
        p: row.pAdjusted === null ? '–' : writeP(locale, row.pAdjusted),
      })),
    },
    waived:
      data.waivers.length === 0
        ? null
        : {
            heading: labels.waived,
            items: data.waivers.map((waiver) => ({
              check: printable(waiver.check),
              text: printable(waiver.reason),
              by: printable(labels.waivedBy(waiver.person)),
            })),
          },
    runs: runTable(data, labels),
  };
}

/** The rows of the picture, in its order. */
export function plottedRows(data: ProofDeck): DeckRow[] {
  if (!data.plotted) return data.rows.slice(0, 40);
  return data.plotted.flatMap((key) => data.rows.filter((row) => row.key === key));
}

/** Metric and workload as one name. */
export const rowName = (row: DeckRow): string => (row.workload ? `${row.workload}, ${row.metric}` : row.metric);

/** Names of rows beside each other: what all of them share is left out. */
export function rowNames(rows: readonly DeckRow[]): string[] {
  const workloads = new Set(rows.map((row) => row.workload ?? ''));
  const metrics = new Set(rows.map((row) => row.metric));
  return rows.map((row) => {
    if (workloads.size === 1) return row.metric;
    return metrics.size === 1 && row.workload ? row.workload : rowName(row);
  });
}

/** Estimate and interval of a row on the picture's axis: percent for ratios, else the metric's unit; null where not computed. */
export function rowOnAxis(row: DeckRow): {
  point: number | null;
  low: number | null;
  high: number | null;
  band: { low: number; high: number };
} {
  const limits = bandLimits(row);
  const onAxis = (value: number | null) => (value === null || row.scale === 'difference' ? value : (value - 1) * 100);
  return {
    point: onAxis(row.estimate),
    low: onAxis(row.low),
    high: onAxis(row.high),
    band: { low: onAxis(limits.low) ?? 0, high: onAxis(limits.high) ?? 0 },
  };
}

/** A difference on the axis as it is written: `−29.8 %`, `+2.0 %`, or with the metric's unit. */
export function writeDifference(locale: DocumentLocale, value: number, row: Pick<DeckRow, 'scale' | 'unit'>): string {
  if (row.scale === 'ratio') return formatPercent(locale, withoutTrailingZeros(value.toFixed(1)), { sign: 'always' });
  // A difference of shares is one of percentage points.
  if (row.unit === shareUnit)
    return withUnit(formatMeasured(locale, Number((value * 100).toPrecision(12)), 3, 'always'), 'pp');
  return withUnit(formatMeasured(locale, value, 3, 'always'), row.unit);
}

/** A p value: two significant digits, never less than can be told. */
export function writeP(locale: DocumentLocale, p: number): string {
  if (p < 0.0001) return `< ${formatNumber(locale, '0.0001')}`;
  const digits = 1 - Math.floor(Math.log10(p));
  return formatNumber(locale, withoutTrailingZeros(p.toFixed(digits)));
}

const withoutTrailingZeros = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;

function describeRow(locale: DocumentLocale, row: DeckRow): string {
  const { point, low, high } = rowOnAxis(row);
  const labels = labelsOf(locale);
  if (point === null) return `${rowName(row)}: ${labels.verdicts[row.verdict]}`;
  const interval =
    low === null || high === null
      ? ''
      : ` (${writeDifference(locale, low, row)} … ${writeDifference(locale, high, row)})`;
  return `${rowName(row)}: ${writeDifference(locale, point, row)}${interval}, ${labels.verdicts[row.verdict]}`;
}

function shortVerdict(locale: DocumentLocale, row: DeckRow, labels: Labels): string {
  const { point } = rowOnAxis(row);
  const p = row.pAdjusted;
  if ((row.verdict === 'better' || row.verdict === 'worse') && point !== null && p !== null) {
    return `${writeDifference(locale, point, row)}, ${labels.pValue}\u00a0${writeP(locale, p)}`;
  }
  return labels.verdicts[row.verdict];
}

function caption(data: ProofDeck, labels: Labels): string {
  const rows = plottedRows(data);
  const directions = new Set(rows.map((row) => row.better));
  const direction =
    directions.size > 1
      ? labels.directionDiffers
      : directions.has('lower')
        ? labels.leftIsBetter
        : labels.rightIsBetter;
  const first = rows[0];
  const same = first && rows.every((row) => row.scale === 'ratio' && row.band === first.band);
  const percent = first ? formatPercent(data.locale, String(Number((first.band * 100).toFixed(6)))) : '';
  return `${direction} ${same ? labels.band(percent) : labels.bandsDiffer}`;
}

function environmentRows(data: ProofDeck, labels: Labels) {
  const footnotes: { mark: string; text: string[][] }[] = [];
  const rows = data.environment.map((entry) => {
    let mark = '';
    if (entry.note) {
      mark = labels.footnoteMark(footnotes.length + 1);
      footnotes.push({ mark, text: paragraphs(entry.note) });
    }
    const value = entry.theirs === undefined ? entry.ours : `${entry.ours} / ${entry.theirs}`;
    return { name: printable(entry.name), value: printable(value || labels.unknown), mark };
  });
  return { rows, footnotes };
}

function runTable(data: ProofDeck, labels: Labels): DeckPage['runs'] {
  if (data.runs.length === 0) return null;
  const inOrder = [...data.runs].sort(
    (a, b) => (a.order ?? Number.MAX_SAFE_INTEGER) - (b.order ?? Number.MAX_SAFE_INTEGER),
  );
  // More columns than this have no room beside the files; the figures are in the table above and in the data.
  const keys = data.runs.find(({ values = [] }) => values.length > 0)?.values?.map(({ key }) => key) ?? [];
  const valued = keys.flatMap((key) => data.rows.find((row) => row.key === key) ?? []).slice(0, 3);
  return {
    heading: labels.runs(formatNumber(data.locale, String(data.runs.length))),
    columns: {
      run: labels.run,
      started: labels.started,
      values: shortNames(valued).map(printable),
      file: labels.rawFile,
    },
    rows: inOrder.map((run) => ({
      run: printable(`${run.order ? `${run.order}  ` : ''}${data.contenders[run.side].name}, ${run.name}`),
      started: run.started
        ? `${formatDate(data.locale, run.started, 'medium')} ${run.started.slice(11, 19)}\u00a0UTC`
        : labels.unknown,
      values: valued.map((row) => runValue(data.locale, row, run)),
      files: run.files.map((file) => rawFile(file, run)),
    })),
  };
}

function runValue(locale: DocumentLocale, row: DeckRow, { values = [] }: ProofDeck['runs'][number]): string {
  const found = values.find(({ key }) => key === row.key);
  if (!found || found.value === null) return printable(found?.note ?? '–');
  if (row.unit === shareUnit) return median(locale, found.value, row.unit);
  // What a cost is for stands at the head of the column.
  return withUnit(formatMeasured(locale, found.value, 3), row.unit.replace(/^([A-Z]{3}) per .*$/, '$1'));
}

/** A raw file with its digest; beside figures it needs no name where the run has the same. */
function rawFile({ name, sha256 }: { name: string; sha256: string }, run: ProofDeck['runs'][number]): string {
  const last = name.split('/').at(-1) ?? '';
  const known = run.values !== undefined && (run.name.split('/').at(-1) === last || last.endsWith(`-${run.name}`));
  return known ? shortDigest(sha256) : `${verbatim(last)}  ${shortDigest(sha256)}`;
}

export const contender = ({ name, version }: { name: string; version?: string }): string =>
  version ? `${name} ${version}` : name;

const median = (locale: DocumentLocale, value: number | null, unit: string): string =>
  value === null
    ? '–'
    : unit === shareUnit
      ? writeFigure(locale, { number: exactText(value), unit, significant: 4 })
      : formatMeasured(locale, value, 3);

/** The headline as one plain line, for lists and file titles. */
export const deckHeadline = (data: ProofDeck): string => rawText(data.locale, data.headline);
