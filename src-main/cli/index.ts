import type { KeyWrapper } from '../../src-core/ledger/device-state';
import { runCommandLine } from './run';

export { runCommandLine };

/**
 * Runs the command line of this process: its arguments, its streams, its workspace. Sets the exit code and lets the process end by
 * itself, so that nothing that was printed is lost.
 * @param line the arguments after the program's name
 * @param keyWrapper gives the system's key store, where this process can reach one; asked only when a workspace is opened
 */
export async function main(
  line: readonly string[] = process.argv.slice(2),
  keyWrapper: () => Promise<KeyWrapper | null> = async () => null,
): Promise<void> {
  const interrupt = new AbortController();
  let interrupted = 0;
  const stop = () => {
    interrupted += 1;
    // The second Ctrl-C does not wait for anything.
    if (interrupted > 1) process.exit(130);
    interrupt.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // A reader such as `head` that has enough is no failure.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
  const { commands } = await import('./commands');
  process.exitCode = await runCommandLine(line, {
    io: {
      out: (text) => void process.stdout.write(text),
      err: (text) => void process.stderr.write(text),
      stdin: readStandardInput,
      ...(process.stdin.isTTY && { ask: (question: string) => askAtTerminal(question, interrupt.signal) }),
      terminal: process.stdout.isTTY === true && process.stderr.isTTY === true,
      columns: process.stdout.columns ?? 80,
      env: process.env,
      folder: process.cwd(),
    },
    commands,
    openDesk: async (options) => {
      const { openDesk } = await import('../opening');
      return openDesk({ ...options, keyWrapper: await keyWrapper() });
    },
    signal: interrupt.signal,
  });
  process.off('SIGINT', stop);
  process.off('SIGTERM', stop);
}

/** One line from the person at the terminal. The question goes to standard error, so that the answer of a command stays alone. */
async function askAtTerminal(question: string, signal: AbortSignal): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C at a question reaches the reader of lines instead of the process.
  lines.on('SIGINT', () => void process.emit('SIGINT'));
  try {
    return await lines.question(question, { signal });
  } catch (thrown) {
    if (signal.aborted) return '';
    throw thrown;
  } finally {
    lines.close();
  }
}

async function readStandardInput(): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}
