import type { CliCommand } from '../../command-line';
import { accountCliCommands } from './account-commands';
import { dealCliCommands } from './deal-commands';
import { importCliCommands } from './import-command';

/** Accounts, contacts and deals on the command line. */
export const dealsCliCommands: readonly CliCommand[] = [
  ...dealCliCommands,
  ...importCliCommands,
  ...accountCliCommands,
];
