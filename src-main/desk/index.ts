import type { Intake } from '../../src-core/intake';
import type { Context } from '../../src-shared/kernel/context';
import type { DeskEvent, JobSummary } from '../../src-shared/system';
import type { Session } from '../session';

export type { DeskEvent };

/** A blob as it is served to a page. */
export interface ReadableBlob {
  content: ReadableStream<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>;
  contentType: string;
  /** The file name under which it is offered for saving. */
  name: string;
}

/** What one running Proofdesk process holds: the context, the open workspace, the jobs, the listeners. */
export interface Desk {
  readonly context: Context;
  /** Streams events until the signal aborts. */
  events(signal?: AbortSignal): AsyncGenerator<DeskEvent>;
  /** Background work of this process. */
  readonly jobs?: { list(): JobSummary[]; cancel(id: string): JobSummary | undefined };
  /** Files that a page handed over and that wait to be imported. */
  readonly intake?: Intake;
  /** A blob, if this session may read a field that references it; null where there is none that it may read. */
  readBlob?(session: Session, digest: string): Promise<ReadableBlob | null>;
  close(): Promise<void>;
}
