export * from './commands';
export * from './contract';
export * from './rules';
export * from './schema';
export * from './views';
