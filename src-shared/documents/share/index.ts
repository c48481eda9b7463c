export * from './contract';
export * from './entity';
export * from './file-names';
export * from './page-file';
