import type { Act } from '../kernel/judged';
import type { Known } from '../kernel/reading';

/** Something that an act freezes and that does not hold. */
export interface FrozenFault {
  /** `figures`: it does not follow from the inputs that are copied beside it. `stale`: an input is not what stands in the workspace. */
  kind: 'figures' | 'stale';
  /** In a sentence. */
  message: string;
  entity: string;
  id: string;
  /** Where in the row, as a path such as `figures.totals.netMinor`. */
  field: string;
}

export type FrozenRule = (act: Act, known: Known) => FrozenFault[];

/** The rules that hold frozen figures against their inputs, by the name of the command that freezes. */
export const frozenRules: Readonly<Record<string, FrozenRule>> = {};
