import { RPCLink } from '@orpc/client/websocket';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { stateCell, type Transport } from './connection';

/** Waiting times between attempts, in milliseconds; the last one repeats. */
const pauses = [100, 250, 500, 1000, 2000, 4000];
/** How long a call that begins without a connection waits for one, in milliseconds. */
const patience = 8000;

export interface WebSocketOptions {
  open(): WebSocket;
  /** Whether the host still knows this page: false means that trying again is of no use. Rejects when no host answers. */
  stillKnown(): Promise<boolean>;
  /** Shorter waiting times for tests. */
  pauses?: readonly number[];
}

/**
 * The transport of a browser tab. A broken connection is made again by itself. Calls that were under way fail with
 * `unavailable`, since nobody knows whether they were done; calls that begin meanwhile wait for the connection.
 */
export function webSocketTransport(options: WebSocketOptions): Transport {
  const cell = stateCell('connecting');
  const waits = options.pauses ?? pauses;
  let link: RPCLink<Record<never, never>> | null = null;
  let socket: WebSocket | null = null;
  let attempt = 0;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    const opened = options.open();
    socket = opened;
    const fresh = new RPCLink<Record<never, never>>({ websocket: opened });
    opened.addEventListener('open', () => {
      attempt = 0;
      link = fresh;
      cell.set('connected');
    });
    opened.addEventListener('close', () => {
      if (closed || socket !== opened) return;
      link = null;
      void lost();
    });
  };

  const lost = async () => {
    cell.set('lost');
    const known = await options.stillKnown().catch(() => true);
    if (closed) return;
    if (!known) {
      cell.set('refused');
      return;
    }
    timer = setTimeout(open, waits[Math.min(attempt, waits.length - 1)]);
    attempt += 1;
  };

  open();
  return {
    async link(signal) {
      if (!link) await settled(cell, signal);
      if (link) return link;
      throw new ProofdeskError({
        code: 'unavailable',
        message:
          cell.state() === 'refused'
            ? 'This page is no longer signed in to Proofdesk.'
            : 'Proofdesk does not answer; it may have been closed.',
        hint: 'Start Proofdesk again and open the address that it prints.',
      });
    },
    state: cell.state,
    subscribe: cell.subscribe,
    close() {
      closed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}

/** Waits until the connection stands or is refused, the caller gives up, or patience ends. */
function settled(cell: ReturnType<typeof stateCell>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const decided = () => cell.state() === 'connected' || cell.state() === 'refused';
    if (decided()) return resolve();
    const finish = (done: () => void) => {
      clearTimeout(limit);
      stop();
      signal?.removeEventListener('abort', aborted);
      done();
    };
    const aborted = () => finish(() => reject(signal?.reason));
    const limit = setTimeout(() => finish(resolve), patience);
    const stop = cell.subscribe(() => {
      if (decided()) finish(resolve);
    });
    signal?.addEventListener('abort', aborted);
  });
}
