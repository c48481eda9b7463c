import type { Rows } from '../kernel/reading';
import { Workspace } from '../workspace';

/** Groups of readers that a person's roles open. Personal fields may be read by all who may read the entity. */
export function readersOf(roles: readonly string[], options: { repsSeeCost: boolean }): string[] {
  const readers = ['shared', 'personal'];
  const seesCost = roles.some((role) => role === 'finance' || role === 'delivery' || role === 'admin');
  if (seesCost || (options.repsSeeCost && roles.includes('rep'))) readers.push('cost');
  if (roles.includes('legal') || roles.includes('engineer')) readers.push('claims');
  if (roles.includes('legal')) readers.push('privileged');
  return readers;
}

/** Whether reps may read costs and margins in this workspace: they may, unless its settings say no. */
export function repsSeeCost(rows: Pick<Rows, 'where'>): boolean {
  return rows.where(Workspace, {})[0]?.repsSeeCost !== false;
}
