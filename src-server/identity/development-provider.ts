import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An identity provider for trying Proofdesk out: it believes every name that is typed in. */
export interface DevelopmentProvider {
  issuer: string;
  clientId: string;
  close(): Promise<void>;
}

export const DEVELOPMENT_CLIENT = 'proofdesk-desktop';

/**
 * Starts `oidc-provider` on loopback with one public client, whose redirects go to any port of 127.0.0.1. It asks for no password and keeps
 * nothing, so it never listens elsewhere. Every sign-in asks for a name, also in a browser that gave one before: two people are tried out
 * from one.
 */
export async function startDevelopmentProvider(port = 0): Promise<DevelopmentProvider> {
  const { default: Provider } = await import('oidc-provider');
  const server: Server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = quietly(
    () =>
      new Provider(issuer, {
        clients: [
          {
            client_id: DEVELOPMENT_CLIENT,
            application_type: 'native',
            token_endpoint_auth_method: 'none',
            grant_types: ['authorization_code', 'refresh_token'],
            response_types: ['code'],
            redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback', 'proofdesk://callback'],
          },
        ],
        pkce: { required: () => true },
        features: { devInteractions: { enabled: true } },
        conformIdTokenClaims: false,
        claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
        findAccount: (_context, id) => ({
          accountId: id,
          claims: () => ({ sub: id, name: id, email: id.includes('@') ? id : `${id}@development.example` }),
        }),
        cookies: { keys: ['development only'] },
        ttl: { Interaction: 600, Session: 86_400, Grant: 86_400, AccessToken: 600, IdToken: 600 },
      }),
  );
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/auth?')) forgetWhoWasHere(request, response);
    return answer(request, response);
  });
  return {
    issuer,
    clientId: DEVELOPMENT_CLIENT,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Its own warnings say in red what the server says in one sentence: that it is for development only. */
function quietly<T>(work: () => T): T {
  const { warn } = console;
  console.warn = () => {};
  try {
    return work();
  } finally {
    console.warn = warn;
  }
}

/** A browser begins as if nobody had signed in with it. */
function forgetWhoWasHere(request: IncomingMessage, response: ServerResponse): void {
  delete request.headers.cookie;
  const ended = 'path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT; httponly';
  response.setHeader('set-cookie', [`_session=; ${ended}`, `_session.sig=; ${ended}`]);
}
