import { type RawBuilder, sql } from 'kysely';

/** Whether one of a list's columns has a text in it, in whatever case. */
export function mentions(text: string, columns: readonly string[]): RawBuilder<boolean> {
  const wanted = text.trim().toLowerCase();
  return sql<boolean>`(${sql.join(
    columns.map((column) => sql`instr(lower(${sql.ref(column)}), ${wanted}) > 0`),
    sql` OR `,
  )})`;
}
