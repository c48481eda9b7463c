export * from './forecast';
export * from './measured';
export * from './metered-line';
export * from './registry';
export * from './say';
export * from './source';
export * from './unit';
