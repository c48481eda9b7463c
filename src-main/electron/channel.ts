import type { IpcMain, IpcMainEvent } from 'electron';
import { z } from 'zod';
import type { Session } from '../session';
import { serveMessagePort } from '../transport';
import { reportUnexpected } from '../unexpected';
import { isOurs } from './origin';

const request = z.object({ customerAccount: z.string().nullable() });

/**
 * Answers the contract on the ports that our own windows send. A message from any other page, from a frame inside of one, or of another
 * shape is refused and its port closed.
 */
export function answerChannels(
  ipcMain: Pick<IpcMain, 'on'>,
  options: {
    /** Whether these are the contents of a window that we opened. */
    isOurWindow(contents: IpcMainEvent['sender']): boolean;
    session(contents: IpcMainEvent['sender'], customerAccount: string | null): Promise<Session>;
  },
): void {
  ipcMain.on('proofdesk:connect', (event, message: unknown) => {
    const [port] = event.ports;
    if (!port) return;
    const asked = request.safeParse(message);
    const frame = event.senderFrame;
    const trusted =
      options.isOurWindow(event.sender) && frame !== null && frame === event.sender.mainFrame && isOurs(frame.url);
    if (!trusted || !asked.success) {
      port.close();
      reportUnexpected(new Error(`A page at ${frame?.url ?? 'an unknown address'} asked for a connection.`), 'windows');
      return;
    }
    options.session(event.sender, asked.data.customerAccount).then(
      (session) => {
        serveMessagePort(port, session);
        // What the page sent before waits until here.
        port.start();
      },
      (error: unknown) => {
        reportUnexpected(error, 'opening the desk');
        port.close();
      },
    );
  });
}
