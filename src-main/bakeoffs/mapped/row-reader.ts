import type { MappedQuantity, NumberStyle, RowsMapping } from '../../../src-shared/bakeoffs';
import type { Unusable } from '../importers/reading/skipped';
import { type Cell, cellText, valueReader } from './cells';
import type { GatheredRun } from './gathered-run';
import { timeReader } from './times';

/** Gives the cell of a column, by the column's place in the list that `columnsOf` makes. */
export type CellOf = (place: number) => Cell;

/**
 * What a mapping does with each row, whatever file it is from: filters, then the workload, time, outcome and values. A row of which a part
 * cannot be read is not used at all, and the answer says why.
 */
export function rowReader(
  content: RowsMapping,
  columns: readonly string[],
  into: GatheredRun,
): (cell: CellOf) => Unusable | undefined {
  const placeOf = (column: string): number => columns.indexOf(column);
  const filters = content.only.map(({ column, values }) => ({ place: placeOf(column), values: new Set(values) }));
  const keys = 'columns' in content.key ? content.key.columns.map(placeOf) : null;
  const constant = 'constant' in content.key ? content.key.constant : '';
  const time = content.time && { place: placeOf(content.time.column), read: timeReader(content.time) };
  const outcome = content.outcome && { place: placeOf(content.outcome.column), fails: failing(content.outcome) };
  const item = content.item === null ? null : placeOf(content.item);
  const valuesOf = valuePlan(content, placeOf);
  return (cell) => {
    for (const { place, values } of filters) {
      if (values.has(cellText(cell(place)) ?? '')) continue;
      into.passedOver += 1;
      return undefined;
    }
    const wanted = valuesOf(cell);
    if (wanted === null) {
      into.passedOver += 1;
      return undefined;
    }
    let key = constant;
    if (keys) {
      const parts = keys.map((place) => cellText(cell(place)));
      if (parts.includes(undefined)) return { reason: 'it names no workload' };
      key = parts.join(' ');
    }
    let moment = Number.NaN;
    if (time) {
      const text = cellText(cell(time.place));
      if (text !== undefined) moment = time.read(text);
      if (Number.isNaN(moment)) return { reason: 'its time cannot be read', value: text ?? '' };
    }
    const said = outcome ? cellText(cell(outcome.place)) : undefined;
    const failed = outcome ? outcome.fails(said ?? '') : false;
    const found: { quantity: MappedQuantity; value: number }[] = [];
    const lost: MappedQuantity[] = [];
    for (const { quantity, place, read, readTyped } of wanted) {
      const given = cell(place);
      const text = cellText(given);
      if (text === undefined) {
        if (failed) lost.push(quantity);
        continue;
      }
      const value = typeof given === 'number' ? readTyped(text) : read(text);
      if (typeof value !== 'number') return value;
      found.push({ quantity, value });
    }
    if (found.length === 0 && lost.length === 0) return { reason: 'it has no value' };
    const id = item === null ? undefined : cellText(cell(item));
    if (item !== null && id === undefined) return { reason: 'it names no item' };
    for (const { quantity, value } of found) {
      const twice = into.add(key, quantity, value, { time: moment, failed, item: id });
      if (twice) return twice;
    }
    for (const quantity of lost) into.lose(key, quantity);
    if (time) into.at(moment);
    into.used += 1;
    if (failed) into.failures += 1;
    return undefined;
  };
}

interface Wanted {
  quantity: MappedQuantity;
  place: number;
  read: ReturnType<typeof valueReader>;
  /** For cells that are numbers already, whatever the style of texts. */
  readTyped: ReturnType<typeof valueReader>;
}

const typed: NumberStyle = { decimal: '.', grouping: '' };

/** The values that a row may give; null where the row is of a metric that is not listed. */
function valuePlan(
  { layout, numbers }: RowsMapping,
  placeOf: (column: string) => number,
): (cell: CellOf) => readonly Wanted[] | null {
  const wantedOf = (quantity: MappedQuantity, place: number): Wanted => ({
    quantity,
    place,
    read: valueReader(quantity, numbers),
    readTyped: valueReader(quantity, typed),
  });
  if (layout.kind === 'wide') {
    const wanted = layout.values.map((quantity) => wantedOf(quantity, placeOf(quantity.column)));
    return () => wanted;
  }
  const place = placeOf(layout.value);
  const named = placeOf(layout.metric);
  const wanted = new Map(layout.metrics.map((quantity) => [quantity.name, [wantedOf(quantity, place)]]));
  return (cell) => wanted.get(cellText(cell(named)) ?? '') ?? null;
}

function failing(outcome: NonNullable<RowsMapping['outcome']>): (said: string) => boolean {
  if ('failure' in outcome) {
    const words = new Set(outcome.failure);
    return (said) => words.has(said);
  }
  const words = new Set(outcome.success);
  return (said) => !words.has(said);
}
