import type { CliCommand } from '../command-line';
import { chartCliCommands } from './cli-charts';
import { docxCliCommands } from './cli-docx';
import { evidenceCliCommands } from './cli-evidence';
import { languageCliCommands } from './cli-language';
import { reviewCliCommands } from './cli-review';
import { setCliCommands } from './cli-sets';
import { versionCliCommands } from './cli-versions';

/** Claims from the command line: the whole job without a window. */
export const claimsCliCommands: readonly CliCommand[] = [
  ...setCliCommands,
  ...chartCliCommands,
  ...versionCliCommands,
  ...evidenceCliCommands,
  ...docxCliCommands,
  ...reviewCliCommands,
  ...languageCliCommands,
];
