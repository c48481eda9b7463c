import { isChanged, type RedlinePiece, redlineText } from './redline';

/** A row of what is compared: an element of a chart, a claim of a set. */
export interface ComparedRow {
  /** By which it is the same row in both, whatever its place. */
  key: string;
  label: string;
  fields: readonly { field: string; label: string; text: string }[];
}

export interface RedlineOfRow {
  key: string;
  label: string;
  /** `same` rows are listed too, so that a page can show them between those that changed. */
  change: 'same' | 'changed' | 'added' | 'removed';
  fields: { field: string; label: string; runs: RedlinePiece[] }[];
}

/**
 * What changed from one list of rows to another, word by word within each field. Rows stand in the order of the newer list, a removed
 * one behind the row that it stood behind. Fields that are empty on both sides are left out.
 */
export function redlineRows(before: readonly ComparedRow[], after: readonly ComparedRow[]): RedlineOfRow[] {
  return alongside(before, after).map(([was, is]) => {
    const { key, label } = (is ?? was)!;
    const names = new Map([...(is?.fields ?? []), ...(was?.fields ?? [])].map((one) => [one.field, one.label]));
    const text = (row: ComparedRow | undefined, field: string) =>
      row?.fields.find((one) => one.field === field)?.text ?? '';
    const fields = [...names].flatMap(([field, name]) => {
      const runs = redlineText(text(was, field), text(is, field));
      return runs.length === 0 ? [] : [{ field, label: name, runs }];
    });
    const differs = was?.label !== is?.label || fields.some(({ runs }) => isChanged(runs));
    return { key, label, change: !was ? 'added' : !is ? 'removed' : differs ? 'changed' : 'same', fields };
  });
}

function alongside(
  before: readonly ComparedRow[],
  after: readonly ComparedRow[],
): [ComparedRow | undefined, ComparedRow | undefined][] {
  const older = new Map(before.map((row) => [row.key, row]));
  const kept = new Set(after.map((row) => row.key));
  const pairs: [ComparedRow | undefined, ComparedRow | undefined][] = after.map((row) => [older.get(row.key), row]);
  before.forEach((row, at) => {
    if (kept.has(row.key)) return;
    const neighbour = before[at - 1]?.key;
    const place = neighbour === undefined ? -1 : pairs.findIndex(([was, is]) => (is ?? was)!.key === neighbour);
    pairs.splice(place + 1, 0, [row, undefined]);
  });
  return pairs;
}
