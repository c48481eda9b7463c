import type { ErrorRecord } from '../../src-shared/kernel/errors';
import type { JobKind } from './job-kind';
import type { Stop } from './stop';

/** One job as an executor is given it. */
export interface Order {
  job: string;
  kind: JobKind<unknown, unknown>;
  input: unknown;
  /** Where the job's scratch folder is to be, should it want one. */
  scratch: string;
  /** What the job and its starter both see of a cancel. */
  stop: Stop;
  progress(fraction: number, message: string): void;
}

/** How a job ended, as its executor saw it. */
export type Outcome =
  | { ended: 'done'; output: unknown }
  | { ended: 'failed'; error: ErrorRecord; stack: string | null }
  /** It was told to stop and did, or was stopped. */
  | { ended: 'cancelled' };

/** Where jobs run: worker threads, or this very thread. */
export interface Executor {
  /** How many jobs can run at the same time. */
  readonly places: number;
  /** Never rejects. After the signal it resolves within `cancelWithin` milliseconds. */
  execute(order: Order, signal: AbortSignal): Promise<Outcome>;
  close(): Promise<void>;
}

/** How long a cancelled job has to end by itself, in milliseconds. */
export const cancelWithin = 400;
