import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBuilt } from '../../bin/build.mjs';

const program = resolve(import.meta.dirname, '../../out/server/index.js');
const entry = `import(${JSON.stringify(`file://${program}`)}).then(({ main }) => main(['--try']))`;

/** The built server with an identity provider that believes every name, on a folder of its own. */
export interface TriedServer {
  address: string;
  /** Resolves with its exit code when the process ends, null when it was killed. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/**
 * Starts the server as `npm run server -- --try` does, on any free port; it is built first where that is needed. `folder`: one that stays when it is
 * stopped. `blocks`: no file that it writes may become larger than so many times 512 bytes, as on a disk that is full. `room`: bytes that the files of a
 * workspace may take.
 */
export async function startTriedServer(
  given: { folder?: string; port?: number; blocks?: number; room?: number } = {},
): Promise<TriedServer> {
  await ensureBuilt({ parts: ['server'] });
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'proofdesk-server-'));
  const line =
    given.blocks === undefined
      ? [process.execPath, '-e', entry]
      : ['sh', '-c', `ulimit -f ${given.blocks}; exec "$0" -e "$1"`, process.execPath, entry];
  const child: ChildProcess = spawn(line[0]!, line.slice(1), {
    env: {
      ...process.env,
      PROOFDESK_FOLDER: folder,
      PROOFDESK_PORT: String(given.port ?? 0),
      PROOFDESK_LOG_LEVEL: 'error',
      PROOFDESK_SHUTDOWN_SECONDS: '0',
      ...(given.room !== undefined && { PROOFDESK_BLOBS_QUOTA_GB: String(given.room / 1e9) }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const address = await new Promise<string>((found, failed) => {
    let out = '';
    let err = '';
    child.stderr?.on('data', (piece) => (err += piece));
    child.stdout?.on('data', (piece) => {
      out += piece;
      const at = /listens at (\S+)\n[\s\S]*identity provider/.exec(out)?.[1];
      if (at) found(at);
    });
    child.once('close', (code) => failed(new Error(`The server ended with ${code}: ${err}`)));
  });
  return {
    address,
    ended,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGKILL');
        await ended;
      }
      if (given.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A wire to a server that can be cut and mended. */
export interface Wire {
  address: string;
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

/** A TCP proxy before a server: cut, it takes no connection, and those that stood are gone. */
export async function wireTo(address: string): Promise<Wire> {
  const { hostname, port } = new URL(address);
  const sockets = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const end = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false;
      end();
    },
    mend() {
      whole = true;
    },
    async stop() {
      end();
      server.close();
      await once(server, 'close');
    },
  };
}
