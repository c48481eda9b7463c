export * from './block';
export * from './commands';
export * from './contract';
export * from './contrast';
export * from './parts';
export * from './schema';
export * from './views';
