import type { CliCommand } from '../command-line';
import { pageFolder } from '../installation';
import { openInBrowser } from '../open-browser';

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
      const opening = call.session('if-there').then((session) => {
        session.desk.sync.goByItself();
        return session;
      });
      opening.catch(() => {});
      const host = await startBrowserHost({
        desk: opening.then((session) => session.desk),
        root: pageFolder(),
        port,
        actor: opening.then((session) => session.actor),
      });
      const address = host.newAddress();
      const opened = !call.flag('no-open') && (await openInBrowser(address, call.io.env));
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
