import { formatDecimal, parseDecimal } from '../../../src-shared/kernel/decimal';
import type { AgreedLineView, AmendmentChange } from '../../../src-shared/quotes';

/** A row of the builder: a line that is in force, or one that the amendment brings. */
export interface AmendmentRow {
  /** The line's id; the id of the change for one that comes. */
  id: string;
  sku: string;
  /** How many are in force; null for a line that comes. */
  before: string | null;
  /** How many there will be; null for one that ends. */
  after: string | null;
  /** The line that it stands in place of. */
  instead: string | null;
}

const concerns = (change: AmendmentChange, line: string): boolean => change.kind !== 'add' && change.line === line;

/** Lines that are in force with what the changes make of them, then those that come. */
export function amendmentRows(lines: readonly AgreedLineView[], changes: readonly AmendmentChange[]): AmendmentRow[] {
  const standing = lines.map(({ id, sku, quantity }): AmendmentRow => {
    let after: bigint | null = parseDecimal(quantity, 'quantity');
    for (const change of changes.filter((own) => concerns(own, id))) {
      if (change.kind === 'remove' || change.kind === 'swap' || after === null) after = null;
      else if (change.kind === 'more') after += parseDecimal(change.by, 'by');
      else if (change.kind === 'fewer') after -= parseDecimal(change.by, 'by');
    }
    const none = after === null || after <= 0n;
    return { id, sku, before: quantity, after: none || after === null ? null : formatDecimal(after), instead: null };
  });
  const coming = changes.flatMap((change): AmendmentRow[] => {
    if (change.kind !== 'add' && change.kind !== 'swap') return [];
    const instead = change.kind === 'swap' ? change.line : null;
    const after = change.quantity ?? lines.find(({ id }) => id === instead)?.quantity ?? '1';
    return [{ id: change.id ?? '', sku: change.sku, before: null, after, instead }];
  });
  return [...standing, ...coming];
}

/** The changes with another number of a row after the amendment: nothing is left of changes that come to nothing. */
export function withQuantity(
  changes: readonly AmendmentChange[],
  row: AmendmentRow,
  quantity: string,
): AmendmentChange[] {
  if (row.before === null)
    return changes.map((change) =>
      (change.kind === 'add' || change.kind === 'swap') && change.id === row.id ? { ...change, quantity } : change,
    );
  const left = changes.filter((change) => !concerns(change, row.id));
  const by = parseDecimal(quantity, 'quantity') - parseDecimal(row.before, 'quantity');
  if (by === 0n) return left;
  if (parseDecimal(quantity, 'quantity') === 0n) return [...left, { kind: 'remove', line: row.id }];
  return [...left, { kind: by > 0n ? 'more' : 'fewer', line: row.id, by: formatDecimal(by > 0n ? by : -by) }];
}

/** The changes without those of a row: as agreed, or not brought. */
export function withoutRow(changes: readonly AmendmentChange[], row: AmendmentRow): AmendmentChange[] {
  return changes.filter((change) =>
    row.before === null
      ? !((change.kind === 'add' || change.kind === 'swap') && change.id === row.id)
      : !concerns(change, row.id),
  );
}

/** The changes with a row that ends. */
export const withRemoved = (changes: readonly AmendmentChange[], row: AmendmentRow): AmendmentChange[] =>
  row.before === null ? withoutRow(changes, row) : [...withoutRow(changes, row), { kind: 'remove', line: row.id }];

/** The changes with another item in place of a row. */
export const withSwapped = (
  changes: readonly AmendmentChange[],
  row: AmendmentRow,
  sku: string,
  quantity: string,
): AmendmentChange[] => [...withoutRow(changes, row), { kind: 'swap', line: row.id, sku, quantity }];
