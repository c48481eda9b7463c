import type { ResultMapping } from '../../bakeoffs';
import type { RowOf } from '../../kernel/entity';

export type MappingRecord = RowOf<typeof ResultMapping>;

/** Two people without a network may both have made a version 3: the later one is the newest. */
export function newestFirst(versions: readonly MappingRecord[]): MappingRecord[] {
  return [...versions].sort((a, b) => b.version - a.version || b.at - a.at || (a.id < b.id ? -1 : 1));
}
