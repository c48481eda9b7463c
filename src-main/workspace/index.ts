export { workspaceCommands } from './commands';
export { policyCommands } from './policy-commands';
export { listPeople, personName } from './queries';
export { repsSeeCost } from './reps-see-cost';
export { workspaceRouter } from './router';
export type { Upkeep } from './upkeep';
