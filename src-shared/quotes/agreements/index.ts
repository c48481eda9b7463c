export * from './agreement';
export * from './amended-lines';
export * from './amendment';
export * from './changes';
export * from './in-force';
export * from './renewal';
