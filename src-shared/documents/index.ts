export * from './format';
export { type Labels, labelsOf } from './labels';
export * from './page';
export * from './schema';
