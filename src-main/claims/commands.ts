import { briefCommands } from './brief-commands';
import { chartCommands } from './chart-commands';
import { elementCommands } from './element-commands';
import { languageCommands } from './language-commands';
import { reviewCommands } from './review-commands';
import { setCommands } from './set-commands';

/** Every command of claims. */
export const claimCommands = [
  ...setCommands,
  ...chartCommands,
  ...elementCommands,
  ...reviewCommands,
  ...languageCommands,
  ...briefCommands,
];
