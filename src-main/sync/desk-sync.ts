import type { WantedFile } from '../../src-core/blobs/missing-file';
import type { Workspace } from '../../src-core/workspace/workspace';
import type { SyncStatus } from '../../src-shared/sync/contract';
import type { ServerConnection } from './connection';
import type { SignIns } from './sessions';
import type { SyncTasks } from './tasks';

/** Who fetches a file, and how they look on. */
export interface FetchWatch {
  /** Ends it; what came by then is gone on with when the file is wanted again. */
  signal: AbortSignal;
  /** Hears the share of the file that has come, from 0 to 1. */
  came(share: number): void;
}

/** What a running process has for the server of its open workspace. */
export interface DeskSync {
  /** Sign-ins of this device, one for each server. */
  readonly signIns: SignIns;
  /** Sign-ins, uploads and joinings that are under way. */
  readonly tasks: SyncTasks;
  /** The one connection of this process to a server; its sign-in is put to every call. */
  connection(address: string): ServerConnection;
  /** A workspace was opened: rounds begin where it has a server. Never throws and never waits. */
  begin(workspace: Workspace): void;
  /** The workspace is about to be closed: what is under way is ended and its results are not awaited for long. */
  end(): Promise<void>;
  /** This process goes on for long: from now on rounds begin by themselves. */
  goByItself(): void;
  /** Something was committed here, or another process committed: a round begins soon. */
  wake(): void;
  /** Something is to be fetched that was not wanted before: a round begins soon. */
  fetchSoon(): void;
  /** One whole round now: everything that can be sent is sent, everything that is there is fetched. Throws what went wrong. */
  round(signal?: AbortSignal): Promise<void>;
  /** Whether there is a server to fetch the open workspace's files from. */
  hasFilesToFetch(): boolean;
  /**
   * Brings a file here that the open workspace names and that is not on this device; false where it has no server to ask. Throws `not-found`
   * or `unavailable` with a sentence for the person, in which it has its name. Callers go through `bringFiles`, `withFiles` or `readBlob`.
   */
  fetchFile(file: WantedFile, watch: FetchWatch): Promise<boolean>;
  /** How it stands; reads the store only. */
  status(): SyncStatus;
}
