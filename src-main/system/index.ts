export { systemRouter } from './router';
export { stoppable } from './stoppable';
