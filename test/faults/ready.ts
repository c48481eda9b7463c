import { flushCompileCache } from 'node:module';

/** Says that the work begins. What was compiled until then is kept for the next victim, since this one ends without any warning. */
export function ready(): void {
  flushCompileCache();
  process.stdout.write('ready\n');
}
