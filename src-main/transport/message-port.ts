import { RPCHandler } from '@orpc/server/message-port';
import { router } from '../router';
import type { Session } from '../session';

/** A port as `@orpc/server/message-port` takes it: a web or Node port, or Electron's MessagePortMain. */
export type ServablePort = Parameters<RPCHandler<Session>['upgrade']>[0];

let handler: RPCHandler<Session> | null = null;

/** Answers the contract on a message port for one session, until the port closes. Start the port afterwards. */
export function serveMessagePort(port: ServablePort, session: Session): void {
  handler ??= new RPCHandler(router);
  handler.upgrade(port, { context: session });
}
