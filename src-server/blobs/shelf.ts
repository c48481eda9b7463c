import type { Readable } from 'node:stream';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** An upload under way: pieces of one uploader, so that nobody's wrong bytes spoil another's. */
export interface Upload {
  workspace: string;
  digest: string;
  uploader: string;
}

/**
 * Where files lie, by workspace and SHA-256. A file is there whole and verified, or not at all. Two workspaces with the same file have it
 * twice: nobody learns from a shorter upload what others hold.
 */
export interface BlobShelf {
  /** Keeps a piece of an upload. The same offset again replaces it. */
  keepPiece(upload: Upload, offset: number, bytes: Uint8Array): Promise<void>;
  /** Joins the pieces in order; false, and nothing kept, where their SHA-256 is not the digest. */
  join(upload: Upload, offsets: readonly number[]): Promise<boolean>;
  dropPieces(upload: Upload, offsets: readonly number[]): Promise<void>;
  /** Size in bytes; null where the file is not there. */
  size(workspace: string, digest: string): Promise<number | null>;
  /** Bytes from `from` on; throws `not-found`. */
  read(workspace: string, digest: string, from?: number): Promise<Readable>;
  drop(workspace: string, digest: string): Promise<void>;
  /** Throws where files cannot be kept just now. */
  ready(): Promise<void>;
}

/** Throws `bad-input` for what is no id and no digest: names of files come from nowhere else. */
export function requireNames(workspace: string, digest: string, uploader?: string): void {
  const id = /^[A-Za-z0-9_-]{1,64}$/;
  if (!id.test(workspace) || !/^[0-9a-f]{64}$/.test(digest) || (uploader !== undefined && !id.test(uploader))) {
    throw new ProofdeskError({ code: 'bad-input', message: 'A file is named by the SHA-256 of its content.' });
  }
}

export const fileNotThere = (): ProofdeskError =>
  new ProofdeskError({ code: 'not-found', message: 'There is no such file for this person.' });
