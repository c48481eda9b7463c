export * from './date';
export * from './locale';
export * from './number';
