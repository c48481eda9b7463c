export * from './commands';
export * from './contract';
export * from './identity';
export * from './rules';
export * from './schema';
export * from './views';
