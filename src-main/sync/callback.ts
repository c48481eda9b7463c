import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where an identity provider sends the person's browser back to. */
export interface Callback {
  redirect: string;
  /**
   * The address that the browser came back with, and how to tell the person there how it ended. Addresses that are not about this sign-in
   * (`state` says so) are refused and waited past. Rejects with the signal's reason.
   */
  arrival(state: string, signal: AbortSignal): Promise<{ url: URL; answer(text: Ending): void }>;
  close(): Promise<void>;
}

/** What the page that the browser ends on says. */
export interface Ending {
  title: string;
  text: string;
}

/** The look of the application's own pages, without its fonts: this page is all that there is at its address. */
const style = `
html { color-scheme: light dark; background: light-dark(#fbfaf8, #141414); color: light-dark(#1c1b1a, #f1efec); }
body { font: 13px/20px Inter, system-ui, sans-serif; max-width: 640px; margin: 16vh auto 0; padding: 0 20px; }
b { display: block; margin-bottom: 40px; font-weight: 600; }
h1 { margin: 0 0 16px; font-size: 20px; line-height: 28px; font-weight: 600; }
p { margin: 0; text-wrap: pretty; color: light-dark(#55514b, #b9b5ae); }
`;
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

function send(response: ServerResponse, status: number, { title, text }: Ending): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    connection: 'close',
  });
  response.end(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body><b>Proofdesk</b><h1>${escaped(title)}</h1><p>${escaped(text)}</p></body></html>
`);
}

/**
 * A small listener on a free port of this very computer (RFC 8252, section 7.3). Its pages hold no script and nothing of the address that they
 * were asked by.
 */
export async function loopbackCallback(): Promise<Callback> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000, maxHeaderSize: 32_768 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const redirect = `http://127.0.0.1:${port}/callback`;
  return {
    redirect,
    arrival: (state, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        let arrived = false;
        server.on('request', (request, response) => {
          const url = new URL(request.url ?? '/', redirect);
          // Another site's page that was made to come here by its own name (DNS rebinding) is nobody we wait for.
          if (
            request.headers.host !== `127.0.0.1:${port}` ||
            url.pathname !== '/callback' ||
            request.method !== 'GET'
          ) {
            send(response, 404, { title: 'Nothing here', text: 'This address only ends a sign-in to Proofdesk.' });
            return;
          }
          if (arrived || url.searchParams.get('state') !== state) {
            send(response, 400, {
              title: 'This is not the sign-in that Proofdesk waits for',
              text: 'It may be an older one, or done already. Go back to Proofdesk and begin anew if need be.',
            });
            return;
          }
          arrived = true;
          resolve({ url, answer: (ending) => send(response, 200, ending) });
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 500).unref();
      }),
  };
}
