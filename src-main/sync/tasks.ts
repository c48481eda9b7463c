import { type Context, newId } from '../../src-shared/kernel/context';
import { errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncTask } from '../../src-shared/sync/contract';

/** What a task may say about itself while it runs. */
export type TaskNews = Partial<Pick<SyncTask, 'stage' | 'done' | 'total' | 'url' | 'opened' | 'account' | 'joined'>>;

/** Ended tasks are remembered this far back. */
const REMEMBERED = 20;

interface Running {
  task: SyncTask;
  stop: AbortController;
  listeners: Set<() => void>;
}

/** What takes its time with a server, to be looked at while it goes on: nothing of it holds a call open. */
export class SyncTasks {
  readonly #context: Context;
  readonly #changed: () => void;
  readonly #tasks = new Map<string, Running>();

  /** @param changed is told whenever any task says something new */
  constructor(context: Context, changed: () => void = () => {}) {
    this.#context = context;
    this.#changed = changed;
  }

  /** Begins a task and answers at once. `work` says how it goes on, and ends by returning or throwing. */
  start(
    kind: SyncTask['kind'],
    stage: string,
    work: (say: (news: TaskNews) => void, signal: AbortSignal) => Promise<void>,
  ): SyncTask {
    const running: Running = {
      task: {
        id: newId(this.#context),
        kind,
        state: 'running',
        stage,
        done: 0,
        total: null,
        url: null,
        opened: false,
        account: null,
        joined: null,
        problem: null,
      },
      stop: new AbortController(),
      listeners: new Set(),
    };
    this.#tasks.set(running.task.id, running);
    this.#forgetOld();
    const say = (news: Partial<SyncTask>): void => {
      Object.assign(running.task, news);
      for (const listener of running.listeners) listener();
      this.#changed();
    };
    void work(say, running.stop.signal).then(
      () => say({ state: 'done' }),
      (thrown) => {
        const { code, message, hint } = errorRecord(thrown);
        const cancelled = running.stop.signal.aborted;
        say({
          state: cancelled ? 'cancelled' : 'failed',
          problem: cancelled ? null : { code, message, hint: hint ?? null },
        });
      },
    );
    return { ...running.task };
  }

  /** How a task stands; waits up to `wait` milliseconds for its next news. Throws `not-found`. */
  async state(id: string, wait = 0): Promise<SyncTask> {
    const running = this.#require(id);
    if (wait > 0 && running.task.state === 'running') {
      await new Promise<void>((go) => {
        const done = (): void => {
          clearTimeout(timer);
          running.listeners.delete(done);
          go();
        };
        const timer = setTimeout(done, wait);
        running.listeners.add(done);
      });
    }
    return { ...running.task };
  }

  /** Asks a task to end; what it has done so far stays as it is. */
  cancel(id: string): SyncTask {
    const running = this.#require(id);
    running.stop.abort();
    return { ...running.task };
  }

  /** Ends everything that is under way. */
  end(): void {
    for (const { stop } of this.#tasks.values()) stop.abort();
  }

  #require(id: string): Running {
    const running = this.#tasks.get(id);
    if (running) return running;
    throw new ProofdeskError({
      code: 'not-found',
      message: 'This sign-in, upload or joining is not known here any more.',
      hint: 'Begin it again.',
    });
  }

  #forgetOld(): void {
    const ended = [...this.#tasks.values()].filter(({ task }) => task.state !== 'running');
    for (const { task } of ended.slice(0, Math.max(0, ended.length - REMEMBERED))) this.#tasks.delete(task.id);
  }
}
