export * from './block';
export * from './commands';
export * from './contract';
export * from './schema';
export * from './views';
