export type { Asker, Standing } from './readers';
export type { CommandRule, ServerDomain } from './rules';
export { createSync, type OwnAct, type Sync, type SyncOptions } from './sync';
