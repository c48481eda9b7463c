import type { PlanState } from '../../src-core/commands/implementation';
import { Workspace } from '../../src-shared/workspace';

/** Whether reps may read costs and margins in this workspace: they may, unless its settings say no. */
export function repsSeeCost(state: Pick<PlanState, 'where'>): boolean {
  return state.where(Workspace, {})[0]?.repsSeeCost !== false;
}
