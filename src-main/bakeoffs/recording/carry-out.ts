import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { digestOfFile } from '../../../src-core/files/file-digest';
import { commandLine, type PlannedRun, type RunPlan } from '../../../src-shared/bakeoffs';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { machineFacts } from './machine-facts';

/** A run that was made, or tried. */
export interface RunMade {
  order: number;
  side: 'ours' | 'theirs';
  output: string;
  /** The file that describes it. */
  description: string;
  startedAt: string;
  /** With which the program ended; 128 and the signal's number where a signal ended it; null where it could not be started. */
  exitCode: number | null;
  /** Interrupted by the person. */
  stopped: boolean;
  /** Whether there is a result file with anything in it. */
  present: boolean;
  /** Why the program could not be started. */
  problem: string | null;
}

export interface CarryOut {
  /** In which programs are started and paths of results begin. */
  folder: string;
  signal: AbortSignal;
  now(): number;
  /** What the programs print besides their results. */
  onText(text: string): void;
  /** Name of who carries it out, as the description has it. */
  ranBy?: string | undefined;
}

/** How long an interrupted program may take to end by itself. */
const grace = 5000;

/** Where the description of a result lies. */
export const descriptionOf = (output: string): string => `${output.replace(/\.[^./]+$/, '')}.meta.json`;

/** Throws `bad-input` where a result or its description would be written over: runs that were made are kept. */
export function refuseExisting(plan: RunPlan, folder: string): void {
  for (const { output } of plan.runs) {
    for (const path of [output, descriptionOf(output)]) {
      if (!existsSync(join(folder, path))) continue;
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${path} is there already; nothing was run.`,
        where: { file: path },
        hint: 'Carry the plan out in another folder, or import what is there.',
      });
    }
  }
}

/**
 * Makes one run: starts its program with its list of arguments, without a shell, and writes the description beside the result. A
 * program that ends badly, or cannot be started, is described like any other. When the signal aborts, the program and what it started
 * get an interrupt, and are ended after five seconds.
 */
export async function makeRun(run: PlannedRun, plan: RunPlan, world: CarryOut): Promise<RunMade> {
  const output = join(world.folder, run.output);
  mkdirSync(dirname(output), { recursive: true });
  const startedAt = `${new Date(world.now()).toISOString().slice(0, 19)}Z`;
  const { exitCode, problem } = await ended(run, output, world);
  const present = existsSync(output) && (await stat(output)).size > 0;
  const made: RunMade = {
    ...{ order: run.order, side: run.side, output: run.output, startedAt, exitCode, problem, present },
    description: descriptionOf(run.output),
    stopped: world.signal.aborted,
  };
  await writeFile(
    join(world.folder, made.description),
    `${JSON.stringify(await descriptionOfRun(run, plan, made, world), null, 2)}\n`,
    {
      flag: 'wx',
    },
  );
  return made;
}

async function descriptionOfRun(run: PlannedRun, { sameMachine }: RunPlan, made: RunMade, world: CarryOut) {
  const output = join(world.folder, run.output);
  return {
    order: run.order,
    startedAt: made.startedAt,
    command: commandLine(run.command),
    ...(made.exitCode !== null && { exitCode: made.exitCode }),
    ...((made.stopped || made.exitCode === null) && { complete: false }),
    ...machineFacts(sameMachine),
    ...(world.ranBy && { ranBy: world.ranBy }),
    ...(made.present && {
      files: [{ name: basename(output), sha256: await digestOfFile(output), bytes: (await stat(output)).size }],
    }),
  };
}

function ended(
  { command, printed }: PlannedRun,
  output: string,
  { folder, signal, onText }: CarryOut,
): Promise<Pick<RunMade, 'exitCode' | 'problem'>> {
  const [program, ...list] = command as [string, ...string[]];
  // `wx`: a result is never written over.
  const file = printed ? openSync(output, 'wx') : null;
  return new Promise((resolve) => {
    const own = process.platform !== 'win32';
    const child = spawn(program, list, {
      cwd: folder,
      shell: false,
      // In a group of its own, so that Ctrl-C reaches it once and through us, with all that it started.
      detached: own,
      windowsHide: true,
      stdio: ['ignore', file ?? 'pipe', 'pipe'],
    });
    child.stdout?.setEncoding('utf8').on('data', onText);
    child.stderr?.setEncoding('utf8').on('data', onText);
    let last: NodeJS.Timeout | undefined;
    const end = (name: NodeJS.Signals) => {
      try {
        if (own && child.pid !== undefined) process.kill(-child.pid, name);
        else child.kill(name);
      } catch (thrown) {
        // It has ended in the meantime.
        if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
      }
    };
    const stop = () => {
      end('SIGINT');
      last = setTimeout(() => end('SIGKILL'), grace);
    };
    let settled = false;
    const done = (result: Pick<RunMade, 'exitCode' | 'problem'>) => {
      // A program that cannot be started gives an error and then closes.
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', stop);
      clearTimeout(last);
      if (file !== null) closeSync(file);
      resolve(result);
    };
    child.once('error', (error) => done({ exitCode: null, problem: error.message }));
    child.once('close', (code, name) =>
      done({ exitCode: code ?? 128 + (name ? constants.signals[name] : 0), problem: null }),
    );
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
