import type { Context } from '../../src-shared/kernel/context';
import type { DeskEvent, JobSummary } from '../../src-shared/system';

export type { DeskEvent };

/** What one running Proofdesk process holds: the context, the open workspace, the jobs, the listeners. */
export interface Desk {
  readonly context: Context;
  /** Streams events until the signal aborts. */
  events(signal?: AbortSignal): AsyncGenerator<DeskEvent>;
  /** Background work of this process. */
  readonly jobs?: { list(): JobSummary[]; cancel(id: string): JobSummary | undefined };
  close(): Promise<void>;
}
