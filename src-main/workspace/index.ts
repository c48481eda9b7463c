export { workspaceCommands } from './commands';
export { listPeople, personName } from './queries';
export { workspaceRouter } from './router';
