import { createHash } from 'node:crypto';
import { securityHeaders } from '../site';

const script = `
const token = new URLSearchParams(location.hash.slice(1)).get('token');
const say = (text) => { document.querySelector('p').textContent = text; };
history.replaceState(null, '', location.pathname + location.search);
if (!token) say('Open the address that Proofdesk printed when it started: it signs this browser in.');
else fetch('/session', { method: 'POST', body: token }).then(
  (answer) => answer.ok ? location.reload()
    : say('This address has been used already. Start Proofdesk again and open the address that it prints.'),
  () => say('Proofdesk does not answer any more. Start it again and open the address that it prints.'));
`;

const style = `
html { color-scheme: light dark; }
body { font: 14px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1.5rem; }
`;

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Proofdesk</title><style>${style}</style></head>
<body><h1>Proofdesk</h1><p>Opening…</p><script>${script}</script></body></html>
`;

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The only page that is served to a browser that is not signed in: it exchanges the token in the address for a cookie and loads the page
 * again. It holds nothing of the workspace and nothing of the application.
 */
export function entryPage(): Response {
  return new Response(page, {
    headers: { ...securityHeaders(policy), 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}
