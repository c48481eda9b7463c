import type { EntityDefinition, RowOf } from '../../src-shared/kernel/entity';

export { readersOf } from '../../src-shared/judging/readers';

/** Whether these readers include a part's name (`personal:<person>` counts as `personal`). */
export function mayRead(readers: readonly string[], part: string): boolean {
  return readers.includes(part.startsWith('personal:') ? 'personal' : part);
}

/** Whether these readers may see anything of an entity's rows; where not, its rows are not listed at all. */
export function mayList(definition: EntityDefinition, readers: readonly string[]): boolean {
  return Object.values(definition.fields).some(({ readers: of }) => readers.includes(of));
}

/** The row as these readers may see it: every other field is null. */
export function readableRow<D extends EntityDefinition>(
  definition: D,
  row: RowOf<D>,
  readers: readonly string[],
): RowOf<D> {
  const seen: Record<string, unknown> = { ...row };
  for (const [name, { readers: of }] of Object.entries(definition.fields)) {
    if (!readers.includes(of)) seen[name] = null;
  }
  return seen as RowOf<D>;
}

/** The row as a customer may see it: only fields declared customer-visible are there at all. */
export function customerRow<D extends EntityDefinition>(
  definition: D,
  row: RowOf<D>,
): Partial<RowOf<D>> & { id: string } {
  const seen: Record<string, unknown> = { id: row.id };
  for (const [name, { customerVisible }] of Object.entries(definition.fields)) {
    if (customerVisible) seen[name] = (row as Record<string, unknown>)[name];
  }
  return seen as Partial<RowOf<D>> & { id: string };
}
