export { syncCommands } from './appoint';
export type { DeskSync } from './desk-sync';
export { ownPerson, requireOwnPerson, requireStillIn } from './own-person';
