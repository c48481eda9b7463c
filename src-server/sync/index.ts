export type { Asker, Standing } from './readers';
export type { ServerDomain } from './rules';
export { createSync, type OwnAct, type Sync, type SyncOptions } from './sync';
