import type { CliCommand } from '../command-line';
import { accountCliCommands } from './cli-accounts';
import { brokenOffCliCommands } from './cli-broken-off';
import { inboxCliCommands } from './cli-inbox';
import { peopleCliCommands } from './cli-people';

/** The server of a workspace, from the command line: `proofdesk sync …`. */
export const syncCliCommands: readonly CliCommand[] = [
  ...accountCliCommands,
  ...brokenOffCliCommands,
  ...inboxCliCommands,
  ...peopleCliCommands,
];
