import { RPCLink } from '@orpc/client/message-port';
import { stateCell, type Transport } from './connection';

/**
 * The transport of the desktop window. It keeps one end of a channel and posts the other to the preload script, which hands it to
 * the main process; the main process answers on it after it has checked who sent it.
 */
export function messagePortTransport(options: { customerAccount: string | null }): Transport {
  const { port1, port2 } = new MessageChannel();
  window.postMessage({ proofdesk: 'connect', customerAccount: options.customerAccount }, window.location.origin, [
    port2,
  ]);
  return portTransport(port1);
}

/** A transport on a port whose other end is being served. */
export function portTransport(port: MessagePort): Transport {
  const cell = stateCell('connected');
  const link = new RPCLink<Record<never, never>>({ port });
  port.addEventListener('close', () => cell.set('lost'));
  port.start();
  return {
    link: async () => link,
    state: cell.state,
    subscribe: cell.subscribe,
    close: () => port.close(),
  };
}
