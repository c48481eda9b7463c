import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';

/**
 * Starts a victim (a built program that says `ready`, then `done` after each piece of its work), lets it work for a while or until its first
 * piece is done, and kills it without warning.
 *
 * @param line the program and its arguments
 * @param stop after how many milliseconds of work
 * @returns for how long it worked, in milliseconds
 */
export async function workAndKill(line: readonly string[], stop: number | 'one piece'): Promise<number> {
  // Each victim leaves what was compiled to the next one, beside the program.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(dirname(line[0]!), 'compiled') };
  const child = spawn(process.execPath, line, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece) => {
    said += piece;
  });
  await new Promise<void>((ready, failed) => {
    child.stdout.once('data', () => ready());
    child.once('exit', () => failed(new Error(`the victim ended by itself: ${said}`)));
  });
  child.removeAllListeners('exit');
  const gone = new Promise((over) => child.once('exit', over));
  const began = performance.now();
  await new Promise<void>((over) => {
    if (stop !== 'one piece') setTimeout(over, stop);
    else child.stdout.on('data', (text) => String(text).includes('done') && over());
    child.once('exit', () => over());
  });
  const worked = performance.now() - began;
  if (child.exitCode !== null) throw new Error(`the victim ended by itself: ${said}`);
  child.kill('SIGKILL');
  await gone;
  return worked;
}
