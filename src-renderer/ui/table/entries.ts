/** A heading above rows that belong together. */
export interface RowGroup {
  key: string;
  label: string;
}

/** What the body of a table shows, in order. */
export type TableEntry<Row> = { kind: 'group'; key: string; group: RowGroup } | { kind: 'row'; key: string; row: Row };

/**
 * Rows in the order given, under the headings of their groups. Groups stand in the order in which they first appear in
 * `order` (the unsorted rows), so that sorting moves rows within their group and never the groups.
 */
export function tableEntries<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  groupOf?: (row: Row) => RowGroup,
  order: readonly Row[] = rows,
): TableEntry<Row>[] {
  const entry = (row: Row): TableEntry<Row> => ({ kind: 'row', key: rowKey(row), row });
  if (!groupOf) return rows.map(entry);
  const groups = new Map<string, { group: RowGroup; rows: Row[] }>();
  for (const row of order) {
    const group = groupOf(row);
    if (!groups.has(group.key)) groups.set(group.key, { group, rows: [] });
  }
  for (const row of rows) groups.get(groupOf(row).key)?.rows.push(row);
  return [...groups.values()].flatMap(({ group, rows: members }) => [
    { kind: 'group' as const, key: `group:${group.key}`, group },
    ...members.map(entry),
  ]);
}
