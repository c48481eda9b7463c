export { syncCommands } from './appoint';
export { registerOwnChains } from './chains';
export type { DeskSync } from './desk-sync';
