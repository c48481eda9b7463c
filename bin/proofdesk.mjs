#!/usr/bin/env node
// The command line from a checkout: on the pinned Node, built when a source file is newer than the build.
import { onPinnedNode } from './pinned-node.mjs';

onPinnedNode(import.meta.url)
  .then(() => import('./build.mjs'))
  // Pages are needed by what shows or makes them; every other command starts without them.
  .then(({ ensureBuilt }) => {
    const has = (word) => process.argv.includes(word);
    return ensureBuilt({
      parts: has('serve') ? ['main', 'renderer', 'page'] : has('share') ? ['main', 'page'] : ['main'],
    });
  })
  .then(() => import('../out/main/cli.js'))
  .then(({ main }) => main())
  .catch((error) => {
    process.stderr.write(`${String((process.env.PROOFDESK_DEBUG && error.stack) || error.message)}\n`);
    process.exitCode = 70;
  });
