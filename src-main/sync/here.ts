import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src-core/store/database';
import { DATABASE_FILE } from '../../src-core/workspace/database-file';
import type { Desk } from '../desk';

/** What lies in a workspace's folder. */
export interface WorkspaceHere {
  id: string;
  /** Address of its server; null for one that is on this device alone. */
  server: string | null;
}

/** Which workspace lies in a folder, read beside whoever has it open; null where none does, or it cannot be read. */
export function workspaceIn(folder: string): WorkspaceHere | null {
  const file = join(folder, DATABASE_FILE);
  if (!existsSync(file)) return null;
  try {
    const store = openDatabase(file, { readonly: true });
    try {
      const meta = store.prepare("SELECT value FROM meta WHERE key = 'workspace'").get() as
        | { value: string }
        | undefined;
      if (!meta) return null;
      const known = store.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'sync_state'").get();
      const server = known
        ? (store.prepare("SELECT value FROM sync_state WHERE key = 'server'").get() as { value: string } | undefined)
        : undefined;
      return {
        id: meta.value,
        server: server ? String((JSON.parse(server.value) as { address: unknown }).address) : null,
      };
    } finally {
      store.close();
    }
  } catch {
    // A damaged store is named when somebody opens it; here it is no workspace.
    return null;
  }
}

/** The folder of a workspace among those that were opened on this device; null where it is none of them. */
export function lies(desk: Desk, workspace: string): string | null {
  const open = desk.openWorkspace();
  if (open && !open.isEmpty && open.id === workspace) return open.folder;
  const found = desk.device.recentWorkspaces().find(({ folder }) => workspaceIn(folder)?.id === workspace);
  return found?.folder ?? null;
}
