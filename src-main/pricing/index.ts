export { pricingCommands } from './commands';
export { pricingRouter } from './router';
