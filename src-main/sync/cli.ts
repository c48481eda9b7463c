import type { CliCommand } from '../command-line';
import { accountCliCommands } from './cli-accounts';
import { inboxCliCommands } from './cli-inbox';
import { peopleCliCommands } from './cli-people';

/** The server of a workspace, from the command line: `proofdesk sync …`. */
export const syncCliCommands: readonly CliCommand[] = [
  ...accountCliCommands,
  ...inboxCliCommands,
  ...peopleCliCommands,
];
