import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Session } from '../session';
import { serveWebSocket } from '../transport';
import { reportUnexpected } from '../unexpected';

/** The largest message taken, in bytes: a pasted table of thousands of lines fits, files go another way. */
const largestMessage = 32 * 1024 * 1024;
const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false });

/**
 * Completes the handshake of an admitted browser and answers the contract on the socket once the session is there.
 * @param open where the socket is listed as long as it is open
 */
export function acceptWebSocket(
  request: IncomingMessage,
  connection: Duplex,
  head: Buffer,
  session: Promise<Session>,
  open: Set<{ terminate(): void }>,
): void {
  sockets.handleUpgrade(request, connection, head, (socket: WebSocket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.terminate());
    // What the page sends while the desk is still opening waits in the socket.
    socket.pause();
    session.then(
      (ready) => {
        serveWebSocket(socket, ready);
        socket.resume();
      },
      (error: unknown) => {
        reportUnexpected(error, 'opening the desk');
        socket.close(1011, 'The desk could not be opened.');
      },
    );
  });
}
