import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** A line that was given to a process. */
export interface RunningLine {
  /** What it printed so far. */
  readonly out: string;
  readonly err: string;
  /** Hears each piece that is printed to standard output. */
  onOutput(heard: () => void): void;
  readonly ended: Promise<number>;
  /** Ends it as Ctrl-C does, or, should that take too long, its process. */
  stop(): Promise<void>;
}

/** The built program in a process of its own, which runs one line after the other. */
export interface RunningProgram {
  run(line: readonly string[], place: { folder: string; env: Record<string, string> }): RunningLine;
  close(): Promise<void>;
}

const program = resolve(import.meta.dirname, '../../out/main/cli.js');
const patience = 5_000;

/** Starts the process with the first line that it is given. Needs a build (`npm run build`), which `npm test` makes before. */
export function runningProgram(): RunningProgram {
  let child: ChildProcess | null = null;

  const alive = (): ChildProcess => {
    if (child?.connected) return child;
    const started = fork(resolve(import.meta.dirname, 'typed-lines.mjs'), [program], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    // Each line that it runs listens for its end.
    started.setMaxListeners(0);
    child = started;
    return started;
  };

  return {
    run(line, { folder, env }) {
      const running = alive();
      let out = '';
      let err = '';
      let heard = () => {};
      const ended = new Promise<number>((over) => {
        const hear = (said: { out?: string; err?: string; code?: number }) => {
          out += said.out ?? '';
          err += said.err ?? '';
          if (said.out !== undefined) heard();
          if (said.code !== undefined) finish(said.code);
        };
        const died = (code: number | null) => finish(code ?? 1);
        const finish = (code: number) => {
          running.off('message', hear);
          running.off('exit', died);
          over(code);
        };
        running.on('message', hear);
        running.on('exit', died);
      });
      running.send({ say: 'run', line, folder, env });
      return {
        get out() {
          return out;
        },
        get err() {
          return err;
        },
        onOutput: (listener) => {
          heard = listener;
        },
        ended,
        async stop() {
          if (running.connected) running.send({ say: 'stop' });
          const forced = setTimeout(() => running.kill('SIGKILL'), patience);
          await ended;
          clearTimeout(forced);
        },
      };
    },
    async close() {
      if (!child || child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
