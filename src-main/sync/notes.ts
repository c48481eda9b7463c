import type { Workspace } from '../../src-core/workspace/workspace';

/** Names under which a workspace's store keeps what this device notes about its contact with the server. */
export const NOTES = {
  /** Whom of the workspace the signed-in account is: only they act and read here. */
  person: 'net:person',
  /** Id of that account at the server. */
  account: 'net:account',
  /** JSON `{ person, account }` from the registration of an upload until that account is the workspace's only one here. */
  uploading: 'net:uploading',
  /** JSON `{ at, why }` once the server said that this person is not in the workspace any more. */
  removed: 'net:removed',
  /** This device's clock less the server's, milliseconds. */
  skew: 'net:skew',
  /** When the server answered last, milliseconds since 1970. */
  contact: 'net:contact',
  /** Since when it could not be reached, milliseconds since 1970. */
  offlineSince: 'net:offline-since',
  /** The newest number that it had. */
  serverNumber: 'net:server-number',
  /** JSON `{ state, says }` about the last round that failed. */
  problem: 'net:problem',
} as const;

/** How far the parts of a group of readers have come that a change of rights made readable. */
export const partsNote = (readers: string): string => `net:parts:${readers}`;
/** That the server has a file, or will not have it. */
export const fileNote = (digest: string): string => `net:file:${digest}`;
/** That the server did not take a file, and why. */
export const untakenNote = (digest: string): string => `net:untaken:${digest}`;
/** That the files of a deal are kept on this device. */
export const pinNote = (deal: string): string => `net:pin:${deal}`;

/** As whom an upload was begun that has not got as far as rounds with the server. */
export interface Uploading {
  person: string;
  /** Id of the account at the server. */
  account: string;
}

/** An upload that was begun and has not got as far as rounds; null where there is none. */
export function uploadBegun({ journal }: Workspace): Uploading | null {
  const kept = journal.state(NOTES.uploading);
  return kept === null ? null : (JSON.parse(kept) as Uploading);
}
