/** What a running job is given. */
export interface JobWork {
  /** Aborts when the job is cancelled. Look at it in loops and pass it on: half a second later the thread is ended. */
  readonly signal: AbortSignal;
  /**
   * A folder of this job alone, made at the first call and removed when the job has ended, however it ended. Files belong here until the
   * job's `commit` takes them over.
   */
  scratch(): Promise<string>;
  /** Throws `cancelled` once the job was cancelled; sees it also in work that never lets its thread breathe. */
  check(): void;
  /**
   * For a job that takes effect by itself, in a transaction of its own: called as the last thing before it does. Throws `cancelled` when
   * it was cancelled; from then on it cannot be any more.
   */
  settle(): void;
  /** @param fraction from 0 to 1 @param message what is done just now, for a person */
  progress(fraction: number, message: string): void;
}

/**
 * One kind of background work. It runs in a worker thread: input and output are copied between threads (structured clone), and it must
 * not change anything outside of its scratch folder; what it found takes effect in `commit`, all at once. Only where that would hold up
 * the window (thousands of rows) a job commits by itself, in one transaction, after `settle`; it is then started with `writes`.
 */
export interface JobKind<Input, Output> {
  /** Domain, dot, verb: `bakeoff.import`. */
  kind: string;
  /** Import what is heavy inside of it, so that other jobs start quickly. */
  run(input: Input, work: JobWork): Promise<Output>;
}

/** Declares a kind of job, keeping its types. */
export function defineJob<Input, Output>(kind: JobKind<Input, Output>): JobKind<Input, Output> {
  return kind;
}
