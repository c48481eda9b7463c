import type { ParsedSeries } from '../interface';
import { asNumber, asObject } from '../reading/json';
import { NumberColumn } from '../reading/number-column';
import type { Unusable } from '../reading/skipped';
import { directionOf } from './metrics';

/** Members of an item that are no scores, in the layouts of all versions. */
const noScores = new Set(['doc_id', 'filter', 'truth', 'target', 'label', 'sample_len', 'idx', 'native_id', 'id']);

interface Column {
  readonly name: string;
  readonly filter: string;
  readonly values: NumberColumn;
  readonly items: string[];
}

/**
 * The scores of single items, a series for each score and filter of a task. Each value keeps the id of its item, so that two
 * runs can be paired item by item.
 */
export class ItemScores {
  readonly #columns = new Map<string, Column>();
  readonly #items = new Set<string>();

  /** How many different items there are. */
  get items(): number {
    return this.#items.size;
  }

  /** Takes one item, or says why it cannot be used. */
  add(value: unknown): Unusable | undefined {
    const item = asObject(value);
    if (!item) return { reason: 'it is no item' };
    const id = idOf(item);
    if (id === undefined) return { reason: 'it has no number of its item (doc_id)' };
    const filter = typeof item.filter === 'string' ? item.filter : '';
    const listed = Array.isArray(item.metrics) ? item.metrics.filter((name) => typeof name === 'string') : undefined;
    const names = listed ?? Object.keys(item).filter((name) => !noScores.has(name) && !/^(prompt|logit)_/.test(name));
    let scores = 0;
    for (const name of names) {
      const score = scoreOf(item[name], listed !== undefined);
      if (score === undefined) continue;
      scores += 1;
      const column = this.#column(name, filter);
      column.values.add(score);
      column.items.push(id);
    }
    if (scores === 0) return { reason: 'it has no score that is a number' };
    this.#items.add(id);
    return undefined;
  }

  #column(name: string, filter: string): Column {
    const key = `${name}\n${filter}`;
    let column = this.#columns.get(key);
    if (!column) {
      column = { name, filter, values: new NumberColumn(), items: [] };
      this.#columns.set(key, column);
    }
    return column;
  }

  /** The series of the task; names of scores have the filter behind a comma, as in the result file. */
  series(task: string): ParsedSeries[] {
    return [...this.#columns.values()].map(({ name, filter, values, items }) => ({
      key: task,
      metric: filter === '' ? name : `${name},${filter}`,
      unit: 'score',
      better: directionOf(name, undefined),
      source: 'samples',
      samples: { values: values.values(), items },
    }));
  }
}

/** The item's number in its data set, with the beginning of its digest where the file has one: other data, other ids. */
function idOf(item: Record<string, unknown>): string | undefined {
  const number = asNumber(item.doc_id) ?? (typeof item.doc_id === 'string' ? item.doc_id : undefined);
  if (number === undefined) return undefined;
  return typeof item.doc_hash === 'string' ? `${number}:${item.doc_hash.slice(0, 16)}` : String(number);
}

/** A score as a number: yes and no are 1 and 0; the files of 0.3 have numbers as texts. Lists are parts of a score over all items. */
function scoreOf(value: unknown, listed: boolean): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return asNumber(value);
  if (typeof value !== 'string' || value === '' || value.length > 30) return undefined;
  if (value === 'True') return 1;
  if (value === 'False') return 0;
  return listed || /^-?\d+(\.\d+)?(e-?\d+)?$/.test(value) ? asNumber(Number(value)) : undefined;
}
