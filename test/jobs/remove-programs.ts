import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRunning } from '../../src-core/workspace/leftovers';
import { programsFolder } from './built-programs';

const NAME = /^proofdesk-programs-(\d+)$/;

/** Before all tests: what a run that was killed had built goes. */
export function setup(): void {
  const cache = dirname(programsFolder);
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

/** After all tests: what they had built goes. */
export function teardown(): void {
  rmSync(programsFolder, { recursive: true, force: true });
}
