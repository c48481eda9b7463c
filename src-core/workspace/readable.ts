import type { EntityDefinition, RowOf } from '../../src-shared/kernel/entity';

/** Groups of readers that a person's roles open. Personal fields may be read by all who may read the entity. */
export function readersOf(roles: readonly string[], options: { repsSeeCost: boolean }): string[] {
  const readers = ['shared', 'personal'];
  const seesCost = roles.some((role) => role === 'finance' || role === 'delivery' || role === 'admin');
  if (seesCost || (options.repsSeeCost && roles.includes('rep'))) readers.push('cost');
  if (roles.includes('legal') || roles.includes('engineer')) readers.push('claims');
  if (roles.includes('legal')) readers.push('privileged');
  return readers;
}

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
