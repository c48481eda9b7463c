// Actual Budget, an offline-first application with a server of its own: transactions added and synchronised in fives of hundreds, and a second
// client's first filling. Runs in the folder where the peers are installed; prints one JSON line.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answers, freePort, timed } from './measuring.mjs';

const BATCHES = 10;
const BATCH = 500;
const folder = process.cwd();
const require = createRequire(join(folder, 'package.json'));
const { default: api, ...named } = await import(pathToFileURL(require.resolve('@actual-app/api')).href);
const actual = api ?? named;
const place = mkdtempSync(join(tmpdir(), 'proofdesk-peer-'));
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
mkdirSync(join(place, 'server'));
const server = spawn(
  process.execPath,
  [join(folder, 'node_modules/@actual-app/sync-server/build/bin/actual-server.js')],
  {
    // It reads a configuration that lies where it is started.
    cwd: join(place, 'server'),
    env: {
      ...process.env,
      ACTUAL_PORT: String(port),
      ACTUAL_HOSTNAME: '127.0.0.1',
      ACTUAL_DATA_DIR: join(place, 'server'),
      NODE_ENV: 'production',
    },
    stdio: 'ignore',
  },
);
const quiet = console.log;
console.log = () => {};
try {
  await answers(`${address}/health`);
  await fetch(`${address}/account/bootstrap`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password: 'bench' }),
  });
  const start = async (name) => {
    const dataDir = join(place, name);
    mkdirSync(dataDir);
    await actual.init({ dataDir, serverURL: address, password: 'bench', verbose: false });
  };
  await start('first');
  let account = '';
  await actual.runImport('Bench', async () => {
    account = await actual.createAccount({ name: 'Current', type: 'checking' }, 0);
  });
  const send = actual.internal?.send ?? named.internal?.send;
  await send('upload-budget');
  let adding = 0;
  let syncing = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    adding += await timed(() =>
      actual.addTransactions(
        account,
        Array.from({ length: BATCH }, (_, index) => ({
          date: '2026-01-05',
          amount: 1_250 + index,
          notes: `Step ${batch * BATCH + index}`,
        })),
      ),
    );
    syncing += await timed(() => actual.sync());
  }
  const group = (await actual.getBudgets()).find(({ groupId }) => groupId)?.groupId;
  await actual.shutdown();
  await start('second');
  const filling = await timed(() => actual.downloadBudget(group));
  await actual.shutdown();
  const total = BATCHES * BATCH;
  process.stdout.write(`${JSON.stringify({ added: total / adding, synced: total / syncing, filled: filling })}\n`);
} finally {
  console.log = quiet;
  server.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
}
process.exit(0);
