import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** What is read at once; one piece of memory serves for a whole file, however long it is. */
const pieceLength = 1024 * 1024;

/**
 * The SHA-256 of a file, in hexadecimal. Throws the operating system's error for a file that cannot be read, and the signal's reason
 * when it says to stop.
 * @param onRead called with the number of bytes that were just read
 */
export async function digestOfFile(
  path: string,
  { signal, onRead }: { signal?: AbortSignal | undefined; onRead?: ((bytes: number) => void) | undefined } = {},
): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    const piece = new Uint8Array(pieceLength);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, pieceLength);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
      onRead?.(bytesRead);
    }
  } finally {
    await file.close();
  }
}
