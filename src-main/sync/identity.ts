import { ProofdeskError } from '../../src-shared/kernel/errors';
import { isLoopback, isPrivateOnTheWay } from './server-address';

/** What one sign-in at an identity provider needs and gives. */
export interface IdentityRequest {
  issuer: string;
  clientId: string;
  redirect: string;
  /** This device's clock less the server's, in milliseconds: the times in an ID token are held against the server's. */
  ahead: number;
  /** Ends what is under way at the provider. */
  signal: AbortSignal;
}

export interface IdentityAttempt {
  /** Where the person goes on. */
  url: string;
  state: string;
  /** Trades the code that the browser came back with for an ID token. */
  redeem(arrived: URL): Promise<{ idToken: string; nonce: string; name: string | null }>;
}

/** Addresses of a provider that are asked or shown; none of them may be readable on the way. */
const ENDPOINTS = ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint'] as const;

/**
 * Begins an OpenID Connect sign-in by authorization code with PKCE (S256), as a public client, at a provider found by discovery. Errors say
 * what the provider called it, and hold neither codes nor tokens: `unavailable` where it cannot be asked, `forbidden` where it said no.
 */
export async function beginIdentity(request: IdentityRequest): Promise<IdentityAttempt> {
  const { issuer, clientId, redirect, ahead, signal } = request;
  if (!isPrivateOnTheWay(issuer)) throw unsafe(issuer);
  // Loaded when somebody signs in: most starts do without.
  const client = await import('openid-client');
  const asked = <T>(step: Promise<T>): Promise<T> =>
    step.catch((thrown) => {
      throw identityProblem(issuer, thrown, signal);
    });
  const limited: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal });
  const config = await asked(
    client.discovery(
      new URL(issuer),
      clientId,
      { [client.clockSkew]: -Math.round(ahead / 1_000), [client.clockTolerance]: 60 },
      client.None(),
      {
        [client.customFetch]: limited as never,
        ...(isLoopback(new URL(issuer)) && { execute: [client.allowInsecureRequests] }),
      },
    ),
  );
  const metadata = config.serverMetadata();
  for (const name of ENDPOINTS) {
    const address = metadata[name];
    if (address !== undefined && !isPrivateOnTheWay(address)) throw unsafe(address);
  }
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: 'openid profile email',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return {
    url: url.href,
    state,
    async redeem(arrived) {
      const tokens = await asked(
        client.authorizationCodeGrant(config, arrived, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        }),
      );
      const claims = tokens.claims()!;
      let name = nameIn(claims);
      if (name === null && metadata.userinfo_endpoint) {
        // A name is a kindness: who has none at hand signs in all the same.
        name = await client
          .fetchUserInfo(config, tokens.access_token, claims.sub)
          .then(nameIn)
          .catch(() => null);
      }
      return { idToken: tokens.id_token!, nonce, name };
    },
  };
}

/** How a provider calls the person: their name, else how they sign in there. */
function nameIn(claims: Readonly<Record<string, unknown>>): string | null {
  for (const claim of ['name', 'preferred_username', 'email']) {
    const value = claims[claim];
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, 200);
  }
  return null;
}

const unsafe = (address: string): ProofdeskError =>
  new ProofdeskError({
    code: 'forbidden',
    message: `The server’s identity provider is not encrypted on the way: ${hostOf(address)}.`,
    hint: 'Nobody signs in there. Tell whoever runs the server: its provider has to use https.',
  });

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : 'no address');

/** Words of OAuth (RFC 6749) for a person; a provider's own words may say more than is good for a log. */
const REASONS: Record<string, string> = {
  access_denied: 'the sign-in was refused there, or called off',
  login_required: 'it wants a new sign-in',
  consent_required: 'it was not allowed to tell who you are',
  invalid_client: 'it does not know Proofdesk as this server names it',
  unauthorized_client: 'it does not let Proofdesk sign people in',
  invalid_grant: 'the sign-in took too long, or was done already',
  invalid_scope: 'it does not offer what Proofdesk asks for',
  temporarily_unavailable: 'it is busy',
  server_error: 'it has a fault',
};

function identityProblem(issuer: string, thrown: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (thrown instanceof ProofdeskError) return thrown;
  const { error, code } = (thrown ?? {}) as { error?: unknown; code?: unknown };
  const provider = hostOf(issuer);
  if (typeof error === 'string') {
    return new ProofdeskError({
      code: 'forbidden',
      message: `The identity provider ${provider} did not sign you in: ${REASONS[error] ?? 'it gave no reason'}.`,
      hint: 'Begin the sign-in again. If it stays so, tell whoever runs the server.',
      details: { identity: /^\w{1,60}$/.test(error) ? error : 'unknown' },
    });
  }
  const reached = typeof code === 'string' && code.startsWith('OAUTH_');
  return new ProofdeskError({
    code: 'unavailable',
    message: reached
      ? `What the identity provider ${provider} answers does not hold.`
      : `The identity provider ${provider} cannot be reached.`,
    hint: reached
      ? 'Begin the sign-in again. If it stays so, tell whoever runs the server.'
      : 'Signing in needs a network. Try again when it is back; work goes on without.',
    details: { identity: typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : 'unknown' },
  });
}
