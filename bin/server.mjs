#!/usr/bin/env node
// `npm run server`: the server that devices sync with.
import { onPinnedNode } from './pinned-node.mjs';

await onPinnedNode(import.meta.url);
const { ensureBuilt } = await import('./build.mjs');
try {
  await ensureBuilt({ parts: ['server'] });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(70);
}
const { main } = await import('../out/server/index.js');
await main(process.argv.slice(2));
