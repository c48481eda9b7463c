// PouchDB against its own server, both in memory: documents pushed and pulled over loopback HTTP in batches of 1,000. Nothing of it is
// durable or signed. Runs in the folder where the peers are installed; prints one JSON line.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers, freePort, timed } from './measuring.mjs';

const DOCUMENTS = 10_000;
const folder = process.cwd();
const require = createRequire(join(folder, 'package.json'));
const PouchDB = require('pouchdb').plugin(require('pouchdb-adapter-memory'));

// It writes its configuration where it is started.
const place = mkdtempSync(join(tmpdir(), 'proofdesk-peer-'));
const port = await freePort();
const server = spawn(
  process.execPath,
  [
    join(folder, 'node_modules/pouchdb-server/bin/pouchdb-server'),
    '--in-memory',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
  ],
  { cwd: place, stdio: 'ignore' },
);
try {
  const address = `http://127.0.0.1:${port}`;
  await answers(address);
  const local = new PouchDB('pushing', { adapter: 'memory' });
  for (let from = 0; from < DOCUMENTS; from += 1_000) {
    await local.bulkDocs(
      Array.from({ length: 1_000 }, (_, index) => ({
        _id: `deal-${String(from + index).padStart(6, '0')}`,
        title: `Deal ${from + index} with somebody`,
        text: 'A proposal of some length.',
        price: '12.50',
      })),
    );
  }
  const remote = `${address}/bench`;
  const pushed = await timed(() => local.replicate.to(remote, { batch_size: 1_000 }));
  const other = new PouchDB('pulling', { adapter: 'memory' });
  const pulled = await timed(() => other.replicate.from(remote, { batch_size: 1_000 }));
  const { doc_count: count } = await other.info();
  if (count !== DOCUMENTS) throw new Error(`${count} documents arrived.`);
  process.stdout.write(`${JSON.stringify({ push: DOCUMENTS / pushed, pull: DOCUMENTS / pulled })}\n`);
} finally {
  server.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
}
process.exit(0);
