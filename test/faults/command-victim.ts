import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';
import { commands } from '../../src-main/cli/commands';
import { runCommandLine } from '../../src-main/cli/run';
import { openDesk } from '../../src-main/opening';
import { ready } from './ready';

/**
 * Runs one line of the command line, as given in its arguments, once it has loaded all that the line needs. Says `ready` before, and `done`
 * after it with the exit code and how many steps it took: statements that write, and files made, named or removed. Then it waits to be killed.
 * With `PROOFDESK_KILL_AT` it kills itself before that step, which finds moments that are too short for a clock.
 */
const killAt = Number(process.env['PROOFDESK_KILL_AT'] ?? 0);
let steps = 0;
function step(): void {
  steps += 1;
  if (steps === killAt) process.kill(process.pid, 'SIGKILL');
}

/** Puts a step before every call of a function of an object. */
function countCalls(object: object, names: readonly string[]): void {
  const functions = object as Record<string, (...given: unknown[]) => unknown>;
  for (const name of names) {
    const plain = functions[name]!;
    functions[name] = function (this: unknown, ...given) {
      step();
      return plain.apply(this, given);
    };
  }
}
const memory = new Database(':memory:');
countCalls(Object.getPrototypeOf(memory.prepare('SELECT 1')) as object, ['run']);
memory.close();
countCalls(fs, ['rmSync', 'rmdirSync', 'renameSync', 'linkSync', 'writeSync', 'mkdirSync', 'openSync']);
syncBuiltinESMExports();

ready();
let said = '';
const code = await runCommandLine(process.argv.slice(2), {
  io: {
    out: () => {},
    err: (text) => {
      said += text;
    },
    stdin: async () => '',
    terminal: false,
    columns: 80,
    env: process.env,
    folder: process.cwd(),
  },
  commands,
  openDesk: (options) => openDesk({ ...options, jobsInThisThread: true }),
  signal: new AbortController().signal,
});
process.stdout.write(`done ${code} ${steps} ${said}\n`);
setInterval(() => {}, 60_000);
