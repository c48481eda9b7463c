export { pricingCommands } from './commands';
export { modelNamed } from './model-named';
export { pricingRouter } from './router';
export { simulateJob } from './simulate-job';
