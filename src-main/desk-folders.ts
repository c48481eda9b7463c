import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The device's state folder: `PROOFDESK_STATE`, or the platform's place for it. */
export function defaultStateFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment['PROOFDESK_STATE']) return environment['PROOFDESK_STATE'];
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Proofdesk', 'device');
  if (process.platform === 'win32') return join(environment['LOCALAPPDATA'] ?? homedir(), 'Proofdesk', 'device');
  return join(environment['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'proofdesk');
}

/** Where workspaces lie unless another folder is named: `PROOFDESK_DATA`, or the platform's place for it. */
export function defaultDataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment['PROOFDESK_DATA']) return environment['PROOFDESK_DATA'];
  if (process.platform === 'darwin')
    return join(homedir(), 'Library', 'Application Support', 'Proofdesk', 'workspaces');
  if (process.platform === 'win32') return join(environment['APPDATA'] ?? homedir(), 'Proofdesk', 'workspaces');
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'proofdesk', 'workspaces');
}

/** A folder for a new workspace that is not there yet, named after it. */
export function freeFolder(parent: string, name: string): string {
  const base =
    name
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase() || 'workspace';
  for (let count = 1; ; count += 1) {
    const folder = join(parent, count === 1 ? base : `${base}-${count}`);
    if (!existsSync(folder)) return folder;
  }
}
