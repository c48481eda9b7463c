import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idTokenOf } from '../../test/server/sign-in';
import { type DevelopmentProvider, startDevelopmentProvider } from './development-provider';
import { identityCheck } from './id-token';

const NONCE = 'a-nonce-of-this-sign-in';

describe('an ID token', () => {
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let strangers: Awaited<ReturnType<typeof generateKeyPair>>;
  let server: Server;
  let issuer: string;
  const clientId = 'proofdesk';

  beforeAll(async () => {
    [keys, strangers] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
    server = createServer((request, response) => {
      const body = request.url === '/keys' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/keys` };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const now = () => Date.now();
  const seconds = () => Math.floor(now() / 1_000);
  const token = (claims: Record<string, unknown> = {}, key = keys.privateKey) =>
    new SignJWT({
      iss: issuer,
      aud: clientId,
      sub: 'ada',
      nonce: NONCE,
      iat: seconds(),
      exp: seconds() + 300,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .sign(key);
  const check = () => identityCheck({ issuer, clientId }, now);

  it('of the provider, for this client and this sign-in, names who signed in', async () => {
    expect(await check().verify(await token(), NONCE)).toMatchObject({ issuer, subject: 'ada' });
  });

  it.each([
    ['another sign-in', { nonce: 'other' }],
    ['another client', { aud: 'somebody-else' }],
    ['several clients and not this one', { aud: ['proofdesk', 'other'], azp: 'other' }],
    ['another provider', { iss: 'https://evil.example' }],
    ['the past', { iat: 1, exp: 2 }],
    ['long ago, though still valid', { iat: Math.floor(Date.now() / 1_000) - 3_600 }],
    ['nobody', { sub: '' }],
  ])('for %s is refused', async (_what, claims) => {
    await expect(check().verify(await token(claims), NONCE)).rejects.toMatchObject({ status: 401 });
  });

  it('signed by somebody else, by nobody, or no token at all is refused', async () => {
    await expect(check().verify(await token({}, strangers.privateKey), NONCE)).rejects.toMatchObject({ status: 401 });
    const [, body] = (await token()).split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    await expect(check().verify(unsigned, NONCE)).rejects.toMatchObject({ status: 401 });
    await expect(check().verify('nonsense', NONCE)).rejects.toMatchObject({ status: 401 });
  });

  it('waits when the provider cannot be asked, or is not who it says', async () => {
    const away = identityCheck({ issuer: 'http://127.0.0.1:1', clientId }, now);
    await expect(away.verify(await token(), NONCE)).rejects.toMatchObject({ code: 'unavailable' });
    const mistaken = identityCheck({ issuer: `${issuer}/other`, clientId }, now);
    await expect(mistaken.verify(await token(), NONCE)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('the development provider', () => {
  let provider: DevelopmentProvider;
  beforeAll(async () => {
    provider = await startDevelopmentProvider();
  });
  afterAll(() => provider.close());

  it('signs in whoever gives a name, by authorization code with PKCE on a loopback port', async () => {
    const { idToken, nonce } = await idTokenOf(provider, 'grace');
    const check = identityCheck(provider, Date.now);
    expect(await check.verify(idToken, nonce)).toMatchObject({ issuer: provider.issuer, subject: 'grace' });
    await expect(check.verify(idToken, 'another nonce, longer')).rejects.toMatchObject({ status: 401 });
  });

  it('asks for the name again in a browser that gave one before', async () => {
    const browser = new Map<string, string>();
    const check = identityCheck(provider, Date.now);
    for (const name of ['grace', 'alan']) {
      const { idToken, nonce } = await idTokenOf(provider, name, browser);
      expect(await check.verify(idToken, nonce)).toMatchObject({ subject: name });
    }
  });
});
