export { approvalCommands } from './commands';
export { getRequest, requestView } from './queries';
export { approvalsRouter } from './router';
