export * from './commands';
export * from './content';
export type { MappingRow, MappingTrial, MappingView } from './contract';
export { draftMapping, draftPattern, draftQuantity } from './draft';
export type { FilePeek } from './peek';
export * from './saved';
export { conversion, convertible, dimensionOf, knownUnits, unitNamed } from './units';
