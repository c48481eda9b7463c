import type { Context } from '../../src-shared/kernel/context';

/** Something that changed, told to every open window so that it asks again. */
export type DeskEvent =
  | { kind: 'workspace' }
  | { kind: 'changed'; entities: string[] }
  | { kind: 'job'; job: string; progress: number; state: 'running' | 'done' | 'failed' | 'cancelled'; message: string };

/** What one running Proofdesk process holds: the context, the open workspace, the jobs, the listeners. */
export interface Desk {
  readonly context: Context;
  /** Streams events until the signal aborts. */
  events(signal?: AbortSignal): AsyncGenerator<DeskEvent>;
  close(): Promise<void>;
}
