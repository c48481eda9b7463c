#!/usr/bin/env node
// The command line from a checkout: on the pinned Node, built when a source file is newer than the build.
import { onPinnedNode } from './pinned-node.mjs';

onPinnedNode(import.meta.url)
  .then(() => import('./build.mjs'))
  // The page is needed by what shows it; every other command starts without it.
  .then(({ ensureBuilt }) => ensureBuilt({ parts: process.argv.includes('serve') ? ['main', 'renderer'] : ['main'] }))
  .then(() => import('../out/main/cli.js'))
  .then(({ main }) => main())
  .catch((error) => {
    process.stderr.write(`${String((process.env.PROOFDESK_DEBUG && error.stack) || error.message)}\n`);
    process.exitCode = 70;
  });
