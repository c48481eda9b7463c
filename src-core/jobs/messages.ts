import type { ErrorRecord } from '../../src-shared/kernel/errors';

/** What is said to a worker thread. `scratch` is a folder that exists already. */
export type ToWorker =
  | { say: 'run'; job: string; kind: string; input: unknown; scratch: string; stop: SharedArrayBuffer }
  | { say: 'cancel'; job: string };

/** What a worker thread says. */
export type FromWorker =
  | { say: 'progress'; job: string; fraction: number; message: string }
  | { say: 'done'; job: string; output: unknown }
  | { say: 'failed'; job: string; error: ErrorRecord; stack: string | null };
