export { successPlanCommands } from './commands';
export { successPlansRouter } from './router';
