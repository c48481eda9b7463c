import type { IncomingHttpHeaders } from 'node:http';

/**
 * Why a request is not meant for this host, or null. A page on another site can make a browser send requests here, and can make its own
 * name resolve to 127.0.0.1 (DNS rebinding); the names in `Host` and `Origin` give both away.
 * @param changes whether the request can change something or opens a connection; such requests must name their origin
 */
export function misaddressed(headers: IncomingHttpHeaders, port: number, changes: boolean): string | null {
  const { host, origin } = headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    return 'This address belongs to Proofdesk on this computer and is not answered under another name.';
  }
  if (origin === undefined ? changes : origin !== `http://${host}`) {
    return 'Proofdesk takes requests only from its own pages.';
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'Proofdesk takes requests only from its own pages.';
  }
  return null;
}
