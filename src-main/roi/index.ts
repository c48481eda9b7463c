export { roiCommands } from './commands';
export { roiDocument } from './document';
export { getValueCase } from './queries';
export { roiRouter } from './router';
