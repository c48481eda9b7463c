export { findAccount } from './account-queries';
export { type BesideDeals, showBesideDeals } from './beside';
export { dealCommands } from './commands';
export { findDeal } from './queries';
export { dealsRouter } from './router';
