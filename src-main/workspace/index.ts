export { workspaceCommands } from './commands';
export { policyCommands } from './policy-commands';
export { listPeople, personName } from './queries';
export { workspaceRouter } from './router';
export type { Upkeep } from './upkeep';
