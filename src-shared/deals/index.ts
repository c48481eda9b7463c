export * from './commands';
export * from './contract';
export * from './import';
export * from './names';
export * from './pipeline';
export * from './schema';
export * from './stages';
