import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import { router } from '../router';
import type { Session } from '../session';

let handler: RPCHandler<Session> | null = null;

/** Answers the contract on an open WebSocket for one session, until the socket closes. */
export function serveWebSocket(socket: WebSocket, session: Session): void {
  handler ??= new RPCHandler(router);
  void handler.upgrade(socket, { context: session });
}
