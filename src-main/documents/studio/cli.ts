import type { CliCommand } from '../../command-line';
import { blockCliCommands } from './cli-blocks';
import { compositionCliCommands } from './cli-compositions';
import { freshnessCliCommands } from './cli-freshness';
import { studioTextCliCommands } from './cli-texts';

/** The document studio on the command line. */
export const studioCliCommands: readonly CliCommand[] = [
  ...compositionCliCommands,
  ...blockCliCommands,
  ...freshnessCliCommands,
  ...studioTextCliCommands,
];
