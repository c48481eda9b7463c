export * from './agreement';
export * from './amended-lines';
export * from './amendment';
export * from './changes';
export * from './draft';
export * from './in-force';
export * from './renewal';
export * from './views';
