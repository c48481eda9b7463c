import { app, protocol } from 'electron';
import type { KeyWrapper } from '../../src-core/ledger/device-state';
import { reportUnexpected } from '../unexpected';
import { startOf } from './arguments';
import { registerScheme } from './page-protocol';

// Electron takes these only before it is ready, which it may be by the time that anything else is loaded.
app.enableSandbox();
registerScheme(protocol);

/**
 * The executable's entry. The command line comes before everything that belongs to windows, the single-instance lock included: it runs
 * beside an open window, on the same workspace.
 */
async function start(): Promise<void> {
  const { commands } = await import('../cli/commands');
  const names = new Set(commands.map((command) => command.name[0]!));
  const asked = startOf(process.argv, app.isPackaged, names);
  if (asked.face === 'desktop') {
    const { runDesktop } = await import('./desktop');
    await runDesktop({ ...asked, keyWrapper: systemKeys });
    return;
  }
  const { main } = await import('../cli');
  await main(asked.line, systemKeys);
  app.exit(Number(process.exitCode ?? 0));
}

/**
 * The system's key store, in the installed application only: a checkout runs on plain Node too, which could not read the keys then.
 */
async function systemKeys(): Promise<KeyWrapper | null> {
  if (!app.isPackaged) return null;
  const { safeStorage } = await import('electron');
  await app.whenReady();
  const { keyWrapper } = await import('./key-wrapper');
  return keyWrapper(safeStorage, process.platform);
}

start().catch((error: unknown) => {
  reportUnexpected(error, 'starting');
  app.exit(70);
});
