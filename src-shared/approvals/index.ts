export * from './contract';
export * from './delegation';
export * from './rules';
export * from './schema';
