import type { PGlite } from '@electric-sql/pglite';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** What operating systems and PostgreSQL call a disk, a quota or a file-size limit that is reached. */
const FULL_CODES = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', '53100']);
const FULL_WORDS = /no space left on device|file too large|disk quota exceeded|could not extend file/i;

/** Whether something failed because the disk that the server writes to is full. */
export function isFullDisk(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const { code } = error as NodeJS.ErrnoException;
    if ((code !== undefined && FULL_CODES.has(code)) || FULL_WORDS.test(error.message)) return true;
  }
  return false;
}

/**
 * PostgreSQL that cannot go on says PANIC and ends its process, and recovers from its log when it is started again. The embedded one cannot end
 * a process: asked once more it would never answer. From its PANIC on nothing reaches it; `ended` hears of it, once, and has to end the process.
 */
export function stopAtPanic(pglite: PGlite, ended: (error: Error) => void): void {
  let panic: Error | null = null;
  const run = pglite.execProtocolRawSync.bind(pglite);
  pglite.execProtocolRawSync = (message) => {
    if (panic) throw away(panic);
    return run(message);
  };
  const watched = async <T>(exchange: () => Promise<T>): Promise<T> => {
    try {
      return await exchange();
    } catch (thrown) {
      if (panic === null && thrown instanceof Error && (thrown as { severity?: unknown }).severity === 'PANIC') {
        panic = thrown;
        ended(thrown);
      }
      throw thrown;
    }
  };
  // Every statement goes through one of the two.
  const whole = pglite.execProtocol.bind(pglite);
  const streamed = pglite.execProtocolStream.bind(pglite);
  pglite.execProtocol = (...message) => watched(() => whole(...message));
  pglite.execProtocolStream = (...message) => watched(() => streamed(...message));
}

const away = (cause: Error): ProofdeskError =>
  new ProofdeskError(
    {
      code: 'unavailable',
      message: 'The server’s database has stopped.',
      hint: 'Try again when the server was started anew; what is pending stays on the device.',
    },
    { cause },
  );
