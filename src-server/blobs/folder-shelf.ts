import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BlobShelf, fileNotThere, requireNames, type Upload } from './shelf';

/** Files in a folder, one folder a workspace; processes that share it may all write. */
export function folderShelf(folder: string): BlobShelf {
  const place = (workspace: string, digest: string): string => {
    requireNames(workspace, digest);
    return join(folder, workspace, digest.slice(0, 2), digest.slice(2));
  };
  const piece = ({ workspace, digest, uploader }: Upload, offset: number): string => {
    requireNames(workspace, digest, uploader);
    return join(folder, workspace, 'incoming', `${digest}-${uploader}-${offset}`);
  };
  const aside = async (workspace: string): Promise<string> => {
    const incoming = join(folder, workspace, 'incoming');
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    return join(incoming, randomUUID());
  };
  const missing = (error: unknown): boolean => (error as { code?: string }).code === 'ENOENT';

  return {
    async keepPiece(upload, offset, bytes) {
      const target = piece(upload, offset);
      const written = await aside(upload.workspace);
      try {
        await writeFile(written, bytes, { mode: 0o600 });
        await rename(written, target);
      } catch (error) {
        // A disk that is full keeps no halves.
        await rm(written, { force: true });
        throw error;
      }
    },

    async join(upload, offsets) {
      const target = place(upload.workspace, upload.digest);
      const written = await aside(upload.workspace);
      const hash = createHash('sha256');
      try {
        const handle = await open(written, 'wx', 0o600);
        try {
          for (const offset of offsets) {
            for await (const chunk of createReadStream(piece(upload, offset)) as AsyncIterable<Buffer>) {
              hash.update(chunk);
              await handle.write(chunk);
            }
          }
          await handle.sync();
        } finally {
          await handle.close();
        }
        if (hash.digest('hex') !== upload.digest) return false;
        await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        await rename(written, target);
        return true;
      } finally {
        await rm(written, { force: true });
      }
    },

    async dropPieces(upload, offsets) {
      for (const offset of offsets) await rm(piece(upload, offset), { force: true });
    },

    async size(workspace, digest) {
      try {
        return (await stat(place(workspace, digest))).size;
      } catch (error) {
        if (missing(error)) return null;
        throw error;
      }
    },

    async read(workspace, digest, from = 0) {
      const path = place(workspace, digest);
      try {
        await access(path, constants.R_OK);
      } catch (error) {
        if (missing(error)) throw fileNotThere();
        throw error;
      }
      return createReadStream(path, { start: from });
    },

    async drop(workspace, digest) {
      await rm(place(workspace, digest), { force: true });
    },

    async ready() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await access(folder, constants.W_OK);
    },
  };
}
