export { syncCommands } from './appoint';
export { rememberUnopened } from './broken-off';
export type { DeskSync } from './desk-sync';
export { ownPerson, requireOwnPerson, requireStillIn } from './own-person';
