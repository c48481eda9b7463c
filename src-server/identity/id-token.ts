import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Refusal } from '../http/refusals';

/** Seconds that a provider's clock may be off. */
const TOLERANCE = 60;
/** An ID token is traded for a session right after it was issued. */
const OLDEST_SECONDS = 600;
const DISCOVERY_MINUTES = 60;
/** Signatures by a key of the provider; never `none`, never a shared secret. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

export interface VerifiedIdentity {
  issuer: string;
  subject: string;
  /** When the ID token stops being one, milliseconds since 1970. */
  expires: number;
}

/** Says who an ID token is about, or throws a refusal. */
export interface IdentityCheck {
  verify(idToken: string, nonce: string): Promise<VerifiedIdentity>;
}

/** Checks ID tokens of one OpenID Connect provider, whose keys are found by discovery and kept for an hour. */
export function identityCheck(
  provider: { issuer: string; clientId: string },
  now: () => number,
  fetcher: typeof fetch = fetch,
): IdentityCheck {
  let found: { keys: JWTVerifyGetKey; at: number } | null = null;

  async function keys(): Promise<JWTVerifyGetKey> {
    if (found && now() - found.at < DISCOVERY_MINUTES * 60_000) return found.keys;
    const address = `${provider.issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
    try {
      const answer = await fetcher(address, { signal: AbortSignal.timeout(10_000), redirect: 'error' });
      if (!answer.ok) throw new Error(`it answered ${answer.status}`);
      const document = discoverySchema.parse(await answer.json());
      if (document.issuer !== provider.issuer) throw new Error('it calls itself by another issuer');
      found = { keys: createRemoteJWKSet(new URL(document.jwks_uri), { timeoutDuration: 10_000 }), at: now() };
      return found.keys;
    } catch (error) {
      // A provider that is away for a moment does not sign people out whose keys are known.
      if (found) return found.keys;
      throw unreachable(error);
    }
  }

  return {
    async verify(idToken, nonce) {
      let payload: JWTPayload;
      try {
        ({ payload } = await jwtVerify(idToken, await keys(), {
          issuer: provider.issuer,
          audience: provider.clientId,
          algorithms: ALGORITHMS,
          clockTolerance: TOLERANCE,
          maxTokenAge: OLDEST_SECONDS,
          requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
          currentDate: new Date(now()),
        }));
      } catch (error) {
        if (error instanceof ProofdeskError) throw error;
        if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw unreachable(error);
        throw notAccepted(
          error instanceof errors.JWTExpired ? 'it has expired' : 'its signature or one of its claims does not hold',
        );
      }
      if (payload['nonce'] !== nonce) throw notAccepted('it was made for another sign-in');
      if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload['azp'] !== provider.clientId) {
        throw notAccepted('it was made for another application');
      }
      if (typeof payload.sub !== 'string' || payload.sub === '' || payload.sub.length > 255) {
        throw notAccepted('it names nobody');
      }
      return { issuer: provider.issuer, subject: payload.sub, expires: payload.exp! * 1_000 };
    },
  };
}

const notAccepted = (why: string): Refusal =>
  new Refusal(401, {
    code: 'forbidden',
    message: `The identity provider’s token is not accepted: ${why}.`,
    hint: 'Sign in again.',
    details: { signIn: 'unknown' },
  });

const unreachable = (cause: unknown): ProofdeskError =>
  new ProofdeskError(
    {
      code: 'unavailable',
      message: 'The identity provider cannot be asked just now.',
      hint: 'Try again in a moment; who is signed in stays so.',
    },
    { cause },
  );
