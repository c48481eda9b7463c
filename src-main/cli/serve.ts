import { spawn } from 'node:child_process';
import type { CliCommand } from '../command-line';
import { pageFolder } from '../installation';

/** The program that opens an address in the person's browser, or null where there is no display to show one on. */
export function browserOpener(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] | null {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open'] : null;
}

/** Asks the system to open an address. `false` when it has no program for that. */
function openInBrowser(opener: readonly string[], address: string): Promise<boolean> {
  const [program = '', ...first] = opener;
  return new Promise((resolve) => {
    const opening = spawn(program, [...first, address], { stdio: 'ignore', detached: true });
    opening.once('error', () => resolve(false));
    opening.once('spawn', () => {
      opening.unref();
      resolve(true);
    });
  });
}

export const serveCommands: readonly CliCommand[] = [
  {
    name: ['serve'],
    about: 'Serve the application to a browser on this computer.',
    options: [
      { name: 'port', value: 'NUMBER', about: 'the port on 127.0.0.1; any free one when left out' },
      { name: 'no-open', about: 'only print the address' },
    ],
    exitCodes: { 69: 'the port is taken, or the page was not built' },
    examples: [
      { line: 'proofdesk serve', about: 'opens the application in your browser, or prints its address' },
      {
        line: 'proofdesk serve --port 4100 --no-open --workspace ./demo',
        about: 'serves one workspace at a known port',
      },
    ],
    async run(call) {
      const port = call.integer('port', { from: 1, to: 65535 });
      const { startBrowserHost } = await import('../browser');
      // Pages are served while the desk is still opening.
      const opening = call.session('if-there');
      opening.catch(() => {});
      const host = await startBrowserHost({
        desk: opening.then((session) => session.desk),
        root: pageFolder(),
        port,
        actor: opening.then((session) => session.actor),
      });
      const address = host.newAddress();
      const opener = call.flag('no-open') ? null : browserOpener(process.platform, call.io.env);
      const opened = opener !== null && (await openInBrowser(opener, address));
      call.answer({ address, port: host.port, opened }, () =>
        [
          opened ? 'Proofdesk opens in your browser. If it does not, open' : 'Proofdesk is ready. Open',
          `  ${address}`,
          'The address signs one browser in. Press Ctrl-C to stop.',
          '',
        ].join('\n'),
      );
      try {
        await Promise.race([aborted(call.signal), opening.then(() => aborted(call.signal))]);
      } finally {
        await host.close();
      }
    },
  },
];

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
