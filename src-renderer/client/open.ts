import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type Connection, connectionOn } from './connection';
import { messagePortTransport } from './message-port';
import { webSocketTransport } from './web-socket';

/** The account whose customer view this page is, from its address; null for our own view. */
export function customerAccountOf(location: { search: string }): string | null {
  return new URLSearchParams(location.search).get('customer');
}

/** Whether this page runs in the desktop window rather than in a browser. */
const inDesktopWindow = () => window.location.protocol === 'app:';

/** Whether the browser host still knows this browser by its cookie. Rejects when nobody answers. */
async function stillKnown(): Promise<boolean> {
  const answer = await fetch('/session', { cache: 'no-store' });
  return answer.ok;
}

/**
 * Makes a browser known to its host: exchanges the one-time token in the address, if there is one, for a cookie, and removes it from
 * the address. `false` when the host does not know this browser.
 */
export async function enter(): Promise<boolean> {
  if (inDesktopWindow()) return true;
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (token) {
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
    await fetch('/session', { method: 'POST', body: token });
  }
  return stillKnown();
}

/** The one connection of this page, on whichever transport it has. */
export function openConnection(): Connection {
  const customerAccount = customerAccountOf(window.location);
  if (inDesktopWindow()) return connectionOn(messagePortTransport({ customerAccount }));
  if (!window.location.host) {
    throw new ProofdeskError({ code: 'unavailable', message: 'This page was opened without Proofdesk.' });
  }
  const query = customerAccount === null ? '' : `?customer=${encodeURIComponent(customerAccount)}`;
  return connectionOn(
    webSocketTransport({ open: () => new WebSocket(`ws://${window.location.host}/rpc${query}`), stillKnown }),
  );
}
