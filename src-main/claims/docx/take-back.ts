import { readFile, stat } from 'node:fs/promises';
import {
  commentOnChart,
  editChart,
  mapElement,
  mapElements,
  type ReturnedChartView,
  redlineText,
} from '../../../src-shared/claims';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { Session } from '../../session';
import { getChart } from '../chart-queries';
import { fileText } from './markup';
import { readChartDocx } from './read-chart';
import { LARGEST_DOCX } from './unpack';

type ReturnedChange = ReturnedChartView['changes'][number];

interface Order {
  chart: string;
  /** Id of the handed-over file. */
  file: string;
  /** Only says what would be done. */
  simulate?: boolean | undefined;
}

/**
 * Takes back a chart that was edited as a Word file: mappings in one act, then the summary, then comments that are not there yet. Where
 * somebody changed a text here meanwhile, nothing is taken and the places are named.
 *
 * @throws ProofdeskError `bad-input` for a file that is none of this chart or was changed elsewhere, `stale` for texts that were changed
 * on both sides.
 */
export async function takeBackChart(
  session: Session,
  { chart: named, file, simulate }: Order,
): Promise<ReturnedChartView> {
  const { path, name } = session.desk.intake.file(file);
  if ((await stat(path)).size > LARGEST_DOCX) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} is larger than the ${LARGEST_DOCX / 1024 ** 2} MB that an edited chart may have.`,
      where: { file: name },
      hint: 'Take pictures out of it.',
    });
  }
  const returned = readChartDocx(await readFile(path), name);
  const chart = getChart(session, named);
  if (returned.workspace !== session.desk.workspace().id || returned.chart !== chart.id) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} was exported of ${returned.number}${returned.chart === chart.id ? ' in another workspace' : ''}, and is no file of ${chart.number}.`,
      where: { file: name },
      hint: 'Choose the file that was exported of this chart.',
    });
  }
  const present = new Map([
    ['chart/summary', chart.summary],
    ...chart.rows.map(({ id, mapping }) => [`${id}/mapping`, mapping] as const),
  ]);
  const changes = returned.cells.flatMap(({ place, label, before, after, changed, trackedBy }): ReturnedChange[] => {
    if (!changed) return [];
    const now = present.get(place);
    const state =
      now === undefined ? 'gone' : fileText(now) === after ? 'there' : fileText(now) === before ? 'taken' : 'conflict';
    checkLength(name, place, label, after);
    return [
      { place, element: elementOf(place), label, runs: redlineText(before, after), now: now ?? null, state, trackedBy },
    ];
  });
  const comments = returned.comments.map(({ place, author, text }) => {
    const element = place === null ? null : elementOf(place);
    const said = `${author ? `${author}: ` : ''}${text}`.slice(0, 4_000);
    const there = [...chart.comments, ...chart.rows.flatMap((row) => row.comments)];
    const known = chart.rows.some(({ id }) => id === element) ? element : null;
    return { element: known, text: said, there: there.some((one) => one.element === known && one.text === said) };
  });
  const view: ReturnedChartView = { number: chart.number, version: returned.version, changes, comments, receipts: [] };
  if (simulate) return view;
  const blocked = changes.filter(({ state }) => state === 'conflict' || state === 'gone');
  if (blocked.length > 0) {
    throw new ProofdeskError({
      code: 'stale',
      message: `${name} was exported before ${blocked.map(({ label }) => label).join(', ')} ${blocked.length === 1 ? 'was' : 'were'} changed here, so nothing was taken in.`,
      where: { file: name },
      hint: 'Export the chart again and carry the edits over, or put the texts here back first.',
      details: { places: blocked.map(({ place }) => place) },
    });
  }
  return { ...view, receipts: apply(session, chart.id, returned.cells, view) };
}

function apply(
  session: Session,
  chart: string,
  cells: readonly { place: string; after: string }[],
  { changes, comments }: ReturnedChartView,
): string[] {
  const text = new Map(cells.map(({ place, after }) => [place, after]));
  const taken = changes.filter(({ state }) => state === 'taken');
  const elements = taken.flatMap(({ element, place }) => (element ? [{ element, mapping: text.get(place)! }] : []));
  const summary = taken.find(({ place }) => place === 'chart/summary');
  const { desk } = session;
  const receipts = [
    ...(elements.length > 0 ? [desk.run(session, mapElements, { input: { chart, elements } }).receipt] : []),
    ...(summary ? [desk.run(session, editChart, { input: { chart, summary: text.get(summary.place)! } }).receipt] : []),
    ...comments
      .filter(({ there }) => !there)
      .map(({ element, text: said }) =>
        desk.run(session, commentOnChart, { input: { chart, ...(element && { element }), text: said } }),
      )
      .map(({ receipt }) => receipt),
  ];
  return receipts.filter((receipt): receipt is string => receipt !== null);
}

const elementOf = (place: string): string | null =>
  place === 'chart/summary' ? null : place.replace(/\/mapping$/, '');

/** What the commands would refuse, said of the cell. */
function checkLength(file: string, place: string, label: string, text: string): void {
  const schema = place === 'chart/summary' ? editChart.input.shape.summary : mapElement.input.shape.mapping;
  if (schema.safeParse(text).success) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${label} in ${file} has ${text.length} characters, more than it may have.`,
    where: { file, field: place },
    hint: 'Shorten it; figures and quotes belong into evidence.',
  });
}
