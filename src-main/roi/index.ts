export { roiCommands } from './commands';
export { getValueCase } from './queries';
export { roiRouter } from './router';
