import { app, protocol } from 'electron';
import { startOf } from './arguments';
import { registerScheme } from './page-protocol';

// Electron takes this only before it is ready, which it may be by the time that anything else is loaded.
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
    await runDesktop(asked);
    return;
  }
  const { main } = await import('../cli');
  await main(asked.line);
  app.exit(Number(process.exitCode ?? 0));
}

void start();
