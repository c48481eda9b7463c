#!/usr/bin/env node
// `npm run server:document`: writes docs/openapi.json anew from the server's contract.
import { onPinnedNode, project } from './pinned-node.mjs';

await onPinnedNode(import.meta.url);
const { writeFileSync } = await import('node:fs');
const { join } = await import('node:path');
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt({ parts: ['server'] });
const { servedDocument } = await import('../out/server/index.js');
const file = join(project, 'docs', 'openapi.json');
writeFileSync(file, await servedDocument());
process.stdout.write(`${file}\n`);
