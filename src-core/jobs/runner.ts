import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Context, newId } from '../../src-shared/kernel/context';
import { errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import type { JobSummary } from '../../src-shared/system';
import type { Executor } from './executor';
import type { JobKind, JobWork } from './job-kind';
import { Stop } from './stop';

export interface JobRequest<Input, Output, Result> {
  input: Input;
  /** What it works on, for a person. */
  title: string;
  /**
   * Makes the output take effect, in this process and all at once: a command, or files moved into their place. The scratch folder is
   * still there; the job counts as done only after it, and can no longer be cancelled meanwhile.
   */
  commit?: (output: Output) => Promise<Result> | Result;
  /**
   * Not shown in the list and announced to nobody: what the program does for itself. Takes no id and no time from the context, so that
   * work with fixed ids and clock stays the same whenever it happens to run.
   */
  quiet?: boolean;
  /**
   * It commits by itself, over a connection of its own. What else is to be committed in this process waits for it without blocking:
   * commits of other jobs here, commands by `writersDone`.
   */
  writes?: boolean;
  /** Cancels the job, like `cancel`. */
  signal?: AbortSignal;
}

/** A job that was started. */
export interface Job<Result> {
  readonly id: string;
  /** What `commit` returned, or the output; rejects with a ProofdeskError (`cancelled` when it was cancelled). */
  readonly result: Promise<Result>;
}

interface Entry {
  summary: JobSummary;
  controller: AbortController;
  stop: Stop;
  quiet: boolean;
}

/** How many ended jobs are remembered for the list. */
const remembered = 100;
/** Announced while a job waits for a free place. */
const waitingMessage = 'Waiting';

/** Background work of one process: starts jobs, tells of their progress, cancels them. */
export class JobRunner {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<(job: JobSummary) => void>();
  private readonly waiting: (() => void)[] = [];
  private busy = 0;
  /** The jobs that write by themselves, one after the other. */
  private writers: Promise<unknown> = Promise.resolve();

  /** @param report where faults of the program are written, with their stack */
  constructor(
    private readonly context: Context,
    private readonly executor: Executor,
    private readonly report: (error: unknown, where: string) => void,
  ) {}

  /** Starts a job, or lets it wait until a place is free. */
  start<Input, Output, Result = Output>(
    kind: JobKind<Input, Output>,
    request: JobRequest<Input, Output, Result>,
  ): Job<Result> {
    const entry = this.enter(kind.kind, request, waitingMessage);
    const result = this.carryOut(
      entry,
      kind as JobKind<unknown, unknown>,
      request as JobRequest<unknown, unknown, Result>,
    );
    // Who only watches the list does not wait for the result; that is no unhandled rejection.
    result.catch(() => {});
    return { id: entry.summary.id, result };
  }

  /**
   * Shows work of this process itself like a job, with its progress, and lets it be cancelled. For what mostly waits for others, such as a server:
   * it takes no place of the jobs that compute. Each of its steps stands by itself, so when it is cancelled what was done stays.
   * @throws ProofdeskError `cancelled` when it was cancelled before its end; otherwise what the work throws
   */
  async attend<Result>(
    kind: string,
    request: Pick<JobRequest<never, never, never>, 'title' | 'signal'>,
    work: (attended: Pick<JobWork, 'signal' | 'progress'>) => Promise<Result>,
  ): Promise<Result> {
    const entry = this.enter(kind, request, '');
    const { signal } = entry.controller;
    try {
      if (signal.aborted) throw calledOff(entry);
      const result = await work({
        signal,
        progress: (fraction, message) => this.advance(entry, fraction, message),
      });
      this.end(entry, 'done', 'Done');
      return result;
    } catch (thrown) {
      const problem = signal.aborted ? calledOff(entry) : thrown;
      this.end(entry, signal.aborted ? 'cancelled' : 'failed', errorRecord(problem).message);
      throw problem;
    }
  }

  /** Jobs of this process, the newest first; those that ended long ago are forgotten. */
  list(): JobSummary[] {
    return [...this.entries.values()]
      .filter(({ quiet }) => !quiet)
      .map((entry) => ({ ...entry.summary }))
      .reverse();
  }

  /** Asks a job to stop. Undefined when there is none of this id; one that ended, or is taking effect, stays as it is. */
  cancel(id: string): JobSummary | undefined {
    const entry = this.entries.get(id);
    if (entry && entry.summary.state === 'running' && entry.stop.ask()) entry.controller.abort();
    return entry && { ...entry.summary };
  }

  /** Calls the listener with a job whenever its progress or state changes; returns what ends that. */
  subscribe(listener: (job: JobSummary) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Resolves when no job writes by itself any more; at once when none does. */
  async writersDone(): Promise<void> {
    for (let seen: unknown = null; seen !== this.writers; ) {
      seen = this.writers;
      await this.writers;
    }
  }

  /** Cancels what runs and ends the threads. */
  async close(): Promise<void> {
    for (const id of this.entries.keys()) this.cancel(id);
    await this.executor.close();
  }

  /** Puts work into the list, as it begins. */
  private enter(
    kind: string,
    { title, signal, quiet = false }: Pick<JobRequest<never, never, never>, 'title' | 'signal' | 'quiet'>,
    message: string,
  ): Entry {
    const id = quiet ? randomUUID() : newId(this.context);
    const entry: Entry = {
      summary: {
        id,
        kind,
        title,
        state: 'running',
        progress: 0,
        message,
        startedAt: quiet ? 0 : this.context.now(),
        endedAt: null,
      },
      controller: new AbortController(),
      stop: new Stop(),
      quiet,
    };
    this.entries.set(id, entry);
    this.forgetOld();
    if (signal?.aborted) this.cancel(id);
    signal?.addEventListener('abort', () => this.cancel(id), { once: true });
    this.tell(entry);
    return entry;
  }

  private async carryOut<Result>(
    entry: Entry,
    kind: JobKind<unknown, unknown>,
    request: JobRequest<unknown, unknown, Result>,
  ): Promise<Result> {
    const { id } = entry.summary;
    const { signal } = entry.controller;
    const scratch = join(tmpdir(), `proofdesk-job-${id}`);
    try {
      await this.place(signal);
      const done = request.writes ? await this.turnToWrite() : () => {};
      try {
        if (signal.aborted) throw cancelled(entry);
        const outcome = await this.executor.execute(
          {
            job: id,
            kind,
            input: request.input,
            scratch,
            stop: entry.stop,
            progress: (fraction, message) => this.advance(entry, fraction, message),
          },
          signal,
        );
        if (outcome.ended === 'cancelled') throw cancelled(entry);
        if (outcome.ended === 'failed') {
          if (outcome.stack)
            this.report(Object.assign(new Error(outcome.error.message), { stack: outcome.stack }), kind.kind);
          if (outcome.error.code === 'cancelled') throw cancelled(entry);
          throw new ProofdeskError(outcome.error);
        }
        if (!request.writes) await this.writersDone();
        if (!entry.stop.settled) settle(entry);
        const result = request.commit ? await request.commit(outcome.output) : (outcome.output as Result);
        this.end(entry, 'done', 'Done');
        return result;
      } finally {
        done();
        this.leave();
      }
    } catch (thrown) {
      if (!(thrown instanceof ProofdeskError)) this.report(thrown, kind.kind);
      const problem =
        thrown instanceof ProofdeskError ? thrown : new ProofdeskError(errorRecord(thrown), { cause: thrown });
      this.end(entry, problem.code === 'cancelled' ? 'cancelled' : 'failed', problem.message);
      throw problem;
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  /** Waits for the jobs that write by themselves and came before; returns what lets the next go on. */
  private async turnToWrite(): Promise<() => void> {
    const before = this.writers;
    let done = () => {};
    const mine = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.writers = before.then(() => mine);
    await before;
    return done;
  }

  /** Waits for a free place, or until the job is cancelled. */
  private place(signal: AbortSignal): Promise<void> {
    if (this.busy < this.executor.places) {
      this.busy += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const enter = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        this.busy += 1;
        resolve();
      };
      this.waiting.push(enter);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  private leave(): void {
    this.busy -= 1;
    if (this.busy >= this.executor.places) return;
    const next = this.waiting.shift();
    if (!next) return;
    this.busy += 1;
    next();
  }

  private advance(entry: Entry, fraction: number, message: string): void {
    if (entry.summary.state !== 'running') return;
    // Progress never runs backwards for the person who watches it.
    entry.summary.progress = Math.max(entry.summary.progress, Math.min(1, fraction));
    entry.summary.message = message;
    this.tell(entry);
  }

  private end(entry: Entry, state: JobSummary['state'], message: string): void {
    entry.summary.state = state;
    entry.summary.message = message;
    if (state === 'done') entry.summary.progress = 1;
    if (entry.quiet) {
      this.entries.delete(entry.summary.id);
      return;
    }
    entry.summary.endedAt = this.context.now();
    this.tell(entry);
  }

  private tell(entry: Entry): void {
    if (entry.quiet) return;
    for (const listener of [...this.listeners]) listener({ ...entry.summary });
  }

  private forgetOld(): void {
    const ended = [...this.entries].filter(([, entry]) => entry.summary.state !== 'running');
    for (const [id] of ended.slice(0, Math.max(0, ended.length - remembered))) this.entries.delete(id);
  }
}

function settle(entry: Entry): void {
  try {
    entry.stop.settle();
  } catch {
    throw cancelled(entry);
  }
}

function cancelled(entry: Entry): ProofdeskError {
  return new ProofdeskError({
    code: 'cancelled',
    message: `${entry.summary.title} was cancelled; nothing of it was kept.`,
  });
}

function calledOff(entry: Entry): ProofdeskError {
  return new ProofdeskError({
    code: 'cancelled',
    message: `${entry.summary.title} was cancelled; what was done by then stays.`,
  });
}
