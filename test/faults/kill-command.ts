import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { builtProgram } from '../jobs/built-programs';
import { moments } from './kill-count';

/** When a command is killed: at its end, after so many milliseconds of its work, or before a step of it. */
export type Stop = 'end' | { after: number } | { step: number };

/** How far a command got before it was killed. */
interface Worked {
  /** Milliseconds. */
  time: number;
  /** What it said of itself at its end; null where it did not come so far. */
  end: { code: number; steps: number; said: string } | null;
}

/** Runs a line of the command line in a process of its own, and kills that without warning. `environment` says where the device lies. */
export async function killCommand(
  line: readonly string[],
  environment: Record<string, string>,
  stop: Stop,
): Promise<Worked> {
  const victim = await builtProgram('command-victim');
  const child = spawn(process.execPath, [victim, ...line], {
    env: {
      ...process.env,
      ...environment,
      // Each victim leaves what was compiled to the next one, beside the program.
      NODE_COMPILE_CACHE: join(dirname(victim), 'compiled'),
      ...(typeof stop === 'object' && 'step' in stop && { PROOFDESK_KILL_AT: String(stop.step) }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let wrong = '';
  child.stderr.on('data', (piece) => {
    wrong += piece;
  });
  let began = 0;
  let timer: NodeJS.Timeout | undefined;
  child.stdout.on('data', (piece) => {
    if (began === 0) {
      began = performance.now();
      if (typeof stop === 'object' && 'after' in stop) timer = setTimeout(() => child.kill('SIGKILL'), stop.after);
    }
    said += piece;
    if (/^done .*\n/m.test(said)) child.kill('SIGKILL');
  });
  await new Promise((over) => child.once('close', over));
  clearTimeout(timer);
  if (child.signalCode !== 'SIGKILL' || began === 0) throw new Error(`The command ended by itself: ${wrong}`);
  const [, code, steps, rest] = /^done (\d+) (\d+) (.*)/ms.exec(said) ?? [];
  return {
    time: performance.now() - began,
    end: code === undefined ? null : { code: Number(code), steps: Number(steps), said: rest!.trim() },
  };
}

/**
 * Kills of a piece of work, spread over it: by turns at a share of its time and at a share of its steps. The first one is killed at its end,
 * and says how long the work is; a single one is killed at some step of as many as `usual`.
 */
export class Kills {
  readonly #shares: number[];
  #whole: { time: number; steps: number } | null = null;

  constructor(
    readonly count: number,
    readonly usual: number,
  ) {
    this.#shares = [...moments(count - 1)];
  }

  /** Kills the next one. */
  async next(turn: number, line: readonly string[], environment: Record<string, string>): Promise<void> {
    const worked = await killCommand(line, environment, this.#stop(turn));
    if (worked.end && worked.end.code !== 0)
      throw new Error(`The command failed (${worked.end.code}): ${worked.end.said}`);
    if (worked.end && !this.#whole) this.#whole = { time: worked.time, steps: worked.end.steps };
  }

  #stop(turn: number): Stop {
    if (this.count === 1) return { step: 1 + Math.floor(Math.random() * this.usual) };
    if (turn === 0 || !this.#whole) return 'end';
    const share = this.#shares[turn - 1]!;
    return turn % 2 === 0
      ? { after: share * this.#whole.time }
      : { step: 1 + Math.floor(Math.min(1, share / 1.4) * this.#whole.steps) };
  }
}
