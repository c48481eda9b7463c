import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { sha256 } from '../../src-core/ledger/digests';
import { exportReceipts } from '../../src-core/ledger/exchange';
import { removeDatabase } from '../../src-core/workspace/rebuild';
import type { Workspace } from '../../src-core/workspace/workspace';

/** Earliest time a zip entry can carry: the archive does not depend on when it was written. */
const NO_TIME = new Date('1980-01-01T12:00:00Z');

/**
 * Writes the whole workspace (database, receipts as text, files) into one archive. Private keys stay on this device: who opens the
 * archive elsewhere begins new chains.
 */
export function exportWorkspace(
  workspace: Workspace,
  file: string | null,
): { file: string; size: number; digest: string } {
  const stamp = new Date(workspace.context.now()).toISOString().slice(0, 10);
  const target = file ?? join(workspace.folder, 'exports', `proofdesk-${stamp}.zip`);
  mkdirSync(dirname(target), { recursive: true });
  const copy = join(workspace.folder, 'exporting.db');
  removeDatabase(copy);
  workspace.connection.prepare('VACUUM INTO ?').run(copy);
  const entries: Zippable = {
    'workspace.db': [readFileSync(copy), { mtime: NO_TIME, level: 6 }],
    'receipts.json': [Buffer.from(JSON.stringify(exportReceipts(workspace))), { mtime: NO_TIME, level: 6 }],
  };
  removeDatabase(copy);
  const blobs = join(workspace.folder, 'blobs');
  for (const prefix of existsSync(blobs) ? readdirSync(blobs).filter((name) => name.length === 2) : []) {
    for (const rest of readdirSync(join(blobs, prefix))) {
      entries[`blobs/${prefix}/${rest}`] = [readFileSync(join(blobs, prefix, rest)), { mtime: NO_TIME, level: 0 }];
    }
  }
  const bytes = zipSync(entries);
  const aside = `${target}.partial`;
  rmSync(aside, { force: true });
  writeFileSync(aside, bytes, { mode: 0o600 });
  renameSync(aside, target);
  return { file: target, size: bytes.length, digest: sha256(bytes) };
}
