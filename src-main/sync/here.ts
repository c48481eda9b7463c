import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src-core/store/database';
import { JOINING } from '../../src-core/sync/state';
import { DATABASE_FILE } from '../../src-core/workspace/database-file';
import type { Desk } from '../desk';

/** What lies in a workspace's folder. */
export interface WorkspaceHere {
  id: string;
  /** Address of its server; null for one that is on this device alone. */
  server: string | null;
  /** It was joined, and that was broken off. */
  half: boolean;
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
      const state = (key: string): string | null =>
        known
          ? ((store.prepare('SELECT value FROM sync_state WHERE key = ?').pluck().get(key) as string | undefined) ??
            null)
          : null;
      const server = state('server');
      return {
        id: meta.value,
        server: server === null ? null : String((JSON.parse(server) as { address: unknown }).address),
        half: state(JOINING) !== null,
      };
    } finally {
      store.close();
    }
  } catch {
    // A damaged store is named when somebody opens it; here it is no workspace.
    return null;
  }
}

/** Names of a store's files. */
const STORE = new RegExp(`^${DATABASE_FILE.replace('.', '\\.')}(-wal|-shm|-journal)?$`);

/** Whether nothing lies in a folder but a store that holds no workspace yet: whoever began it ended before its first step. */
export function isBarelyBegun(folder: string): boolean {
  if (!existsSync(folder) || !readdirSync(folder).every((name) => STORE.test(name))) return false;
  if (!existsSync(join(folder, DATABASE_FILE))) return true;
  try {
    const store = openDatabase(join(folder, DATABASE_FILE), { readonly: true });
    try {
      const holds = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'";
      return !store.prepare(holds).get() || !store.prepare("SELECT 1 FROM meta WHERE key = 'workspace'").get();
    } finally {
      store.close();
    }
  } catch {
    // One that cannot be read may hold anything.
    return false;
  }
}

/** The folder of a workspace among those that were opened on this device; null where it is none of them. */
export function lies(desk: Desk, workspace: string): string | null {
  const open = desk.openWorkspace();
  if (open && !open.isEmpty && open.id === workspace) return open.folder;
  const found = desk.device.recentWorkspaces().find(({ folder }) => workspaceIn(folder)?.id === workspace);
  return found?.folder ?? null;
}
